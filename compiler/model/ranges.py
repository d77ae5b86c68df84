"""Interval analysis: the range of an expression or rule, given the ranges of what it reads.

Every value that the evaluator can give lies in the range; the range may be wider. Correlations are used where acts have
them: like terms cancel, a share a/b with "a at most b" is 0..1, and (a + w·b)/(a + b) lies between its weights.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import reduce
from typing import assert_never

from compiler.model.bands import BandTable
from compiler.model.expressions import (
    And,
    Binary,
    Call,
    ColumnRef,
    Compare,
    Expression,
    Filled,
    Function,
    If,
    Negate,
    Not,
    Number,
    Operator,
    Or,
    Ref,
    RowAggregate,
    RowFunction,
)
from compiler.model.quantities import Cases, Formula, Rule, Total
from compiler.model.tables import Table
from compiler.model.types import Kind, Type
from compiler.numbers import EVERYTHING, Interval, round_down, round_half_away, round_up, snap
from compiler.numbers.irrational import exponential, logarithm, raised, square_root

YES_OR_NO = Interval.between(0, 1)
NOTHING = Interval.point(0)

Lookup = Callable[[str], Interval]


def _never(_lower: str, _upper: str) -> bool:
    return False


def _not_whole(_code: str) -> bool:
    return False


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of the operands.

    `lookup`: range of a quantity. `column`: range of a column, by name for a column of the same row and by
    "table.name" inside an aggregate. `rows`: least and greatest number of rows of a table. `at_most(a; b)`: a never
    exceeds b (quantities, or columns of the same row). `whole`: the quantity or column holds whole numbers only.
    """

    lookup: Lookup
    column: Lookup
    rows: Callable[[str], tuple[int, int]]
    at_most: Callable[[str, str], bool] = _never
    whole: Callable[[str], bool] = _not_whole


def range_of(
    expression: Expression,
    lookup: Lookup,
    column: Lookup | None,
    rows: Callable[[str], tuple[int, int]],
    *,
    at_most: Callable[[str, str], bool] = _never,
    whole: Callable[[str], bool] = _not_whole,
) -> Interval:
    """Range of the expression over all operands; see Known for the arguments."""
    return _range(expression, Known(lookup, column or _no_column, rows, at_most, whole))


def range_of_rule(
    rule: Rule,
    lookup: Lookup,
    column: Lookup | None,
    rows: Callable[[str], tuple[int, int]],
    *,
    at_most: Callable[[str, str], bool] = _never,
    whole: Callable[[str], bool] = _not_whole,
) -> Interval:
    """Range of a rule's result when it has one. Items of a Total count as "may be left out"."""
    match rule:
        case Formula(expression):
            return range_of(expression, lookup, column, rows, at_most=at_most, whole=whole)
        case BandTable(_, bands, _):
            return _hull([lookup(band.result) for band in bands])
        case Cases(cases, otherwise):
            return _hull([lookup(c.result) for c in cases if c.result is not None] + [lookup(otherwise)])
        case Total(items, signs, mean):
            parts = [lookup(code) if sign > 0 else -lookup(code) for code, sign in zip(items, signs, strict=True)]
            if mean:
                return _hull(parts)
            return reduce(Interval.__add__, (part.union(NOTHING) for part in parts), NOTHING)
        case _:
            assert_never(rule)


def range_of_type(type_: Type, bounds: Interval | None) -> Interval:
    """Range of an input or a column of this type with these declared bounds."""
    if type_.kind is Kind.YES_NO:
        return YES_OR_NO
    if type_.kind is Kind.CHOICE:
        return Interval.between(1, max(1, len(type_.options)))
    return EVERYTHING if bounds is None else bounds


def ranges_of_columns(table: Table, lookup: Lookup) -> Mapping[str, Interval]:
    """Ranges of all columns of a table by name; `lookup` serves the quantities that computed columns read."""
    limits = {c.name: c.at_most for c in table.columns}
    kinds = {c.name: c.type.kind for c in table.columns}
    found: dict[str, Interval] = {}

    def no_rows(_table: str) -> tuple[int, int]:
        return (0, 0)

    for column in table.columns:
        if column.formula is None:
            found[column.name] = range_of_type(column.type, column.bounds)
        else:
            found[column.name] = range_of(
                column.formula,
                lookup,
                found.__getitem__,
                no_rows,
                at_most=lambda lower, upper: limits.get(lower) == upper,
                whole=lambda name: kinds.get(name) in (Kind.COUNT, Kind.DATE, Kind.YES_NO),
            )
    return found


def _no_column(name: str) -> Interval:
    raise KeyError(name)


def _range(expression: Expression, known: Known) -> Interval:
    match expression:
        case Number(value):
            return Interval.point(value)
        case Ref(code):
            return known.lookup(code)
        case ColumnRef(name):
            return known.column(name)
        case Filled() | Compare() | And() | Or() | Not():
            return YES_OR_NO
        case Negate() | Binary():
            return _arithmetic(expression, known)
        case If(_, then, other):
            return _range(then, known).union(_range(other, known))
        case Call():
            return _call(expression, known)
        case RowAggregate():
            return _aggregate(expression, known)
        case _:
            assert_never(expression)


@dataclass(frozen=True, slots=True)
class _Linear:
    """constant + sum of coefficient · atom; atoms are expressions that are not sums."""

    terms: Mapping[Expression, Fraction]
    constant: Fraction

    def scaled(self, factor: Fraction) -> _Linear:
        if factor == 0:
            return _Linear({}, Fraction(0))
        return _Linear({atom: c * factor for atom, c in self.terms.items()}, self.constant * factor)

    def plus(self, other: _Linear) -> _Linear:
        terms = dict(self.terms)
        for atom, coefficient in other.terms.items():
            total = terms.get(atom, Fraction(0)) + coefficient
            if total:
                terms[atom] = total
            else:
                terms.pop(atom, None)
        return _Linear(terms, self.constant + other.constant)


def _linear(expression: Expression, known: Known) -> _Linear:
    match expression:
        case Negate(operand):
            return _linear(operand, known).scaled(Fraction(-1))
        case Binary(Operator.ADD, left, right):
            return _linear(left, known).plus(_linear(right, known))
        case Binary(Operator.SUBTRACT, left, right):
            return _linear(left, known).plus(_linear(right, known).scaled(Fraction(-1)))
        case Binary(Operator.MULTIPLY, left, right):
            first, second = _linear(left, known), _linear(right, known)
            if not first.terms:
                return second.scaled(first.constant)
            if not second.terms:
                return first.scaled(second.constant)
        case Binary(Operator.DIVIDE, left, right):
            divisor = _linear(right, known)
            if not divisor.terms and divisor.constant != 0:
                return _linear(left, known).scaled(1 / divisor.constant)
        case Number(value):
            return _Linear({}, value)
        case Ref() | ColumnRef():
            found = _range(expression, known)
            if found.low is not None and found.low == found.high:
                return _Linear({}, found.low)
        case _:
            pass
    return _Linear({expression: Fraction(1)}, Fraction(0))


def _arithmetic(expression: Negate | Binary, known: Known) -> Interval:
    linear = _linear(expression, known)
    if tuple(linear.terms) == (expression,):
        return _not_linear(expression, known)
    total = Interval.point(linear.constant)
    for atom, coefficient in linear.terms.items():
        total = total + _range(atom, known) * Interval.point(coefficient)
    if len(linear.terms) == 2:
        total = _narrowed(total, _difference(linear, known))
    return total


def _difference(linear: _Linear, known: Known) -> Interval:
    """k·a - m·b where a is at most b: never above (k - m)·b or (k - m)·a."""
    (first, one), (second, two) = linear.terms.items()
    if one < 0 < two:
        first, one, second, two = second, two, first, one
    if not (two < 0 < one):
        return EVERYTHING
    if _is_at_most(first, second, known):
        smaller, larger, excess = first, second, one + two
        carrier = larger if excess <= 0 else smaller
        top = (_range(carrier, known) * Interval.point(excess)).high
        return Interval(None, None if top is None else top + linear.constant)
    if _is_at_most(second, first, known):
        smaller, larger, excess = second, first, one + two
        carrier = larger if excess <= 0 else smaller
        bottom = (_range(carrier, known) * Interval.point(excess)).low
        return Interval(None if bottom is None else bottom + linear.constant, None)
    return EVERYTHING


def _not_linear(expression: Negate | Binary, known: Known) -> Interval:
    match expression:
        case Binary(Operator.MULTIPLY, left, right):
            if left == right:
                return _range(Call(Function.ABS, (left,)), known) * _range(Call(Function.ABS, (right,)), known)
            return _range(left, known) * _range(right, known)
        case Binary(Operator.DIVIDE, left, right):
            return _quotient(left, right, known)
        case Binary(Operator.POWER, left, right):
            return _power(_range(left, known), _range(right, known))
        case _:
            return EVERYTHING


def _quotient(above: Expression, below: Expression, known: Known) -> Interval:
    inverse = _reciprocal(_range(below, known), _is_whole(below, known))
    found = _range(above, known) * inverse
    numerator, divisor = _linear(above, known), _linear(below, known)
    if above == below:
        return Interval.point(1)
    weights_hold = divisor.constant >= 0 and all(
        coefficient > 0 and _not_negative(atom, known) for atom, coefficient in divisor.terms.items()
    )
    if weights_hold:
        found = _narrowed(found, _weighted_mean(numerator, divisor, known))
        found = _narrowed(found, _term_by_term(numerator, divisor, inverse, known))
    if isinstance(above, Binary) and above.operator is Operator.MULTIPLY and numerator.terms == {above: 1}:
        found = _narrowed(found, _quotient(above.left, below, known) * _range(above.right, known))
        found = _narrowed(found, _range(above.left, known) * _quotient(above.right, below, known))
    return found


def _weighted_mean(numerator: _Linear, divisor: _Linear, known: Known) -> Interval:
    """(Σ n·x) / (Σ d·x) with all d·x >= 0 is a mean of the ratios n/d, so it lies between the least and the greatest.

    An x of the numerator that the divisor lacks is found inside a y of the divisor with "x at most y": y = x + rest.
    """
    terms: dict[Expression, tuple[Fraction, Fraction]] = {
        atom: (numerator.terms.get(atom, Fraction(0)), d) for atom, d in divisor.terms.items()
    }
    ratios: list[Fraction] = []
    for atom, n in numerator.terms.items():
        if atom in divisor.terms:
            continue
        holder = next((y for y in terms if _is_at_most(atom, y, known)), None)
        if holder is None or not _not_negative(atom, known):
            return EVERYTHING
        n_rest, d_rest = terms.pop(holder)
        ratios += [(n + n_rest) / d_rest, n_rest / d_rest]
    ratios += [n / d for n, d in terms.values()]
    if divisor.constant:
        ratios.append(numerator.constant / divisor.constant)
    elif numerator.constant:
        return EVERYTHING
    return Interval(min(ratios), max(ratios)) if ratios else EVERYTHING


def _term_by_term(numerator: _Linear, divisor: _Linear, inverse: Interval, known: Known) -> Interval:
    total = inverse * Interval.point(numerator.constant)
    for atom, coefficient in numerator.terms.items():
        share = _range(atom, known) * inverse
        if _not_negative(atom, known):
            holders = [d for y, d in divisor.terms.items() if y == atom or _is_at_most(atom, y, known)]
            if holders:
                share = _narrowed(share, Interval(Fraction(0), 1 / max(holders)))
        total = total + share * Interval.point(coefficient)
    return total


def _reciprocal(divisor: Interval, whole: bool) -> Interval:
    """1/x without x = 0; a whole divisor other than zero is at least 1 away from it."""
    low, high = divisor.low, divisor.high
    nearest = Fraction(1) if whole else None
    if low is not None and low >= 0:
        return Interval(Fraction(0) if high is None or high == 0 else 1 / high, nearest if low == 0 else 1 / low)
    if high is not None and high <= 0:
        return -_reciprocal(-divisor, whole)
    return Interval.between(-1, 1) if whole else EVERYTHING


def _power(base: Interval, exponent: Interval) -> Interval:
    """Exact ends for a fixed exponent; otherwise only for bases that are not negative."""
    if base.low is None or base.high is None or exponent.low is None or exponent.high is None:
        return EVERYTHING
    if base.low < 0:
        fixed = exponent.low == exponent.high and exponent.low.denominator == 1 and exponent.low > 0
        if not fixed:
            return EVERYTHING
        ends = [raised(base.low, exponent.low), raised(base.high, exponent.low)]
        if base.high > 0:
            ends.append(Fraction(0))
    elif base.low == 0 and exponent.low <= 0:
        return Interval(Fraction(0), None)
    else:
        ends = [raised(b, e) for b in (base.low, base.high) for e in (exponent.low, exponent.high)]
    numbers = [end for end in ends if end is not None]
    if len(numbers) < len(ends):
        return EVERYTHING
    return Interval(min(numbers), max(numbers))


def _call(call: Call, known: Known) -> Interval:
    arguments = [_range(argument, known) for argument in call.arguments]
    match call.function:
        case Function.MIN:
            return reduce(Interval.minimum, arguments)
        case Function.MAX:
            return reduce(Interval.maximum, arguments)
        case Function.ABS:
            return _absolute(arguments[0])
        case Function.ROUND | Function.ROUND_UP | Function.ROUND_DOWN:
            rounding = {
                Function.ROUND: round_half_away,
                Function.ROUND_UP: round_up,
                Function.ROUND_DOWN: round_down,
            }[call.function]
            decimals = arguments[1].low
            if decimals is None:
                return EVERYTHING
            return _mapped(arguments[0], lambda x: rounding(snap(x, call.digits), int(decimals)))
        case Function.SQRT:
            return _mapped(_narrowed(arguments[0], Interval(Fraction(0), None)), square_root)
        case Function.LN:
            low = arguments[0].low
            tail = _mapped(Interval(None, arguments[0].high), lambda x: logarithm(x) if x > 0 else None)
            return Interval(logarithm(low) if low is not None and low > 0 else None, tail.high)
        case Function.EXP:
            found = _mapped(arguments[0], exponential)
            return Interval(found.low or Fraction(0), found.high)
        case _:
            assert_never(call.function)


def _absolute(x: Interval) -> Interval:
    if x.low is not None and x.low >= 0:
        return x
    if x.high is not None and x.high <= 0:
        return -x
    return Interval(Fraction(0), x.maximum(-x).high)


def _mapped(x: Interval, function: Callable[[Fraction], Fraction | None]) -> Interval:
    """Range of a function that never falls."""
    low = None if x.low is None else function(x.low)
    high = None if x.high is None else function(x.high)
    return Interval(low, high)


def _aggregate(aggregate: RowAggregate, known: Known) -> Interval:
    least, most = known.rows(aggregate.table)
    if aggregate.function is RowFunction.COUNT:
        every_row = aggregate.where is None and aggregate.column is None
        return Interval.between(least if every_row else 0, most)
    cells = known.column(f"{aggregate.table}.{aggregate.column}")
    if aggregate.function is not RowFunction.SUM:
        return cells
    low = None if cells.low is None else min(Fraction(0), cells.low * most)
    high = None if cells.high is None else max(Fraction(0), cells.high * most)
    return Interval(low, high)


def _is_at_most(lower: Expression, upper: Expression, known: Known) -> bool:
    match lower, upper:
        case Ref(a), Ref(b):
            return a == b or known.at_most(a, b)
        case ColumnRef(a), ColumnRef(b):
            return a == b or known.at_most(a, b)
        case RowAggregate(RowFunction.COUNT, a, _, _), RowAggregate(RowFunction.COUNT, b, None, None):
            return a == b
        case RowAggregate(RowFunction.SUM, a, part, where), RowAggregate(RowFunction.SUM, b, whole, None):
            return a == b and part == whole and where is not None and _not_negative(upper, known)
        case _:
            return lower == upper


def _not_negative(expression: Expression, known: Known) -> bool:
    low = _range(expression, known).low
    return low is not None and low >= 0


def _is_whole(expression: Expression, known: Known) -> bool:
    match expression:
        case Number(value):
            return value.denominator == 1
        case Ref(code):
            found = known.lookup(code)
            fixed = found.low is not None and found.low == found.high and found.low.denominator == 1
            return fixed or known.whole(code)
        case ColumnRef(name):
            return known.whole(name)
        case RowAggregate(RowFunction.COUNT, _, _, _):
            return True
        case RowAggregate(RowFunction.SUM, table, column, _):
            return known.whole(f"{table}.{column}")
        case Negate(operand):
            return _is_whole(operand, known)
        case Binary(Operator.ADD | Operator.SUBTRACT | Operator.MULTIPLY, left, right):
            return _is_whole(left, known) and _is_whole(right, known)
        case _:
            return False


def _narrowed(first: Interval, second: Interval) -> Interval:
    """Both hold; an empty intersection (contradicting declarations) keeps the first."""
    lows = [end for end in (first.low, second.low) if end is not None]
    highs = [end for end in (first.high, second.high) if end is not None]
    low, high = max(lows, default=None), min(highs, default=None)
    if low is not None and high is not None and low > high:
        return first
    return Interval(low, high)


def _hull(parts: list[Interval]) -> Interval:
    return reduce(Interval.union, parts)
