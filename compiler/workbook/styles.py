"""Styles by role. Arial carries the Kazakh letters and has metric twins everywhere; contrast is at least 4.5:1."""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction
from functools import lru_cache

from compiler.model.types import Kind, Type

FONT = "Arial"


@dataclass(frozen=True, slots=True)
class Style:
    """How a cell looks. Colours are RRGGBB; `border` is none, thin, hair, medium or bottom (a line to sign on);
    `hatched` marks cells that are not to be filled."""

    name: str
    size: int = 10
    bold: bool = False
    italic: bool = False
    color: str = "000000"
    fill: str = ""
    border: str = "none"
    horizontal: str = "left"
    vertical: str = "top"
    number_format: str = "General"
    locked: bool = True
    wrap: bool = True
    hatched: bool = False
    underline: bool = False
    indent: int = 0


PLAIN = Style("text")
TITLE = Style("title", size=14, bold=True, color="1F3864", vertical="center")
FORM_MARK = Style("form mark", size=9, color="595959", vertical="center")
SECTION = Style("section", bold=True, fill="D9E2F3", border="thin", vertical="center")
ELEMENT = Style("element", bold=True, fill="E7E6E6", border="thin", vertical="center")
HEADER = Style("header", bold=True, fill="DDE6F0", border="thin", horizontal="center", vertical="center")
NUMBERED = Style("numbered row", size=8, color="404040", border="thin", horizontal="center", vertical="center")
CELL = Style("cell", border="thin", vertical="center")
CELL_CENTRED = Style("cell centred", border="thin", horizontal="center", vertical="center")
SMALL = Style("small cell", size=8, vertical="center", color="595959", border="thin")
EMPTY = Style("not to be filled", border="thin", hatched=True)
RESULT = Style("result", bold=True, fill="EDEDED", border="thin", horizontal="center", vertical="center")
STEP = Style("step", border="thin", horizontal="center", vertical="center")
SCORE = Style("score", bold=True, fill="FFF2CC", border="thin", horizontal="center", vertical="center")
HELPER = Style("helper", size=8, color="595959", border="thin", horizontal="center", vertical="center")
HELPER_TEXT = Style("helper text", size=8, color="595959", border="thin", vertical="center", indent=1)
PARAMETER = Style("parameter", fill="F2F2F2", border="thin", horizontal="center", vertical="center")
TOTAL = Style("total", bold=True, fill="F2F2F2", border="thin", vertical="center")
LINK = Style("link", color="0B3D91", underline=True)
LINK_CELL = Style("link cell", color="0B3D91", underline=True, border="thin", vertical="center")
MET = Style("met", bold=True, color="1E5C1E", fill="E2EFDA")
NOT_MET = Style("not met", bold=True, color="8B0000", fill="FCE4D6")

ANNEX = Style("annex", size=9, horizontal="center")
MARK = Style("mark", size=9, horizontal="right")
FORM_TITLE = Style("form title", size=12, bold=True, horizontal="center", vertical="center")
HEADING = Style("heading", size=11, bold=True, horizontal="center", vertical="center")
NOTE = Style("note", size=9, italic=True)
CAPTION = Style("caption", size=8, horizontal="center")
SIGNATURE = Style("signature", vertical="bottom")

_INPUT = Style("input", fill="FFFBE0", border="medium", locked=False, horizontal="center", vertical="center")

_INPUT_FILLS = {
    Kind.TEXT: "EAF4E4",
    Kind.LINK: "EAF4E4",
    Kind.YES_NO: "E4EEF8",
    Kind.CHOICE: "E4EEF8",
    Kind.DATE: "F3E8F7",
}

_INPUT_NAMES = {
    Kind.COUNT: "whole number",
    Kind.SHARE: "share",
    Kind.POINTS: "points",
    Kind.MONEY: "money",
    Kind.DATE: "date",
    Kind.YES_NO: "yes or no",
    Kind.CHOICE: "choice",
    Kind.TEXT: "text",
    Kind.LINK: "link",
}
"""The rest are plain numbers."""

_FORMATS = {
    Kind.COUNT: "#,##0",
    Kind.SHARE: "0.00%",
    Kind.POINTS: "0.00##",
    Kind.MONEY: "#,##0.00",
    Kind.DATE: "dd.mm.yyyy",
    Kind.TEXT: "@",
    Kind.LINK: "@",
}
"""In the US form; each locale shows its own separators. Formats do not round what formulas see."""


def input_style(type_: Type) -> Style:
    """One named style for each kind of input: colour, a double frame, and alignment."""
    return _input_style(type_.kind)


@lru_cache(maxsize=len(Kind))
def _input_style(kind: Kind) -> Style:
    wide = kind in (Kind.TEXT, Kind.LINK)
    return replace(
        _INPUT,
        name="input " + _INPUT_NAMES.get(kind, "number"),
        fill=_INPUT_FILLS.get(kind, _INPUT.fill),
        number_format=_FORMATS.get(kind, "General"),
        color="0B3D91" if kind is Kind.LINK else _INPUT.color,
        horizontal="left" if wide else "center",
        italic=kind is Kind.CHOICE,
    )


_PRINTED = 4
"""Decimals that an act prints at most."""


def parameter_style(value: Fraction, type_: Type) -> Style:
    """A number of the act as it prints it; endless decimals, which only arise by division, are shown shortened."""
    style = formatted(PARAMETER, type_)
    if style.number_format == "General" and (value * 10**_PRINTED).denominator > 1:
        return replace(style, number_format=_FORMATS[Kind.POINTS])
    return style


def formatted(style: Style, type_: Type) -> Style:
    """The style with the number format of a type. A parameter shows the decimals that the act prints."""
    return _formatted(style, type_.kind)


@lru_cache(maxsize=1024)
def _formatted(style: Style, kind: Kind) -> Style:
    if style == PARAMETER and kind is Kind.POINTS:
        return style
    if kind in (Kind.YES_NO, Kind.CHOICE):
        return replace(style, number_format="0")
    shown = _FORMATS.get(kind, "General")
    return replace(style, number_format="General" if shown == "@" else shown)
