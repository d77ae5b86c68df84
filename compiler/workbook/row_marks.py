"""Grids of tables that no rule reads: beside each other on one sheet, for they only tell the checks whether each row is
complete and understood."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from compiler.model.tables import Table
from compiler.workbook.book import SheetRole
from compiler.workbook.draft import BookDraft, SheetDraft
from compiler.workbook.groups import numbered_sheet, table_mark
from compiler.workbook.metrics import text_width
from compiler.workbook.paging import UPRIGHT, column_pages, print_scale
from compiler.workbook.program import Line, LineRole
from compiler.workbook.scaffold import title_row
from compiler.workbook.styles import CELL, CELL_CENTRED, HEADER, HELPER, SMALL
from compiler.workbook.table_grids import cell_style, grid_heading, suffixes_of

_SHORT = 40
"""Rows that go on one page; longer tables have a sheet of their own, so that no page holds the ends of some only."""
_NUMBER, _COPY, _MARK = 6.0, 7.0, 9.0
_LABEL_LINES = 5


@dataclass(frozen=True, slots=True)
class _Grid:
    """A table, the ends of the codes of its lines in a row, and the lines by code."""

    table: Table
    suffixes: tuple[str, ...]
    lines: dict[str, Line]

    def line(self, row: int, suffix: str) -> Line:
        return self.lines[f"{self.table.code}[{row}]{suffix}"]


def unread(lines: Iterable[Line]) -> bool:
    """Whether these lines of a table give nothing but the marks of its rows."""
    return all(line.role not in (LineRole.AGGREGATE, LineRole.COLUMN) for line in lines)


def plan_row_marks(book: BookDraft, tables: Sequence[Table]) -> None:
    """Sheets for the tables of each group, the short ones together and the long ones together."""
    found: dict[tuple[str, bool], list[_Grid]] = {}
    for table in tables:
        lines = book.program.by_owner[table.code]
        grid = _Grid(table, suffixes_of(table, lines), {line.code: line for line in lines})
        found.setdefault((table_mark(book, table.code), table.max_rows > _SHORT), []).append(grid)
    for (mark, _), grids in found.items():
        _plan_sheet(book, mark, grids)


def _plan_sheet(book: BookDraft, mark: str, grids: Sequence[_Grid]) -> None:
    texts = book.texts
    name = numbered_sheet(book, f"{texts('calc_sheet')}{mark}, {texts('rows_mark')}")
    widths = [_NUMBER, *(width for grid in grids for width in _widths(book, grid))]
    sheet = book.sheet(name, SheetRole.TABLE, texts("rows_title"), widths)
    sheet.landscape, sheet.whole = print_scale(widths, landscape=False) < UPRIGHT, True
    sheet.repeat_columns = 1
    sizes = [len(grid.suffixes) for grid in grids]
    sheet.column_breaks, sheet.scale = column_pages(widths, 1, sizes, sheet.landscape)
    row = title_row(sheet)
    if sheet.column_breaks:  # a title would reach over the end of the page: the header of each page shows it
        sheet.print_from = row
    sheet.put(row, 0, texts("col_number"), HEADER, rows=2)
    first = row + 2
    longest = max(grid.table.max_rows for grid in grids)
    for index in range(longest):
        sheet.put(first + index, 0, Fraction(index + 1), CELL_CENTRED)
    start = 1
    for grid in grids:
        _plan_grid(sheet, row, start, grid)
        start += len(grid.suffixes)
    sheet.frozen_rows, sheet.frozen_columns = first, 1
    sheet.repeat_rows = (row, row + 1)
    _plan_least(sheet, first + longest + 1, [grid.table for grid in grids if grid.table.min_rows > 0])


def _widths(book: BookDraft, grid: _Grid) -> list[float]:
    """Narrow for copies, whose heading is the number of their column; together they hold the name of the table."""
    found: list[float] = []
    for suffix in grid.suffixes:
        line = grid.line(1, suffix)
        words = grid_heading(book, grid.table, suffix, line).split()
        longest = max(text_width(word, bold=True) for word in words) + 1.5
        found.append(_COPY if line.role is LineRole.INPUT else max(_MARK, longest))
    label = book.text(grid.table.label)
    word = max(text_width(part, bold=True) for part in label.split()) + 1.5
    wanted = max(word, text_width(label, bold=True) / _LABEL_LINES)
    share = max(1.0, wanted / sum(found))
    return [width * share for width in found]


def _plan_grid(sheet: SheetDraft, row: int, start: int, grid: _Grid) -> None:
    book, table = sheet.book, grid.table
    sheet.put(row, start, book.text(table.label), HEADER, columns=len(grid.suffixes))
    numbers = {f".{column.name}#in": number for number, column in enumerate(table.input_columns, 1)}
    for column, suffix in enumerate(grid.suffixes, start):
        line = grid.line(1, suffix)
        number = numbers.get(suffix)
        heading = grid_heading(book, table, suffix, line) if number is None else str(number)
        sheet.put(row + 1, column, heading, HEADER)
        style = HELPER if number is None else cell_style(table, suffix, line)
        for index in range(1, table.max_rows + 1):
            own = grid.line(index, suffix)
            sheet.put(row + 1 + index, column, own.tree, style, code=own.code)


def _plan_least(sheet: SheetDraft, row: int, tables: Sequence[Table]) -> None:
    """How many rows a table must have at least."""
    texts = sheet.book.texts
    for table in tables:
        code = f"{table.code}#min_rows"
        sheet.put(row, 1, f"{texts('min_rows')}: {sheet.book.text(table.label)}", CELL, columns=5)
        sheet.put(row, 6, Fraction(table.min_rows), CELL_CENTRED, code=code)
        sheet.put(row, 7, code, SMALL, columns=3)
        row += 1
