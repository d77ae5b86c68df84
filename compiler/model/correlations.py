"""Arithmetic on ranges that knows how operands hang together.

Like terms cancel, a share a/b with "a at most b" is 0..1, and (a + w·b)/(a + b) lies between its weights.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from compiler.model.expressions import (
    Binary,
    Call,
    ColumnRef,
    Expression,
    Function,
    Negate,
    Number,
    Operator,
    Ref,
    RowAggregate,
    RowFunction,
)
from compiler.numbers import EVERYTHING, Interval
from compiler.numbers.irrational import raised

Lookup = Callable[[str], Interval]


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of the operands.

    `lookup`: range of a quantity. `column`: range of a column, by name for a column of the same row and by
    "table.name" inside an aggregate. `rows`: least and greatest number of rows of a table. `at_most(a; b)`: a never
    exceeds b (quantities, or columns of the same row). `whole`: the quantity or column holds whole numbers only.
    `filled`: the column ("table.name") holds a number in every row that counts. `analysis`: gives the range of any
    operand. `facts` and `orders`: what conditions on the way say, ranges of operands and pairs (a; b) with a at most b.
    """

    lookup: Lookup
    column: Lookup
    rows: Callable[[str], tuple[int, int]]
    at_most: Callable[[str, str], bool]
    whole: Callable[[str], bool]
    filled: Callable[[str], bool]
    analysis: Callable[[Expression, Known], Interval]
    facts: Mapping[Expression, Interval] = field(default_factory=dict)
    orders: frozenset[tuple[Expression, Expression]] = frozenset()

    def range(self, expression: Expression) -> Interval:
        """All values that the expression can take under what is known."""
        return self.analysis(expression, self)


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
            found = known.range(expression)
            if found.low is not None and found.low == found.high:
                return _Linear({}, found.low)
        case _:
            pass
    return _Linear({expression: Fraction(1)}, Fraction(0))


def arithmetic(expression: Negate | Binary, known: Known) -> Interval:
    """Range of a sum, difference, product or quotient in which the same operand may stand more than once."""
    linear = _linear(expression, known)
    if tuple(linear.terms) == (expression,):
        return _not_linear(expression, known)
    total = Interval.point(linear.constant)
    for atom, coefficient in linear.terms.items():
        total = total + known.range(atom) * Interval.point(coefficient)
    if len(linear.terms) == 2:
        total = narrowed(total, _difference(linear, known))
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
        top = (known.range(carrier) * Interval.point(excess)).high
        return Interval(None, None if top is None else top + linear.constant)
    if _is_at_most(second, first, known):
        smaller, larger, excess = second, first, one + two
        carrier = larger if excess <= 0 else smaller
        bottom = (known.range(carrier) * Interval.point(excess)).low
        return Interval(None if bottom is None else bottom + linear.constant, None)
    return EVERYTHING


def _not_linear(expression: Negate | Binary, known: Known) -> Interval:
    match expression:
        case Binary(Operator.MULTIPLY, left, right):
            if left == right:
                return known.range(Call(Function.ABS, (left,))) * known.range(Call(Function.ABS, (right,)))
            return known.range(left) * known.range(right)
        case Binary(Operator.DIVIDE, left, right):
            return _quotient(left, right, known)
        case Binary(Operator.POWER, left, right):
            return _power(known.range(left), known.range(right))
        case _:
            return EVERYTHING


def _quotient(above: Expression, below: Expression, known: Known) -> Interval:
    inverse = _reciprocal(known.range(below), is_whole(below, known))
    found = known.range(above) * inverse
    numerator, divisor = _linear(above, known), _linear(below, known)
    if above == below:
        return Interval.point(1)
    weights_hold = divisor.constant >= 0 and all(
        coefficient > 0 and _not_negative(atom, known) for atom, coefficient in divisor.terms.items()
    )
    if weights_hold:
        found = narrowed(found, _weighted_mean(numerator, divisor, known))
        found = narrowed(found, _term_by_term(numerator, divisor, inverse, known))
    if isinstance(above, Binary) and above.operator is Operator.MULTIPLY and numerator.terms == {above: 1}:
        found = narrowed(found, _quotient(above.left, below, known) * known.range(above.right))
        found = narrowed(found, known.range(above.left) * _quotient(above.right, below, known))
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
        share = known.range(atom) * inverse
        if _not_negative(atom, known):
            holders = [d for y, d in divisor.terms.items() if y == atom or _is_at_most(atom, y, known)]
            if holders:
                share = narrowed(share, Interval(Fraction(0), 1 / max(holders)))
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


def _is_at_most(lower: Expression, upper: Expression, known: Known) -> bool:
    if (lower, upper) in known.orders:
        return True
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
    low = known.range(expression).low
    return low is not None and low >= 0


def is_whole(expression: Expression, known: Known) -> bool:
    """Whether the expression is certainly a whole number."""
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
            return is_whole(operand, known)
        case Binary(Operator.ADD | Operator.SUBTRACT | Operator.MULTIPLY, left, right):
            return is_whole(left, known) and is_whole(right, known)
        case _:
            return False


def narrowed(first: Interval, second: Interval) -> Interval:
    """Both hold; an empty intersection (contradicting declarations) keeps the first."""
    lows = [end for end in (first.low, second.low) if end is not None]
    highs = [end for end in (first.high, second.high) if end is not None]
    low, high = max(lows, default=None), min(highs, default=None)
    if low is not None and high is not None and low > high:
        return first
    return Interval(low, high)
