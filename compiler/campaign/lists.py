"""What a campaign knows, as lists: findings, the state of every body, scores; as CSV, JSON and a workbook."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from compiler.campaign.files import write_json, write_table, write_whole
from compiler.campaign.standing import Standings
from compiler.campaign.texts import say
from compiler.excel.listing import Listing, listing_workbook
from compiler.intake.findings import Finding
from dsl.diagnostics.wording import help_of, message_of, texts_of

_COLUMNS = ("body", "severity", "file", "sheet", "cell", "input", "message", "help", "why", "code")
_WIDTHS = (14.0, 12.0, 24.0, 18.0, 8.0, 24.0, 60.0, 50.0, 50.0, 10.0)
LANGUAGES = ("ru", "kk", "en")


def write_findings(folder: Path, found: Sequence[Finding], spoken: str) -> None:
    """`findings.csv` and `findings.xlsx` in one language for the evaluator, `findings.json` in all for machines."""
    header = [say(f"column_{name}", spoken) for name in _COLUMNS]
    rows = [_row(finding, spoken) for finding in found]
    write_table(folder / "findings.csv", header, rows)
    title = say("findings_title", spoken)
    write_whole(folder / "findings.xlsx", listing_workbook([Listing("findings", title, header, _WIDTHS, rows)]))
    write_json(folder / "findings.json", [_data(finding) for finding in found])


def write_states(folder: Path, found: Standings, spoken: str) -> None:
    """`bodies.csv`: each body of the list with the file that counts and its state."""
    header = [say(f"column_{name}", spoken) for name in ("body", "name", "kind", "state", "file")]
    rows = [
        (
            one.body.code,
            one.body.name,
            one.body.kind,
            say(f"state_{one.state.value}", spoken),
            "" if one.counted is None else one.counted.file,
        )
        for one in found.bodies
    ]
    write_table(folder / "bodies.csv", header, rows)


def _row(finding: Finding, spoken: str) -> tuple[str, ...]:
    diagnostic = finding.diagnostic
    return (
        finding.body,
        say(f"severity_{diagnostic.severity.value}", spoken),
        finding.file,
        finding.sheet,
        finding.cell,
        finding.input,
        message_of(diagnostic, spoken),
        help_of(diagnostic, spoken) or "",
        texts_of(diagnostic, spoken).why,
        diagnostic.code,
    )


def _data(finding: Finding) -> dict[str, object]:
    diagnostic = finding.diagnostic
    return {
        **finding.where,
        "code": diagnostic.code,
        "slug": diagnostic.slug,
        "severity": diagnostic.severity.value,
        "message": {language: message_of(diagnostic, language) for language in LANGUAGES},
        "help": {language: help_of(diagnostic, language) for language in LANGUAGES},
    }
