"""The evaluator's input sheets: for each criterion, all inputs and tables that stand on no form that is filled in."""

from __future__ import annotations

from fractions import Fraction

from compiler.model.indicators import Element
from compiler.model.quantities import Input
from compiler.model.tables import Column, Table
from compiler.model.types import Kind
from compiler.workbook.book import Formula, SheetRole
from compiler.workbook.draft import BookDraft, SheetDraft
from compiler.workbook.fields import field_of, put_field, rule_text
from compiler.workbook.form_grid import SHOWN_ROWS
from compiler.workbook.formula import BLANK, Cell, equal, when
from compiler.workbook.groups import numbered_sheet, top_groups
from compiler.workbook.metrics import text_width
from compiler.workbook.program import row_code
from compiler.workbook.scaffold import header_row, title_row
from compiler.workbook.styles import CELL, CELL_CENTRED, ELEMENT, HELPER_TEXT, SECTION, SMALL

_HEADERS = ("col_number", "col_what", "col_value", "col_unit", "col_clause", "col_hint")
_WIDTHS = [8.0, 60.0, 18.0, 9.0, 17.0, 40.0]
_LEAST_TABLE_WIDTH = 60.0
PARAGRAPH_HEIGHT = 60.0
"""Points of a row in which a paragraph is typed."""
_NUMBER, _WHAT, _VALUE, _UNIT, _CLAUSE, _HINT = range(6)


def plan_inputs(book: BookDraft) -> None:
    """Inputs that have no cell yet; those of no criterion come first, on a sheet of their own."""
    root = book.methodology.root
    claimed = {code for element in root.walk() for code in (*element.inputs, *element.tables)}
    general = [code for code in book.methodology.inputs if code not in claimed and code not in book.addresses]
    tables = [code for code in book.methodology.tables if code not in claimed and missing_columns(book, code)]
    if general or _wanted(book, root):
        name = book.texts("general_inputs")
        sheet = _sheet(book, name, name)
        row = header_row(sheet, title_row(sheet), tuple(book.texts(key) for key in _HEADERS))
        for code in general:
            row = _plan_input(sheet, row, book.methodology.inputs[code])
        _plan_element(sheet, row, root)
    for code in (*tables, *root.tables):
        _plan_table(book, "", book.methodology.tables[code])
    for group in top_groups(book):
        elements = group.elements()
        if any(_wanted(book, element) for element in elements):
            sheet = _sheet(book, book.texts("inputs_sheet") + group.mark, group.name)
            row = header_row(sheet, title_row(sheet), tuple(book.texts(key) for key in _HEADERS))
            for element in elements:
                row = _plan_element(sheet, row, element)
        for code in (code for element in elements for code in element.tables):
            _plan_table(book, group.mark, book.methodology.tables[code])


def missing_columns(book: BookDraft, table: str) -> tuple[str, ...]:
    """Input columns of the table that have no cells yet."""
    columns = book.methodology.tables[table].input_columns
    return tuple(c.name for c in columns if row_code(table, 1, c.name) not in book.addresses)


def _wanted(book: BookDraft, element: Element) -> bool:
    return any(code not in book.addresses for code in element.inputs)


def _sheet(book: BookDraft, sheet_name: str, name: str) -> SheetDraft:
    title = book.texts("inputs_title", name=name)
    sheet = book.sheet(sheet_name, SheetRole.INPUTS, title, list(_WIDTHS))
    sheet.landscape = True
    return sheet


def _plan_element(sheet: SheetDraft, row: int, element: Element) -> int:
    """Inputs of the element under its heading; of a whole whose parts have inputs, the heading."""
    book = sheet.book
    if not any(_wanted(book, part) for part in element.walk()):
        return row
    heading = f"{element.number} {book.text(element.label)}".strip()
    own = _wanted(book, element)
    sheet.put(row, 0, heading, ELEMENT if own else SECTION, columns=len(_WIDTHS))
    sheet.keep(row, row + 1)
    if not own:
        return row + 1
    row += 1
    for text in (element.description, element.scoring, element.note):
        if text is not None:
            sheet.put(row, 0, book.text(text), SMALL, columns=len(_WIDTHS))
            sheet.keep(row, row + 1)
            row += 1
    for code in element.inputs:
        if code not in book.addresses:
            row = _plan_input(sheet, row, book.methodology.inputs[code], element)
    return row


def _plan_input(sheet: SheetDraft, row: int, item: Input, element: Element | None = None) -> int:
    book = sheet.book
    sheet.put(row, _NUMBER, element.number if element is not None else None, CELL_CENTRED)
    sheet.put(row, _CLAUSE, book.texts.clause(item.citation), SMALL)
    if item.type.kind is Kind.TEXT:
        # A paragraph needs the width of the page: it is typed below its label.
        sheet.put(row, _WHAT, book.text(item.label), CELL, columns=_CLAUSE - _WHAT)
        sheet.put(row, _HINT, _hint(book, item), SMALL)
        sheet.put(row + 1, _NUMBER, None, CELL_CENTRED)
        put_field(sheet, row + 1, _WHAT, item.code, field_of(item), columns=len(_WIDTHS) - _WHAT)
        sheet.heights[row + 1] = PARAGRAPH_HEIGHT
        sheet.keep(row, row + 1)
        return row + 2
    sheet.put(row, _WHAT, book.text(item.label), CELL)
    put_field(sheet, row, _VALUE, item.code, field_of(item))
    sheet.put(row, _UNIT, book.texts.unit(item.type), CELL_CENTRED)
    sheet.put(row, _HINT, _hint(book, item), SMALL)
    return row + 1


def _hint(book: BookDraft, item: Input) -> str:
    """The hint and what may be typed, in sight without clicking on the cell."""
    hint = "" if item.hint is None else book.text(item.hint) + " "
    return hint + rule_text(book, field_of(item))


def _plan_table(book: BookDraft, mark: str, table: Table) -> None:
    """A sheet with a plain table of the missing columns, beside the texts of the row that stand on a form already."""
    names = missing_columns(book, table.code)
    if not names:
        return
    known = [c for c in table.input_columns if c.name not in names and c.type.kind in (Kind.TEXT, Kind.CHOICE)]
    columns = [*known, *(table.column(name) for name in names)]
    labels = [book.text(column.label) for column in columns]
    widths = [8.0, *(_column_width(label, column) for label, column in zip(labels, columns, strict=True))]
    widths[-1] += max(0.0, _LEAST_TABLE_WIDTH - sum(widths))
    name = book.texts("inputs_title", name=book.text(table.label))
    sheet_name = numbered_sheet(book, f"{book.texts('inputs_sheet')}{mark}, {book.texts('table_mark')}")
    sheet = book.sheet(sheet_name, SheetRole.INPUTS, name, widths)
    sheet.landscape = True
    row = header_row(sheet, title_row(sheet), (book.texts("col_number"), *labels))
    for index in range(1, table.max_rows + 1):
        sheet.put(row, 0, Fraction(index), CELL_CENTRED)
        for place, column in enumerate(columns, 1):
            code = row_code(table.code, index, column.name)
            if column in known:
                sheet.put(row, place, Formula(when(equal(Cell(code), BLANK), BLANK, Cell(code))), HELPER_TEXT)
            else:
                put_field(sheet, row, place, code, field_of(column))
        if index > max(SHOWN_ROWS, table.min_rows):
            sheet.outline[row] = 1
        row += 1


def _column_width(label: str, column: Column) -> float:
    """Wide for texts, and never so narrow that a word of the heading breaks."""
    word = max((text_width(part, bold=True) for part in label.split()), default=0.0) + 2.5
    return max(word, 36.0 if column.type.kind in (Kind.TEXT, Kind.LINK) else 16.0)
