"""The preliminary score of a report: criteria, indicators and whatever else the report's own data give a score."""

from __future__ import annotations

from dataclasses import replace

from compiler.model.indicators import Element
from compiler.workbook.book import SheetRole
from compiler.workbook.draft import BookDraft
from compiler.workbook.formula import Cell
from compiler.workbook.scaffold import header_row, title_row
from compiler.workbook.styles import CELL, CELL_CENTRED, PARAMETER, RESULT, SMALL, formatted, parameter_style

_HEADERS = ("col_number", "col_what", "col_score", "col_maximum", "col_clause")
_WIDTHS = [8.0, 66.0, 18.0, 12.0, 16.0]


def plan_preliminary(book: BookDraft) -> None:
    texts = book.texts
    sheet = book.sheet(texts("preliminary_sheet"), SheetRole.RESULT, texts("preliminary_title"), list(_WIDTHS))
    row = header_row(sheet, title_row(sheet), tuple(texts(key) for key in _HEADERS))
    model = book.methodology
    for element in shown_elements(book):
        assert element.score is not None
        type_ = model.quantity(element.score).type
        sheet.put(row, 0, element.number or None, CELL_CENTRED)
        sheet.put(row, 1, book.text(element.label), CELL)
        if element.score in book.program.lines:
            sheet.put(row, 2, Cell(element.score), formatted(RESULT, type_))
        else:
            sheet.put(row, 2, texts("by_evaluator"), replace(SMALL, horizontal="center", vertical="center"))
        if element.maximum is None:
            sheet.put(row, 3, None, PARAMETER)
        else:
            look = parameter_style(model.parameters[element.maximum].value, type_)
            sheet.put(row, 3, Cell(element.maximum), look)
        sheet.put(row, 4, element.citation.clause, SMALL)
        row += 1


def shown_elements(book: BookDraft) -> tuple[Element, ...]:
    """The root, criteria and indicators, and every part of them whose score the workbook computes."""
    root = book.methodology.root
    upper = {root.code}
    for criterion in root.children:
        upper |= {criterion.code, *(indicator.code for indicator in criterion.children)}
    scored = (element for element in root.walk() if element.score is not None)
    return tuple(element for element in scored if element.code in upper or element.score in book.program.lines)
