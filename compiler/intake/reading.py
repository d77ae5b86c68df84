"""A filled workbook to what it gives: identity from its properties, then the input cells and nothing else.

The workbook is planned again from the methodology, so each input is read from the cell that the compiler gave it.
Values of formulas, which anyone can forge, are never read.
"""

from __future__ import annotations

import io
import warnings
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import openpyxl

from compiler.evaluate.inputs import check_limits
from compiler.evaluate.states import NOT_FILLED, Cell, Given
from compiler.intake.cells import Fault, RawCell, typed
from compiler.intake.opening import open_checked
from compiler.intake.shown import shown
from compiler.model.methodology import Edition, Methodology
from compiler.model.texts import Language
from compiler.workbook.book import Workbook
from compiler.workbook.fields import Field, field_of
from compiler.workbook.formula import Address, cell_name
from compiler.workbook.identity import TEMPLATE_VERSION, Build
from compiler.workbook.plan import ASSESSMENT, REPORT, plan_assessment, plan_report
from compiler.workbook.program import row_code
from dsl.diagnostics import Argument, DiagnosticBag, diagnose
from dsl.source import Span

_PLANS = {REPORT: plan_report, ASSESSMENT: plan_assessment}


@dataclass(frozen=True, slots=True)
class Expected:
    """What a workbook must have been made from: `body` None takes any kind of body."""

    edition: Edition
    fingerprint: str
    body: str | None = None


@dataclass(frozen=True, slots=True)
class _Place:
    """An input cell: code of the input, or of the table with row and column."""

    code: str
    row: int
    column: str
    field: Field
    address: Address

    @property
    def full_code(self) -> str:
        return row_code(self.code, self.row, self.column) if self.row else self.code

    @property
    def name(self) -> str:
        """For people: sheet and cell, then the code."""
        return f"«{self.address.sheet}»!{cell_name(self.address.row, self.address.column)} ({self.full_code})"


def read_workbook(expected: Expected, path: Path, bag: DiagnosticBag) -> tuple[Methodology, Given] | None:
    """The methodology of the workbook's body and what its cells give; None when the file is refused as a whole. What a
    faulty cell concerns stays not filled. Raises OSError when the file cannot be opened."""
    data = open_checked(path, bag)
    if data is None:
        return None
    here = Span(str(path), 1, 1, 1, 1)
    try:
        book, identity = _loaded(data)
    except Exception:  # whatever a third party's reader stumbles over in a file from outside, the file is damaged
        bag.add(diagnose("workbook-damaged", here))
        return None
    methodology = _methodology(expected, identity, here, bag)
    if methodology is None:
        return None
    language = Language(identity["esep.language"])
    build = Build(expected.fingerprint, identity.get("esep.compiler", ""))
    plan = _PLANS[identity["esep.kind"]](methodology, language, build)
    places = _places(methodology, plan)
    missing = sorted({place.address.sheet for place in places} - set(book.sheetnames))
    for sheet in missing:
        bag.add(diagnose("workbook-sheet-missing", here, sheet=sheet))
    if missing:
        return None
    try:
        anchors = _anchors(plan, places)
        cells = _raw_cells(book, (*(place.address for place in places), *anchors))
    except Exception:  # sheets are parsed only now
        bag.add(diagnose("workbook-damaged", here))
        return None
    for address, text in anchors.items():
        raw = cells.get(address)
        if raw is None or not isinstance(raw.value, str) or raw.value.split() != text.split():
            place = f"«{address.sheet}»!{cell_name(address.row, address.column)}"
            bag.add(diagnose("workbook-moved", here, place=place, expected=shown(text)))
            return None
    return methodology, _given(methodology, language, places, cells, here, bag)


def _anchors(plan: Workbook, places: tuple[_Place, ...]) -> Mapping[Address, str]:
    """The fixed texts in the rows of input cells: when one of them has moved, the inputs have too."""
    rows = {(place.address.sheet, place.address.row) for place in places}
    return {
        Address(sheet.name, cell.row, cell.column): cell.content
        for sheet in plan.sheets
        for cell in sheet.cells
        if isinstance(cell.content, str) and cell.content.strip() and (sheet.name, cell.row) in rows
    }


def _loaded(data: bytes) -> tuple[openpyxl.Workbook, Mapping[str, str]]:
    """The workbook, its sheets not parsed yet, and its own properties."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, keep_links=False)
    return book, {item.name: str(item.value) for item in book.custom_doc_props.props}


def _methodology(expected: Expected, identity: Mapping[str, str], here: Span, bag: DiagnosticBag) -> Methodology | None:
    """The methodology for which the workbook was made, or None after a diagnostic."""
    wanted = expected.edition.identity
    known_body = {body.name for body in expected.edition.bodies}
    body = identity.get("esep.body", "")
    own: tuple[tuple[str, str, str | None], ...] = (
        ("workbook-other-methodology", "esep.methodology", wanted.id),
        ("workbook-other-edition", "esep.edition", wanted.edition),
        ("workbook-other-body", "esep.body", expected.body),
    )
    if any(key not in identity for _, key, _ in own) or not _readable(identity):
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
    return expected.edition.methodology(body)


def _readable(identity: Mapping[str, str]) -> bool:
    """Whether kind and language are known ones."""
    return identity.get("esep.kind") in _PLANS and identity.get("esep.language") in {one.value for one in Language}


def _places(methodology: Methodology, plan: Workbook) -> tuple[_Place, ...]:
    """Every input cell of the workbook; a report holds a part of the inputs."""
    single = [
        _Place(code, 0, "", field_of(item), plan.addresses[code])
        for code, item in methodology.inputs.items()
        if code in plan.addresses
    ]
    rows = [
        _Place(table.code, row, column.name, field_of(column), plan.addresses[row_code(table.code, row, column.name)])
        for table in methodology.tables.values()
        for row in range(1, table.max_rows + 1)
        for column in table.input_columns
        if row_code(table.code, row, column.name) in plan.addresses
    ]
    return (*single, *rows)


def _raw_cells(book: openpyxl.Workbook, wanted_cells: tuple[Address, ...]) -> Mapping[Address, RawCell]:
    """The wanted cells only; a sheet is read no further than its last one, whatever the file says of its size."""
    sheets: dict[str, dict[int, list[Address]]] = {}
    for address in wanted_cells:
        sheets.setdefault(address.sheet, {}).setdefault(address.row, []).append(address)
    found: dict[Address, RawCell] = {}
    for sheet, rows in sheets.items():
        width = max(address.column for wanted in rows.values() for address in wanted) + 1
        lines = book[sheet].iter_rows(min_row=1, max_row=max(rows) + 1, min_col=1, max_col=width)
        for index, line in enumerate(lines):
            for address in rows.get(index, ()):
                if address.column < len(line):
                    cell = line[address.column]
                    found[address] = RawCell(cell.data_type, cell.value)
    return found


def _given(
    methodology: Methodology,
    language: Language,
    places: tuple[_Place, ...],
    cells: Mapping[Address, RawCell],
    here: Span,
    bag: DiagnosticBag,
) -> Given:
    inputs: dict[str, Cell] = {}
    tables: dict[str, list[dict[str, Cell]]] = {}
    spans: dict[str, Span] = {}
    for place in places:
        raw = cells.get(place.address)
        cell = NOT_FILLED if raw is None else typed(raw, place.field, language)
        spans[place.full_code] = here
        if isinstance(cell, Fault):
            arguments: dict[str, Argument] = {"code": place.name, **dict(cell.arguments)}
            bag.add(diagnose(cell.slug, here, labels=(), fix=None, **arguments))
        elif cell is not NOT_FILLED and not place.row:
            inputs[place.code] = cell
        elif cell is not NOT_FILLED:
            rows = tables.setdefault(place.code, [])
            rows.extend({} for _ in range(place.row - len(rows)))
            rows[place.row - 1][place.column] = cell
    given = Given(inputs, tables)
    check_limits(methodology, given, spans, bag, {place.full_code: place.name for place in places})
    return given
