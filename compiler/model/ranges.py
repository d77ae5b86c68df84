"""Interval analysis: the range of an expression or rule, given the ranges of what it reads.

Every value that the evaluator can give lies in the range; the range may be wider.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from fractions import Fraction
from functools import reduce
from typing import assert_never

from compiler.model.assumptions import Asked, assuming
from compiler.model.bands import BandTable
from compiler.model.correlations import Known, Lookup, arithmetic, narrowed
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
    Or,
    Ref,
    RowAggregate,
    RowFunction,
    averaged_operands,
)
from compiler.model.quantities import Cases, Formula, Rule, Total
from compiler.model.tables import Column, Table
from compiler.model.types import Kind, Type
from compiler.numbers import DEFAULT_DIGITS, EVERYTHING, NOTHING, Interval, round_down, round_half_away, round_up, snap
from compiler.numbers.irrational import (
    decimal_logarithm,
    exponential,
    geometric_mean,
    harmonic_mean,
    logarithm,
    square_root,
)

YES_OR_NO = Interval.between(0, 1)
_WHOLE_COLUMNS = (Kind.COUNT, Kind.DATE, Kind.YES_NO)


def _never(_lower: str, _upper: str) -> bool:
    return False


def _unknown(_code: str) -> bool:
    return False


def range_of(
    expression: Expression,
    lookup: Lookup,
    column: Lookup | None,
    rows: Callable[[str], tuple[int, int]],
    *,
    at_most: Callable[[str, str], bool] = _never,
    whole: Callable[[str], bool] = _unknown,
    filled: Callable[[str], bool] = _unknown,
    given: Iterable[Asked] = (),
    strict: bool = False,
) -> Interval:
    """Range of the expression over all operands for which the conditions of `given` hold, or do not; see Known and
    assuming for the other arguments."""
    known = Known(lookup, column or _no_column, rows, at_most, whole, filled, _range)
    for condition, holds in given:
        known = assuming(known, condition, holds, strict)
    return _range(expression, known)


def range_of_rule(
    rule: Rule,
    lookup: Lookup,
    column: Lookup | None,
    rows: Callable[[str], tuple[int, int]],
    *,
    at_most: Callable[[str, str], bool] = _never,
    whole: Callable[[str], bool] = _unknown,
    filled: Callable[[str], bool] = _unknown,
    given: Iterable[Asked] = (),
) -> Interval:
    """Range of a rule's result when it has one. Items of a Total count as "may be left out"."""
    match rule:
        case Formula(expression):
            return range_of(expression, lookup, column, rows, at_most=at_most, whole=whole, filled=filled, given=given)
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
    found: dict[str, Interval] = {}
    for column in table.columns:
        found[column.name] = range_of_column(table, column, lookup, found)
    return found


def range_of_column(table: Table, column: Column, lookup: Lookup, earlier: Mapping[str, Interval]) -> Interval:
    """Range of one column, given those of the columns before it."""
    if column.formula is None:
        return range_of_type(column.type, column.bounds)
    return range_of(
        column.formula,
        lookup,
        earlier.__getitem__,
        lambda _table: (0, 0),
        at_most=lambda lower, upper: any(c.name == lower and c.at_most == upper for c in table.columns),
        whole=lambda name: any(c.name == name and c.type.kind in _WHOLE_COLUMNS for c in table.columns),
    )


def _no_column(name: str) -> Interval:
    raise KeyError(name)


def _range(expression: Expression, known: Known) -> Interval:
    found = _analysed(expression, known)
    fact = known.facts.get(expression) if known.facts else None
    return found if fact is None else narrowed(found, fact)


def _analysed(expression: Expression, known: Known) -> Interval:
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
            return arithmetic(expression, known)
        case If(condition, then, other):
            averaged = averaged_operands(expression)
            if averaged is not None:
                return _hull([_range(operand, known) for operand in averaged])
            first = _range(then, assuming(known, condition, True))
            return first.union(_range(other, assuming(known, condition, False)))
        case Call():
            return _call(expression, known)
        case RowAggregate():
            return _aggregate(expression, known)
        case _:
            assert_never(expression)


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
            return _mapped(narrowed(arguments[0], Interval(Fraction(0), None)), square_root)
        case Function.LN | Function.LOG_TEN:
            taken = logarithm if call.function is Function.LN else decimal_logarithm
            low, high = arguments[0].low, arguments[0].high
            return Interval(
                taken(low) if low is not None and low > 0 else None,
                taken(high) if high is not None and high > 0 else None,
            )
        case Function.GEOMETRIC_MEAN:
            return _mean([_mapped(item, lambda x: snap(x, DEFAULT_DIGITS)) for item in arguments[1:]], geometric_mean)
        case Function.HARMONIC_MEAN:
            return _mean(arguments[1:], harmonic_mean)
        case Function.EXP:
            found = _mapped(arguments[0], exponential)
            return Interval(found.low or Fraction(0), found.high)
        case _:
            assert_never(call.function)


def _mean(items: list[Interval], mean: Callable[[list[Fraction]], Fraction | None]) -> Interval:
    """Of a mean that grows with each number and takes none below zero."""
    lows = [item.low for item in items if item.low is not None and item.low >= 0]
    highs = [item.high for item in items if item.high is not None]
    low = mean(lows) if len(lows) == len(items) else None
    high = mean([max(end, Fraction(0)) for end in highs]) if len(highs) == len(items) else None
    if len(highs) == len(items) and high is None:
        high = max(*highs, Fraction(0))
    return Interval(low or Fraction(0), high)


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
    column = f"{aggregate.table}.{aggregate.column}"
    cells = known.column(column)
    if aggregate.function is not RowFunction.SUM:
        return cells
    fewest = least if aggregate.where is None and known.filled(column) else 0
    low = None if cells.low is None else min(cells.low * fewest, cells.low * most)
    high = None if cells.high is None else max(cells.high * fewest, cells.high * most)
    return Interval(low, high)


def _hull(parts: list[Interval]) -> Interval:
    return reduce(Interval.union, parts)
