"""Calculation of repeats: the copies of one block beside each other, a row a step, so that what is said of every copy
stands there once.

A block is laid out so when all its copies compute the same, without bands or maxima, from what stands further ahead.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from compiler.model.indicators import Element
from compiler.model.quantities import Value
from compiler.model.types import Kind
from compiler.workbook.book import SheetRole
from compiler.workbook.draft import BookDraft, SheetDraft
from compiler.workbook.groups import numbered_sheet
from compiler.workbook.line_texts import common_end, helper_text
from compiler.workbook.metrics import text_width
from compiler.workbook.paging import column_pages
from compiler.workbook.program import Line, LineRole, input_key
from compiler.workbook.scaffold import header_row, title_row
from compiler.workbook.styles import CELL, HELPER, HELPER_TEXT, SMALL, STEP, Style, formatted

_WIDTHS = [60.0, 9.0, 17.0]
_WHAT, _UNIT, _CLAUSE = range(3)
_LEFT = 3
"""Columns before the copies; they repeat on every page."""
_FULL, _MORE = 190.0, 30.0
"""Width that fills a page; how much wider the names may be to fill it."""
_COPY_WIDTH, _CODE_WIDTH = 10.0, 46.0
_HELPERS = frozenset({LineRole.ITEM, LineRole.READY, LineRole.APPLIES, LineRole.PART, LineRole.REST})
_ROLES = _HELPERS | {LineRole.INPUT, LineRole.STEP}
_MARK = "_#"
"""Stands in codes for the number of a copy."""


@dataclass(frozen=True, slots=True)
class _Copies:
    """Elements that are copies of one block, and the lines of each, in the same order."""

    code: str
    elements: tuple[Element, ...]
    lines: tuple[tuple[Line, ...], ...]


def plan_copies(
    book: BookDraft, mark: str, elements: Sequence[Element], blocks: Mapping[str, Sequence[str]]
) -> frozenset[str]:
    """A sheet for each block with copies; the codes of the elements that need no other place. `blocks`: the inputs and
    values of each element, parts of a whole before the whole."""
    repeated = {repeat.element for repeat in book.methodology.repeats}
    found: dict[str, list[Element]] = {}
    for element in elements:
        if element.code in repeated and blocks[element.code]:
            found.setdefault(_of_all(element.code, repeated), []).append(element)
    names = _names(book, repeated)
    placed: set[str] = set()
    for code, own in found.items():
        lines = tuple(_lines(book, blocks[element.code]) for element in own)
        copies = _Copies(code, tuple(own), lines)
        if _alike(copies) and _self_contained(book, copies):
            _plan_sheet(book, mark, copies, names)
            placed.update(element.code for element in own)
    return frozenset(placed)


def copies_of_inputs(book: BookDraft) -> Mapping[str, str]:
    """Input → the name of the copy that it is in, after those of the copies around it."""
    names = _names(book, {repeat.element for repeat in book.methodology.repeats})
    return {code: names[repeat.element] for repeat in book.methodology.repeats for code in repeat.inputs}


def _of_all(code: str, repeated: set[str]) -> str:
    """The code of a copy without the numbers of copies."""
    parts = code.split(".")
    for length in range(1, len(parts) + 1):
        if ".".join(code.split(".")[:length]) in repeated:
            parts[length - 1] = parts[length - 1].rpartition("_")[0] + _MARK
    return ".".join(parts)


def _names(book: BookDraft, repeated: set[str]) -> Mapping[str, str]:
    """Element → its name after those of the copies that it is in."""
    names: dict[str, str] = {}
    for element in book.methodology.root.walk():
        if element.code in repeated:
            above = [names[outer] for outer in repeated if element.code.startswith(f"{outer}.") and outer in names]
            outer = max(above, key=len, default="")
            names[element.code] = f"{outer}: {book.text(element.label)}" if outer else book.text(element.label)
    return names


def _lines(book: BookDraft, codes: Sequence[str]) -> tuple[Line, ...]:
    program = book.program
    found: list[Line] = []
    for code in codes:
        if code in book.methodology.inputs:
            found.append(program.lines[input_key(code)])
        else:
            own = program.by_owner[code]
            found.extend(line for line in own if line.role is not LineRole.STEP)
            found.append(program.lines[code])
    return tuple(found)


def _alike(copies: _Copies) -> bool:
    def shape(element: Element, lines: tuple[Line, ...]) -> list[tuple[str, LineRole]]:
        return [(line.code.removeprefix(element.code), line.role) for line in lines]

    shapes = [shape(element, lines) for element, lines in zip(copies.elements, copies.lines, strict=True)]
    own = all(code.startswith(".") and role in _ROLES for code, role in shapes[0])
    return len(shapes) > 1 and own and all(other == shapes[0] for other in shapes)


def _self_contained(book: BookDraft, copies: _Copies) -> bool:
    """Whether all that the copies read is in them or has its place already, and nothing needs columns of its own."""
    model = book.methodology
    for element, lines in zip(copies.elements, copies.lines, strict=True):
        own = {line.code for line in lines}
        kinds = {model.quantity(line.owner).type.kind for line in lines}
        if element.maximum is not None or Kind.CHOICE in kinds:
            return False
        if any(read not in own and read not in book.addresses for line in lines for read in line.reads):
            return False
    return True


def _plan_sheet(book: BookDraft, mark: str, copies: _Copies, names: Mapping[str, str]) -> None:
    texts = book.texts
    titles = [names[element.code] for element in copies.elements]
    headings = [title.replace("№ ", "№\u00a0") for title in titles]  # a number stays on the line of its sign
    widths = [*_WIDTHS, *(_width(heading) for heading in headings)]
    widths[_WHAT] += min(_MORE, max(0.0, _FULL - sum(widths)))
    sheet = book.sheet(
        numbered_sheet(book, f"{texts('calc_sheet')}{mark}, {texts('copies_mark')}"),
        SheetRole.CALCULATION,
        texts("calc_title", name=f"{titles[0]} – {titles[-1]}"),
        [*widths, _CODE_WIDTH],
    )
    sheet.landscape = sheet.whole = True
    sheet.print_columns = len(widths)  # codes are for those who work with the file
    sheet.repeat_columns = _LEFT
    together = [len(list(run)) for _, run in groupby(element.code.rpartition(".")[0] for element in copies.elements)]
    sheet.column_breaks, sheet.scale = column_pages(widths, _LEFT, together, landscape=True)
    row = title_row(sheet)
    if sheet.column_breaks:  # a title would reach over the end of the page: the header of each page shows it
        sheet.print_from = row
    left = (texts("col_what"), texts("col_unit"), texts("col_clause"))
    row = header_row(sheet, row, (*left, *headings, texts("col_code")))
    sheet.frozen_columns = 1
    for lines in zip(*copies.lines, strict=True):
        _plan_row(sheet, row, lines, copies)
        row += 1


def _width(heading: str) -> float:
    """No word of the heading breaks."""
    return max(_COPY_WIDTH, max(text_width(word, bold=True) for word in heading.split(" ")) + 1.5)


def _plan_row(sheet: SheetDraft, row: int, lines: tuple[Line, ...], copies: _Copies) -> None:
    book = sheet.book
    quantity = book.methodology.quantity(lines[0].owner)
    shown = lines[0].role not in _HELPERS
    sheet.put(row, _WHAT, common_end([_text(book, line) for line in lines]), CELL if shown else HELPER_TEXT)
    sheet.put(row, _UNIT, book.texts.unit(quantity.type) if shown else None, SMALL)
    why = (book.texts.clause(quantity.citation), book.texts.provenance(quantity.citation))
    sheet.put(row, _CLAUSE, "; ".join(part for part in why if part) if shown else None, SMALL)
    style = _style(quantity.type.kind, formatted(STEP if shown else HELPER, quantity.type))
    for column, line in enumerate(lines, _LEFT):
        sheet.put(row, column, line.tree, style, code=line.code)
    code = copies.code + lines[0].code.removeprefix(copies.elements[0].code)
    sheet.put(row, _LEFT + len(lines), code, SMALL)


def _text(book: BookDraft, line: Line) -> str:
    owner = book.methodology.quantity(line.owner)
    return (
        helper_text(book, owner, line) if line.role in _HELPERS and isinstance(owner, Value) else book.text(owner.label)
    )


def _style(kind: Kind, style: Style) -> Style:
    return replace(style, horizontal="left", wrap=False) if kind in (Kind.TEXT, Kind.LINK) else style
