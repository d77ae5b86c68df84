"""The lists sheet: words of the workbook's language for yes/no, choices and states; formulas know positions only."""

from __future__ import annotations

from fractions import Fraction

from compiler.workbook.book import SheetRole
from compiler.workbook.draft import BookDraft
from compiler.workbook.program import YES_NO_CODES, YES_NO_LIST
from compiler.workbook.scaffold import title_row
from compiler.workbook.styles import CELL, CELL_CENTRED, HEADER

_WIDTHS = (24.0, 16.0, 30.0, 32.0, 32.0)
_BAND = (0, 2, 3, 4)
"""Columns of lists side by side; between the first two stand the numbers of yes and no."""
STATES = ("state_met", "state_not_met", "state_na", "ready", "not_ready")


def plan_lists(book: BookDraft) -> None:
    """Each list is a column with its defined name as heading."""
    texts = book.texts
    lists = book.lists
    sheet = book.sheet(texts("lists_sheet"), SheetRole.LISTS, texts("lists_title"), list(_WIDTHS))
    sheet.landscape = True
    row = title_row(sheet)
    sheet.put(row, 0, YES_NO_LIST, HEADER)
    sheet.put(row, 1, YES_NO_CODES, HEADER)
    for offset, (word, code) in enumerate((("yes", 1), ("no", 0)), 1):
        sheet.put(row + offset, 0, texts(word), CELL)
        sheet.put(row + offset, 1, Fraction(code), CELL_CENTRED, code=f"{YES_NO_CODES}.{offset}")
    book.name_range(YES_NO_LIST, sheet.at(row + 1, 0), sheet.at(row + 2, 0))
    book.name_range(YES_NO_CODES, sheet.at(row + 1, 1), sheet.at(row + 2, 1))
    sheet.put(row, 2, texts("col_state"), HEADER)
    for offset, key in enumerate(STATES, 1):
        sheet.put(row + offset, 2, texts(key), CELL, code=key)
        book.name_range(key, sheet.at(row + offset, 2))
    waiting = list(lists.items())
    # The first band has room beside the words of states; the others follow below.
    places: tuple[int, ...] = _BAND[2:]
    deepest = len(STATES)
    while waiting:
        band, waiting = waiting[: len(places)], waiting[len(places) :]
        for column, (name, type_) in zip(places, band, strict=False):
            sheet.put(row, column, name, HEADER)
            for offset, option in enumerate(type_.options, 1):
                sheet.put(row + offset, column, book.text(option.label), CELL)
            book.name_range(name, sheet.at(row + 1, column), sheet.at(row + len(type_.options), column))
            deepest = max(deepest, len(type_.options))
        sheet.keep(row, row + deepest)
        row += deepest + 2
        places, deepest = _BAND, 0
    sheet.frozen_rows = 2
