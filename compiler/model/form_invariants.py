"""What must hold in every form: cells refer to what exists, and the spans of each row fill the grid."""

from __future__ import annotations

from typing import assert_never

from compiler.model.forms import (
    AcrossRow,
    BodyRows,
    Cell,
    ColumnCell,
    FieldLine,
    Form,
    FormRole,
    Grid,
    OrdinalCell,
    QuantityCell,
    RepeatAcross,
    RepeatRows,
    Row,
    SectionRow,
    TotalRow,
)
from compiler.model.methodology import Methodology

SHEET_NAME_LENGTH = 31


def check_forms(methodology: Methodology) -> None:
    """Raises AssertionError with the form's code and the fault."""
    codes = [form.code for form in methodology.forms]
    _require(len(set(codes)) == len(codes), methodology.identity.id, "two forms have the same code")
    for form in methodology.forms:
        for translation in form.sheet.translations:
            fits = 0 < len(translation.text) <= SHEET_NAME_LENGTH
            _require(fits, form.code, f"the sheet name {translation.text!r} is empty or too long")
        for block in form.blocks:
            if isinstance(block, FieldLine):
                _check_quantity(methodology, form, block.code)
            elif isinstance(block, Grid):
                _check_grid(methodology, form, block)


def _require(condition: bool, code: str, fault: str) -> None:
    if not condition:
        raise AssertionError(f"{code}: {fault}")


def _check_quantity(methodology: Methodology, form: Form, code: str) -> None:
    known = code in methodology.parameters or code in methodology.inputs or code in methodology.values
    _require(known, form.code, f"the field {code} does not exist")


def _check_grid(methodology: Methodology, form: Form, grid: Grid) -> None:
    _require(grid.width > 0, form.code, "a grid without columns")
    covered = [0] * grid.width
    for row in grid.rows:
        match row:
            case Row(cells) | TotalRow(cells):
                _check_cells(methodology, form, cells, None)
                covered = _laid(form, cells, covered)
            case RepeatRows(table, cells):
                _check_cells(methodology, form, cells, table)
                _require(all(cell.rows == 1 for cell in cells), form.code, "a tall cell in a repeated row")
                covered = _laid(form, cells, covered)
            case BodyRows(_, cells):
                _require(form.role is FormRole.RATING, form.code, "rows of bodies outside the rating")
                _require(
                    all(cell.rows == cell.columns == 1 for cell in cells), form.code, "a wide cell in a body's row"
                )
                for cell in cells:
                    if isinstance(cell.content, QuantityCell) and cell.content.present:
                        _check_quantity(methodology, form, cell.content.code)
                covered = _laid(form, cells, covered)
            case SectionRow():
                _require(not any(covered), form.code, "a section under a tall cell")
            case RepeatAcross(table, per_band, rows):
                _require(not any(covered), form.code, "a table laid across under a tall cell")
                _require(per_band > 0, form.code, "no rows in a band")
                for across in rows:
                    if isinstance(across, SectionRow):
                        continue
                    _check_across(methodology, form, table, across)
                    fixed = sum(cell.columns for cell in across.fixed)
                    _require(fixed + per_band == grid.width, form.code, "the cells of a row do not fill the grid")
            case _:
                assert_never(row)
    _require(not any(covered), form.code, "a tall cell reaches below the grid")


def _laid(form: Form, cells: tuple[Cell, ...], covered: list[int]) -> list[int]:
    """Places a row; `covered` holds for each column how many more rows are taken from above."""
    left = [max(0, count - 1) for count in covered]
    free = [place for place, count in enumerate(covered) if count == 0]
    _require(sum(cell.columns for cell in cells) == len(free), form.code, "the cells of a row do not fill the grid")
    start = 0
    for cell in cells:
        _require(cell.columns >= 1 and cell.rows >= 1, form.code, "a cell without extent")
        places = free[start : start + cell.columns]
        _require(places[-1] - places[0] == cell.columns - 1, form.code, "a cell runs over one from above")
        for place in places:
            left[place] = cell.rows - 1
        start += cell.columns
    return left


def _check_cells(methodology: Methodology, form: Form, cells: tuple[Cell, ...], table: str | None) -> None:
    for cell in cells:
        match cell.content:
            case QuantityCell(code, True):
                _check_quantity(methodology, form, code)
            case ColumnCell(column):
                _check_column(methodology, form, table, column)
            case OrdinalCell():
                _require(table is not None, form.code, "an ordinal number outside repeating rows")
            case _:
                pass


def _check_column(methodology: Methodology, form: Form, table: str | None, column: str) -> None:
    _require(table is not None, form.code, f"the column {column} outside repeating rows")
    if table is not None:
        _require(table in methodology.tables, form.code, f"the table {table} does not exist")
        names = {c.name for c in methodology.tables[table].columns}
        _require(column in names, form.code, f"the table {table} has no column {column}")


def _check_across(methodology: Methodology, form: Form, table: str, across: AcrossRow) -> None:
    _check_cells(methodology, form, across.fixed, None)
    _check_column(methodology, form, table, across.column)
