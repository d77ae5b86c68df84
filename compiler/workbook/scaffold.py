"""What sheets have in common: the title in A1, the way back, header rows that stay in view and repeat in print."""

from __future__ import annotations

from compiler.workbook.draft import SheetDraft
from compiler.workbook.styles import HEADER, LINK, TITLE


def title_row(sheet: SheetDraft) -> int:
    """Title in A1, link to the contents below it; gives the next free row."""
    sheet.put(0, 0, sheet.title, TITLE, columns=len(sheet.widths))
    start = sheet.book.sheets[0]
    if sheet is not start:
        sheet.put(1, 0, sheet.book.texts("back"), LINK, columns=min(2, len(sheet.widths)), link=start.at(0))
    return 2


def header_row(sheet: SheetDraft, row: int, headings: tuple[str, ...]) -> int:
    """One row of column headings, of which an empty one belongs to the one before; everything above stays in view."""
    starts = [column for column, heading in enumerate(headings) if heading]
    for column, end in zip(starts, (*starts[1:], len(headings)), strict=True):
        sheet.put(row, column, headings[column], HEADER, columns=end - column)
    sheet.frozen_rows = row + 1
    sheet.repeat_rows = (row, row)
    sheet.keep(row, row + 1)
    return row + 1
