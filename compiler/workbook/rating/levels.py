"""How many bodies reach each level: a table for each set of levels, a row an element, and where a chart finds the
longest of these tables."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from compiler.model.indicators import Element, Level
from compiler.model.quantities import Value
from compiler.workbook.book import SheetRole
from compiler.workbook.draft import SheetDraft
from compiler.workbook.emit_inputs import list_name
from compiler.workbook.formula import ONE, Arithmetic, Name, Span, call, equal
from compiler.workbook.rating.categories import category_name, category_styles
from compiler.workbook.rating.kind import KindDraft, category_of, label_of
from compiler.workbook.rating.order import WORD
from compiler.workbook.rating.scores import SHOWN, shown_elements
from compiler.workbook.scaffold import title_row
from compiler.workbook.styles import CELL, CELL_CENTRED, ELEMENT, HEADER, TOTAL

LEVEL = "#level"
"""What stands behind the code of a category, before the number of the level."""
COUNTED = "#levelled"
_NAME = 1
_NUMBER_WIDTH, _NAME_WIDTH, _WIDTH = 8.0, 62.0, 16.0


@dataclass(frozen=True, slots=True)
class Levels:
    """The longest table: its sheet and first row, rows, the column of names, that of the first level, the levels."""

    sheet: SheetDraft
    first_row: int
    rows: int
    name_column: int
    first_column: int
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Row:
    element: Element
    category: Value


def plan_levels(kind: KindDraft) -> Levels | None:
    """None when no score has levels."""
    tables = _tables(kind)
    if not tables:
        return None
    book, texts = kind.book, kind.book.texts
    most = max(len(rows[0].category.type.options) for rows in tables)
    title = texts("rating_levels_title", body=book.text(kind.methodology.body.label))
    widths = [_NUMBER_WIDTH, _NAME_WIDTH, *([_WIDTH] * (most + 1))]
    sheet = book.sheet(texts("rating_levels_sheet") + kind.mark, SheetRole.RESULT, title, widths)
    sheet.landscape = sheet.whole = True
    row = sheet.frozen_rows = title_row(sheet)
    found: list[Levels] = []
    for rows in tables:
        found.append(_table(kind, sheet, row, rows))
        row += len(rows) + 2
    return max(found, key=lambda table: table.rows)


def _tables(kind: KindDraft) -> list[tuple[_Row, ...]]:
    """Elements by the list of their levels, in the act's order."""
    tables: dict[str, list[_Row]] = {}
    for element in shown_elements(kind):
        category = category_of(kind.methodology, element)
        if category is not None:
            tables.setdefault(list_name(kind.book.lists, category.type), []).append(_Row(element, category))
    return [tuple(rows) for rows in tables.values()]


def _table(kind: KindDraft, sheet: SheetDraft, row: int, rows: Sequence[_Row]) -> Levels:
    book, texts = kind.book, kind.book.texts
    options = rows[0].category.type.options
    words = tuple(book.text(option.label) for option in options)
    sheet.put(row, 0, texts("col_number"), HEADER)
    sheet.put(row, _NAME, texts("col_what"), HEADER)
    first = _NAME + 1
    for column, (word, style) in enumerate(zip(words, category_styles(len(words)), strict=True), first):
        sheet.put(row, column, word, replace(HEADER, fill=style.fill, color=style.color))
    sheet.put(row, first + len(words), texts("rating_count"), HEADER)
    number = replace(CELL_CENTRED, number_format="0")
    for place, (element, category) in enumerate(((one.element, one.category) for one in rows), row + 1):
        whole = element.level in (Level.TOTAL, Level.DIRECTION, Level.CRITERION)
        sheet.put(place, 0, element.number or None, CELL_CENTRED)
        sheet.put(place, _NAME, label_of(book, element), ELEMENT if whole else CELL)
        name = list_name(book.lists, category.type)
        shown = kind.whole(category.code + WORD + SHOWN)
        for option in range(1, len(words) + 1):
            here = Arithmetic("*", equal(shown, Name(category_name(name, option))), ONE)
            code = kind.key(f"{category.code}{LEVEL}.{option}")
            sheet.put(place, _NAME + option, call("SUMPRODUCT", here), number, code=code)
        ends = (kind.key(f"{category.code}{LEVEL}.{option}") for option in (1, len(words)))
        total = call("SUM", Span(*ends))
        style = replace(TOTAL, horizontal="center", number_format="0")
        sheet.put(place, first + len(words), total, style, code=kind.key(category.code + COUNTED))
    return Levels(sheet, row + 1, len(rows), _NAME, first, words)
