"""The evaluator's input sheets: for each criterion, all inputs and tables that stand on no form that is filled in."""

from __future__ import annotations

from fractions import Fraction

from compiler.model.indicators import Element
from compiler.model.quantities import Input
from compiler.model.tables import Table
from compiler.workbook.book import SheetRole
from compiler.workbook.draft import BookDraft, SheetDraft
from compiler.workbook.fields import field_of, put_field
from compiler.workbook.program import row_code
from compiler.workbook.scaffold import header_row, title_row
from compiler.workbook.styles import CELL, CELL_CENTRED, ELEMENT, HEADER, SECTION, SMALL

_HEADERS = ("col_number", "col_what", "col_value", "col_unit", "col_clause", "col_hint")
_WIDTHS = [8.0, 62.0, 18.0, 9.0, 14.0, 40.0]
_NUMBER, _WHAT, _VALUE, _UNIT, _CLAUSE, _HINT = range(6)


def plan_inputs(book: BookDraft) -> None:
    """Inputs that have no cell yet; those of no criterion come first, on a sheet of their own."""
    root = book.methodology.root
    claimed = {code for element in root.walk() for code in (*element.inputs, *element.tables)}
    general = [code for code in book.methodology.inputs if code not in claimed and code not in book.addresses]
    tables = [code for code in book.methodology.tables if code not in claimed and missing_columns(book, code)]
    number = 0
    if general or tables or _wanted(book, root):
        number += 1
        sheet = _sheet(book, number, book.texts("general_inputs"))
        row = header_row(sheet, title_row(sheet), tuple(book.texts(key) for key in _HEADERS))
        for code in general:
            row = _plan_input(sheet, row, book.methodology.inputs[code])
        for code in tables:
            row = _plan_table(sheet, row, book.methodology.tables[code])
        _plan_element(sheet, row, root)
    for top in root.children:
        elements = top.walk()
        if any(_wanted(book, element) for element in elements):
            number += 1
            sheet = _sheet(book, number, book.text(top.label))
            row = header_row(sheet, title_row(sheet), tuple(book.texts(key) for key in _HEADERS))
            for element in elements:
                row = _plan_element(sheet, row, element)


def missing_columns(book: BookDraft, table: str) -> tuple[str, ...]:
    """Input columns of the table that have no cells yet."""
    columns = book.methodology.tables[table].input_columns
    return tuple(c.name for c in columns if row_code(table, 1, c.name) not in book.addresses)


def _wanted(book: BookDraft, element: Element) -> bool:
    return any(code not in book.addresses for code in element.inputs) or any(
        missing_columns(book, code) for code in element.tables
    )


def _sheet(book: BookDraft, number: int, name: str) -> SheetDraft:
    title = book.texts("inputs_title", name=name)
    sheet = book.sheet(f"{book.texts('inputs_sheet')} {number}", SheetRole.INPUTS, title, list(_WIDTHS))
    sheet.landscape = True
    return sheet


def _plan_element(sheet: SheetDraft, row: int, element: Element) -> int:
    book = sheet.book
    if not _wanted(book, element):
        return row
    heading = f"{element.number} {book.text(element.label)}".strip()
    sheet.put(row, 0, heading, ELEMENT, columns=len(_WIDTHS))
    row += 1
    for text in (element.description, element.scoring, element.note):
        if text is not None:
            sheet.put(row, 0, book.text(text), SMALL, columns=len(_WIDTHS))
            row += 1
    for code in element.inputs:
        if code not in book.addresses:
            row = _plan_input(sheet, row, book.methodology.inputs[code], element)
    for code in element.tables:
        row = _plan_table(sheet, row, book.methodology.tables[code])
    return row


def _plan_input(sheet: SheetDraft, row: int, item: Input, element: Element | None = None) -> int:
    book = sheet.book
    sheet.put(row, _NUMBER, element.number if element is not None else None, CELL_CENTRED)
    sheet.put(row, _WHAT, book.text(item.label), CELL)
    put_field(sheet, row, _VALUE, item.code, field_of(item))
    sheet.put(row, _UNIT, book.texts.unit(item.type), CELL_CENTRED)
    sheet.put(row, _CLAUSE, item.citation.clause, SMALL)
    sheet.put(row, _HINT, None if item.hint is None else book.text(item.hint), SMALL)
    return row + 1


def _plan_table(sheet: SheetDraft, row: int, table: Table) -> int:
    """A plain table of the missing columns; it may be wider than the sheet's own columns."""
    book = sheet.book
    names = missing_columns(book, table.code)
    if not names:
        return row
    while len(sheet.widths) < len(names) + 1:
        sheet.widths.append(18.0)
    sheet.put(row, 0, book.text(table.label), SECTION, columns=max(len(_WIDTHS), len(names) + 1))
    sheet.put(row + 1, 0, book.texts("col_number"), HEADER)
    for column, name in enumerate(names, 1):
        sheet.put(row + 1, column, book.text(table.column(name).label), HEADER)
    row += 2
    for number in range(1, table.max_rows + 1):
        sheet.put(row, 0, Fraction(number), CELL_CENTRED)
        for column, name in enumerate(names, 1):
            put_field(sheet, row, column, row_code(table.code, number, name), field_of(table.column(name)))
        if number > max(10, table.min_rows):
            sheet.outline[row] = 1
        row += 1
    return row
