"""Rules at their edges: a case that nobody has decided, and operands that miss a threshold by less than is seen."""

from __future__ import annotations

from fractions import Fraction

import pytest

from compiler.evaluate import NOT_APPLICABLE, NOT_FILLED, Outcome
from compiler.evaluate.expressions import SlotNumbers, compile_expression, outcome
from compiler.evaluate.rules import compile_value
from compiler.model.expressions import Expression, Function
from compiler.model.quantities import Cases
from compiler.model.types import Kind
from tests.support.builders import call, case, power, ref, rounding, stated, value

A, B = ref("a"), ref("b")
NUMBERS = SlotNumbers({"a": 0, "b": 1, "c": 2}, {}, {})
UNSEEN = Fraction(1, 10**11)
"""Less than the precision of comparisons sees."""


@pytest.mark.parametrize(
    ("condition", "result", "otherwise", "expected"),
    [
        (Fraction(1), Fraction(5), Fraction(7), Fraction(5)),
        (Fraction(0), Fraction(5), Fraction(7), Fraction(7)),
        (Fraction(0), NOT_FILLED, Fraction(7), Fraction(7)),
        (NOT_APPLICABLE, Fraction(5), Fraction(7), Fraction(7)),
        (NOT_FILLED, Fraction(5), Fraction(7), NOT_FILLED),
    ],
)
def test_an_undecided_case_leaves_the_value_open(
    condition: Outcome, result: Outcome, otherwise: Outcome, expected: Outcome
) -> None:
    rule = Cases((case("a", "b"),), "c")
    step = compile_value(value("v", Kind.POINTS, rule, "Балл", stated("1-т.")), NUMBERS, {})
    assert step([condition, result, otherwise]) == expected


@pytest.mark.parametrize(
    ("expression", "seen", "expected"),
    [
        (call(Function.SQRT, A), -UNSEEN, Fraction(0)),
        (call(Function.SQRT, A), Fraction(-1), NOT_FILLED),
        (call(Function.LN, A), UNSEEN, NOT_FILLED),
        (call(Function.HARMONIC_MEAN, B, A), UNSEEN, NOT_FILLED),
        (power(A, ref("b")), UNSEEN, NOT_FILLED),
        (rounding(Function.ROUND_UP, A, 0), 2 + UNSEEN, Fraction(2)),
        (rounding(Function.ROUND_UP, A, 0), 2 + 10 * UNSEEN, Fraction(3)),
        (rounding(Function.ROUND_DOWN, A, 0), 2 - UNSEEN, Fraction(2)),
        (rounding(Function.ROUND, A, 0), Fraction(5, 2) - UNSEEN, Fraction(3)),
        (rounding(Function.ROUND, A, 0), -Fraction(5, 2), Fraction(-3)),
    ],
)
def test_operands_are_seen_at_the_precision(expression: Expression, seen: Fraction, expected: Outcome) -> None:
    assert outcome(compile_expression(expression, NUMBERS), (seen, Fraction(-1), Fraction(0))) == expected
