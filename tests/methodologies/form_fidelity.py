"""Is every line of an official form found on the form's sheet, in the form's order?

In: the cells of the sheet in reading order, the lines of the act as its text was extracted, and what is deliberately
corrected. Out: the share of lines found, the lines not found, and text of the form's cells that the act does not have.
The extraction breaks cells into lines and interleaves the columns of a table row, so a line is matched as a piece of
one cell (or as pieces of neighbouring cells of one row); every letter of a cell is used once, and rows never go back.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

LOOK_ALIKES = str.maketrans("aceiopxykmthb", "асеіорхукмтнв")
DASHES = str.maketrans(dict.fromkeys("‐‑‒–—−", "-"))
QUOTES = str.maketrans(dict.fromkeys("«»„“”‟″'’‘", '"'))
NUMBER = re.compile(r"-?\d+([.,]\d+)*[.,%]?")
TELLING = 20
"""A piece of so many letters is looked for in all rows below, a shorter one only near the last row found."""
WEAK = 6
"""A shorter piece is not looked for inside a cell whose beginning was not found."""
NEAR = 3
"""Rows with text below the last row found that are near."""


@dataclass(frozen=True, slots=True)
class FormCell:
    """A cell with text: its first and last row (they differ where cells are merged downwards)."""

    row: int
    last_row: int
    text: str


@dataclass(frozen=True, slots=True)
class Fidelity:
    """What was compared: `missing` are the act's lines as "number: text", `added` the form's pieces without blanks."""

    lines: int
    missing: tuple[str, ...]
    added: tuple[str, ...]

    @property
    def percent(self) -> float:
        return 100.0 if self.lines == 0 else 100.0 * (self.lines - len(self.missing)) / self.lines


def normalise(text: str) -> str:
    """What matters of a text: no blanks and drawn lines (____), one case, one kind of quotes, dashes and letters."""
    bare = re.sub(r"[\s_\u00ad\u200b]+", "", text)
    return bare.casefold().translate(LOOK_ALIKES).translate(DASHES).translate(QUOTES)


@dataclass(slots=True)
class _Open:
    """A cell being read: `offset` letters of `text` are used already."""

    row: int
    last_row: int
    text: str
    offset: int = 0
    added: list[str] = field(default_factory=list)

    @property
    def rest(self) -> str:
        return self.text[self.offset :]

    def continues(self, piece: str) -> bool:
        """Numbers stand alone in their cell, or they would be found everywhere."""
        if NUMBER.fullmatch(piece):
            return self.rest == piece and self.offset == 0
        return bool(piece) and self.rest.startswith(piece)

    def use(self, piece: str) -> None:
        start = self.text.index(piece, self.offset)
        if start > self.offset:
            self.added.append(self.text[self.offset : start])
        self.offset = start + len(piece)


class _Reader:
    """Walks through the cells with the act's lines; `row` is the last row found."""

    def __init__(self, cells: Sequence[FormCell]) -> None:
        opened = (_Open(cell.row, cell.last_row, normalise(cell.text)) for cell in cells)
        self.cells = sorted((cell for cell in opened if cell.text), key=lambda cell: cell.row)
        self.rows = sorted({cell.row for cell in self.cells})
        self.telling = _telling(self.cells)
        self.row = self.rows[0] if self.rows else 0

    def find(self, line: str) -> bool:
        piece = normalise(line)
        words = [word for word in (normalise(word) for word in line.split()) if word]
        for row in self._rows_ahead(None if len(piece) >= TELLING else NEAR):
            cells = [cell for cell in self.cells if cell.row <= row <= cell.last_row and cell.rest]
            cells.sort(key=lambda cell: cell.offset == 0)
            for cell in cells:
                if cell.continues(piece):
                    return self._use(row, ((cell, piece),))
            if len(words) > 1 and (pieces := _pieces(words, cells)):
                return self._use(row, pieces)
        if "__" in line and self._spread(words):
            return True
        return len(piece) >= WEAK and not NUMBER.fullmatch(piece) and self._skip_to(piece)

    def _spread(self, words: Sequence[str]) -> bool:
        """A line with a blank to fill may be laid over neighbouring rows: before, the field, after."""
        for row in self._rows_ahead(NEAR):
            near = [other for other in self.rows if other >= row][:NEAR]
            pieces = _pieces(words, [cell for cell in self.cells if cell.row in near and not cell.offset]) or ()
            order = [cell.row for cell, _ in pieces]
            if order and order == sorted(order):
                return self._use(order[-1], pieces)
        return False

    def _rows_ahead(self, limit: int | None) -> Iterator[int]:
        """Down to `limit` rows below; spare rows and further repeats of a block do not count."""
        below = 0
        for row in (row for row in self.rows if row >= self.row):
            if limit is not None and below > limit:
                return
            yield row
            below += row in self.telling

    def _use(self, row: int, pieces: Sequence[tuple[_Open, str]]) -> bool:
        for cell, piece in pieces:
            cell.use(piece)
        self.row = row
        return True

    def _skip_to(self, piece: str) -> bool:
        """After a line that was not found the next one stands further on in its cell."""
        for row in self._rows_ahead(NEAR):
            for cell in self.cells:
                if cell.row <= row <= cell.last_row and piece in cell.rest:
                    return self._use(row, ((cell, piece),))
        return False


def _telling(cells: Sequence[_Open]) -> frozenset[int]:
    """Rows that say something no row above them said; a number alone says nothing."""
    texts: dict[int, list[str]] = {}
    for cell in cells:
        texts.setdefault(cell.row, []).extend(() if NUMBER.fullmatch(cell.text) else (cell.text,))
    first: dict[tuple[str, ...], int] = {}
    for row, said in texts.items():
        first.setdefault(tuple(said), row)
    return frozenset(row for said, row in first.items() if said)


def _pieces(words: Sequence[str], cells: Sequence[_Open]) -> tuple[tuple[_Open, str], ...] | None:
    """The words as pieces of different cells of one row: whole cells, a cell that was begun before, and at the end the
    beginning of one."""
    for taken in range(len(words), 0, -1):
        piece = "".join(words[:taken])
        for cell in cells:
            if not cell.continues(piece):
                continue
            if taken == len(words):
                return ((cell, piece),)
            if cell.rest != piece and cell.offset == 0:
                continue
            others = [other for other in cells if other is not cell]
            if following := _pieces(words[taken:], others):
                return ((cell, piece), *following)
    return None


def compare(cells: Sequence[FormCell], lines: Mapping[int, str], corrections: Mapping[int, str]) -> Fidelity:
    """`lines` by their numbers in the act's text, in its order. Corrections say by number what the form has instead; an
    empty text: it is left out on purpose."""
    reader = _Reader(cells)
    asked = {number: line.strip() for number, line in lines.items() if normalise(line)}
    missing = tuple(
        f"{number}: {line}"
        for number, line in asked.items()
        if normalise(expected := corrections.get(number, line)) and not reader.find(expected)
    )
    added = tuple(piece for cell in reader.cells if cell.offset for piece in (*cell.added, cell.rest) if piece)
    return Fidelity(len(asked), missing, added)


def missing_lines(
    form_cells_in_reading_order: list[str], source_lines: list[str], corrections: Mapping[str, str]
) -> list[str]:
    """The lines not found, for cells that stand one below another; corrections by the line's text."""
    cells = [FormCell(row, row, text) for row, text in enumerate(form_cells_in_reading_order)]
    lines = dict(enumerate(source_lines))
    by_number = {number: corrections[line] for number, line in lines.items() if line in corrections}
    return [entry.partition(": ")[2] for entry in compare(cells, lines, by_number).missing]
