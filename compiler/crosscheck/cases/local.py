"""Cases about one value: everything it reads is put where its rule turns, the rest of the form stays filled."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction
from itertools import pairwise
from typing import assert_never

from compiler.crosscheck.cases.base import Case, CaseKind, with_input, with_override
from compiler.crosscheck.cases.entries import allowed, plentiful, step
from compiler.crosscheck.cases.grounds import Quantities, and_a_unit
from compiler.crosscheck.cases.points import NEAR, points, unit
from compiler.crosscheck.cases.solve import Unsolved, bring, compute
from compiler.crosscheck.cases.witnesses import Witnesses
from compiler.evaluate import NOT_APPLICABLE, NOT_FILLED, Evaluator, Given, Outcome, State
from compiler.model.bands import BandTable
from compiler.model.expressions import (
    Binary,
    Call,
    Expression,
    Function,
    Number,
    Operator,
    RowAggregate,
    children,
    references,
)
from compiler.model.methodology import Methodology
from compiler.model.quantities import Cases, Formula, Total, Value
from compiler.model.types import Kind
from compiler.model.whatever_typed import never_negative, never_zero

READ_AT_MOST = 6
"""Operands of one formula that are left blank or declared not applicable in turn."""

ON = Fraction(1)
OFF = Fraction(0)
BELOW = Fraction(-5, 2)
"""No power that is not whole has a result here."""


class LocalCases:
    """Makes the cases of each value of a methodology, starting from one form that is filled in.

    `seen` are other forms. A value is emptied by hand only when one of them empties it, and is never made not
    applicable by hand, for a workbook need not provide for what cannot be.
    """

    def __init__(self, methodology: Methodology, start: Given, seen: Iterable[Given]) -> None:
        self._methodology = methodology
        self._start = start
        evaluator = Evaluator(methodology)
        self._before = evaluator.run(start)
        self.rich = plentiful(methodology)
        self._rich_before = evaluator.run(self.rich)
        self._witnesses = Witnesses(methodology, (start, self.rich, *seen))

    def of(self, value: Value) -> Iterator[Case]:
        """Threshold, limit, condition and state cases of one value."""
        yield from self._unless(value)
        given = self._assessed(value, self._start)
        match value.rule:
            case Formula():
                yield from self._formula(value, value.rule, given)
            case BandTable():
                yield from self._bands(value, value.rule, given)
            case Cases():
                yield from self._cases(value, value.rule, given)
            case Total():
                yield from self._total(value, value.rule, given)
            case _:
                assert_never(value.rule)

    def ground(self, given: Given) -> Quantities:
        """Ground for the solver: this form, and every other quantity as it is when the form is filled in."""
        return Quantities(self._methodology, self._before, given)

    def rich_ground(self, given: Given) -> Quantities:
        """The same for the form with many rows, `rich`."""
        return Quantities(self._methodology, self._rich_before, given)

    def _case(self, value: Value, kind: CaseKind, what: str, given: Given) -> Case:
        return Case(f"{value.code}: {what}", kind, value.code, value.citation.clause, given)

    def _assessed(self, value: Value, given: Given) -> Given:
        for code in value.unless:
            given = self._put(value, given, code, OFF) or given
        return given

    def _unless(self, value: Value) -> Iterator[Case]:
        for code in value.unless:
            for name, outcome in (("not assessed", ON), ("assessment not known", NOT_FILLED)):
                given = self._put(value, self._assessed(value, self._start), code, outcome)
                if given is not None:
                    yield self._case(value, CaseKind.CONDITION, f"{name}, {code}", given)

    def _formula(self, value: Value, rule: Formula, given: Given) -> Iterator[Case]:
        for point in points(rule.expression, self.ground(given)):
            if isinstance(point.ground, Quantities):
                yield self._case(value, point.kind, point.what, point.ground.given)
        yield from self._without_result(value, rule, given)
        if any(isinstance(node, RowAggregate) for node in walk(rule.expression)):
            # What is counted or summed may be 0 with a few rows: a place may only be found where there are many.
            for point in points(rule.expression, self.rich_ground(self._assessed(value, self.rich))):
                if isinstance(point.ground, Quantities):
                    yield self._case(value, point.kind, f"{point.what}, many rows", point.ground.given)
        yield from self._states(value, references(rule.expression)[:READ_AT_MOST], given)

    def _without_result(self, value: Value, rule: Formula, given: Given) -> Iterator[Case]:
        """0 in everything that a divisor reads, numbers below 0 in what roots, logarithms and powers are taken of. A
        value that its bounds keep from that is there all the same when something is pasted over the validation of the
        cells that it rests on."""
        for node in walk(rule.expression):
            match node:
                case Binary(Operator.DIVIDE, _, divisor) if not never_zero(divisor, self._methodology):
                    there = self._zeroed(self._forced(given, divisor, OFF), divisor)
                    yield self._case(value, CaseKind.CONDITION, "nothing to divide by", there)
                case Binary(Operator.POWER, operand) | Call(
                    Function.SQRT | Function.LN | Function.LOG_TEN, (operand,)
                ) if not never_negative(operand, self._methodology):
                    there = self._forced(given, operand, BELOW)
                    yield self._case(value, CaseKind.CONDITION, "a number below zero", there)
                case _:
                    pass

    def _zeroed(self, given: Given, divisor: Expression) -> Given:
        """With what makes the divisor zero where zeros do not: 1 + a is, where a is −1."""
        ground = Quantities(self._methodology, self._before, given, pasted=True)
        try:
            if compute(divisor, ground) == 0:
                return given
            moved = bring(divisor, Number(OFF), OFF, ground)
        except Unsolved:
            return given
        return moved.given if isinstance(moved, Quantities) else given

    def _forced(self, given: Given, expression: Expression, number: Fraction) -> Given:
        """With this number in everything that the expression reads."""
        for code in references(expression):
            if code in self._methodology.values:
                given = with_override(given, code, number)
            else:
                given = self._pasted(given, code, number) or given
        return given

    def _bands(self, value: Value, rule: BandTable, given: Given) -> Iterator[Case]:
        parameters = self._methodology.parameters
        ends = {end.parameter for band in rule.bands for end in (band.low, band.high) if end is not None}
        typed = self._methodology.inputs.get(rule.operand)
        size = unit(rule.digits) if typed is None else step(typed)
        pasted = typed is not None and typed.type.kind is not Kind.CHOICE  # an option is no number to be pasted
        thresholds = sorted({parameters[code].value for code in ends})
        for threshold in thresholds:
            for name, share in NEAR:
                there = self._put(value, given, rule.operand, threshold + share * size)
                if there is not None:
                    yield self._case(value, CaseKind.THRESHOLD, f"{name} {threshold}", there)
                if pasted and share.denominator != 1:
                    there = self._pasted(given, rule.operand, threshold + share * unit(rule.digits))
                    if there is not None:
                        yield self._case(value, CaseKind.THRESHOLD, f"pasted {name} {threshold}", there)
        edges = [thresholds[0] - 1, *thresholds, thresholds[-1] + 1] if typed is None or pasted else []
        for low, high in pairwise(edges):
            # Half a day or half a person too: pasting gets past the cell's validation, and may fall into a gap.
            there = self._pasted(given, rule.operand, (low + high) / 2)
            if there is not None:
                yield self._case(value, CaseKind.CONDITION, f"between {low} and {high}", there)
        yield from self._states(value, (rule.operand,), given)

    def _cases(self, value: Value, rule: Cases, given: Given) -> Iterator[Case]:
        none: Given | None = given
        for index, case in enumerate(rule.cases):
            for name, outcome in (("holds", ON), ("not known", NOT_FILLED), ("not applicable", NOT_APPLICABLE)):
                there = None if none is None else self._put(value, none, case.condition, outcome)
                if there is not None:
                    yield self._case(value, CaseKind.CONDITION, f"condition {index + 1} {name}", there)
                known = None if there is None or outcome is ON else self._known(there, rule.otherwise)
                if known is not None:
                    yield self._case(value, CaseKind.CONDITION, f"only condition {index + 1} {name}", known)
            none = None if none is None else self._put(value, none, case.condition, OFF)
        if none is not None:
            yield self._case(value, CaseKind.CONDITION, "no condition holds", none)

    def _known(self, given: Given, code: str) -> Given | None:
        """With a number for this value, whatever it would be."""
        before = self._before.quantities[code]
        if code not in self._methodology.values:
            return None
        number = before if isinstance(before, Fraction) else self._methodology.values[code].bounds.high
        return None if number is None else with_override(given, code, number)

    def _total(self, value: Value, rule: Total, given: Given) -> Iterator[Case]:
        some = dict.fromkeys((rule.items[0], rule.items[len(rule.items) // 2], rule.items[-1]))
        yield from self._states(value, tuple(some), given)
        for state in (NOT_APPLICABLE, NOT_FILLED):
            there = given
            for code in rule.items:
                if code in self._methodology.inputs:
                    there = self._put(value, there, code, state) or there
            yield self._case(value, CaseKind.STATE, f"all items {state.value}", there)
        form = self._witnesses.find_all(rule.items, NOT_APPLICABLE)
        if form is not None:
            yield self._case(value, CaseKind.STATE, "every item made not applicable", form)

    def _states(self, value: Value, codes: tuple[str, ...], given: Given) -> Iterator[Case]:
        for code in codes:
            for state in (NOT_FILLED, NOT_APPLICABLE):
                there = self._put(value, given, code, state)
                if there is not None:
                    yield self._case(value, CaseKind.STATE, f"{code} {state.value}", there)
            form = self._witnesses.find(value, code, NOT_FILLED) if code in self._methodology.values else None
            if form is not None:
                yield self._case(value, CaseKind.STATE, f"{code} made from something not filled", form)

    def _put(self, value: Value, given: Given, code: str, outcome: Outcome) -> Given | None:
        """With this quantity so; None when it cannot be so (a parameter, a number outside its bounds). A value
        becomes not applicable on another form altogether."""
        if code in self._methodology.parameters:
            return None
        if code in self._methodology.values:
            if outcome is NOT_FILLED:
                return with_override(given, code, outcome) if self._witnesses.occurs(code, outcome) else None
            if isinstance(outcome, State):
                return self._witnesses.find(value, code, outcome)
            possible = and_a_unit(self._methodology.values[code].bounds).contains(outcome)
            return with_override(given, code, outcome) if possible else None
        field = self._methodology.inputs[code]
        if outcome is NOT_APPLICABLE and not field.declinable:
            return None
        if not isinstance(outcome, State) and not allowed(field, outcome):
            return None
        return with_input(given, code, outcome)

    def _pasted(self, given: Given, code: str, number: Fraction) -> Given | None:
        """With this number, in an input even one that its cell would refuse when typed."""
        if code in self._methodology.inputs:
            return with_input(given, code, number)
        value = self._methodology.values.get(code)
        return (
            with_override(given, code, number)
            if value is not None and and_a_unit(value.bounds).contains(number)
            else None
        )


def walk(expression: Expression) -> Iterator[Expression]:
    """The expression and everything inside it."""
    yield expression
    for child in children(expression):
        yield from walk(child)


def example_cases(methodology: Methodology) -> Iterator[Case]:
    """The act's worked examples: their inputs are filled in, their values set by hand."""
    for example in methodology.examples:
        if example.body not in (None, methodology.body.name):
            continue
        given = Given()
        for item in example.given:
            if item.code in methodology.inputs:
                given = with_input(given, item.code, item.value)
            elif item.code in methodology.values:
                given = with_override(given, item.code, item.value)
        yield Case(f"example {example.code}", CaseKind.EXAMPLE, example.target, example.citation.clause, given)
