"""A filled workbook to what it gives: identity from its properties, then the input cells and nothing else.

The workbook is planned again from the methodology, so each input is read from the cell that the compiler gave it.
Values of formulas, which anyone can forge, are never read.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from compiler.evaluate.inputs import CELL_CODE, check_limits
from compiler.evaluate.states import NOT_FILLED, Cell, Given
from compiler.intake.audit import Audit, audit
from compiler.intake.cells import Fault, RawCell, typed
from compiler.intake.contents import Contents, read_contents
from compiler.intake.events import ContentsError
from compiler.intake.opening import open_checked
from compiler.intake.shown import shown
from compiler.intake.template import Place, Template, template_of
from compiler.model.methodology import Edition, Methodology
from compiler.model.texts import Language
from compiler.workbook.identity import TEMPLATE_VERSION, Build
from compiler.workbook.plan import kinds_of
from dsl.diagnostics import Argument, Diagnostic, DiagnosticBag, diagnose
from dsl.source import Span

_NO_CELL = RawCell("n", None)


@dataclass(frozen=True, slots=True)
class Expected:
    """What a workbook must have been made from: `body` None takes any kind of body."""

    edition: Edition
    fingerprint: str
    body: str | None = None


@dataclass(frozen=True, slots=True)
class Entries:
    """What the input cells give; `faults`: place and diagnostic of what cannot be taken and so stays not filled."""

    given: Given
    faults: tuple[tuple[Place, Diagnostic], ...]


def read_workbook(expected: Expected, path: Path, bag: DiagnosticBag) -> tuple[Methodology, Given] | None:
    """The methodology of the workbook's body and what its cells give; None when the file is refused as a whole. What a
    faulty cell concerns stays not filled. Raises OSError when the file cannot be opened."""
    here = Span(str(path), 1, 1, 1, 1)
    opened = open_checked(path, bag)
    contents = None if opened is None else contents_of(opened.parts, here, bag)
    methodology = None if contents is None else identified(expected, contents.properties, here, bag)
    if contents is None or methodology is None:
        return None
    properties = contents.properties
    build = Build(expected.fingerprint, properties.get("esep.compiler", ""))
    template = template_of(methodology, properties["esep.kind"], Language(properties["esep.language"]), build)
    found = audit(contents, template.record)
    for change in found.changes:
        bag.add(change.diagnostic(here))
    entries = entries_of(template, contents, found, here)
    for _, diagnostic in entries.faults:
        bag.add(diagnostic)
    return methodology, as_rows(entries.given)


def named_edition(path: Path) -> str | None:
    """The edition that a workbook says it was made from; None when it says none or cannot be read. It proves nothing:
    only reading against that edition does."""
    opened = open_checked(path, DiagnosticBag())
    contents = None if opened is None else contents_of(opened.parts, Span(str(path), 1, 1, 1, 1), DiagnosticBag())
    return None if contents is None else contents.properties.get("esep.edition")


def contents_of(parts: Mapping[str, bytes], here: Span, bag: DiagnosticBag) -> Contents | None:
    """What the parts hold, or None after a diagnostic."""
    try:
        return read_contents(parts)
    except ContentsError:
        bag.add(diagnose("workbook-damaged", here))
        return None


def identified(expected: Expected, identity: Mapping[str, str], here: Span, bag: DiagnosticBag) -> Methodology | None:
    """The methodology for which the workbook was made, or None after a diagnostic."""
    wanted = expected.edition.identity
    known_body = {body.name for body in expected.edition.bodies}
    body = identity.get("esep.body", "")
    own: tuple[tuple[str, str, str | None], ...] = (
        ("workbook-other-methodology", "esep.methodology", wanted.id),
        ("workbook-other-edition", "esep.edition", wanted.edition),
        ("return-other-period", "esep.period", wanted.period),
        ("workbook-other-body", "esep.body", expected.body),
    )
    spoken = {one.value for one in Language}
    if any(key not in identity for _, key, _ in own) or identity.get("esep.language") not in spoken:
        bag.add(diagnose("workbook-unsigned", here))
        return None
    for slug, key, value in own:
        if value is not None and identity[key] != value:
            bag.add(diagnose(slug, here, found=shown(identity[key]), expected=value))
            return None
    if body not in known_body:
        bag.add(diagnose("workbook-other-body", here, found=shown(body), expected=", ".join(sorted(known_body))))
        return None
    same = identity.get("esep.fingerprint") == expected.fingerprint
    if not same or identity.get("esep.template") != TEMPLATE_VERSION:
        bag.add(diagnose("workbook-other-version", here))
        return None
    methodology = expected.edition.methodology(body)
    if identity.get("esep.kind") not in kinds_of(methodology):
        bag.add(diagnose("workbook-unsigned", here))
        return None
    return methodology


def as_rows(given: Given) -> Given:
    """The answers to a questionnaire, inputs under the codes of table cells, as a row of their table."""
    inputs: dict[str, Cell] = {}
    answered: dict[str, dict[str, Cell]] = {}
    for code, cell in given.inputs.items():
        answer = CELL_CODE.fullmatch(code)
        if answer is None:
            inputs[code] = cell
        else:
            answered.setdefault(answer[1], {})[answer[3]] = cell
    return replace(given, inputs=inputs, tables={**given.tables, **{code: [row] for code, row in answered.items()}})


def entries_of(template: Template, contents: Contents, found: Audit, here: Span) -> Entries:
    """The input cells, except where the audit found that cells have moved."""
    inputs: dict[str, Cell] = {}
    tables: dict[str, list[dict[str, Cell]]] = {}
    faults: list[tuple[Place, Diagnostic]] = []
    read: dict[str, Place] = {}
    for place in template.places:
        sheet = contents.sheets.get(place.address.sheet)
        if sheet is None or not found.in_place(place.address.sheet, place.address.row):
            continue
        read[place.full_code] = place
        stored = sheet.cells.get((place.address.row, place.address.column))
        raw = _NO_CELL if stored is None else stored.raw
        if stored is not None and stored.formula is not None:
            raw = RawCell("f", stored.formula)
        cell = typed(raw, place.field, template.language)
        if isinstance(cell, Fault):
            arguments: dict[str, Argument] = {"code": place.name, **dict(cell.arguments)}
            faults.append((place, diagnose(cell.slug, here, labels=(), fix=None, **arguments)))
        elif cell is not NOT_FILLED and not place.row:
            inputs[place.code] = cell
        elif cell is not NOT_FILLED:
            rows = tables.setdefault(place.code, [])
            rows.extend({} for _ in range(place.row - len(rows)))
            rows[place.row - 1][place.column] = cell
    given = Given(inputs, tables)
    limits = DiagnosticBag()
    names = {place.name: place for place in read.values()}
    spans = dict.fromkeys(read, here)
    check_limits(template.methodology, given, spans, limits, {code: place.name for code, place in read.items()})
    faults.extend((names[str(dict(one.arguments)["code"])], one) for one in limits)
    return Entries(given, tuple(faults))
