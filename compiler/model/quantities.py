"""Quantities: parameters (numbers of the act), inputs (what people fill) and values (what is computed)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from fractions import Fraction

from compiler.model.bands import BandTable
from compiler.model.expressions import Expression
from compiler.model.texts import Citation, Label
from compiler.model.types import Type
from compiler.numbers import Interval


@dataclass(frozen=True, slots=True)
class Parameter:
    """A number of the act: weight, maximum, threshold, coefficient. A labelled cell on a scale or parameter sheet."""

    code: str
    label: Label
    type: Type
    value: Fraction
    citation: Citation


@dataclass(frozen=True, slots=True)
class Input:
    """What a person fills in.

    `bounds` hold for numbers and dates (dates as serial numbers); None for texts, choices and links. `at_most` is the
    code of another input that this one may not exceed. Nobody asks for an `optional` input that is empty; what
    reads it is then not filled. `scored` is False for fields that no rule reads (names, notes). `declinable` inputs may
    be declared not applicable (the cell then holds "-").
    """

    code: str
    label: Label
    type: Type
    bounds: Interval | None
    citation: Citation
    at_most: str | None = None
    optional: bool = False
    declinable: bool = False
    scored: bool = True
    hint: Label | None = None


@dataclass(frozen=True, slots=True)
class Formula:
    """A value by formula. Strict: not filled when anything it reads is not filled (except inside Filled, and what
    stands in a branch that an If does not choose); else not applicable when anything it reads is not applicable; else
    not filled when it has no result (a divisor is zero)."""

    expression: Expression


@dataclass(frozen=True, slots=True)
class Case:
    """When the yes/no value `condition` is 1, the result is the quantity `result`; None means "not applicable"."""

    condition: str
    result: str | None


@dataclass(frozen=True, slots=True)
class Cases:
    """The first case whose condition is 1 decides; else `otherwise`. Lazy: only conditions up to the deciding one and
    the chosen result are looked at; a condition that is not filled makes the value not filled; one that is not
    applicable counts as 0."""

    cases: tuple[Case, ...]
    otherwise: str


class Nothing(Enum):
    """What a total is when all its items are left out."""

    NOT_APPLICABLE = "not_applicable"
    NOT_FILLED = "not_filled"
    ZERO = "zero"


@dataclass(frozen=True, slots=True)
class Total:
    """Sum (or mean) of quantities. Not applicable ones are left out; any that is not filled makes the total not
    filled; when all are left out the total is what `nothing` says (a mean is never zero then). `signs` holds 1 or -1
    for each item (-1: a penalty)."""

    items: tuple[str, ...]
    signs: tuple[int, ...]
    mean: bool = False
    nothing: Nothing = Nothing.NOT_APPLICABLE


Rule = Formula | BandTable | Cases | Total


@dataclass(frozen=True, slots=True)
class Value:
    """A computed quantity. When any yes/no value in `unless` is 1 the value is not applicable without looking further
    (one that is not filled makes it not filled). `bounds` is what interval analysis proves."""

    code: str
    label: Label
    type: Type
    rule: Rule
    citation: Citation
    bounds: Interval
    unless: tuple[str, ...] = ()


Quantity = Parameter | Input | Value
