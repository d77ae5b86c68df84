"""What holds whatever people type: a value may be pasted over the validation of a cell, so bounds of inputs promise
nothing here."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from functools import cache
from types import MappingProxyType

from compiler.model.expressions import Expression
from compiler.model.methodology import Methodology
from compiler.model.quantities import Formula
from compiler.model.ranges import range_of
from compiler.numbers import DEFAULT_DIGITS, EVERYTHING, Interval

NO_PARTS: Mapping[str, Expression] = MappingProxyType({})
SEEN = Fraction(1, 10**DEFAULT_DIGITS)
"""A number as far from zero as this is not zero at the decimals of a guard."""


def never_zero(expression: Expression, methodology: Methodology, parts: Mapping[str, Expression] = NO_PARTS) -> bool:
    """Whether the expression cannot be zero, seen at the decimals of a guard, once its operands have numbers."""
    span = span_of(expression, methodology, parts)
    return (span.low is not None and span.low >= SEEN) or (span.high is not None and span.high <= -SEEN)


def never_negative(
    expression: Expression, methodology: Methodology, parts: Mapping[str, Expression] = NO_PARTS
) -> bool:
    """Whether the expression cannot be below zero by its own form: absolute values, roots and the like. What its
    operands are computed from does not count, for a stored number may be a hair below what it should be."""
    low = span_of(expression, methodology, parts, deep=False).low
    return low is not None and low >= 0


def span_of(
    expression: Expression, methodology: Methodology, parts: Mapping[str, Expression], deep: bool = True
) -> Interval:
    """The range of the expression; `parts`: expressions that stand under a code of their own. Not `deep`: values that
    it reads may be anything."""

    @cache
    def lookup(code: str) -> Interval:
        parameter, value = methodology.parameters.get(code), methodology.values.get(code)
        if parameter is not None:
            return Interval.point(parameter.value)
        if code in parts:
            return range_of(parts[code], lookup, anything, rows)
        if deep and value is not None and isinstance(value.rule, Formula):
            return range_of(value.rule.expression, lookup, anything, rows)
        return EVERYTHING

    def rows(code: str) -> tuple[int, int]:
        table = methodology.tables[code]
        return table.min_rows, table.max_rows

    def anything(_column: str) -> Interval:
        return EVERYTHING

    return range_of(expression, lookup, anything, rows)
