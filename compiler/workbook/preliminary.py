"""The preliminary score of a report: every element with its score where the report's own data give it."""

from __future__ import annotations

from dataclasses import replace

from compiler.workbook.book import SheetRole
from compiler.workbook.draft import BookDraft
from compiler.workbook.formula import Cell
from compiler.workbook.scaffold import header_row, title_row
from compiler.workbook.styles import CELL, CELL_CENTRED, PARAMETER, RESULT, SMALL, formatted

_HEADERS = ("col_number", "col_what", "col_score", "col_maximum", "col_clause")
_WIDTHS = [8.0, 66.0, 18.0, 12.0, 16.0]


def plan_preliminary(book: BookDraft) -> None:
    texts = book.texts
    sheet = book.sheet(texts("preliminary_sheet"), SheetRole.RESULT, texts("preliminary_title"), list(_WIDTHS))
    row = header_row(sheet, title_row(sheet), tuple(texts(key) for key in _HEADERS))
    model = book.methodology
    for element in model.root.walk():
        if element.score is None:
            continue
        type_ = model.quantity(element.score).type
        sheet.put(row, 0, element.number or None, CELL_CENTRED)
        sheet.put(row, 1, book.text(element.label), CELL)
        if element.score in book.program.lines:
            sheet.put(row, 2, Cell(element.score), formatted(RESULT, type_))
        else:
            sheet.put(row, 2, texts("by_evaluator"), replace(SMALL, horizontal="center", vertical="center"))
        maximum = Cell(element.maximum) if element.maximum in book.addresses and element.maximum is not None else None
        sheet.put(row, 3, maximum, formatted(PARAMETER, type_))
        sheet.put(row, 4, element.citation.clause, SMALL)
        row += 1
