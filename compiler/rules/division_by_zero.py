"""A division whose divisor can be zero and that no condition keeps from being computed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from fractions import Fraction

from compiler.evaluate import NOT_FILLED, Result
from compiler.model.expressions import Binary, Expression, Operator
from compiler.model.methodology import Methodology
from compiler.model.quantities import Formula, Value
from compiler.numbers import Interval
from compiler.rules.dependencies import readers_of, walk
from compiler.rules.finding import Finding, shown_inputs
from compiler.rules.guards import is_guarded
from compiler.rules.known_ranges import KnownRanges
from compiler.rules.laboratory import search

RULE = "division-by-zero"
_PROBE = "divisor.probe"


def division_by_zero(methodology: Methodology) -> Iterable[Finding]:
    """One finding for a value or column, for its first unguarded divisor."""
    ranges = KnownRanges(methodology)
    readers = readers_of(methodology)
    for value in methodology.values.values():
        if isinstance(value.rule, Formula):
            for divisor in _divisors(value.rule.expression):
                if ranges.of(divisor).contains(Fraction(0)) and not is_guarded(value, divisor, ranges, readers):
                    yield _finding(methodology, value, divisor)
                    break
    for table in methodology.tables.values():
        for column in table.computed_columns:
            for divisor in () if column.formula is None else _divisors(column.formula):
                if ranges.in_row(table.code, divisor).contains(Fraction(0)):
                    yield Finding(RULE, f"{table.code}.{column.name}", variant="division-by-zero-in-row")
                    break


def _divisors(expression: Expression) -> list[Expression]:
    found: list[Expression] = []
    for node in walk(expression):
        if isinstance(node, Binary) and node.operator is Operator.DIVIDE and node.right not in found:
            found.append(node.right)
    return found


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

    def prove() -> Finding:
        found = search(methodology, (value.code, _PROBE), nearness, value.code, (probe,))
        if found is None:
            return unproven
        return Finding(RULE, value.code, (("inputs", shown_inputs(found)),), found)

    return replace(unproven, prove=prove)
