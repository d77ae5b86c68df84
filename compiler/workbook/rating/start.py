"""The start sheet of the rating: what it is, how it is filled, how many bodies are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from compiler.workbook.draft import BookDraft, SheetDraft
from compiler.workbook.formula import Cell
from compiler.workbook.identity import Build
from compiler.workbook.rating.checks import DONE, NAMED
from compiler.workbook.rating.kind import KindDraft
from compiler.workbook.scaffold import title_row
from compiler.workbook.start_sheet import put_facts, put_identity, put_key_and_contents
from compiler.workbook.styles import CELL, HEADER, RESULT

RATING = "rating"
WIDTHS = (28.0, 52.0, 22.0)


def fill_rating_start(book: BookDraft, sheet: SheetDraft, kinds: Sequence[KindDraft], build: Build) -> None:
    """All that the start sheet of a rating says, once the other sheets are known."""
    texts = book.texts
    bodies = "; ".join(book.text(kind.methodology.body.label) for kind in kinds)
    row = put_facts(book, sheet, title_row(sheet), RATING, bodies)
    for column, key in enumerate(("body", "rating_named", "rating_done")):
        sheet.put(row + 1, column, texts(key), HEADER)
    row += 2
    number = replace(RESULT, number_format="0")
    for kind in kinds:
        sheet.put(row, 0, book.text(kind.methodology.body.label), CELL)
        sheet.put(row, 1, Cell(kind.key(NAMED)), number)
        sheet.put(row, 2, Cell(kind.key(DONE)), number)
        row += 1
    row = put_key_and_contents(sheet, row + 1, completeness=False)
    put_identity(book, sheet, row, build)
