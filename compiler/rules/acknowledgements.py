"""Findings that the methodology acknowledges, and acknowledgements that match nothing."""

from __future__ import annotations

from dataclasses import replace

from compiler.model.examples import Acknowledgement
from compiler.model.methodology import Methodology
from compiler.rules.finding import Finding

UNUSED = "acknowledgement-unused"


def acknowledge(methodology: Methodology, findings: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """Marks what is acknowledged; adds a finding for each acknowledgement that matches nothing."""
    marked = tuple(_marked(methodology, finding) for finding in findings)
    unused = tuple(
        Finding(UNUSED, entry.code, (("rule", entry.rule),))
        for entry in methodology.acknowledgements
        if not any(_matches(methodology, entry, finding) for finding in findings)
    )
    return (*marked, *unused)


def _marked(methodology: Methodology, finding: Finding) -> Finding:
    if finding.acknowledged is not None:
        return finding
    for entry in methodology.acknowledgements:
        if _matches(methodology, entry, finding):
            return replace(finding, acknowledged=entry.reason)
    return finding


def _matches(methodology: Methodology, entry: Acknowledgement, finding: Finding) -> bool:
    """The code itself, or the element and what is declared in or made for it; child elements are not covered."""
    if entry.rule not in (finding.rule, finding.slug):  # by the name of the rule or by the one that was shown
        return False
    if finding.code == entry.code:
        return True
    for element in methodology.root.walk():
        if element.code == entry.code:
            own = {element.score, *element.inputs, *(step.code for step in element.steps)}
            return finding.code in own or finding.code.rpartition(".")[0] in element.tables
    return False
