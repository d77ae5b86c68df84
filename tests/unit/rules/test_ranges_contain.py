"""Property: whatever the evaluator gives lies in the range, for random expressions over random operands."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from compiler.evaluate.expressions import SlotNumbers, compile_expression, outcome
from compiler.evaluate.states import State
from compiler.model.expressions import (
    Binary,
    Call,
    Compare,
    Comparison,
    Expression,
    Function,
    If,
    Negate,
    Operator,
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
        st.builds(
            lambda x, y, then, other: If(Compare(Comparison.LESS, x, y, 10), then, other), parts, parts, parts, parts
        ),
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


@settings(max_examples=400, deadline=None)
@given(expressions, st.lists(operands(), min_size=1, max_size=8))
def test_every_result_lies_in_the_range(expression: Expression, samples: list[list[Fraction]]) -> None:
    found = range_of(
        expression,
        RANGES.__getitem__,
        None,
        lambda _table: (0, 0),
        at_most=lambda lower, upper: (lower, upper) == ("a", "b"),
        whole=lambda code: code in WHOLE,
    )
    compiled = compile_expression(expression, NUMBERS)
    for sample in samples:
        result = outcome(compiled, sample)
        if isinstance(result, State):
            continue
        assert found.contains(result), (found, result, sample)
