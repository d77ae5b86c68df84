"""Is a value spared from being computed whenever a certain divisor is zero?

A guard is a condition that certainly holds when the divisor is zero: of an "if … then … else" around the division, in
the value's own `unless`, or in every place that reads the value.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import assert_never

from compiler.model.assumptions import Asked
from compiler.model.expressions import (
    And,
    Binary,
    Compare,
    Comparison,
    Expression,
    If,
    Not,
    Number,
    Operator,
    Or,
    Ref,
    children,
)
from compiler.model.quantities import Cases, Formula, Value
from compiler.numbers import Interval, snap
from compiler.rules.known_ranges import KnownRanges

RangeOf = Callable[[Expression, frozenset[Expression]], Interval]
"""Range of an expression where everything in the set is taken to be 0."""
Readers = Mapping[str, tuple[Value, ...]]
Zero = frozenset[Expression]
NONE: Zero = frozenset()


@dataclass(frozen=True, slots=True)
class Division:
    """A divisor, and the conditions on the way to it."""

    divisor: Expression
    path: tuple[Asked, ...]


def on_paths(expression: Expression, path: tuple[Asked, ...] = ()) -> Iterator[tuple[Expression, tuple[Asked, ...]]]:
    """The expression and everything in it, outer ones first, each with the conditions on the way to it."""
    yield expression, path
    match expression:
        case If(condition, then, other):
            yield from on_paths(condition, path)
            yield from on_paths(then, (*path, (condition, True)))
            yield from on_paths(other, (*path, (condition, False)))
        case _:
            for part in children(expression):
                yield from on_paths(part, path)


def divisions(expression: Expression) -> Iterator[Division]:
    """Every division of the expression, outer ones first."""
    for part, path in on_paths(expression):
        if isinstance(part, Binary) and part.operator is Operator.DIVIDE:
            yield Division(part.right, path)


def is_guarded(value: Value, division: Division, ranges: KnownRanges, readers: Readers) -> bool:
    """True when no result is lost by the divisor being zero."""
    zero = frozenset(_zero_with(division.divisor, ranges, ranges.of))
    return _not_reached(division, zero, ranges, ranges.of) or _spared(value, zero, ranges, readers)


def is_guarded_in_row(table: str, division: Division, ranges: KnownRanges) -> bool:
    """The same in the rows of a table, where only conditions of the formula itself can guard."""

    def range_of(expression: Expression, zero: Zero) -> Interval:
        return ranges.in_row(table, expression, zero)

    zero = frozenset(_zero_with(division.divisor, ranges, range_of))
    return _not_reached(division, zero, ranges, range_of)


def _not_reached(division: Division, zero: Zero, ranges: KnownRanges, range_of: RangeOf) -> bool:
    return any(_truth(condition, zero, ranges, range_of) is (not holds) for condition, holds in division.path)


def _spared(value: Value, zero: Zero, ranges: KnownRanges, readers: Readers) -> bool:
    if any(_truth(Ref(code), zero, ranges, ranges.of) is True for code in value.unless):
        return True
    reading = readers.get(value.code, ())
    return bool(reading) and all(
        _skips(reader, value.code, zero, ranges) or _spared(reader, zero, ranges, readers) for reader in reading
    )


def _skips(reader: Value, code: str, zero: Zero, ranges: KnownRanges) -> bool:
    """True when the reader certainly decides before it looks at `code`."""
    if not isinstance(reader.rule, Cases):
        return False
    for case in reader.rule.cases:
        if case.condition == code:
            return False
        truth = _truth(Ref(case.condition), zero, ranges, ranges.of)
        if truth is True:
            return case.result != code
        if case.result == code and truth is not False:
            return False
    return reader.rule.otherwise != code


def _zero_with(divisor: Expression, ranges: KnownRanges, range_of: RangeOf) -> list[Expression]:
    """What is zero when the divisor is: itself, the parts of a sum of things that are not negative, the factor of a
    product whose other factor is never zero, and what a named value is made of."""
    found = [divisor]
    match divisor:
        case Binary(Operator.ADD, left, right):
            if _not_negative(range_of(left, NONE)) and _not_negative(range_of(right, NONE)):
                found += [*_zero_with(left, ranges, range_of), *_zero_with(right, ranges, range_of)]
        case Binary(Operator.MULTIPLY, left, right):
            if _not_zero(range_of(left, NONE)):
                found += _zero_with(right, ranges, range_of)
            elif _not_zero(range_of(right, NONE)):
                found += _zero_with(left, ranges, range_of)
        case Ref(code):
            value = ranges.methodology.values.get(code)
            if value is not None and isinstance(value.rule, Formula):
                found += _zero_with(value.rule.expression, ranges, range_of)
        case _:
            pass
    return found


def _not_negative(interval: Interval) -> bool:
    return interval.low is not None and interval.low >= 0


def _not_zero(interval: Interval) -> bool:
    return (interval.low is not None and interval.low > 0) or (interval.high is not None and interval.high < 0)


def _truth(expression: Expression, zero: Zero, ranges: KnownRanges, range_of: RangeOf) -> bool | None:
    """True or False when certain."""
    match expression:
        case Ref(code):
            value = ranges.methodology.values.get(code)
            if value is not None and isinstance(value.rule, Formula):
                return _truth(value.rule.expression, zero, ranges, range_of)
            return None
        case Compare(Comparison.EQUAL, Ref(code), Number(Fraction(numerator=1, denominator=1)), _) if (
            code in ranges.methodology.values
        ):
            return _truth(Ref(code), zero, ranges, range_of)
        case Compare(comparison, left, right, digits):
            return _compared(comparison, range_of(left, zero), range_of(right, zero), digits)
        case Not(operand):
            inner = _truth(operand, zero, ranges, range_of)
            return None if inner is None else not inner
        case And(items):
            truths = [_truth(item, zero, ranges, range_of) for item in items]
            return False if False in truths else None if None in truths else True
        case Or(items):
            truths = [_truth(item, zero, ranges, range_of) for item in items]
            return True if True in truths else None if None in truths else False
        case _:
            return None


def _compared(comparison: Comparison, left: Interval, right: Interval, digits: int) -> bool | None:
    """Certain only where rounding both sides cannot change the answer (rounding never changes an order)."""
    match comparison:
        case Comparison.EQUAL:
            return _equal(left, right, digits)
        case Comparison.NOT_EQUAL:
            equal = _equal(left, right, digits)
            return None if equal is None else not equal
        case Comparison.AT_MOST:
            return True if _never_above(left, right) else False if _always_below(right, left, digits) else None
        case Comparison.AT_LEAST:
            return _compared(Comparison.AT_MOST, right, left, digits)
        case Comparison.GREATER:
            found = _compared(Comparison.AT_MOST, left, right, digits)
            return None if found is None else not found
        case Comparison.LESS:
            return _compared(Comparison.GREATER, right, left, digits)
        case _:
            assert_never(comparison)


def _equal(left: Interval, right: Interval, digits: int) -> bool | None:
    if left == right and left.low is not None and left.low == left.high:
        return True
    return False if _always_below(left, right, digits) or _always_below(right, left, digits) else None


def _never_above(left: Interval, right: Interval) -> bool:
    return left.high is not None and right.low is not None and left.high <= right.low


def _always_below(left: Interval, right: Interval, digits: int) -> bool:
    return left.high is not None and right.low is not None and snap(left.high, digits) < snap(right.low, digits)
