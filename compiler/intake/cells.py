"""One cell of a returned workbook, as a reader of workbooks gives it, to an exact value of its type.

Stricter than files of inputs: what the workbook's own formulas would not understand (a number typed as text, a word
that is not in the list) is a fault here too, so that both always compute from the same values.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from fractions import Fraction

from openpyxl.utils.datetime import to_excel

from compiler.evaluate.states import NOT_APPLICABLE, NOT_FILLED, Cell
from compiler.intake.shown import shown
from compiler.model.texts import Language
from compiler.model.types import WHOLE, Kind
from compiler.workbook.fields import TEXT_LENGTH, Field, bounds_of
from compiler.workbook.texts import Texts
from dsl.diagnostics import Argument

_FORMULA, _ERROR = "f", "e"
"""Types of cells as openpyxl names them."""


@dataclass(frozen=True, slots=True)
class RawCell:
    """`kind` is the type that the file gives the cell; dates come as such by the cell's number format."""

    kind: str
    value: object


@dataclass(frozen=True, slots=True)
class Fault:
    """`slug` names the diagnostic; the caller adds the place."""

    slug: str
    arguments: tuple[tuple[str, Argument], ...] = ()


def typed(raw: RawCell, field: Field, language: Language) -> Cell | Fault:
    """The value within its bounds, or what is wrong with it."""
    value = raw.value
    if raw.kind == _FORMULA:
        return Fault("cell-formula")
    if raw.kind == _ERROR:
        return _fault("cell-error", value)
    if value is None or value == "":
        return NOT_FILLED
    if isinstance(value, str) and not value.strip():
        return Fault("cell-blanks")
    if value == NOT_APPLICABLE.sign:
        return NOT_APPLICABLE if field.declinable else Fault("input-not-declinable")
    match field.type.kind:
        case Kind.TEXT | Kind.LINK:
            return _text(value)
        case Kind.YES_NO:
            texts = Texts(language)
            return _word(value, {texts("yes"): 1, texts("no"): 0})
        case Kind.CHOICE:
            options = field.type.options
            return _word(value, {option.label.text(language): place for place, option in enumerate(options, 1)})
        case Kind.DATE:
            return _bounded(_date(value), field, value)
        case kind:
            return _bounded(_number(value, kind), field, value)


def _text(value: object) -> Cell | Fault:
    """A number or a date typed where text is asked for is kept as it reads."""
    match value:
        case str():
            return value if len(value) <= TEXT_LENGTH else Fault("cell-too-long", (("most", TEXT_LENGTH),))
        case datetime() if value.time() == time():
            return value.date().isoformat()
        case _:
            return str(value)


def _word(value: object, words: dict[str, int]) -> Cell | Fault:
    """Capital letters do not matter, as in the workbook's own search in the list."""
    if isinstance(value, str):
        for word, number in words.items():
            if word.casefold() == value.casefold():
                return Fraction(number)
    return Fault("cell-not-in-list", (("found", _found(value)), ("options", "; ".join(words))))


def _date(value: object) -> Cell | Fault:
    match value:
        case datetime() | date():
            serial = _exact(to_excel(value))
        case bool():
            serial = None
        case int() | float():
            serial = _exact(value)
        case _:
            serial = None
    return serial if serial is not None and serial.denominator == 1 else _fault("cell-not-a-date", value)


def _number(value: object, kind: Kind) -> Cell | Fault:
    match value:
        case bool():
            return _fault("cell-not-a-number", value)
        case int() | float():
            number = _exact(value)
            if number is None:
                return _fault("cell-not-a-number", value)
            return number if kind not in WHOLE or number.denominator == 1 else _fault("input-not-whole", value)
        case datetime() | date() | time() | timedelta():
            return _fault("cell-date-for-number", value)
        case _:
            return _fault("cell-not-a-number", value)


def _bounded(cell: Cell | Fault, field: Field, value: object) -> Cell | Fault:
    low, high = bounds_of(field)
    if isinstance(cell, Fraction) and not low <= cell <= high:
        return Fault("input-out-of-bounds", (("found", _found(value)), ("low", low), ("high", high)))
    return cell


def _exact(value: float) -> Fraction | None:
    """The shortest decimal that stands for the stored number: 0,7 is seven tenths."""
    return Fraction(repr(value)) if math.isfinite(value) else None


def _fault(slug: str, value: object) -> Fault:
    return Fault(slug, (("found", _found(value)),))


def _found(value: object) -> str:
    match value:
        case datetime() if value.time() == time():
            return value.date().isoformat()
        case float():
            return shown(repr(value).replace(".", ","))
        case _:
            return shown(str(value))
