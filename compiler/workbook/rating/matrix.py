"""Matrix sheets: the headings that all of them have, the body's number and name on the left, one column a quantity."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import groupby
from math import floor

from compiler.workbook.book import Content, SheetRole
from compiler.workbook.draft import SheetDraft
from compiler.workbook.formula import BLANK, Tree, equal, when
from compiler.workbook.metrics import columns_width, text_width
from compiler.workbook.paging import column_pages, page_room
from compiler.workbook.rating.kind import BODY, FIRST, NUMBER, KindDraft
from compiler.workbook.scaffold import title_row
from compiler.workbook.styles import CELL, CELL_CENTRED, ELEMENT, HEADER, NUMBERED, Style

GROUP, LABEL, UNIT, CLAUSE, LOW, HIGH, CODE = range(2, FIRST)
"""Rows of the heading."""
LEFT = 2
"""Columns before the matrix: number and name."""
_NUMBER_WIDTH, _LEAST_NAME, _NAME_WIDTH, _MOST_NAME = 5.0, 20.0, 34.0, 50.0
_LABEL, _HEADING = 150, 150
"""Signs of a label or of an element's heading that are shown."""
_GROUP_LINES = 6
"""Of the heading of an element over few columns, of about a sign a unit of width."""
_LEAST, _NARROW, _WIDE = 8.5, 12.0, 25.0
_LOOKED_UP = frozenset({SheetRole.CALCULATION, SheetRole.CHECKS})
"""Matrices of many hundred columns, of which a reader looks up some: their columns are no wider than their words."""
_SEVERAL = 0.4
"""Of a page: what takes no more goes on it with others."""
_UNUSED = 4.0
"""Points of a row of the heading that the sheet does not need."""
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
    together: str = ""
    """Neighbouring columns of which this is the same stay on one page; by default those of a group."""

    def width(self, dense: bool) -> float:
        """As wide as a label of some five lines needs, and no word broken; `dense`: of more lines."""
        room = 1.0 if dense else 2.5
        held = max((text_width(word, bold=True) + room for word in self.words), default=0.0)
        longest = max((text_width(word, bold=True) for word in self.label.split()), default=0.0) + room
        wanted = text_width(cut(self.label, _LABEL), bold=True) / (8 if dense else 4)
        return max(held, min(_WIDE, max(_LEAST if dense else _NARROW, longest, wanted)))


def cut(text: str, length: int) -> str:
    """The text in one line of at most `length` characters, with a sign where it was cut."""
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
    widths = [_NUMBER_WIDTH, name_width(kind), *_widths(heads, role in _LOOKED_UP)]
    sheet = book.sheet(name, role, title, widths)
    sheet.landscape = sheet.whole = True
    kept = _kept(heads, widths, role in _LOOKED_UP)
    sheet.column_breaks, sheet.scale = column_pages(widths, LEFT, kept, landscape=True)
    if sheet.column_breaks:
        # A merged title would reach over the end of the page: there the header of each page shows it.
        sheet.print_from = GROUP
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
    if any(head.group for head in heads):
        _groups(sheet, heads)
    else:
        sheet.put(GROUP, LEFT, None, HEADER, columns=len(heads))
        sheet.heights[GROUP] = _UNUSED
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
    return sheet


def _kept(heads: Sequence[Head], widths: Sequence[float], dense: bool) -> list[int]:
    """How many neighbouring columns stay on one page: those of a group where a page holds them, else of an element.
    `dense`: only of groups of which a page holds several, or many pages would be half empty."""
    room = page_room(widths[:LEFT], landscape=True) * (_SEVERAL if dense else 1.0)
    found: list[int] = []
    place = LEFT
    for group, run in groupby(heads, key=lambda head: head.group):
        own = list(run)
        if group and columns_width(widths[place : place + len(own)]) <= room:
            found.append(len(own))
        else:
            found.extend(len(list(some)) for _, some in groupby(own, key=lambda head: head.together))
        place += len(own)
    return found


def name_width(kind: KindDraft) -> float:
    """As wide as the names of the bodies need; room for longer ones where they are typed in."""
    if not kind.bodies:
        return _NAME_WIDTH
    longest = max(text_width(kind.book.text(body.label)) for body in kind.bodies) + 2.0
    return min(_MOST_NAME, max(_LEAST_NAME, longest))


def _widths(heads: Sequence[Head], dense: bool) -> list[float]:
    """Of each column; together they hold every word of the heading over them."""
    found: list[float] = []
    for group, run in groupby(heads, key=lambda head: head.group):
        own = [head.width(dense) for head in run]
        longest = max((text_width(word, bold=True) for word in cut(group, _HEADING).split()), default=0.0) + 2.5
        share = max(1.0, longest / sum(own))
        found.extend(width * share for width in own)
    return found


def _groups(sheet: SheetDraft, heads: Sequence[Head]) -> None:
    """Neighbouring columns of one element share its heading, on each page anew."""
    start = 0
    while start < len(heads):
        end = start + 1
        while end < len(heads) and heads[end].group == heads[start].group and LEFT + end not in sheet.column_breaks:
            end += 1
        room = _GROUP_LINES * sum(sheet.widths[LEFT + start : LEFT + end])
        text = cut(heads[start].group, min(_HEADING, floor(room)))
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
