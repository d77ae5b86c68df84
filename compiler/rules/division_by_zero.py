"""A division whose divisor can be zero and that no condition keeps from being computed."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from compiler.evaluate import NOT_FILLED, Result
from compiler.model.expressions import Expression
from compiler.model.methodology import Methodology
from compiler.model.quantities import Formula, Value
from compiler.numbers import Interval
from compiler.rules.dependencies import readers_of
from compiler.rules.finding import Finding
from compiler.rules.guards import divisions, is_guarded, is_guarded_in_row
from compiler.rules.known_ranges import KnownRanges
from compiler.rules.laboratory import search
from compiler.rules.proving import to_be_proven

RULE = "division-by-zero"
_PROBE = "divisor.probe"


def division_by_zero(methodology: Methodology) -> Iterable[Finding]:
    """One finding for a value or column, for its first unguarded divisor."""
    ranges = KnownRanges(methodology)
    readers = readers_of(methodology)
    for value in methodology.values.values():
        if isinstance(value.rule, Formula):
            for division in divisions(value.rule.expression):
                given = (*ranges.decided(value), *division.path)
                zero = ranges.of(division.divisor, given=given).contains(Fraction(0))
                if zero and not is_guarded(value, division, ranges, readers):
                    yield _finding(methodology, value, division.divisor)
                    break
    for table in methodology.tables.values():
        for column in table.computed_columns:
            for division in () if column.formula is None else divisions(column.formula):
                zero = ranges.in_row(table.code, division.divisor, given=division.path).contains(Fraction(0))
                if zero and not is_guarded_in_row(table.code, division, ranges):
                    yield Finding(RULE, f"{table.code}.{column.name}", variant="division-by-zero-in-row")
                    break


def _finding(methodology: Methodology, value: Value, divisor: Expression) -> Finding:
    probe = Value(_PROBE, value.label, value.type, Formula(divisor), value.citation, Interval(None, None), value.unless)

    def nearness(result: Result) -> Fraction | None:
        """Above zero when the divisor is zero and the value is therefore lost."""
        reached = result.outcome(_PROBE)
        if not isinstance(reached, Fraction):
            return None
        if reached == 0 and result.outcome(value.code) is NOT_FILLED:
            return Fraction(1)
        return -abs(reached)

    unproven = Finding(RULE, value.code, variant="division-by-zero-unproven")

    return to_be_proven(unproven, lambda: search(methodology, (value.code, _PROBE), nearness, value.code, (probe,)))
