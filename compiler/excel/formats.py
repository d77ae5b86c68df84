"""Styles → XlsxWriter formats, each made once."""

from __future__ import annotations

from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.format import Format

from compiler.workbook.styles import FONT, Style

_BORDERS = {"thin": 1, "medium": 2, "hair": 7}
_BORDER_COLOR = "7F7F7F"
_VERTICAL = {"top": "top", "center": "vcenter", "bottom": "bottom"}
_LIGHT_DIAGONAL = 14
"""Pattern number of thin diagonal stripes."""


class Formats:
    """Formats of one workbook by style."""

    def __init__(self, book: Workbook) -> None:
        self._book = book
        self._known: dict[Style, Format] = {}

    def get(self, style: Style) -> Format:
        """The workbook's format of this style; equal styles share one."""
        known = self._known.get(style)
        if known is None:
            known = self._known[style] = self._book.add_format(properties(style))
        return known

    def named_inputs(self) -> list[tuple[str, int]]:
        """Name and format index of each kind of input; only valid once the file is written."""
        return [(style.name, known._get_xf_index()) for style, known in self._known.items() if not style.locked]


def properties(style: Style) -> dict[str, Any]:
    """XlsxWriter's words for a style."""
    found: dict[str, Any] = {
        "font_name": FONT,
        "font_size": style.size,
        "font_color": "#" + style.color,
        "align": style.horizontal,
        "valign": _VERTICAL[style.vertical],
        "num_format": style.number_format,
        "locked": style.locked,
        "text_wrap": style.wrap,
    }
    if style.bold:
        found["bold"] = True
    if style.italic:
        found["italic"] = True
    if style.underline:
        found["underline"] = 1
    if style.indent:
        found["indent"] = style.indent
    if style.fill:
        found["bg_color"] = "#" + style.fill
    if style.hatched:
        found |= {"pattern": _LIGHT_DIAGONAL, "fg_color": "#BFBFBF", "bg_color": "#FFFFFF"}
    if style.border == "bottom":
        found |= {"bottom": _BORDERS["thin"]}
    elif style.border != "none":
        found |= {"border": _BORDERS[style.border], "border_color": "#" + _BORDER_COLOR}
    return found


def highlight_properties(style: Style) -> dict[str, Any]:
    """What a conditional format may set."""
    return {"font_color": "#" + style.color, "bg_color": "#" + style.fill, "bold": style.bold}
