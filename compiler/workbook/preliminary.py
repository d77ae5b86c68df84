"""The preliminary score of a report: criteria, indicators and whatever else the report's own data give a score."""

from __future__ import annotations

from dataclasses import replace

from compiler.model.indicators import Element
from compiler.model.quantities import Parameter, Value
from compiler.workbook.book import SheetRole
from compiler.workbook.consolidation import waiting_for_all
from compiler.workbook.draft import BookDraft, SheetDraft
from compiler.workbook.emit_inputs import shown_option
from compiler.workbook.formula import Cell, Tree
from compiler.workbook.program import input_key
from compiler.workbook.scaffold import header_row, title_row
from compiler.workbook.styles import (
    CELL,
    CELL_CENTRED,
    EMPTY,
    PARAMETER,
    RESULT,
    SMALL,
    Style,
    formatted,
    parameter_style,
)

_HEADERS = ("col_number", "col_what", "col_score", "col_maximum", "col_clause")
_WIDTHS = [8.0, 64.0, 18.0, 13.0, 17.0]


def plan_preliminary(book: BookDraft) -> None:
    """The sheet with the scores that the report's own data give, and word of those that they do not."""
    texts = book.texts
    sheet = book.sheet(texts("preliminary_sheet"), SheetRole.RESULT, texts("preliminary_title"), list(_WIDTHS))
    row = header_row(sheet, title_row(sheet), tuple(texts(key) for key in _HEADERS))
    waiting = waiting_for_all(book.methodology)
    for element in shown_elements(book):
        row = _plan_score(sheet, row, element, waiting)
        row = _plan_categories(sheet, row, element, waiting)
    _plan_figures(sheet, row)


def _result(sheet: SheetDraft, row: int, code: str, shown: Tree, style: Style, waiting: frozenset[str]) -> None:
    """The cell of a result, or why the report has none."""
    texts = sheet.book.texts
    if code in sheet.book.program.lines and code not in waiting:
        sheet.put(row, 2, shown, style)
    else:
        text = texts("by_consolidation" if code in sheet.book.program.lines else "by_evaluator")
        sheet.put(row, 2, text, replace(SMALL, horizontal="center", vertical="center"))


def _plan_figures(sheet: SheetDraft, row: int) -> None:
    """Figures over all bodies that the calculation reads: locked and empty, for they come with the consolidation."""
    book = sheet.book
    for code in book.methodology.peers:
        if input_key(code) in book.program.lines:
            item = book.methodology.inputs[code]
            sheet.put(row, 0, None, CELL_CENTRED)
            sheet.put(row, 1, f"{book.text(item.label)} ({book.texts('by_consolidation')})", CELL)
            sheet.put(row, 2, None, EMPTY, code=code)
            sheet.put(row, 3, None, PARAMETER)
            sheet.put(row, 4, book.texts.clause(item.citation), SMALL)
            row += 1


def _plan_score(sheet: SheetDraft, row: int, element: Element, waiting: frozenset[str]) -> int:
    """The row of an element's score; nothing for a whole that has none."""
    book = sheet.book
    model = book.methodology
    if element.score is not None:
        type_ = model.quantity(element.score).type
        sheet.put(row, 0, element.number or None, CELL_CENTRED)
        sheet.put(row, 1, book.text(element.label), CELL)
        _result(sheet, row, element.score, Cell(element.score), formatted(RESULT, type_), waiting)
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
        sheet.put(row, 4, book.texts.clause(element.citation), SMALL)
        row += 1
    return row


def _plan_categories(sheet: SheetDraft, row: int, element: Element, waiting: frozenset[str]) -> int:
    """A row for each category of the element, as its word."""
    book = sheet.book
    for code in element.categories:
        value = book.methodology.values[code]
        sheet.put(row, 0, None, CELL_CENTRED)
        sheet.put(row, 1, book.text(value.label), CELL)
        _result(sheet, row, code, shown_option(book.lists, Cell(code), value.type), RESULT, waiting)
        sheet.put(row, 3, None, PARAMETER)
        sheet.put(row, 4, book.texts.clause(value.citation), SMALL)
        row += 1
    return row


def shown_elements(book: BookDraft) -> tuple[Element, ...]:
    """The whole, criteria and indicators, and every part of them whose score the workbook computes."""
    root = book.methodology.root
    upper = {root.code}
    for criterion in root.children:
        upper |= {criterion.code, *(indicator.code for indicator in criterion.children)}
    return tuple(e for e in root.walk() if e.code in upper or e.score in book.program.lines)
