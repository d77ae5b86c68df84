"""A logarithm, root or mean of numbers for which there may be none, and that no condition keeps from being computed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction

from compiler.evaluate import NOT_FILLED, Result
from compiler.model.assumptions import Asked
from compiler.model.expressions import MEANS, Call, Expression, Function
from compiler.model.methodology import Methodology
from compiler.model.quantities import Formula, Value
from compiler.numbers import Interval
from compiler.rules.dependencies import readers_of, walk
from compiler.rules.finding import Finding
from compiler.rules.guards import Division, is_guarded, on_paths
from compiler.rules.known_ranges import KnownRanges
from compiler.rules.laboratory import search
from compiler.rules.proving import to_be_proven

RULE = "no-result"
_PROBE = "operand.probe"
_ABOVE_ZERO = (Function.LN, Function.LOG_TEN, Function.HARMONIC_MEAN)
_NOT_BELOW = (Function.SQRT, Function.GEOMETRIC_MEAN)


@dataclass(frozen=True, slots=True)
class _Demand:
    """An operand that must not be below zero (`above`: must be above it), and the conditions on the way to it."""

    operand: Expression
    above: bool
    path: tuple[Asked, ...]


def no_result(methodology: Methodology) -> Iterable[Finding]:
    """One finding for a value, for its first operand that can be out of place."""
    ranges = KnownRanges(methodology)
    readers = readers_of(methodology)
    for value in methodology.values.values():
        if not isinstance(value.rule, Formula):
            continue
        for demand in _demands(value.rule.expression):
            low = ranges.of(demand.operand, given=(*ranges.decided(value), *demand.path)).low
            if low is not None and (low > 0 or (low == 0 and not demand.above)):
                continue
            spared = demand.above and is_guarded(value, Division(demand.operand, demand.path), ranges, readers)
            if not spared and not _asked_for(demand):
                yield _finding(methodology, value, demand)
                break


def _demands(expression: Expression) -> Iterator[_Demand]:
    for part, path in on_paths(expression):
        if isinstance(part, Call) and part.function in (*_ABOVE_ZERO, *_NOT_BELOW):
            numbers = part.arguments[1:] if part.function in MEANS else part.arguments
            yield from (_Demand(number, part.function in _ABOVE_ZERO, path) for number in numbers)


def _asked_for(demand: _Demand) -> bool:
    """Whether a condition on the way looks at an operand that may be below zero; what it says of it is not proven."""
    return not demand.above and any(demand.operand in walk(condition) for condition, _ in demand.path)


def _finding(methodology: Methodology, value: Value, demand: _Demand) -> Finding:
    formula = Formula(demand.operand)
    probe = Value(_PROBE, value.label, value.type, formula, value.citation, Interval(None, None), value.unless)

    def nearness(result: Result) -> Fraction | None:
        """Above zero when the operand is out of place and the value is therefore lost."""
        reached = result.outcome(_PROBE)
        if not isinstance(reached, Fraction):
            return None
        outside = reached < 0 or (demand.above and reached == 0)
        return Fraction(1) if outside and result.outcome(value.code) is NOT_FILLED else -abs(reached)

    unproven = Finding(RULE, value.code, variant="no-result-unproven")

    return to_be_proven(unproven, lambda: search(methodology, (value.code, _PROBE), nearness, value.code, (probe,)))
