"""One letter for each body, in its language, that can be sent as it is: what came, what is wrong, what to do."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from compiler.campaign.standing import Standing, State
from compiler.campaign.texts import say
from compiler.intake.findings import Finding
from compiler.model.methodology import Identity
from compiler.model.texts import Language
from dsl.diagnostics import Severity
from dsl.diagnostics.wording import help_of, message_of

MOST_ALIKE = 20
"""Findings of one kind that a letter lists; whoever has more has made one mistake, not a hundred."""

_ANOTHER_BOOK = frozenset(
    {
        "workbook-unsigned",
        "workbook-other-methodology",
        "workbook-other-edition",
        "workbook-other-body",
        "workbook-other-version",
    }
)
"""Findings whose remedy in the catalogue speaks to whoever runs the program; a body can only take its own workbook."""


def letter(standing: Standing, identity: Identity, language: Language) -> str:
    """Plain text with lines that a mail program may wrap."""
    spoken = language.value
    parts = [
        say(
            "letter_heading",
            spoken,
            title=identity.title.text(language),
            period=identity.period,
            body=standing.body.name,
        ),
        _verdict(standing, spoken),
    ]
    for heading, wanted in (("letter_must", True), ("letter_note", False)):
        found = [
            finding
            for finding in standing.findings
            if finding.blocks is wanted
            and finding.diagnostic.severity is not Severity.NOTE
            and standing.state is not State.MISSING
        ]
        if found:
            parts.append(f"{say(heading, spoken)}\n{_listed(found, spoken)}")
    return "\n\n".join(parts) + "\n"


def _verdict(standing: Standing, spoken: str) -> str:
    if standing.counted is None:
        return say("letter_missing", spoken)
    key = "letter_refused"
    if standing.state is State.ACCEPTED:
        remarks = any(one.diagnostic.severity is Severity.WARNING for one in standing.findings)
        key = "letter_accepted_remarks" if remarks else "letter_accepted"
    return say(key, spoken, file=standing.counted.file)


def _listed(findings: Sequence[Finding], spoken: str) -> str:
    """Grouped by kind, so that each remedy is said once."""
    lines: list[str] = []
    number = 0
    ordered = sorted(findings, key=lambda finding: finding.diagnostic.code)
    for _, group in groupby(ordered, key=lambda finding: finding.diagnostic.code):
        alike = list(group)
        remedies: dict[str, None] = {}
        for finding in alike[:MOST_ALIKE]:
            number += 1
            lines.append(f"{number}. {message_of(finding.diagnostic, spoken)}")
            another = finding.diagnostic.slug in _ANOTHER_BOOK
            remedy = say("letter_own_book", spoken) if another else help_of(finding.diagnostic, spoken)
            if remedy is not None:
                remedies.setdefault(remedy)
        if len(alike) > MOST_ALIKE:
            lines.append(f"   {say('letter_more', spoken, count=len(alike) - MOST_ALIKE)}")
        lines.extend(f"   {say('letter_help', spoken, help=remedy)}" for remedy in remedies)
    return "\n".join(lines)
