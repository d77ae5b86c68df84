"""Rules compiled to functions of the slots: formula, bands, cases, total; with the guards of the value before them."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Any, assert_never

from compiler.evaluate.expressions import SlotNumbers, Slots, compile_expression, outcome, snapper
from compiler.evaluate.states import NOT_APPLICABLE, NOT_FILLED, Outcome, State
from compiler.model.bands import BandEnd, BandTable
from compiler.model.quantities import Cases, Formula, Nothing, Parameter, Rule, Total, Value

Step = Callable[[Slots], Outcome]


def compile_value(value: Value, numbers: SlotNumbers, parameters: dict[str, Parameter]) -> Step:
    """The rule behind its `unless` guards: one that is 1 decides first, then one that is not filled."""
    step = _compile_rule(value.rule, numbers, parameters)
    if not value.unless:
        return step
    guards = tuple(numbers.quantities[code] for code in value.unless)

    def guarded(slots: Slots) -> Outcome:
        for place in guards:
            if slots[place] == 1:
                return NOT_APPLICABLE
        for place in guards:
            if slots[place] is NOT_FILLED:
                return State.NOT_FILLED
        return step(slots)

    return guarded


def _compile_rule(rule: Rule, numbers: SlotNumbers, parameters: dict[str, Parameter]) -> Step:
    match rule:
        case Formula(expression):
            compiled = compile_expression(expression, numbers)
            return lambda slots: outcome(compiled, slots)
        case BandTable():
            return _bands(rule, numbers, parameters)
        case Cases():
            return _cases(rule, numbers)
        case Total():
            return _total(rule, numbers)
        case _:
            assert_never(rule)


def _bands(table: BandTable, numbers: SlotNumbers, parameters: dict[str, Parameter]) -> Step:
    operand = numbers.quantities[table.operand]
    snap = snapper(table.digits)

    def limit(end: BandEnd | None) -> tuple[Fraction, bool] | None:
        return None if end is None else (snap(parameters[end.parameter].value), end.closed)

    bands = tuple((limit(b.low), limit(b.high), numbers.quantities[b.result]) for b in table.bands)

    def chosen(slots: Slots) -> Outcome:
        cell = slots[operand]
        if cell is NOT_FILLED or cell is NOT_APPLICABLE:
            state: Outcome = cell
            return state
        seen = snap(cell)
        for low, high, result in bands:
            if low is not None and not (seen > low[0] or (low[1] and seen == low[0])):
                continue
            if high is not None and not (seen < high[0] or (high[1] and seen == high[0])):
                continue
            found: Outcome = slots[result]
            return found
        return NOT_FILLED

    return chosen


def _cases(rule: Cases, numbers: SlotNumbers) -> Step:
    cases = tuple(
        (numbers.quantities[c.condition], None if c.result is None else numbers.quantities[c.result])
        for c in rule.cases
    )
    otherwise = numbers.quantities[rule.otherwise]

    def chosen(slots: Slots) -> Outcome:
        found: Outcome
        for condition, result in cases:
            holds = slots[condition]
            if holds is NOT_FILLED:
                return State.NOT_FILLED
            if holds == 1:
                found = NOT_APPLICABLE if result is None else slots[result]
                return found
        found = slots[otherwise]
        return found

    return chosen


def _total(rule: Total, numbers: SlotNumbers) -> Step:
    items = tuple((numbers.quantities[code], sign) for code, sign in zip(rule.items, rule.signs, strict=True))
    mean = rule.mean
    nothing = _of_nothing(rule.nothing)

    def total(slots: Slots) -> Outcome:
        kept: list[Any] = []
        for place, sign in items:
            cell = slots[place]
            if cell is NOT_FILLED:
                return State.NOT_FILLED
            if cell is not NOT_APPLICABLE:
                kept.append(cell if sign > 0 else -cell)
        if not kept:
            return nothing
        added: Fraction = sum(kept, Fraction(0))
        return added / len(kept) if mean else added

    return total


def _of_nothing(nothing: Nothing) -> Outcome:
    match nothing:
        case Nothing.NOT_APPLICABLE:
            return State.NOT_APPLICABLE
        case Nothing.NOT_FILLED:
            return State.NOT_FILLED
        case Nothing.ZERO:
            return Fraction(0)
        case _:
            assert_never(nothing)
