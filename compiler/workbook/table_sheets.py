"""Calculation grids of tables: a row for each table row, a column for each kind of line, the aggregates below."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from compiler.model.expressions import RowFunction
from compiler.model.tables import Table
from compiler.model.types import Kind, Type
from compiler.workbook.book import SheetRole
from compiler.workbook.draft import BookDraft, SheetDraft
from compiler.workbook.groups import numbered_sheet, table_mark
from compiler.workbook.metrics import text_width
from compiler.workbook.program import Line, LineRole
from compiler.workbook.scaffold import header_row, title_row
from compiler.workbook.styles import CELL, CELL_CENTRED, HELPER, SMALL, STEP, Style, formatted

_ROW_WIDTH = 13.0


def plan_tables(book: BookDraft) -> None:
    """A sheet for each table whose lines the workbook computes."""
    for table in book.methodology.tables.values():
        lines = book.program.by_owner.get(table.code, ())
        if lines:
            _plan_table(book, table, lines)


def _plan_table(book: BookDraft, table: Table, lines: tuple[Line, ...]) -> None:
    first_row = f"{table.code}[1]"
    suffixes = [line.code[len(first_row) :] for line in lines if line.code.startswith(first_row)]
    by_code = {line.code: line for line in lines}
    stem = f"{book.texts('calc_sheet')}{table_mark(book, table.code)}, {book.texts('table_mark')}"
    name = numbered_sheet(book, stem)
    headings = tuple(_heading(book, table, suffix, by_code[first_row + suffix]) for suffix in suffixes)
    widths = [8.0, *(_width(heading) for heading in headings)]
    widths += [_ROW_WIDTH] * max(0, 6 - len(widths))
    sheet = book.sheet(name, SheetRole.TABLE, book.texts("table_title", name=book.text(table.label)), widths)
    sheet.landscape = True
    row = header_row(sheet, title_row(sheet), (book.texts("col_number"), *headings))
    styles = [_cell_style(table, suffix, by_code[first_row + suffix]) for suffix in suffixes]
    for index in range(1, table.max_rows + 1):
        sheet.put(row, 0, Fraction(index), CELL_CENTRED)
        for column, (suffix, style) in enumerate(zip(suffixes, styles, strict=True), 1):
            line = by_code[f"{table.code}[{index}]{suffix}"]
            sheet.put(row, column, line.tree, style, code=line.code)
        row += 1
    _plan_summary(sheet, row + 1, table, lines)


def _width(heading: str) -> float:
    """No word of the heading breaks."""
    return max(_ROW_WIDTH, max((text_width(word, bold=True) for word in heading.split()), default=0.0) + 2.5)


def _column_of(suffix: str) -> str:
    """Name of the table's column that a suffix (`.col`, `.col#in`, `#picked.col.where`) is about."""
    return next(iter(_columns_of(suffix)), "")


def _columns_of(suffix: str) -> list[str]:
    return suffix.replace("#in", "").split(".")[1:]


def _heading(book: BookDraft, table: Table, suffix: str, line: Line) -> str:
    match line.role:
        case LineRole.PRESENT | LineRole.COMPLETE | LineRole.FAULT | LineRole.MISREAD:
            return book.texts("col_" + line.role.value)
        case LineRole.EXCESS | LineRole.PICKED:
            labels = [book.text(table.column(name).label) for name in _columns_of(suffix)]
            text = book.texts("col_" + line.role.value, name=labels[0])
            for condition in labels[1:]:
                text = book.texts("aggregate_where", what=text, name=condition)
            return text
        case LineRole.READY | LineRole.PART | LineRole.CHOICE | LineRole.CONDITION | LineRole.THEN | LineRole.ELSE:
            return book.texts("line_" + line.role.value)
        case _:
            return book.text(table.column(_column_of(suffix)).label)


def _cell_style(table: Table, suffix: str, line: Line) -> Style:
    if line.role in (LineRole.INPUT, LineRole.COLUMN, LineRole.PICKED):
        style = formatted(STEP, table.column(_column_of(suffix)).type)
        text = table.column(_column_of(suffix)).type.kind in (Kind.TEXT, Kind.LINK)
        return replace(style, horizontal="left", wrap=False) if text else style
    return HELPER


def _plan_summary(sheet: SheetDraft, row: int, table: Table, lines: tuple[Line, ...]) -> None:
    book, first = sheet.book, row
    if table.min_rows > 0:
        row = _summary_row(sheet, row, f"{table.code}#min_rows", book.texts("min_rows"), Fraction(table.min_rows), None)
    for line in lines:
        if line.role is LineRole.STATE:
            row = _summary_row(sheet, row, line.code, book.texts("table_state"), None, line)
        elif line.role is LineRole.AGGREGATE:
            row = _summary_row(
                sheet, row, line.code, _aggregate_text(book, table, line), None, line, _aggregate_type(table, line)
            )
    sheet.keep(first, row - 1)


def _summary_row(
    sheet: SheetDraft,
    row: int,
    code: str,
    text: str,
    constant: Fraction | None,
    line: Line | None,
    type_: Type | None = None,
) -> int:
    # The first column repeats on every page across.
    sheet.put(row, 1, text, CELL, columns=2)
    style = STEP if type_ is None else formatted(STEP, type_)
    sheet.put(row, 3, constant if line is None else line.tree, style, code=code)
    sheet.put(row, 4, code, SMALL, columns=2)
    return row + 1


def _aggregate_parts(line: Line) -> list[str]:
    return line.code.split("#", 1)[1].split(".")


def _aggregate_type(table: Table, line: Line) -> Type | None:
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
