"""Is a value spared from being computed whenever a certain divisor is zero?

A guard is a condition that certainly holds when the divisor is zero: in the value's own `unless`, or in every place
that reads the value.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import assert_never

from compiler.model.expressions import And, Binary, Compare, Comparison, Expression, Not, Operator, Or, Ref
from compiler.model.quantities import Cases, Formula, Value
from compiler.numbers import Interval
from compiler.rules.known_ranges import KnownRanges

Readers = Mapping[str, tuple[Value, ...]]
Zero = frozenset[Expression]


def is_guarded(value: Value, divisor: Expression, ranges: KnownRanges, readers: Readers) -> bool:
    """True when no result is lost by the divisor being zero."""
    return _spared(value, frozenset(_zero_with(divisor, ranges)), ranges, readers)


def _spared(value: Value, zero: Zero, ranges: KnownRanges, readers: Readers) -> bool:
    if any(_truth(Ref(code), zero, ranges) is True for code in value.unless):
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
        truth = _truth(Ref(case.condition), zero, ranges)
        if truth is True:
            return case.result != code
        if case.result == code and truth is not False:
            return False
    return reader.rule.otherwise != code


def _zero_with(divisor: Expression, ranges: KnownRanges) -> list[Expression]:
    """What is zero when the divisor is: itself, the parts of a sum of things that are not negative, the factor of a
    product whose other factor is never zero, and what a named value is made of."""
    found = [divisor]
    match divisor:
        case Binary(Operator.ADD, left, right):
            if _not_negative(ranges.of(left)) and _not_negative(ranges.of(right)):
                found += [*_zero_with(left, ranges), *_zero_with(right, ranges)]
        case Binary(Operator.MULTIPLY, left, right):
            if _not_zero(ranges.of(left)):
                found += _zero_with(right, ranges)
            elif _not_zero(ranges.of(right)):
                found += _zero_with(left, ranges)
        case Ref(code):
            value = ranges.methodology.values.get(code)
            if value is not None and isinstance(value.rule, Formula):
                found += _zero_with(value.rule.expression, ranges)
        case _:
            pass
    return found


def _not_negative(interval: Interval) -> bool:
    return interval.low is not None and interval.low >= 0


def _not_zero(interval: Interval) -> bool:
    return (interval.low is not None and interval.low > 0) or (interval.high is not None and interval.high < 0)


def _truth(expression: Expression, zero: Zero, ranges: KnownRanges) -> bool | None:
    """True or False when certain."""
    match expression:
        case Ref(code):
            value = ranges.methodology.values.get(code)
            if value is not None and isinstance(value.rule, Formula):
                return _truth(value.rule.expression, zero, ranges)
            return None
        case Compare(comparison, left, right, _):
            return _compared(comparison, ranges.of(left, zero), ranges.of(right, zero))
        case Not(operand):
            inner = _truth(operand, zero, ranges)
            return None if inner is None else not inner
        case And(items):
            truths = [_truth(item, zero, ranges) for item in items]
            return False if False in truths else None if None in truths else True
        case Or(items):
            truths = [_truth(item, zero, ranges) for item in items]
            return True if True in truths else None if None in truths else False
        case _:
            return None


def _compared(comparison: Comparison, left: Interval, right: Interval) -> bool | None:
    """Certain only where rounding both sides cannot change the answer (rounding never changes an order)."""
    match comparison:
        case Comparison.EQUAL:
            return _equal(left, right)
        case Comparison.NOT_EQUAL:
            equal = _equal(left, right)
            return None if equal is None else not equal
        case Comparison.AT_MOST:
            return True if _never_above(left, right) else None
        case Comparison.AT_LEAST:
            return True if _never_above(right, left) else None
        case Comparison.GREATER:
            return False if _never_above(left, right) else None
        case Comparison.LESS:
            return False if _never_above(right, left) else None
        case _:
            assert_never(comparison)


def _equal(left: Interval, right: Interval) -> bool | None:
    same = left == right and left.low is not None and left.low == left.high
    return True if same else None


def _never_above(left: Interval, right: Interval) -> bool:
    return left.high is not None and right.low is not None and left.high <= right.low
