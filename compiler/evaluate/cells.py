"""One cell of an inputs file to an exact value of its type: decimal comma or point, percent, dates, words, options."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import assert_never

from compiler.evaluate.states import NOT_APPLICABLE, NOT_FILLED, Cell
from compiler.model.types import WHOLE, Kind, Type

EXCEL_EPOCH = date(1899, 12, 30)
LONGEST_NUMBER = 60
"""Characters; no figure of an assessment needs more."""
_NUMBER = re.compile(r"([-−+]?)([0-9]+(?:[ \u00a0\u202f][0-9]{3})*)(?:[.,]([0-9]+))?\s*(%?)")
_ISO_DATE = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
_LOCAL_DATE = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})")
_YES = frozenset({"yes", "true", "1", "да", "иә", "ия"})
_NO = frozenset({"no", "false", "0", "нет", "жоқ"})


@dataclass(frozen=True, slots=True)
class Refused:
    """The text is no value of the type; `slug` names the diagnostic."""

    slug: str


def read_cell(text: str, type_: Type) -> Cell | Refused:
    """Empty text is not filled, a single hyphen not applicable. Bounds are checked elsewhere."""
    stripped = text.strip()
    if not stripped:
        return NOT_FILLED
    if stripped == NOT_APPLICABLE.sign:
        return NOT_APPLICABLE
    match type_.kind:
        case Kind.TEXT | Kind.LINK:
            return text
        case Kind.YES_NO:
            return _yes_no(stripped)
        case Kind.CHOICE:
            return _option(stripped, type_)
        case Kind.DATE:
            return _date(stripped)
        case Kind.NUMBER | Kind.COUNT | Kind.SHARE | Kind.POINTS | Kind.HOURS | Kind.DAYS | Kind.MONTHS | Kind.MONEY:
            return _number(stripped, type_.kind)
        case _:
            assert_never(type_.kind)


def exact_number(text: str) -> Fraction | None:
    """A decimal with comma or point, blanks between thousands and an optional percent sign; None for anything else."""
    found = _NUMBER.fullmatch(text)
    if found is None or len(text) > LONGEST_NUMBER:
        return None
    sign, whole, part, percent = found.groups()
    digits = re.sub(r"\D", "", whole)
    value = Fraction(f"{digits}.{part or '0'}")
    if percent:
        value /= 100
    return -value if sign in ("-", "−") else value


def _number(text: str, kind: Kind) -> Cell | Refused:
    value = exact_number(text)
    if value is None:
        return Refused("input-not-a-number")
    if kind in WHOLE and value.denominator != 1:
        return Refused("input-not-whole")
    return value


def _date(text: str) -> Cell | Refused:
    iso, local = _ISO_DATE.fullmatch(text), _LOCAL_DATE.fullmatch(text)
    try:
        if iso is not None:
            day = date(int(iso[1]), int(iso[2]), int(iso[3]))
        elif local is not None:
            day = date(int(local[3]), int(local[2]), int(local[1]))
        elif text.isdecimal() and len(text) < LONGEST_NUMBER:
            return Fraction(int(text))
        else:
            return Refused("input-not-a-date")
    except ValueError:
        return Refused("input-not-a-date")
    return Fraction((day - EXCEL_EPOCH).days)


def _yes_no(text: str) -> Cell | Refused:
    word = text.casefold()
    if word in _YES:
        return Fraction(1)
    return Fraction(0) if word in _NO else Refused("input-not-yes-no")


def _option(text: str, type_: Type) -> Cell | Refused:
    """By name, by the text in any language, or by position from 1."""
    wanted = text.casefold()
    for position, option in enumerate(type_.options, 1):
        texts = {option.name.casefold(), str(position)}
        texts |= {translation.text.casefold() for translation in option.label.translations}
        if wanted in texts:
            return Fraction(position)
    return Refused("input-not-an-option")
