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
    """The code itself, anything inside it, or the element whose quantity it is; at the root, everything."""
    if entry.rule != finding.rule:
        return False
    own = entry.code == finding.code or finding.code.startswith(f"{entry.code}.")
    element_of_score = any(
        element.score == entry.code and element.code == finding.code for element in methodology.root.walk()
    )
    return own or element_of_score or entry.code == methodology.root.code
