"""The references of a formula's text, and its shape: the text with every reference replaced by a numbered place.

Formulas of one shape differ only in what they refer to, so an engine has to parse the shape once.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from compiler.crosscheck.engines.base import Address, EngineError
from compiler.workbook.cell_names import cell_name, cell_position

TOKEN = re.compile(
    r"""
    (?P<text>"(?:[^"]|"")*")
    | (?<![\w.])(?P<sheet>(?:'(?:[^']|'')+'|[^\W\d][\w.]*)!)?
      (?P<first>\$?[A-Z]{1,3}\$?[1-9][0-9]*)(?::(?P<last>\$?[A-Z]{1,3}\$?[1-9][0-9]*))?(?![\w(.!])
    | (?<![\w.])(?P<name>[^\W\d][\w.]*)(?![\w(.!])
    """,
    re.VERBOSE,
)
CONSTANTS = frozenset({"TRUE", "FALSE"})


@dataclass(frozen=True, slots=True)
class Area:
    """A rectangle of cells; rows and columns from 0, both ends inside."""

    sheet: str
    top: int
    left: int
    bottom: int
    right: int

    @property
    def height(self) -> int:
        return self.bottom - self.top + 1

    @property
    def width(self) -> int:
        return self.right - self.left + 1

    def cells(self) -> tuple[Address, ...]:
        """Its cells, row by row."""
        return tuple(
            (self.sheet, cell_name(row, column))
            for row in range(self.top, self.bottom + 1)
            for column in range(self.left, self.right + 1)
        )


@dataclass(frozen=True, slots=True)
class Shape:
    """`text` holds P1!A1 for the first area referred to, P2!A1:B3 for the second, a block of two columns and three
    rows, and so on."""

    text: str
    areas: tuple[Area, ...]


def shape_of(formula: str, sheet: str, names: Mapping[str, str]) -> Shape:
    """The shape of a formula (without "=") that stands on this sheet; `names` are the workbook's defined names.

    EngineError for a name that the workbook does not define.
    """
    areas: dict[Area, int] = {}

    def place(area: Area) -> str:
        number = areas.setdefault(area, len(areas) + 1)
        size = cell_name(area.height - 1, area.width - 1)
        return f"P{number}!A1" if size == "A1" else f"P{number}!A1:{size}"

    def replace(found: re.Match[str]) -> str:
        if found["text"] is not None:
            return found.group(0)
        if found["first"] is not None:
            return place(_area(found, sheet))
        name = found["name"]
        if name.upper() in CONSTANTS:
            return name
        if name not in names:
            raise EngineError(f"the name {name} in {formula!r} is not defined")
        target = TOKEN.fullmatch(names[name].lstrip("="))
        if target is None or target["first"] is None:
            raise EngineError(f"the name {name} stands for {names[name]!r}, which is no cell or range")
        return place(_area(target, sheet))

    return Shape(TOKEN.sub(replace, formula), tuple(areas))


def _area(found: re.Match[str], here: str) -> Area:
    named = found["sheet"]
    sheet = here if named is None else named[:-1].strip("'").replace("''", "'")
    top, left = cell_position(found["first"].replace("$", ""))
    bottom, right = (top, left) if found["last"] is None else cell_position(found["last"].replace("$", ""))
    return Area(sheet, top, left, bottom, right)
