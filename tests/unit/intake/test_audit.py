"""Every way of tampering with a workbook is told from the others, at its cell; what programs change by themselves is no
tampering."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from openpyxl.utils.datetime import from_excel

from compiler.intake.audit import Change, audit
from compiler.intake.cells import RawCell
from compiler.intake.contents import Contents, read_contents
from compiler.intake.opening import open_checked
from compiler.intake.sheets import SheetContents, StoredCell
from compiler.intake.template import template_of
from compiler.model.texts import Language
from compiler.workbook.cell_names import cell_position
from compiler.workbook.identity import Build
from dsl.diagnostics import DiagnosticBag
from tests.unit.intake.filling import FINGERPRINT, SAMPLE, built

CellChange = Callable[[StoredCell], StoredCell | None]
RECORD = template_of(SAMPLE, "assessment", Language.KK, Build(FINGERPRINT, "0.1.0")).record
SHEETS = {sheet["name"]: sheet for sheet in RECORD["sheets"]}


@pytest.fixture(scope="module")
def issued(tmp_path_factory: pytest.TempPathFactory) -> Contents:
    path = built(tmp_path_factory.mktemp("audit"), "assessment").path
    opened = open_checked(path, DiagnosticBag())
    assert opened is not None
    return read_contents(opened.parts)


def place_of(kind: str) -> tuple[str, str]:
    """A sheet and a cell of this kind of the record: "formulas", "constants", "texts" or "validations"."""
    return next((name, min(sheet[kind])) for name, sheet in SHEETS.items() if sheet[kind])


def with_sheet(contents: Contents, name: str, sheet: SheetContents | None) -> Contents:
    sheets = {**contents.sheets, name: sheet}
    return replace(contents, sheets={key: one for key, one in sheets.items() if one is not None})


def with_cell(contents: Contents, place: tuple[str, str], change: CellChange) -> Contents:
    name, cell = place
    cells = dict(contents.sheets[name].cells)
    position = cell_position(cell)
    changed = change(cells.pop(position, StoredCell(RawCell("n", None))))
    if changed is not None:
        cells[position] = changed
    return with_sheet(contents, name, replace(contents.sheets[name], cells=cells))


def constant(value: Any) -> Callable[[StoredCell], StoredCell]:
    return lambda _: StoredCell(RawCell("s" if isinstance(value, str) else "n", value))


def changes(contents: Contents) -> list[tuple[str, str, str]]:
    return [(change.what.value, change.sheet, change.cell) for change in audit(contents, RECORD).changes]


def test_what_was_issued_is_unchanged(issued: Contents) -> None:
    assert audit(issued, RECORD).changes == ()


@pytest.mark.parametrize(
    ("kind", "change", "what"),
    [
        ("formulas", lambda cell: replace(cell, formula=f"{cell.formula}+1"), "formula-changed"),
        ("formulas", constant(100), "formula-overwritten"),
        ("formulas", lambda _: None, "formula-removed"),
        ("constants", lambda cell: replace(cell, raw=RawCell("n", cell.raw.value + 1)), "number-changed"),
        ("constants", constant(True), "number-changed"),
        ("constants", constant("5"), "number-changed"),
        ("constants", lambda cell: replace(cell, formula="1+1"), "number-changed"),
        ("constants", lambda _: None, "number-changed"),
        ("texts", constant("Басқа"), "text-changed"),
        ("texts", lambda cell: replace(cell, formula='"x"'), "text-changed"),
        ("texts", lambda _: None, "text-changed"),
    ],
)
def test_a_cell_that_was_changed(kind: str, change: CellChange, what: str, issued: Contents) -> None:
    place = place_of(kind)
    assert changes(with_cell(issued, place, change)) == [(what, *place)]


@pytest.mark.parametrize(
    ("kind", "change"),
    [
        ("formulas", lambda cell: replace(cell, raw=RawCell("n", 999))),
        ("formulas", lambda cell: replace(cell, formula=f" {str(cell.formula).replace(',', ' , ')}")),
        ("constants", lambda cell: replace(cell, raw=RawCell("n", float(cell.raw.value)))),
        ("constants", lambda cell: replace(cell, raw=RawCell("d", from_excel(cell.raw.value)))),
        ("validations", constant("was typed")),
        ("validations", lambda cell: replace(cell, formula="1+1")),
    ],
    ids=["stored value", "spaces", "decimal", "shown as a date", "an input", "a formula in an input"],
)
def test_what_is_no_tampering(kind: str, change: CellChange, issued: Contents) -> None:
    assert changes(with_cell(issued, place_of(kind), change)) == []


def test_a_formula_where_nothing_was(issued: Contents) -> None:
    name = place_of("formulas")[0]
    added = with_cell(issued, (name, "AZ900"), lambda _: StoredCell(RawCell("n", 1), "1+1"))
    assert changes(added) == [("formula-added", name, "AZ900")]


def test_rules_taken_away_loosened_or_left_to_a_part(issued: Contents) -> None:
    name, cell = place_of("validations")
    sheet = issued.sheets[name]
    row, column = cell_position(cell)
    own = next(
        rule
        for rule in sheet.rules
        if any(top <= row <= bottom and left <= column <= right for top, left, bottom, right in rule.areas)
    )
    others = tuple(rule for rule in sheet.rules if rule is not own)
    for rules in (others, (*others, replace(own, first="", second="")), (*others, replace(own, kind="custom"))):
        found = changes(with_sheet(issued, name, replace(sheet, rules=rules)))
        assert ("rule-changed", name, cell) in found
        assert {what for what, _, _ in found} == {"rule-changed"}


def test_sheets_and_names(issued: Contents) -> None:
    name = place_of("formulas")[0]
    assert changes(with_sheet(issued, name, None)) == [("sheet-removed", name, "")]
    assert changes(with_sheet(issued, "Новый", issued.sheets[name])) == [("sheet-added", "Новый", "")]
    defined = min(RECORD["names"])
    for names in ({**issued.names, defined: "A1"}, {key: v for key, v in issued.names.items() if key != defined}):
        assert changes(replace(issued, names=names)) == [("name-changed", defined, "")]


def test_a_change_says_what_stands_there_now(issued: Contents) -> None:
    place = place_of("formulas")
    (change,) = audit(with_cell(issued, place, lambda cell: replace(cell, formula="1+1")), RECORD).changes
    assert change == Change(change.what, *place, "=1+1")
