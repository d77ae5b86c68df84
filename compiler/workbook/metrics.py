"""Text metrics: how wide a text is and how high its wrapped lines stand, estimated for Arial.

A width of 1 is one digit of the default font (10 points), the unit of column widths. Estimates err to the wide side.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache

_LETTERS: Mapping[float, str] = {
    0.25: "'ijlі’|",
    0.3: " !,./:;I[\\]ftІ",
    0.35: '"()-`r{}гғ“”·•',
    0.45: "*°^зктқ",
    0.5: "Jcksvxyzсухчьэұү",
    0.6: "+<=>FTZ~ЗКТдлъҚ×−",
    0.65: "&ABEKPSVXYАБВЕЛРУХЧЬжЁҺ",
    0.7: "CDHNRUwДИЙНПСЭЯмыҢ",
    0.8: "ФЦюӘGOQОЪфшщӨ",
    0.85: "MmМ",
    0.95: "%ЖШЫWЩ",
    1.05: "@Ю—…→←№",
}
"""Width in font sizes → letters; all others take _USUAL."""
_USUAL = 0.56
_WIDTHS: Mapping[str, float] = {letter: width for width, letters in _LETTERS.items() for letter in letters}
_UNIT = 5.25
"""Points in one unit of column width: a digit of the default font."""
GAP = 0.72
"""What Excel adds to every column, in units of width."""
_LINE = 1.25
"""Line height in font sizes."""
_PADDING = 3.5


@lru_cache(maxsize=20_000)
def text_width(text: str, size: int = 10, bold: bool = False) -> float:
    """Width of one line of text."""
    points = sum(_WIDTHS.get(letter, _USUAL) for letter in text) * size
    return points / _UNIT * (1.08 if bold else 1.0)


def line_count(text: str, width: float, size: int = 10, bold: bool = False) -> int:
    """Lines that the text takes in a column of this width."""
    room = max(width - 0.6, 1.0)
    return sum(_lines_of(paragraph, room, size, bold) for paragraph in text.split("\n"))


def _lines_of(paragraph: str, room: float, size: int, bold: bool) -> int:
    lines, used = 1, 0.0
    blank = text_width(" ", size, bold)
    for word in paragraph.split():
        width = text_width(word, size, bold)
        if used and used + blank + width > room:
            lines += 1
            used = 0.0
        if width > room:
            extra = int(width // room)
            lines += extra
            width -= extra * room
        used += width + (blank if used else 0.0)
    return lines


@lru_cache(maxsize=20_000)
def text_height(text: str, width: float, size: int = 10, bold: bool = False) -> float:
    """Row height in points for the text in a column of this width."""
    return line_count(text, width, size, bold) * size * _LINE + _PADDING


def columns_width(widths: Sequence[float]) -> float:
    """Points that columns of these widths take side by side."""
    return (sum(widths) + GAP * len(widths)) * _UNIT


MAX_ROW_HEIGHT = 409.0
"""Excel's limit."""
DEFAULT_ROW_HEIGHT = 12.75
"""Of a line of the default font: every program gives it to rows that state no height."""
