"""One sheet of a returned workbook: its cells, value and formula together, and its rules of input, in one pass."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from openpyxl.formula.translate import Translator
from openpyxl.utils.datetime import from_excel, from_ISO8601

from compiler.intake.cells import RawCell
from compiler.intake.events import ContentsError, Reader, parse
from compiler.workbook.cell_names import cell_name, cell_position

LONGEST_FORMULA = 8192
"""Signs; spreadsheet programs take no longer one."""
MOST_AREAS = 50_000
"""Areas of all rules of input of a sheet together."""

Position = tuple[int, int]
"""Row and column, from 0."""


@dataclass(frozen=True, slots=True)
class StoredCell:
    """`raw` is the constant, or for a formula its stored value; `formula` is without "=", None for a constant."""

    raw: RawCell
    formula: str | None = None


@dataclass(frozen=True, slots=True)
class StoredRule:
    """A rule of input, its two formulas as they stand; `areas` are (first row, first column, last row, last column)."""

    kind: str
    first: str
    second: str
    areas: tuple[tuple[int, int, int, int], ...]


@dataclass(frozen=True, slots=True)
class SheetContents:
    cells: Mapping[Position, StoredCell]
    rules: tuple[StoredRule, ...]


def read_sheet(content: bytes, strings: list[str], dates: frozenset[int], budget: Budget) -> SheetContents:
    """`dates`: the cell formats that show a number as a date. Raises what `read_contents` turns into ContentsError."""
    reader = _Sheet(strings, dates, budget)
    parse(content, reader)
    return SheetContents(reader.cells, tuple(reader.rules))


@dataclass(slots=True)
class Budget:
    """Cells that may still be read, over all sheets."""

    left: int


@dataclass(slots=True)
class _Open:
    """The cell being read."""

    position: Position
    kind: str
    style: int
    value: list[str] = field(default_factory=list)
    formula: list[str] = field(default_factory=list)
    has_formula: bool = False
    shared: str | None = None


class _Sheet(Reader):
    def __init__(self, strings: list[str], dates: frozenset[int], budget: Budget) -> None:
        self.cells: dict[Position, StoredCell] = {}
        self.rules: list[StoredRule] = []
        self._strings = strings
        self._dates = dates
        self._budget = budget
        self._cell: _Open | None = None
        self._into: list[str] | None = None
        self._row, self._column = -1, -1
        self._masters: dict[str, tuple[str, str]] = {}
        self._rule: tuple[str, str] | None = None
        self._areas = 0
        self._first: list[str] = []
        self._second: list[str] = []

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == "c":
            self._budget.left -= 1
            if self._budget.left < 0:
                raise ContentsError("too many cells")
            self._column += 1
            if "r" in attributes:
                self._row, self._column = cell_position(attributes["r"])
            kind = attributes.get("t", "n")
            self._cell = _Open((self._row, self._column), kind, int(attributes.get("s", "0")))
        elif tag == "row":
            self._row = int(attributes["r"]) - 1 if "r" in attributes else self._row + 1
            self._column = -1
        elif self._cell is not None:
            if tag in ("v", "t"):
                self._into = self._cell.value
            elif tag == "rPh":
                self._into = None
            elif tag == "f":
                self._cell.has_formula = True
                self._cell.shared = attributes.get("si") if attributes.get("t") == "shared" else None
                self._into = self._cell.formula
        elif tag == "dataValidation":
            self._rule = (attributes.get("type", "none"), attributes.get("sqref", ""))
            self._first, self._second = [], []
        elif self._rule is not None:
            if tag == "sqref":  # the extension of 2010 writes the areas as text
                self._into = []
            elif tag in ("formula1", "formula2"):
                self._into = self._first if tag == "formula1" else self._second
            elif tag == "f" and self._into is None:
                self._into = self._first

    def text(self, data: str) -> None:
        if self._into is not None:
            self._into.append(data)

    def end(self, tag: str) -> None:
        if tag in ("v", "t", "f", "formula1", "formula2", "sqref"):
            if tag == "sqref" and self._rule is not None and self._into is not None:
                self._rule = (self._rule[0], "".join(self._into))
            self._into = None
        elif tag == "c" and self._cell is not None:
            self._keep(self._cell)
            self._cell = None
        elif tag == "dataValidation" and self._rule is not None:
            kind, areas = self._rule
            self._areas += areas.count(" ") + 1
            if self._areas > MOST_AREAS:
                raise ContentsError("too many areas")
            self.rules.append(StoredRule(kind, "".join(self._first), "".join(self._second), tuple(_areas(areas))))
            self._rule = None

    def _keep(self, cell: _Open) -> None:
        formula = self._formula(cell) if cell.has_formula else None
        text = "".join(cell.value)
        if formula is None and not text:
            return
        self.cells[cell.position] = StoredCell(self._raw(cell.kind, text, cell.style), formula)

    def _formula(self, cell: _Open) -> str:
        """A shared formula is written out once and meant for a block: moved to where it is used."""
        text = "".join(cell.formula)
        if len(text) > LONGEST_FORMULA:
            raise ContentsError("a formula is too long")
        if cell.shared is None:
            return text
        here = cell_name(*cell.position)
        if text:
            self._masters[cell.shared] = (text, here)
            return text
        master, origin = self._masters[cell.shared]
        return str(Translator("=" + master, origin).translate_formula(here))[1:]

    def _raw(self, kind: str, text: str, style: int) -> RawCell:
        match kind:
            case "s":
                return RawCell("s", self._strings[int(text)])
            case "str" | "inlineStr":
                return RawCell("s", text)
            case "e":
                return RawCell("e", text)
            case _ if not text.strip():
                return RawCell("n", None)
            case "b":
                return RawCell("b", text.strip() == "1")
            case "d":
                return RawCell("d", from_ISO8601(text.strip()))
            case _:
                return _number(text.strip(), style in self._dates)


def _number(text: str, dated: bool) -> RawCell:
    if not math.isfinite(float(text)):
        raise ValueError(
            f"{text[:20]} is no number of a workbook"
        )  # no program writes one; nothing behind can count it
    number: int | float = int(text) if text.lstrip("-").isascii() and text.lstrip("-").isdigit() else float(text)
    if not dated:
        return RawCell("n", number)
    try:
        return RawCell("d", from_excel(number))
    except (ValueError, OverflowError, TypeError):  # no such day: the number tells more than nothing
        return RawCell("n", number)


def _areas(text: str) -> Iterator[tuple[int, int, int, int]]:
    for piece in text.split():
        first, _, last = piece.replace("$", "").partition(":")
        top, left = cell_position(first)
        bottom, right = cell_position(last or first)
        yield top, left, bottom, right
