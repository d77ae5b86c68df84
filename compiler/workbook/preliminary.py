"""The preliminary score of a report: criteria, indicators and whatever else the report's own data give a score."""

from __future__ import annotations

from dataclasses import replace

from compiler.model.indicators import Element
from compiler.model.quantities import Parameter, Value
from compiler.workbook.book import SheetRole
from compiler.workbook.draft import BookDraft, SheetDraft
from compiler.workbook.emit_inputs import shown_option
from compiler.workbook.formula import Cell
from compiler.workbook.scaffold import header_row, title_row
from compiler.workbook.styles import CELL, CELL_CENTRED, PARAMETER, RESULT, SMALL, formatted, parameter_style

_HEADERS = ("col_number", "col_what", "col_score", "col_maximum", "col_clause")
_WIDTHS = [8.0, 66.0, 18.0, 12.0, 16.0]


def plan_preliminary(book: BookDraft) -> None:
    texts = book.texts
    sheet = book.sheet(texts("preliminary_sheet"), SheetRole.RESULT, texts("preliminary_title"), list(_WIDTHS))
    row = header_row(sheet, title_row(sheet), tuple(texts(key) for key in _HEADERS))
    for element in shown_elements(book):
        row = _plan_categories(sheet, _plan_score(sheet, row, element), element)


def _plan_score(sheet: SheetDraft, row: int, element: Element) -> int:
    """The row of an element's score; nothing for a whole that has none."""
    book = sheet.book
    model = book.methodology
    if element.score is not None:
        type_ = model.quantity(element.score).type
        sheet.put(row, 0, element.number or None, CELL_CENTRED)
        sheet.put(row, 1, book.text(element.label), CELL)
        if element.score in book.program.lines:
            sheet.put(row, 2, Cell(element.score), formatted(RESULT, type_))
        else:
            sheet.put(row, 2, book.texts("by_evaluator"), replace(SMALL, horizontal="center", vertical="center"))
        if element.maximum is None:
            sheet.put(row, 3, None, PARAMETER)
        else:
            highest = model.quantity(element.maximum)
            if isinstance(highest, Parameter):
                sheet.put(row, 3, Cell(element.maximum), parameter_style(highest.value, type_))
            elif element.maximum in book.program.lines:
                sheet.put(row, 3, Cell(element.maximum), formatted(PARAMETER, type_))
            elif isinstance(highest, Value):  # made of numbers of the act, and nothing here computes it
                sheet.put(row, 3, highest.bounds.high, formatted(PARAMETER, type_))
        sheet.put(row, 4, element.citation.clause, SMALL)
        row += 1
    return row


def _plan_categories(sheet: SheetDraft, row: int, element: Element) -> int:
    """A row for each category of the element, as its word."""
    book = sheet.book
    for code in element.categories:
        value = book.methodology.values[code]
        sheet.put(row, 0, None, CELL_CENTRED)
        sheet.put(row, 1, book.text(value.label), CELL)
        if code in book.program.lines:
            sheet.put(row, 2, shown_option(book.lists, Cell(code), value.type), RESULT)
        else:
            sheet.put(row, 2, book.texts("by_evaluator"), replace(SMALL, horizontal="center", vertical="center"))
        sheet.put(row, 3, None, PARAMETER)
        sheet.put(row, 4, value.citation.clause, SMALL)
        row += 1
    return row


def shown_elements(book: BookDraft) -> tuple[Element, ...]:
    """The whole, criteria and indicators, and every part of them whose score the workbook computes."""
    root = book.methodology.root
    upper = {root.code}
    for criterion in root.children:
        upper |= {criterion.code, *(indicator.code for indicator in criterion.children)}
    return tuple(e for e in root.walk() if e.code in upper or e.score in book.program.lines)
