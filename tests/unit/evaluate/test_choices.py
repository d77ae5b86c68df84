"""if … then … else is lazy: the branch that is not chosen is neither computed nor asked for."""

from __future__ import annotations

from fractions import Fraction

import pytest

from compiler.evaluate import NOT_APPLICABLE, NOT_FILLED, Outcome
from compiler.evaluate.expressions import SlotNumbers, compile_expression, outcome
from compiler.model.expressions import Expression, Filled, If
from tests.support.builders import ONE, ZERO, add, compare, div, mul, ref

A, B, C = (ref(code) for code in ("a", "b", "c"))
NUMBERS = SlotNumbers({"a": 0, "b": 1, "c": 2}, {}, {})
RATIO = If(compare(B, ">", ZERO), div(A, B), ZERO)
FIRST = If(Filled(A), A, If(Filled(B), B, C))


@pytest.mark.parametrize(
    ("expression", "slots", "expected"),
    [
        (RATIO, (Fraction(3), Fraction(2), NOT_FILLED), Fraction(3, 2)),
        (RATIO, (Fraction(3), Fraction(0), NOT_FILLED), Fraction(0)),
        (RATIO, (NOT_FILLED, Fraction(0), NOT_FILLED), Fraction(0)),
        (RATIO, (NOT_FILLED, Fraction(1), NOT_FILLED), NOT_FILLED),
        (RATIO, (NOT_APPLICABLE, Fraction(1), NOT_FILLED), NOT_APPLICABLE),
        (RATIO, (Fraction(1), NOT_FILLED, NOT_FILLED), NOT_FILLED),
        (RATIO, (Fraction(1), NOT_APPLICABLE, NOT_FILLED), NOT_APPLICABLE),
        (FIRST, (Fraction(7), NOT_FILLED, NOT_FILLED), Fraction(7)),
        (FIRST, (NOT_APPLICABLE, Fraction(5), Fraction(6)), Fraction(5)),
        (FIRST, (NOT_FILLED, NOT_FILLED, Fraction(6)), Fraction(6)),
        (FIRST, (NOT_FILLED, NOT_FILLED, NOT_APPLICABLE), NOT_APPLICABLE),
        (FIRST, (NOT_APPLICABLE, NOT_FILLED, NOT_FILLED), NOT_FILLED),
        (add(mul(RATIO, C), RATIO), (Fraction(4), Fraction(2), Fraction(3)), Fraction(8)),
        # A choice without a result is "not filled", which comes before "not applicable" elsewhere.
        (add(If(compare(B, "=", ZERO), div(A, B), ONE), C), (Fraction(1), Fraction(0), NOT_APPLICABLE), NOT_FILLED),
        (add(div(A, B), C), (Fraction(1), Fraction(0), NOT_APPLICABLE), NOT_APPLICABLE),
    ],
)
def test_only_the_chosen_branch_counts(expression: Expression, slots: tuple[Outcome, ...], expected: Outcome) -> None:
    assert outcome(compile_expression(expression, NUMBERS), slots) == expected
