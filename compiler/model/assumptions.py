"""Ranges inside a branch: what a condition says of its operands while it holds, or while it does not.

A comparison sees its operands rounded, so "x at least 5" lets x be half a unit of its precision below 5.
"""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from functools import cache
from math import ceil, floor

from compiler.model.correlations import Known, is_whole, narrowed
from compiler.model.expressions import UNSET, And, Compare, Comparison, Expression, Not, Or
from compiler.numbers import Interval, snap

_OPPOSITE = {
    Comparison.EQUAL: Comparison.NOT_EQUAL,
    Comparison.NOT_EQUAL: Comparison.EQUAL,
    Comparison.LESS: Comparison.AT_LEAST,
    Comparison.AT_LEAST: Comparison.LESS,
    Comparison.GREATER: Comparison.AT_MOST,
    Comparison.AT_MOST: Comparison.GREATER,
}
_MIRRORED = {
    Comparison.EQUAL: Comparison.EQUAL,
    Comparison.NOT_EQUAL: Comparison.NOT_EQUAL,
    Comparison.LESS: Comparison.GREATER,
    Comparison.GREATER: Comparison.LESS,
    Comparison.AT_LEAST: Comparison.AT_MOST,
    Comparison.AT_MOST: Comparison.AT_LEAST,
}
Asked = tuple[Expression, bool]
"""A condition, and whether it holds."""


def assuming(known: Known, condition: Expression, holds: bool, strict: bool = False) -> Known:
    """What is known where the condition holds, or does not. `strict`: "above 0" keeps its distance from 0, which makes
    a quotient huge instead of unlimited; else the end itself stays inside."""
    match condition:
        case Not(operand):
            return assuming(known, operand, not holds, strict)
        case And(items) if holds:
            return _all(known, items, True, strict)
        case Or(items) if not holds:
            return _all(known, items, False, strict)
        case Compare(comparison, left, right, digits) if digits != UNSET:
            sign = comparison if holds else _OPPOSITE[comparison]
            found = _compared(known, sign, left, right, digits, strict)
            return _compared(found, _MIRRORED[sign], right, left, digits, strict)
        case _:
            return known


def _all(known: Known, items: tuple[Expression, ...], hold: bool, strict: bool) -> Known:
    for item in items:
        known = assuming(known, item, hold, strict)
    return known


def _compared(known: Known, sign: Comparison, left: Expression, right: Expression, digits: int, strict: bool) -> Known:
    """With what the comparison says of its left side."""
    whole = digits >= 0 and is_whole(left, known)
    if sign in (Comparison.LESS, Comparison.AT_MOST) and whole and is_whole(right, known):
        known = replace(known, orders=known.orders | {(left, right)})
    own, other = known.range(left), known.range(right)
    unit = _unit(digits)
    if sign is Comparison.NOT_EQUAL:
        if other.low is None or other.low != other.high or other.low not in (own.low, own.high):
            return known
        sign = Comparison.GREATER if own.low == other.low else Comparison.LESS
    low = _least(sign, other.low, digits, unit, whole, strict)
    high = _least(_MIRRORED[sign], None if other.high is None else -other.high, digits, unit, whole, strict)
    fact = Interval(low, None if high is None else -high)
    earlier = known.facts.get(left)
    return replace(known, facts={**known.facts, left: fact if earlier is None else narrowed(earlier, fact)})


@cache
def _unit(digits: int) -> Fraction:
    """Of the last of this many decimals."""
    return Fraction(1, 10**digits) if digits >= 0 else Fraction(10**-digits)


def _least(
    sign: Comparison, end: Fraction | None, digits: int, unit: Fraction, whole: bool, strict: bool
) -> Fraction | None:
    """The least x that can compare so with something that is at least `end`."""
    if end is None or sign in (Comparison.LESS, Comparison.AT_MOST):
        return None
    seen = snap(end, digits)
    if sign is Comparison.GREATER:
        if whole:
            return Fraction(floor(seen) + 1)
        return seen + unit / 2 if strict else end
    return Fraction(ceil(seen)) if whole else seen - unit / 2
