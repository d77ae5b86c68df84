"""Guards that stand only where something typed can reach them, bounds kept or not."""

from __future__ import annotations

from fractions import Fraction

import pytest

from compiler.model.expressions import Binary, Call, Expression, Function, Number, Operator, Ref
from compiler.model.whatever_typed import never_negative, never_zero
from tests.support.models import sample_methodology

PLAN = Ref("quality.plan")


def number(text: str) -> Number:
    return Number(Fraction(text))


def call(function: Function, *arguments: Expression) -> Call:
    return Call(function, arguments, 10)


@pytest.mark.parametrize(
    ("divisor", "never"),
    [
        (PLAN, False),
        (call(Function.MAX, PLAN, number("12")), True),
        (call(Function.MAX, PLAN, number("0.00000000001")), False),
        (call(Function.MIN, PLAN, number("-1")), True),
        (Binary(Operator.ADD, number("1"), call(Function.EXP, PLAN)), True),
        (call(Function.ABS, PLAN), False),
        (Ref("part"), True),
    ],
)
def test_a_divisor_that_nothing_typed_makes_zero(divisor: Expression, never: bool) -> None:
    parts = {"part": call(Function.MAX, PLAN, number("1"))}
    assert never_zero(divisor, sample_methodology(), parts) is never


def test_what_is_not_below_zero() -> None:
    methodology = sample_methodology()
    assert never_negative(call(Function.SQRT, PLAN), methodology, {})
    assert never_negative(call(Function.ABS, PLAN), methodology, {})
    assert not never_negative(PLAN, methodology, {})
    assert not never_negative(call(Function.MAX, PLAN, number("-1")), methodology, {})
