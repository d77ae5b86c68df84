"""Divisors that need no guard: they cannot be zero, whatever stands in the cells that people fill."""

from __future__ import annotations

from fractions import Fraction

from compiler.model.expressions import Expression
from compiler.model.quantities import Formula
from compiler.model.ranges import range_of
from compiler.numbers import EVERYTHING, Interval
from compiler.workbook.program import Draft


def never_zero(divisor: Expression, draft: Draft) -> bool:
    """Whether the divisor cannot be zero whatever people type, bounds kept or not."""

    known: dict[str, Interval] = {}

    def lookup(code: str) -> Interval:
        if code not in known:
            known[code] = ranged(code)
        return known[code]

    def ranged(code: str) -> Interval:
        """A quantity that is computed has the range of its formula: max(x; 12) is at least 12 whatever x is."""
        parameter = draft.methodology.parameters.get(code)
        if parameter is not None:
            return Interval.point(parameter.value)
        value = draft.methodology.values.get(code)
        if value is not None and isinstance(value.rule, Formula):
            return range_of(value.rule.expression, lookup, anything, rows)
        return EVERYTHING

    def rows(code: str) -> tuple[int, int]:
        table = draft.methodology.tables[code]
        return table.min_rows, table.max_rows

    def anything(_column: str) -> Interval:
        return EVERYTHING

    return not range_of(divisor, lookup, anything, rows).contains(Fraction(0))
