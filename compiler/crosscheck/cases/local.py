"""Cases about one value: everything it reads is put where its rule turns, the rest of the form stays filled."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction
from itertools import pairwise
from typing import assert_never

from compiler.crosscheck.cases.base import Case, CaseKind, with_input, with_override
from compiler.crosscheck.cases.entries import allowed, plentiful, step
from compiler.crosscheck.cases.grounds import Quantities
from compiler.crosscheck.cases.points import NEAR, points, unit
from compiler.evaluate import NOT_APPLICABLE, NOT_FILLED, Evaluator, Given, Outcome, State
from compiler.model.bands import BandTable
from compiler.model.expressions import Expression, RowAggregate, children, references
from compiler.model.methodology import Methodology
from compiler.model.quantities import Cases, Formula, Total, Value

READ_AT_MOST = 6
"""Operands of one formula that are left blank or declared not applicable in turn."""

ON = Fraction(1)
OFF = Fraction(0)


class LocalCases:
    """Makes the cases of each value of a methodology, starting from one form that is filled in.

    `seen` are other forms: a value is set to a state by hand only when one of them brought it into that state, for a
    workbook need not provide for what cannot be.
    """

    def __init__(self, methodology: Methodology, start: Given, seen: Iterable[Given]) -> None:
        self._methodology = methodology
        self._start = start
        evaluator = Evaluator(methodology)
        self._before = evaluator.run(start)
        self._rich = plentiful(methodology)
        self._rich_before = evaluator.run(self._rich)
        self._possible: set[tuple[str, State]] = set()
        for given in seen:
            for code, outcome in evaluator.run(given).values.items():
                if isinstance(outcome, State):
                    self._possible.add((code, outcome))

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

    def _case(self, value: Value, kind: CaseKind, what: str, given: Given) -> Case:
        return Case(f"{value.code}: {what}", kind, value.code, value.citation.clause, given)

    def _assessed(self, value: Value, given: Given) -> Given:
        for code in value.unless:
            given = self._put(given, code, OFF) or given
        return given

    def _unless(self, value: Value) -> Iterator[Case]:
        for code in value.unless:
            for name, outcome in (("not assessed", ON), ("assessment not known", NOT_FILLED)):
                given = self._put(self._assessed(value, self._start), code, outcome)
                if given is not None:
                    yield self._case(value, CaseKind.CONDITION, f"{name}, {code}", given)

    def _formula(self, value: Value, rule: Formula, given: Given) -> Iterator[Case]:
        for point in points(rule.expression, self.ground(given)):
            if isinstance(point.ground, Quantities):
                yield self._case(value, point.kind, point.what, point.ground.given)
        if any(isinstance(node, RowAggregate) for node in walk(rule.expression)):
            # What is counted or summed may be 0 with a few rows: a place may only be found where there are many.
            rich = Quantities(self._methodology, self._rich_before, self._assessed(value, self._rich))
            for point in points(rule.expression, rich):
                if isinstance(point.ground, Quantities):
                    yield self._case(value, point.kind, f"{point.what}, many rows", point.ground.given)
        yield from self._states(value, references(rule.expression)[:READ_AT_MOST], given)

    def _bands(self, value: Value, rule: BandTable, given: Given) -> Iterator[Case]:
        parameters = self._methodology.parameters
        ends = {end.parameter for band in rule.bands for end in (band.low, band.high) if end is not None}
        typed = self._methodology.inputs.get(rule.operand)
        size = unit(rule.digits) if typed is None else step(typed)
        thresholds = sorted({parameters[code].value for code in ends})
        for threshold in thresholds:
            for name, share in NEAR:
                there = self._put(given, rule.operand, threshold + share * size)
                if there is not None:
                    yield self._case(value, CaseKind.THRESHOLD, f"{name} {threshold}", there)
        edges = [thresholds[0] - 1, *thresholds, thresholds[-1] + 1]
        for low, high in pairwise(edges):
            there = self._put(given, rule.operand, (low + high) / 2)
            if there is not None:
                yield self._case(value, CaseKind.CONDITION, f"between {low} and {high}", there)
        yield from self._states(value, (rule.operand,), given)

    def _cases(self, value: Value, rule: Cases, given: Given) -> Iterator[Case]:
        none: Given | None = given
        for index, case in enumerate(rule.cases):
            for name, outcome in (("holds", ON), ("not known", NOT_FILLED), ("not applicable", NOT_APPLICABLE)):
                there = None if none is None else self._put(none, case.condition, outcome)
                if there is not None:
                    yield self._case(value, CaseKind.CONDITION, f"condition {index + 1} {name}", there)
            none = None if none is None else self._put(none, case.condition, OFF)
        if none is not None:
            yield self._case(value, CaseKind.CONDITION, "no condition holds", none)

    def _total(self, value: Value, rule: Total, given: Given) -> Iterator[Case]:
        some = dict.fromkeys((rule.items[0], rule.items[len(rule.items) // 2], rule.items[-1]))
        yield from self._states(value, tuple(some), given)
        for state in (NOT_APPLICABLE, NOT_FILLED):
            there = given
            for code in rule.items:
                there = self._put(there, code, state) or there
            yield self._case(value, CaseKind.STATE, f"all items {state.value}", there)

    def _states(self, value: Value, codes: tuple[str, ...], given: Given) -> Iterator[Case]:
        for code in codes:
            for state in (NOT_FILLED, NOT_APPLICABLE):
                there = self._put(given, code, state)
                if there is not None:
                    yield self._case(value, CaseKind.STATE, f"{code} {state.value}", there)

    def _put(self, given: Given, code: str, outcome: Outcome) -> Given | None:
        """With this quantity so; None when it cannot be so (a parameter, a number outside its bounds)."""
        if code in self._methodology.parameters:
            return None
        if code in self._methodology.values:
            if isinstance(outcome, State):
                possible = (code, outcome) in self._possible
            else:
                possible = self._methodology.values[code].bounds.contains(outcome)
            return with_override(given, code, outcome) if possible else None
        field = self._methodology.inputs[code]
        if outcome is NOT_APPLICABLE and not field.declinable:
            return None
        if not isinstance(outcome, State) and not allowed(field, outcome):
            return None
        return with_input(given, code, outcome)


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
