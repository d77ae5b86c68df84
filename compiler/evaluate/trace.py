"""How a result came about: for each element its inputs and steps, with what each step read, gave, and took or added.

Built on demand from a Result; nothing is recorded while the evaluator runs.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from compiler.evaluate.evaluator import Result
from compiler.evaluate.states import NOT_FILLED, Cell, Outcome
from compiler.model.bands import Band, BandTable
from compiler.model.expressions import Expression, Ref, RowAggregate, children
from compiler.model.indicators import Element, Level, StepRole
from compiler.model.quantities import Cases, Formula, Rule, Total, Value
from compiler.model.texts import Citation, Label
from compiler.model.types import Type
from compiler.numbers import snap

RUNNING = frozenset(
    {
        StepRole.BASE,
        StepRole.ALTERNATIVE,
        StepRole.COEFFICIENT,
        StepRole.BONUS,
        StepRole.DEDUCTION,
        StepRole.FLOOR,
        StepRole.CAP,
        StepRole.ROUNDING,
        StepRole.FINAL,
    }
)
"""Steps whose value is the score so far."""

ADJUSTMENTS = RUNNING - {StepRole.BASE, StepRole.ALTERNATIVE, StepRole.FINAL}


@dataclass(frozen=True, slots=True)
class Reading:
    """A quantity that was read, and what it held."""

    code: str
    label: Label
    type: Type
    cell: Cell


@dataclass(frozen=True, slots=True)
class StepTrace:
    """One computed value. `change`: what an adjustment added to the score so far (a cap or deduction: negative), None
    for other steps or without numbers. `decided`: the condition, guard or band that chose the result."""

    code: str
    role: StepRole
    label: Label
    citation: Citation
    type: Type
    rule: Rule
    readings: tuple[Reading, ...]
    aggregates: tuple[tuple[RowAggregate, Outcome], ...]
    outcome: Outcome
    change: Fraction | None = None
    decided: Reading | Band | None = None
    by_hand: bool = False
    """Set by an override, not computed."""


@dataclass(frozen=True, slots=True)
class ElementTrace:
    """An element with its own inputs and steps; `parts` are the scores of its children."""

    code: str
    level: Level
    number: str
    label: Label
    citation: Citation
    maximum: Outcome | None
    score: Outcome | None
    inputs: tuple[Reading, ...]
    steps: tuple[StepTrace, ...]
    parts: tuple[str, ...]


def trace_element(result: Result, code: str) -> ElementTrace:
    """The trace of one element. KeyError when there is no such element."""
    for element in result.methodology.root.walk():
        if element.code == code:
            return _element(result, element)
    raise KeyError(code)


def trace_tree(result: Result) -> tuple[ElementTrace, ...]:
    """All elements, in the order of the act."""
    return tuple(_element(result, element) for element in result.methodology.root.walk())


def trace_value(result: Result, code: str) -> StepTrace:
    """The trace of one value, whatever element it belongs to. KeyError when it is no value."""
    for element in result.methodology.root.walk():
        for step in element.steps:
            if step.code == code:
                return _step(result, code, step.role, _before(result, element, code))
    return _step(result, code, StepRole.LET, None)


def _element(result: Result, element: Element) -> ElementTrace:
    maximum = None if element.maximum is None else result.outcome(element.maximum)
    return ElementTrace(
        element.code,
        element.level,
        element.number,
        element.label,
        element.citation,
        maximum,
        None if element.score is None else result.outcome(element.score),
        tuple(_reading(result, code) for code in element.inputs),
        tuple(_step(result, step.code, step.role, _before(result, element, step.code)) for step in element.steps),
        tuple(child.code for child in element.children),
    )


def _before(result: Result, element: Element, code: str) -> str | None:
    """The step that held the score before this adjustment: the last earlier one that it reads."""
    earlier: list[str] = []
    for step in element.steps:
        if step.code == code:
            if step.role not in ADJUSTMENTS:
                return None
            read = set(_codes(result.methodology.values[code].rule))
            return next((name for name in reversed(earlier) if name in read), None)
        if step.role in RUNNING:
            earlier.append(step.code)
    return None


def _step(result: Result, code: str, role: StepRole, before: str | None) -> StepTrace:
    value = result.methodology.values[code]
    outcome = result.outcome(code)
    change = None
    if before is not None:
        earlier = result.outcome(before)
        if isinstance(earlier, Fraction) and isinstance(outcome, Fraction):
            change = outcome - earlier
    aggregates = tuple(
        (aggregate, result.aggregates.get(aggregate, NOT_FILLED)) for aggregate in _aggregates(value.rule)
    )
    by_hand = code in result.given.overrides
    return StepTrace(
        code,
        role,
        value.label,
        value.citation,
        value.type,
        value.rule,
        tuple(_reading(result, read) for read in dict.fromkeys(_codes(value.rule))),
        aggregates,
        outcome,
        change,
        None if by_hand else _decided(result, value),
        by_hand,
    )


def _reading(result: Result, code: str) -> Reading:
    quantity = result.methodology.quantity(code)
    return Reading(code, quantity.label, quantity.type, result.quantities[code])


def _decided(result: Result, value: Value) -> Reading | Band | None:
    for guard in value.unless:
        if result.quantities[guard] == 1:
            return _reading(result, guard)
    match value.rule:
        case Cases(cases, _):
            for case in cases:
                if result.quantities[case.condition] == 1:
                    return _reading(result, case.condition)
            return None
        case BandTable():
            return _band(result, value.rule)
        case _:
            return None


def _band(result: Result, table: BandTable) -> Band | None:
    seen = result.outcome(table.operand)
    if not isinstance(seen, Fraction):
        return None
    number = snap(seen, table.digits)
    parameters = result.methodology.parameters
    for band in table.bands:
        low = None if band.low is None else snap(parameters[band.low.parameter].value, table.digits)
        high = None if band.high is None else snap(parameters[band.high.parameter].value, table.digits)
        above = low is None or band.low is None or number > low or (band.low.closed and number == low)
        below = high is None or band.high is None or number < high or (band.high.closed and number == high)
        if above and below:
            return band
    return None


def _codes(rule: Rule) -> tuple[str, ...]:
    match rule:
        case Formula(expression):
            return tuple(node.code for node in _walk(expression) if isinstance(node, Ref))
        case BandTable(operand, _, _):
            return (operand,)
        case Cases(cases, otherwise):
            results = tuple(code for case in cases for code in (case.condition, case.result) if code is not None)
            return (*results, otherwise)
        case Total(items, _, _):
            return items


def _aggregates(rule: Rule) -> tuple[RowAggregate, ...]:
    if not isinstance(rule, Formula):
        return ()
    return tuple(dict.fromkeys(node for node in _walk(rule.expression) if isinstance(node, RowAggregate)))


def _walk(expression: Expression) -> list[Expression]:
    return [expression, *(node for child in children(expression) for node in _walk(child))]
