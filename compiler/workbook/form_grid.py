"""Grids of forms: nested headings, the numbered row, fixed and repeating rows."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction
from typing import assert_never

from compiler.model.forms import (
    BodyNameCell,
    BodyRows,
    Cell,
    ColumnCell,
    EmptyCell,
    Grid,
    GridRow,
    Heading,
    OrdinalCell,
    QuantityCell,
    RepeatAcross,
    RepeatRows,
    Row,
    SectionRow,
    TextCell,
    TotalRow,
)
from compiler.model.tables import Table
from compiler.model.types import Kind
from compiler.workbook.draft import SheetDraft
from compiler.workbook.fields import TEXT_HEIGHT
from compiler.workbook.form_cells import FormCells
from compiler.workbook.styles import CELL, CELL_CENTRED, EMPTY, HEADER, NUMBERED, SECTION, TOTAL, Style

SHOWN_ROWS = 10
"""Rows of a repeating table that are in sight of everyone; the spare ones after them form an outline group."""
TALL = 3
"""Rows of a merged text that stay on one page; a longer one stands at the top, or a page break might hide it."""
SMALL_TABLE = 6
"""Rows of a table that stays whole."""
_NUMBER = re.compile(r"[\d.,()%*–— -]{1,8}")
"""Ordinals and figures are centred in their cells."""
_CENTRED: Mapping[Style, Style] = {CELL: CELL_CENTRED, TOTAL: replace(TOTAL, horizontal="center")}


def plan_grid(sheet: SheetDraft, row: int, grid: Grid, cells: FormCells) -> int:
    """The grid from this row on; gives the next free row, one row after it left empty."""
    first = row
    row = _headings(sheet, row, grid)
    sheet.keep(first, row)
    body = row
    covered: dict[tuple[int, int], bool] = {}
    for item, following in zip(grid.rows, (*grid.rows[1:], None), strict=True):
        match item:
            case Row(below):
                heads = _heads(sheet, below, following)
                _cells(sheet, row, below, cells, covered, HEADER if heads else CELL)
                if heads:  # with what introduces the rows, and the first of them
                    sheet.keep(max(body, row - 1), row + 1)
                row += 1
            case TotalRow(below):
                _cells(sheet, row, below, cells, covered, TOTAL)
                sheet.keep(max(body, row - 1), row)
                row += 1
            case SectionRow(text):
                sheet.put(row, 0, sheet.book.text(text), SECTION, columns=grid.width)
                sheet.keep(row, row + 1)
                row += 1
            case RepeatRows():
                row = _repeat_rows(sheet, row, item, cells)
            case RepeatAcross():
                row = _repeat_across(sheet, row, item, cells, grid.width)
            case BodyRows():
                if cells.body_rows is None:
                    raise ValueError("rows of bodies outside the rating")
                start, row = row, cells.body_rows(sheet, row, item)
                sheet.keep(start, row - 1)
            case _:
                assert_never(item)
    if row - body <= SMALL_TABLE:
        sheet.keep(first, row - 1)
    return row + 1


def _heads(sheet: SheetDraft, cells: tuple[Cell, ...], following: GridRow | None) -> bool:
    """True when the cells are the labels of the columns of the table whose rows follow."""
    if not isinstance(following, RepeatRows):
        return False
    labels = {column.label for column in sheet.book.methodology.tables[following.table].columns}
    texts = [cell.content.text for cell in cells if isinstance(cell.content, TextCell)]
    return bool(texts) and all(text in labels for text in texts)


def has_headings(grid: Grid) -> bool:
    """Whether the act prints any heading above the grid."""
    return any(column.text is not None for heading in grid.headings for column in heading.columns())


def heading_rows(grid: Grid) -> int:
    """Rows that headings and the numbered row take."""
    depth = max(heading.depth() for heading in grid.headings) if has_headings(grid) else 0
    return depth + (1 if grid.numbered else 0)


def _headings(sheet: SheetDraft, row: int, grid: Grid) -> int:
    if has_headings(grid):
        depth = max(heading.depth() for heading in grid.headings)
        column = 0
        for heading in grid.headings:
            _heading(sheet, row, column, heading, depth)
            column += len(heading.leaves())
        row += depth
    if grid.numbered:
        column = 0
        for number, part in enumerate((part for heading in grid.headings for part in heading.columns()), 1):
            sheet.put(row, column, Fraction(number), NUMBERED, columns=len(part.leaves()))
            column += len(part.leaves())
        row += 1
    return row


def _heading(sheet: SheetDraft, row: int, column: int, heading: Heading, depth: int) -> None:
    """A heading without parts reaches down to the last heading row."""
    text = None if heading.text is None else sheet.book.text(heading.text)
    rows = depth if heading.undivided else 1
    sheet.put(row, column, text, HEADER, rows=rows, columns=len(heading.leaves()))
    for child in () if heading.undivided else heading.children:
        _heading(sheet, row + 1, column, child, depth - 1)
        column += len(child.leaves())


def _cells(
    sheet: SheetDraft,
    row: int,
    below: tuple[Cell, ...],
    cells: FormCells,
    covered: dict[tuple[int, int], bool],
    style: Style,
    table: Table | None = None,
    number: int = 0,
) -> int:
    """One row of cells from the left, past those covered from above; gives the next free column."""
    column = 0
    for cell in below:
        while (row, column) in covered:
            column += 1
        if 1 < cell.rows <= TALL:
            sheet.keep(row, row + cell.rows - 1)
        for down in range(1, cell.rows):
            for across in range(cell.columns):
                covered[row + down, column + across] = True
        _cell(sheet, row, column, cell, cells, style, table, number)
        column += cell.columns
    return column


def _cell(
    sheet: SheetDraft,
    row: int,
    column: int,
    cell: Cell,
    cells: FormCells,
    style: Style,
    table: Table | None,
    number: int,
) -> None:
    match cell.content:
        case TextCell(text):
            shown = sheet.book.text(text).strip()
            look = _CENTRED.get(style, style) if _NUMBER.fullmatch(shown) else style
            if cell.rows > TALL:
                look = replace(look, vertical="top")
            sheet.put(row, column, shown, look, rows=cell.rows, columns=cell.columns)
        case QuantityCell(code, present):
            cells.quantity(row, column, code, cell.rows, cell.columns, present)
        case BodyNameCell():
            raise ValueError("the name of a body outside the rating")
        case ColumnCell(name):
            if table is None:
                raise ValueError(f"column {name} outside a repeating row")
            cells.table_cell(row, column, table, name, number, cell.rows, cell.columns)
        case OrdinalCell():
            sheet.put(row, column, Fraction(number), CELL_CENTRED, rows=cell.rows, columns=cell.columns)
        case EmptyCell():
            # On a form that nobody fills in, an empty cell needs no sign.
            look = EMPTY if style is CELL and cells.fillable else style
            sheet.put(row, column, None, look, rows=cell.rows, columns=cell.columns)
        case _:
            assert_never(cell.content)


def _repeat_rows(sheet: SheetDraft, row: int, item: RepeatRows, cells: FormCells) -> int:
    table = sheet.book.methodology.tables[item.table]
    for number in range(1, table.max_rows + 1):
        _cells(sheet, row, item.cells, cells, {}, CELL, table, number)
        if number > max(SHOWN_ROWS, table.min_rows):
            sheet.outline[row] = 1
        row += 1
    return row


def _repeat_across(sheet: SheetDraft, row: int, item: RepeatAcross, cells: FormCells, width: int) -> int:
    """Bands of `per_band` table rows side by side, one band under the other."""
    table = sheet.book.methodology.tables[item.table]
    for first in range(1, table.max_rows + 1, item.per_band):
        sheet.keep(row, row + len(item.rows) - 1)
        for across in item.rows:
            if first > max(SHOWN_ROWS, table.min_rows):
                sheet.outline[row] = 1
            if isinstance(across, SectionRow):
                sheet.put(row, 0, sheet.book.text(across.text), SECTION, columns=width)
                row += 1
                continue
            column = _cells(sheet, row, across.fixed, cells, {}, CELL)
            for number in range(first, first + item.per_band):
                if number <= table.max_rows:
                    cells.table_cell(row, column, table, across.column, number, 1, 1)
                else:
                    sheet.put(row, column, None, EMPTY)
                column += 1
            if table.column(across.column).type.kind is Kind.TEXT:
                sheet.heights[row] = max(TEXT_HEIGHT, sheet.heights.get(row, 0.0))
            row += 1
    return row
