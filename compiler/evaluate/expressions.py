"""Expressions compiled to closures over numbered slots.

A closure sees numbers only: `outcome` first looks at what the expression reads and deals with states. A result that
does not exist (division by zero, root of a negative number) raises NoResult or ZeroDivisionError. An If is lazy: it is
a reading of its own, whose outcome stands behind the cells of the row.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from typing import Any, assert_never

from compiler.evaluate.states import NOT_APPLICABLE, NOT_FILLED, Outcome, State
from compiler.model.expressions import (
    And,
    Binary,
    Call,
    ColumnRef,
    Compare,
    Comparison,
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
    children,
)
from compiler.numbers import DEFAULT_DIGITS, round_down, round_half_away, round_up, vanishes
from compiler.numbers.irrational import (
    decimal_logarithm,
    exponential,
    geometric_mean,
    harmonic_mean,
    logarithm,
    raised,
    square_root,
)

Slots = Sequence[Any]
"""Cells by slot number; Any, because the states were looked at before and only numbers are left."""

Body = Callable[[Slots, Slots], Fraction]
"""Of the quantities' slots and the cells of the row (empty outside tables)."""

YES = Fraction(1)
NO = Fraction(0)


class NoResult(ArithmeticError):
    """The function has no real result for these arguments."""


@dataclass(frozen=True, slots=True)
class SlotNumbers:
    """Where things stand: slots of quantities and aggregates, positions of columns in the row at hand."""

    quantities: Mapping[str, int]
    aggregates: Mapping[RowAggregate, int]
    columns: Mapping[str, int]
    choices: Mapping[If, int] = field(default_factory=dict)
    """Places of the outermost choices of the expression in hand, behind the columns of the row."""


@dataclass(frozen=True, slots=True)
class Choice:
    """An If: only the branch that its condition chooses is computed."""

    condition: Compiled
    then: Compiled
    other: Compiled


@dataclass(frozen=True, slots=True)
class Compiled:
    """An expression with the slots and columns that it reads outside `filled`, and its outermost choices."""

    body: Body
    slots: tuple[int, ...]
    columns: tuple[int, ...]
    choices: tuple[Choice, ...] = ()


def outcome(compiled: Compiled, slots: Slots, row: Slots = ()) -> Outcome:
    """Not filled over not applicable over the number; `row` holds the cells of the row, empty outside tables."""
    left_out = False
    for cells, places in ((slots, compiled.slots), (row, compiled.columns)):
        for place in places:
            cell = cells[place]
            if cell is NOT_FILLED:
                return State.NOT_FILLED
            if cell is NOT_APPLICABLE:
                left_out = True
    seen = row
    if compiled.choices:
        chosen = [_chosen(choice, slots, row) for choice in compiled.choices]
        if NOT_FILLED in chosen:
            return State.NOT_FILLED
        left_out = left_out or NOT_APPLICABLE in chosen
        seen = (*row, *chosen)
    if left_out:
        return NOT_APPLICABLE
    try:
        return compiled.body(slots, seen)
    except (ZeroDivisionError, NoResult):
        return NOT_FILLED


def _chosen(choice: Choice, slots: Slots, row: Slots) -> Outcome:
    holds = outcome(choice.condition, slots, row)
    if isinstance(holds, State):
        return holds
    return outcome(choice.then if holds == 1 else choice.other, slots, row)


def compile_expression(expression: Expression, numbers: SlotNumbers) -> Compiled:
    """The expression as a function of the slots, the columns of the row in hand and the choices inside, which are
    compiled apart because they are computed only where they are reached."""
    slots: dict[int, None] = {}
    columns: dict[int, None] = {}
    choices: dict[If, Choice] = {}
    stack = [expression]
    while stack:
        node = stack.pop()
        match node:
            case Ref(code):
                slots[numbers.quantities[code]] = None
            case RowAggregate():
                slots[numbers.aggregates[node]] = None
            case ColumnRef(name):
                columns[numbers.columns[name]] = None
            case Filled():
                pass
            case If():
                choices[node] = Choice(*(compile_expression(part, numbers) for part in children(node)))
            case _:
                stack.extend(children(node))
    places = {choice: len(numbers.columns) + index for index, choice in enumerate(choices)}
    body = _body(expression, replace(numbers, choices=places))
    return Compiled(body, tuple(slots), tuple(columns), tuple(choices.values()))


def _body(expression: Expression, numbers: SlotNumbers) -> Body:
    match expression:
        case Number(value):
            return lambda slots, row: value
        case Ref(code):
            return _slot(numbers.quantities[code])
        case RowAggregate():
            return _slot(numbers.aggregates[expression])
        case ColumnRef(name):
            return _cell(numbers.columns[name])
        case Filled(operand):
            return _filled(operand, numbers)
        case Negate(operand):
            inner = _body(operand, numbers)
            return lambda slots, row: -inner(slots, row)
        case Binary(operator, left, right):
            return _binary(operator, _body(left, numbers), _body(right, numbers))
        case Compare(comparison, left, right, digits):
            return _compare(comparison, _body(left, numbers), _body(right, numbers), digits)
        case And(items):
            parts = tuple(_body(item, numbers) for item in items)
            return lambda slots, row: YES if _true_parts(parts, slots, row) == len(parts) else NO
        case Or(items):
            parts = tuple(_body(item, numbers) for item in items)
            return lambda slots, row: YES if _true_parts(parts, slots, row) else NO
        case Not(operand):
            inner = _body(operand, numbers)
            return lambda slots, row: NO if inner(slots, row) == 1 else YES
        case If():
            return _cell(numbers.choices[expression])
        case Call(function, arguments, digits):
            return _call(function, tuple(_body(argument, numbers) for argument in arguments), digits)
        case _:
            assert_never(expression)


def _true_parts(parts: tuple[Body, ...], slots: Slots, row: Slots) -> int:
    """Looks at every part, so that one without a result is noticed."""
    return len([part for part in parts if part(slots, row) == 1])


def _filled(operand: Ref | ColumnRef, numbers: SlotNumbers) -> Body:
    if isinstance(operand, Ref):
        slot = numbers.quantities[operand.code]
        return lambda slots, row: NO if slots[slot] is NOT_FILLED or slots[slot] is NOT_APPLICABLE else YES
    place = numbers.columns[operand.column]
    return lambda slots, row: NO if row[place] is NOT_FILLED or row[place] is NOT_APPLICABLE else YES


def _slot(place: int) -> Body:
    def read(slots: Slots, row: Slots) -> Fraction:
        found: Fraction = slots[place]
        return found

    return read


def _cell(place: int) -> Body:
    def read(slots: Slots, row: Slots) -> Fraction:
        found: Fraction = row[place]
        return found

    return read


def _binary(operator: Operator, left: Body, right: Body) -> Body:
    match operator:
        case Operator.ADD:
            return lambda slots, row: left(slots, row) + right(slots, row)
        case Operator.SUBTRACT:
            return lambda slots, row: left(slots, row) - right(slots, row)
        case Operator.MULTIPLY:
            return lambda slots, row: left(slots, row) * right(slots, row)
        case Operator.DIVIDE:
            return lambda slots, row: left(slots, row) / _seen(right(slots, row))
        case Operator.POWER:
            return lambda slots, row: _existing(_raised(left(slots, row), right(slots, row)))
        case _:
            assert_never(operator)


def snapper(digits: int) -> Callable[[Fraction], Fraction]:
    """The precision rule at a fixed number of decimals; numbers that have no more decimals pass unchanged."""
    scale = 10 ** max(digits, 0)

    def snapped(value: Fraction) -> Fraction:
        if digits >= 0 and scale % value.denominator == 0:
            return value
        return round_half_away(value, digits)

    return snapped


def _compare(comparison: Comparison, left: Body, right: Body, digits: int) -> Body:
    snap = snapper(digits)
    match comparison:
        case Comparison.EQUAL:
            return lambda slots, row: YES if snap(left(slots, row)) == snap(right(slots, row)) else NO
        case Comparison.NOT_EQUAL:
            return lambda slots, row: YES if snap(left(slots, row)) != snap(right(slots, row)) else NO
        case Comparison.LESS:
            return lambda slots, row: YES if snap(left(slots, row)) < snap(right(slots, row)) else NO
        case Comparison.AT_MOST:
            return lambda slots, row: YES if snap(left(slots, row)) <= snap(right(slots, row)) else NO
        case Comparison.GREATER:
            return lambda slots, row: YES if snap(left(slots, row)) > snap(right(slots, row)) else NO
        case Comparison.AT_LEAST:
            return lambda slots, row: YES if snap(left(slots, row)) >= snap(right(slots, row)) else NO
        case _:
            assert_never(comparison)


def _call(function: Function, parts: tuple[Body, ...], digits: int) -> Body:
    first = parts[0]
    match function:
        case Function.MIN:
            return lambda slots, row: min([part(slots, row) for part in parts])
        case Function.MAX:
            return lambda slots, row: max([part(slots, row) for part in parts])
        case Function.ABS:
            return lambda slots, row: abs(first(slots, row))
        case Function.ROUND:
            return _rounding(round_half_away, first, parts[1], digits)
        case Function.ROUND_UP:
            return _rounding(round_up, first, parts[1], digits)
        case Function.ROUND_DOWN:
            return _rounding(round_down, first, parts[1], digits)
        case Function.SQRT:
            return lambda slots, row: _existing(square_root(_not_below(first(slots, row))))
        case Function.LN:
            return lambda slots, row: _existing(logarithm(_seen(first(slots, row))))
        case Function.EXP:
            return lambda slots, row: _existing(exponential(first(slots, row)))
        case Function.LOG_TEN:
            return lambda slots, row: _existing(decimal_logarithm(_seen(first(slots, row))))
        case Function.GEOMETRIC_MEAN:
            # Near zero a root magnifies the last digits: it sees its numbers at the precision of comparisons.
            snap = snapper(DEFAULT_DIGITS)
            return lambda slots, row: _existing(geometric_mean([snap(part(slots, row)) for part in parts[1:]]))
        case Function.HARMONIC_MEAN:
            return lambda slots, row: _existing(harmonic_mean([_seen(part(slots, row)) for part in parts[1:]]))
        case _:
            assert_never(function)


def _rounding(rounding: Callable[[Fraction, int], Fraction], operand: Body, decimals: Body, digits: int) -> Body:
    snap = snapper(digits)
    return lambda slots, row: rounding(snap(operand(slots, row)), int(decimals(slots, row)))


def _seen(operand: Fraction) -> Fraction:
    """What decides whether there is a result: zero where the precision rule sees zero."""
    return NO if vanishes(operand) else operand


def _not_below(operand: Fraction) -> Fraction:
    """Zero for what lies below it by less than the precision rule sees."""
    return NO if operand < 0 and vanishes(operand) else operand


def _raised(base: Fraction, exponent: Fraction) -> Fraction | None:
    return raised(base if exponent > 0 else _seen(base), exponent)


def _existing(result: Fraction | None) -> Fraction:
    if result is None:
        raise NoResult
    return result
