"""Property: whatever the evaluator gives lies in the range, for random expressions over random operands."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from compiler.evaluate.expressions import SlotNumbers, compile_expression, outcome
from compiler.evaluate.states import State
from compiler.model.assumptions import Asked
from compiler.model.expressions import (
    And,
    Binary,
    Call,
    Compare,
    Comparison,
    Expression,
    Function,
    If,
    Negate,
    Not,
    Operator,
    Or,
    Ref,
)
from compiler.model.ranges import range_of
from compiler.numbers import Interval
from tests.support.builders import HUNDRED, ONE, ZERO, rounding

NAMES = ("a", "b", "c", "d", "e")
RANGES = {
    "a": Interval.between(0, 10),
    "b": Interval.between(0, 10),
    "c": Interval.between(-3, 5),
    "d": Interval.between(Fraction(1, 2), 4),
    "e": Interval.point(Fraction("0.3")),
}
WHOLE = ("a", "b")
NUMBERS = SlotNumbers({name: place for place, name in enumerate(NAMES)}, {}, {})

leaves = st.sampled_from([*(Ref(name) for name in NAMES), ZERO, ONE, HUNDRED])


def grown(parts: st.SearchStrategy[Expression]) -> st.SearchStrategy[Expression]:
    arithmetic = st.sampled_from([Operator.ADD, Operator.SUBTRACT, Operator.MULTIPLY, Operator.DIVIDE])
    return st.one_of(
        st.builds(Binary, arithmetic, parts, parts),
        st.builds(Negate, parts),
        st.builds(lambda base, exponent: Binary(Operator.POWER, base, exponent), leaves, leaves),
        st.builds(lambda f, x, y: Call(f, (x, y)), st.sampled_from([Function.MIN, Function.MAX]), parts, parts),
        st.builds(
            lambda f, x: Call(f, (x,)),
            st.sampled_from([Function.ABS, Function.SQRT, Function.LN, Function.EXP]),
            parts,
        ),
        st.builds(
            rounding,
            st.sampled_from([Function.ROUND, Function.ROUND_UP, Function.ROUND_DOWN]),
            parts,
            st.integers(-1, 3),
        ),
        st.builds(If, conditions(parts), parts, parts),
    )


def conditions(parts: st.SearchStrategy[Expression]) -> st.SearchStrategy[Expression]:
    compared = st.builds(Compare, st.sampled_from(Comparison), parts, parts, st.sampled_from([0, 1, 10]))
    return st.one_of(
        compared,
        st.builds(Not, compared),
        st.builds(lambda x, y: And((x, y)), compared, compared),
        st.builds(lambda x, y: Or((x, y)), compared, compared),
    )


expressions = st.recursive(leaves, grown, max_leaves=10)


@st.composite
def operands(draw: st.DrawFn) -> list[Fraction]:
    """Whole a <= b, and the others anywhere in their ranges."""
    larger = draw(st.integers(0, 10))
    smaller = draw(st.integers(0, larger))
    c = draw(st.fractions(-3, 5, max_denominator=20))
    d = draw(st.fractions(Fraction(1, 2), 4, max_denominator=20))
    return [Fraction(smaller), Fraction(larger), c, d, Fraction("0.3")]


def range_with(expression: Expression, conditions: tuple[Asked, ...] = (), strict: bool = False) -> Interval:
    return range_of(
        expression,
        RANGES.__getitem__,
        None,
        lambda _table: (0, 0),
        at_most=lambda lower, upper: (lower, upper) == ("a", "b"),
        whole=lambda code: code in WHOLE,
        given=conditions,
        strict=strict,
    )


@settings(max_examples=400, deadline=None)
@given(expressions, conditions(expressions), st.booleans(), st.lists(operands(), min_size=1, max_size=8))
def test_every_result_lies_in_the_range_that_a_condition_leaves(
    expression: Expression, condition: Expression, strict: bool, samples: list[list[Fraction]]
) -> None:
    asked, compiled = compile_expression(condition, NUMBERS), compile_expression(expression, NUMBERS)
    for sample in samples:
        holds, result = outcome(asked, sample), outcome(compiled, sample)
        if not isinstance(holds, State) and not isinstance(result, State):
            found = range_with(expression, ((condition, holds != 0),), strict)
            assert found.contains(result), (found, result, sample)


@settings(max_examples=400, deadline=None)
@given(expressions, st.lists(operands(), min_size=1, max_size=8))
def test_every_result_lies_in_the_range(expression: Expression, samples: list[list[Fraction]]) -> None:
    found = range_with(expression)
    compiled = compile_expression(expression, NUMBERS)
    for sample in samples:
        result = outcome(compiled, sample)
        if isinstance(result, State):
            continue
        assert found.contains(result), (found, result, sample)
