"""One returned workbook from the file to what is known of it: whose it is, what it gives, and every finding."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from pathlib import Path

from compiler.evaluate import Result, State, evaluate
from compiler.evaluate.notation import written_number
from compiler.evaluate.states import Given
from compiler.intake.audit import Audit, audit
from compiler.intake.completeness import lacking
from compiler.intake.contents import Contents
from compiler.intake.findings import Finding, file_place, unsaid
from compiler.intake.opening import open_checked
from compiler.intake.reading import Entries, Expected, as_rows, contents_of, entries_of, identified
from compiler.intake.shown import shown
from compiler.intake.template import Template, place_name
from compiler.model.texts import Language
from compiler.workbook.cell_names import cell_name
from compiler.workbook.identity import SURVEY, UNIT_PROPERTY, family
from dsl.diagnostics import DiagnosticBag, Term, diagnose
from dsl.source import Span

CLOSE = Fraction(1, 10**6)
"""Stored values and exact scores that differ by less are the same: programs calculate with 15 digits."""

Templates = Callable[[str, str, Language], Template]
"""Kind of body, kind of workbook, language → the workbook as issued."""


@dataclass(frozen=True, slots=True)
class Return:
    """What is known of a file. `given` is None when it was refused as a whole; then kind and language may be empty."""

    file: str
    sha256: str
    program: str
    body: str
    kind: str
    language: str
    given: Given | None
    findings: tuple[Finding, ...]
    workbook: str = ""
    """Kind of workbook, "" where it is not known; of a refused file what it says itself."""

    @property
    def of_respondent(self) -> bool:
        """Whether it is a questionnaire: one of many, and nobody's name goes with what it says."""
        return family(self.workbook) == SURVEY

    @property
    def accepted(self) -> bool:
        """Whether the inputs were read and no finding stands in their way."""
        return self.given is not None and not any(finding.blocks for finding in self.findings)


def read_return(expected: Expected, templates: Templates, path: Path, name: str, sender: str) -> Return:
    """`name`: the file as reports call it; `sender`: code of the body that sent it, "" when nothing but the file itself
    says so. Raises OSError when the file cannot be read at all."""
    here = file_place(name)
    bag = DiagnosticBag()
    opened = open_checked(path, bag)
    contents = None if opened is None else contents_of(opened.parts, here, bag)
    unit = "" if contents is None else contents.properties.get(UNIT_PROPERTY, "")
    methodology = None if contents is None else identified(expected, contents.properties, here, bag)
    refused = tuple(Finding(name, sender or unit, replace(one, span=here)) for one in bag)
    if opened is None:
        return Return(name, "", "", sender, "", "", None, refused)
    if contents is None or methodology is None:
        said = "" if contents is None else contents.properties.get("esep.kind", "")
        return Return(name, opened.sha256, "", sender or unit, "", "", None, refused, said)
    language, kind = Language(contents.properties["esep.language"]), contents.properties["esep.kind"]
    template = templates(methodology.body.name, kind, language)
    found = audit(contents, template.record)
    entries = entries_of(template, contents, found, here)
    findings = [*refused, *_findings(template, contents, found, entries, name, sender or unit, here)]
    if template.answers:
        findings = [unsaid(one) for one in findings]
    # A questionnaire may be printed for any body: then whoever collects it says whose it is.
    if sender and unit != sender and (unit or not template.answers):
        other = diagnose("return-other-unit", here, found=shown(unit), expected=sender)
        findings.append(Finding(name, sender, other))
    return Return(
        name,
        opened.sha256,
        contents.program,
        sender or unit,
        methodology.body.name,
        language.value,
        as_rows(entries.given),
        tuple(findings),
        kind,
    )


def _findings(
    template: Template, contents: Contents, found: Audit, entries: Entries, file: str, body: str, here: Span
) -> Iterator[Finding]:
    for change in found.changes:
        yield Finding(file, body, change.diagnostic(here), change.sheet, change.cell)
    faulty = {place.full_code for place, _ in entries.faults}
    for place, diagnostic in entries.faults:
        yield Finding(file, body, diagnostic, place.address.sheet, place.cell, place.full_code)
    read = frozenset(
        place.full_code
        for place in template.places
        if place.full_code not in faulty
        and place.address.sheet in contents.sheets
        and found.in_place(place.address.sheet, place.address.row)
    )
    result = evaluate(template.methodology, entries.given)
    if template.answers and not faulty and not found.moved and not template.answers & entries.given.inputs.keys():
        yield Finding(file, body, diagnose("survey-empty", here))
        return
    for place, diagnostic in lacking(template, entries.given, result, read, here):
        yield Finding(file, body, diagnostic, place.address.sheet, place.cell, place.full_code)
    if not faulty and not found.moved:
        yield from _forged(template, contents, result, file, body, here)


def _forged(
    template: Template, contents: Contents, result: Result, file: str, body: str, here: Span
) -> Iterator[Finding]:
    """Scores whose stored value is not what the inputs give. A program that stores no values forges none."""
    for element in template.methodology.root.walk():
        address = template.workbook.addresses.get(element.score or "")
        if element.score is None or address is None:
            continue
        sheet = contents.sheets.get(address.sheet)
        stored = None if sheet is None else sheet.cells.get((address.row, address.column))
        if stored is None or stored.formula is None or stored.raw.value is None:
            continue
        outcome = result.outcome(element.score)
        if not _same(stored.raw.value, outcome):
            cell = cell_name(address.row, address.column)
            expected = _shown(outcome, template.language)
            place = f"{place_name(address.sheet, cell)} ({element.code})"
            one = diagnose(
                "return-cache-differs", here, place=place, found=shown(str(stored.raw.value)), expected=expected
            )
            yield Finding(file, body, one, address.sheet, cell, element.code)


def _same(stored: object, outcome: Fraction | State) -> bool:
    match stored:
        case bool():
            return False
        case int() | float():
            if not isinstance(outcome, Fraction):
                return False
            return abs(Fraction(stored) - outcome) <= CLOSE * max(Fraction(1), abs(outcome))
        case _:
            return isinstance(outcome, State) and stored == outcome.sign


def _shown(outcome: Fraction | State, language: Language) -> str:
    if isinstance(outcome, State):
        return outcome.sign
    return written_number(outcome, language)


def stopped(name: str, sender: str, what: str) -> Return:
    """The return of a file that could not be read within its limits; `what` is a phrase of the catalogue."""
    one = diagnose("return-stopped", file_place(name), what=Term(what))
    return Return(name, "", "", sender, "", "", None, (Finding(name, sender, one),))
