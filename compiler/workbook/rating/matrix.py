"""Matrix sheets: the headings that all of them have, the body's number and name on the left, one column a quantity."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from math import ceil

from compiler.workbook.book import Content, SheetRole
from compiler.workbook.draft import SheetDraft
from compiler.workbook.formula import BLANK, Tree, equal, when
from compiler.workbook.metrics import text_width
from compiler.workbook.rating.kind import BODY, FIRST, NUMBER, KindDraft
from compiler.workbook.scaffold import title_row
from compiler.workbook.styles import CELL, CELL_CENTRED, ELEMENT, HEADER, NUMBERED, Style
from dsl.frozen import dataclass

GROUP, LABEL, UNIT, CLAUSE, LOW, HIGH, CODE = range(2, FIRST)
"""Rows of the heading."""
LEFT = 2
"""Columns before the matrix: number and name."""
_NUMBER_WIDTH, _NAME_WIDTH = 5.0, 34.0
_LABEL, _HEADING = 150, 90
"""Signs of a label or of an element's heading that are shown."""
_NARROW, _WIDE = 12.0, 25.0
_UNUSED = 4.0
"""Points of a row of the heading that the sheet does not need."""
_PAGE = 200.0
"""Width of what is printed on one page across."""
SMALL_HEADER = replace(HEADER, bold=False, size=8)
CODE_HEADER = NUMBERED


@dataclass(frozen=True, slots=True)
class Head:
    """The heading of one column. `low` and `high` are what the two rows under the clause show; their codes, where they
    have some, are fixed cells."""

    group: str
    label: str
    unit: str
    clause: str
    code: str
    low: Content | Tree = None
    high: Content | Tree = None
    low_code: str = ""
    high_code: str = ""
    number_style: Style = SMALL_HEADER
    words: tuple[str, ...] = ()
    """Words that the cells below may hold."""

    def width(self) -> float:
        """As wide as a label of some five lines needs, and no word broken."""
        held = max((text_width(word, bold=True) + 2.5 for word in self.words), default=0.0)
        longest = max((text_width(word, bold=True) for word in self.label.split()), default=0.0) + 2.5
        wanted = text_width(cut(self.label, _LABEL), bold=True) / 4
        return max(held, min(_WIDE, max(_NARROW, longest, wanted)))


def cut(text: str, length: int) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= length else flat[: length - 1].rstrip() + "…"


def open_matrix(
    kind: KindDraft,
    name: str,
    role: SheetRole,
    title: str,
    heads: Sequence[Head],
    captions: tuple[str, str],
    names: str = "",
) -> SheetDraft:
    """The sheet with its headings, numbers and names. `captions` of the rows `low` and `high`; `names`: code of the
    column of names on this sheet."""
    book, texts = kind.book, kind.book.texts
    widths = [_NUMBER_WIDTH, _NAME_WIDTH, *(head.width() for head in heads)]
    sheet = book.sheet(name, role, title, widths)
    sheet.landscape = True
    title_row(sheet)
    sheet.put(GROUP, 0, None, HEADER, columns=LEFT)
    sheet.put(LABEL, 0, texts("col_number"), HEADER)
    sheet.put(LABEL, 1, texts("rating_body"), HEADER)
    sides = (
        (UNIT, texts("col_unit")),
        (CLAUSE, texts("col_clause")),
        (LOW, captions[0]),
        (HIGH, captions[1]),
        (CODE, texts("col_code")),
    )
    for row, caption in sides:
        sheet.put(row, 0, None, SMALL_HEADER)
        sheet.put(row, 1, caption or None, SMALL_HEADER)
        if not caption:
            sheet.heights[row] = _UNUSED
    _groups(sheet, heads)
    for column, head in enumerate(heads, LEFT):
        sheet.put(LABEL, column, cut(head.label, _LABEL), HEADER)
        sheet.put(UNIT, column, head.unit or None, SMALL_HEADER)
        sheet.put(CLAUSE, column, head.clause or None, SMALL_HEADER)
        for row, content, code in ((LOW, head.low, head.low_code), (HIGH, head.high, head.high_code)):
            sheet.put(row, column, content, head.number_style, code=kind.key(code) if code else "")
            if code:
                book.addresses[kind.key(code)] = sheet.at(row, column)._replace(fixed=True)
        sheet.put(CODE, column, head.code or None, CODE_HEADER)
    _bodies(kind, sheet, names)
    sheet.frozen_rows, sheet.frozen_columns = FIRST, LEFT
    sheet.repeat_rows = (GROUP, CODE)
    sheet.repeat_columns = LEFT
    sheet.pages_across = max(1, ceil((sum(widths) - _NUMBER_WIDTH - _NAME_WIDTH) / _PAGE))
    return sheet


def _groups(sheet: SheetDraft, heads: Sequence[Head]) -> None:
    """Neighbouring columns of one element share its heading."""
    start = 0
    while start < len(heads):
        end = start
        while end < len(heads) and heads[end].group == heads[start].group:
            end += 1
        text = cut(heads[start].group, min(_HEADING * 3, 40 * (end - start)))
        sheet.put(GROUP, LEFT + start, text or None, replace(ELEMENT, horizontal="left"), columns=end - start)
        start = end


def _bodies(kind: KindDraft, sheet: SheetDraft, names: str) -> None:
    """Numbers, and names that repeat those of the sheet where they stand; that sheet fills its own in."""
    first = kind.key(NUMBER) not in kind.book.addresses
    for number in range(kind.rows):
        sheet.put(FIRST + number, 0, Fraction(number + 1), CELL_CENTRED)
    if first:
        kind.constants(NUMBER, sheet.name, 0)
        return
    name = kind.cell(BODY)
    tree = when(equal(name, BLANK), BLANK, name)
    sheet.block(FIRST, 1, kind.rows, tree, replace(CELL, wrap=False), kind.key(names) if names else "")
