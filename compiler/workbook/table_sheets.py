"""Calculation grids of tables: a row for each table row, a column for each kind of line, the aggregates below."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from compiler.model.expressions import RowFunction
from compiler.model.tables import Table
from compiler.model.types import Kind, Type
from compiler.workbook.book import Content, Formula, SheetRole
from compiler.workbook.draft import BookDraft, SheetDraft
from compiler.workbook.groups import numbered_sheet, table_mark
from compiler.workbook.metrics import text_width
from compiler.workbook.paging import LEAST_SCALE, UPRIGHT, print_scale
from compiler.workbook.program import Line, LineRole
from compiler.workbook.row_marks import plan_row_marks, unread
from compiler.workbook.scaffold import header_row, title_row
from compiler.workbook.styles import CELL, CELL_CENTRED, SMALL, STEP, Style, formatted
from compiler.workbook.table_grids import cell_style, grid_heading, suffixes_of

_TEXT_WIDTH, _FIGURE_WIDTH = 13.0, 9.0
"""Least width of columns with texts, and of those with numbers and marks."""
_HEADING_LINES = 7
_FEW = 6
"""Figures over the whole table that stand below it though it is several pages wide."""
_NAME_WIDTH = 40.0
"""Room for the names of these figures."""


def plan_tables(book: BookDraft) -> None:
    """A sheet for each table of which a rule reads something; one for several of those that only the checks look at."""
    marked: list[Table] = []
    for table in book.methodology.tables.values():
        lines = book.program.by_owner.get(table.code, ())
        if lines and unread(lines):
            marked.append(table)
        elif lines:
            _plan_table(book, table, lines)
    plan_row_marks(book, marked)


def _plan_table(book: BookDraft, table: Table, lines: tuple[Line, ...]) -> None:
    first_row = f"{table.code}[1]"
    suffixes = suffixes_of(table, lines)
    by_code = {line.code: line for line in lines}
    stem = f"{book.texts('calc_sheet')}{table_mark(book, table.code)}, {book.texts('table_mark')}"
    name = numbered_sheet(book, stem)
    first_lines = tuple(by_code[first_row + suffix] for suffix in suffixes)
    headings = tuple(
        grid_heading(book, table, suffix, line) for suffix, line in zip(suffixes, first_lines, strict=True)
    )
    styles = [cell_style(table, suffix, line) for suffix, line in zip(suffixes, first_lines, strict=True)]
    widths = [8.0, *(_width(heading, style) for heading, style in zip(headings, styles, strict=True))]
    title = book.texts("table_title", name=book.text(table.label))
    summary = [line for line in lines if line.role in (LineRole.STATE, LineRole.AGGREGATE)]
    apart = len(summary) > _FEW and print_scale(widths, landscape=True) < LEAST_SCALE
    places = _SUMMARY if apart else _places_below(widths)
    sheet = book.sheet(name, SheetRole.TABLE, title, widths)
    sheet.landscape = print_scale(widths, landscape=False) < UPRIGHT
    row = header_row(sheet, title_row(sheet), (book.texts("col_number"), *headings))
    for index in range(1, table.max_rows + 1):
        sheet.put(row, 0, Fraction(index), CELL_CENTRED)
        for column, (suffix, style) in enumerate(zip(suffixes, styles, strict=True), 1):
            line = by_code[f"{table.code}[{index}]{suffix}"]
            sheet.put(row, column, line.tree, style, code=line.code)
        row += 1
    if apart:
        totals = book.sheet(name + book.texts("total_mark"), SheetRole.TABLE, title, list(_SUMMARY_WIDTHS))
        headings = tuple(book.texts(key) for key in ("col_what", "col_value", "col_code"))
        _plan_summary(totals, header_row(totals, title_row(totals), headings), table, summary, places)
    else:
        _plan_summary(sheet, row + 1, table, summary, places)


def _width(heading: str, style: Style) -> float:
    """No word of the heading breaks, and it is not too high."""
    least = _TEXT_WIDTH if style.horizontal == "left" else _FIGURE_WIDTH
    word = max((text_width(word, bold=True) for word in heading.split()), default=0.0) + 1.5
    return max(least, word, text_width(heading, bold=True) / _HEADING_LINES)


@dataclass(frozen=True, slots=True)
class _Places:
    """Columns of a figure over the whole table: where its name begins and ends, its value, its code."""

    first: int
    last: int
    codes: int = 1
    """How many columns the code takes."""


_SUMMARY, _SUMMARY_WIDTHS = _Places(0, 0), (80.0, 14.0, 46.0)


def _places_below(widths: list[float]) -> _Places:
    """Below the table, whose first column repeats on every page across; makes more columns where there are too few."""
    last = 1
    while sum(widths[1 : last + 1]) < _NAME_WIDTH:
        last += 1
        if last == len(widths):
            widths.append(_TEXT_WIDTH)
    widths += [_TEXT_WIDTH] * (last + 4 - len(widths))
    return _Places(1, last, 2)


def _plan_summary(sheet: SheetDraft, row: int, table: Table, summary: list[Line], places: _Places) -> None:
    book, first = sheet.book, row
    if table.min_rows > 0:
        least, code = Fraction(table.min_rows), f"{table.code}#min_rows"
        row = _summary_row(sheet, row, places, code, book.texts("min_rows"), least, STEP)
    for line in summary:
        if line.role is LineRole.STATE:
            row = _summary_row(sheet, row, places, line.code, book.texts("table_state"), Formula(line.tree), STEP)
        else:
            style = formatted(STEP, _aggregate_type(table, line))
            text = _aggregate_text(book, table, line)
            row = _summary_row(sheet, row, places, line.code, text, Formula(line.tree), style)
    if places.first:
        sheet.keep(first, row - 1)


def _summary_row(
    sheet: SheetDraft, row: int, places: _Places, code: str, text: str, content: Content, style: Style
) -> int:
    sheet.put(row, places.first, text, CELL, columns=places.last - places.first + 1)
    sheet.put(row, places.last + 1, content, style, code=code)
    sheet.put(row, places.last + 2, code, SMALL, columns=places.codes)
    return row + 1


def _aggregate_parts(line: Line) -> list[str]:
    return line.code.split("#", 1)[1].split(".")


def _aggregate_type(table: Table, line: Line) -> Type:
    parts = _aggregate_parts(line)
    if parts[0] in ("count", "counted"):
        return Type(Kind.COUNT)
    return table.column(parts[1]).type


def _aggregate_text(book: BookDraft, table: Table, line: Line) -> str:
    """Words for `count.where`, `mean.column`, `sum.column.where`, `counted.column.where`."""
    function, *columns = _aggregate_parts(line)
    labels = [book.text(table.column(name).label) for name in columns]
    if function == RowFunction.COUNT.value:
        text, conditions = book.texts("aggregate_count"), labels
    elif function == "counted":
        text, conditions = book.texts("counted", name=labels[0]), labels[1:]
    else:
        text, conditions = book.texts("aggregate_" + function, name=labels[0]), labels[1:]
    for condition in conditions:
        text = book.texts("aggregate_where", what=text, name=condition)
    return text
