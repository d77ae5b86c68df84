"""Ranges: tight where acts have correlations, and never narrower than what sampling finds."""

from __future__ import annotations

from fractions import Fraction

import pytest

from compiler.model.expressions import Expression, Function, If, Negate, Not, Number, Or, RowFunction
from compiler.model.ranges import range_of
from compiler.numbers import Interval
from tests.support.builders import ONE, ZERO, add, call, compare, div, mul, power, ref, rounding, rows, sub

RANGES = {
    "a": Interval.between(0, 100),
    "b": Interval.between(0, 100),
    "c": Interval.between(2, 5),
    "d": Interval.between(-3, 4),
    "w": Interval.point(Fraction("0.3")),
    "m": Interval.point(20),
}


def a_below_b(lower: str, upper: str) -> bool:
    return (lower, upper) == ("a", "b")


def found(expression: Expression) -> Interval:
    return range_of(
        expression,
        RANGES.__getitem__,
        {"t.x": Interval.between(-1, 6), "t.y": Interval.between(2, 6), "t.z": Interval.between(2, 6)}.__getitem__,
        lambda _table: (1, 10),
        at_most=a_below_b,
        whole=lambda code: code in ("a", "b"),
        filled=lambda column: column in ("t.x", "t.y"),
    )


@pytest.mark.parametrize(
    ("expression", "low", "high"),
    [
        (div(ref("a"), ref("b")), "0", "1"),
        (div(mul(ref("m"), ref("a")), ref("b")), "0", "20"),
        (mul(ref("m"), div(ref("a"), ref("b"))), "0", "20"),
        (div(ref("a"), add(ref("a"), ref("b"))), "0", "1"),
        (div(add(ref("a"), mul(ref("w"), ref("b"))), add(ref("a"), ref("b"))), "3/10", "1"),
        (div(sub(ref("b"), ref("a")), ref("b")), "0", "1"),
        (div(ref("b"), ref("a")), "0", "100"),
        (div(mul(ref("c"), ref("a")), ref("b")), "0", "5"),
        (sub(div(mul(ref("m"), ref("a")), ref("b")), div(ref("a"), ref("b"))), "-1", "20"),
        (sub(ref("b"), ref("a")), "0", "100"),
        (sub(ref("a"), ref("b")), "-100", "0"),
        (sub(ref("a"), ref("a")), "0", "0"),
        (sub(add(ref("a"), ref("c")), ref("a")), "2", "5"),
        (add(ref("c"), ref("d")), "-1", "9"),
        (mul(ref("d"), ref("c")), "-15", "20"),
        (mul(ref("d"), ref("d")), "0", "16"),
        (div(ONE, ref("c")), "1/5", "1/2"),
        (Negate(ref("c")), "-5", "-2"),
        (power(ref("d"), ONE), "-3", "4"),
        (power(ref("c"), ref("d")), "1/125", "625"),
        (call(Function.MAX, ZERO, ref("d")), "0", "4"),
        (call(Function.MIN, ref("c"), ref("d")), "-3", "4"),
        (call(Function.ABS, ref("d")), "0", "4"),
        (rounding(Function.ROUND, ref("w"), 0), "0", "0"),
        (rounding(Function.ROUND_UP, ref("w"), 0), "1", "1"),
        (If(compare(ref("a"), ">", ZERO), ref("c"), ref("m")), "2", "20"),
        (compare(ref("a"), ">", ZERO), "0", "1"),
        (rows(RowFunction.COUNT, "t"), "1", "10"),
        (rows(RowFunction.COUNT, "t", None, "late"), "0", "10"),
        (rows(RowFunction.SUM, "t", "x"), "-10", "60"),
        (rows(RowFunction.SUM, "t", "y"), "2", "60"),  # one row at least, and there it is filled
        (rows(RowFunction.SUM, "t", "y", "late"), "0", "60"),
        (rows(RowFunction.SUM, "t", "z"), "0", "60"),
        (rows(RowFunction.MEAN, "t", "x"), "-1", "6"),
        (div(rows(RowFunction.COUNT, "t", None, "late"), rows(RowFunction.COUNT, "t")), "0", "1"),
    ],
)
def test_range_is_tight(expression: Expression, low: str, high: str) -> None:
    assert found(expression) == Interval.between(Fraction(low), Fraction(high))


def test_a_divisor_that_may_approach_zero_has_no_upper_bound() -> None:
    quotient = range_of(div(ONE, ref("x")), lambda _code: Interval.between(0, 2), None, lambda _table: (0, 0))
    assert quotient == Interval(Fraction(1, 2), None)


@pytest.mark.parametrize(
    ("condition", "expression", "low", "high"),
    [
        (compare(ref("b"), ">", ZERO), div(ONE, ref("b")), "1/100", "1"),
        (compare(ref("b"), "<>", ZERO), ref("b"), "1", "100"),
        (compare(ref("c"), ">", Number(Fraction(4))), div(ONE, ref("c")), "1/5", "1/4"),
        (compare(ref("a"), "<=", Number(Fraction(7))), ref("a"), "0", "7"),
        (compare(ref("a"), "=", Number(Fraction(7))), mul(ref("a"), ref("c")), "14", "35"),
        (compare(ref("b"), "<", ref("a")), div(ref("b"), ref("a")), "0", "1"),
        (Not(Or((compare(ref("b"), "<", ONE), compare(ref("b"), ">", ref("m"))))), ref("b"), "1", "20"),
        (compare(sub(ref("c"), ref("w")), ">", Number(Fraction(3))), sub(ref("c"), ref("w")), "3", "47/10"),
    ],
)
def test_a_condition_narrows_its_branch(condition: Expression, expression: Expression, low: str, high: str) -> None:
    expected = Interval(Fraction(low), Fraction(high))
    assert found(If(condition, expression, Number(Fraction(low)))) == expected
    narrow = range_of(
        expression,
        RANGES.__getitem__,
        None,
        lambda _table: (0, 0),
        whole=lambda code: code in ("a", "b"),
        given=((condition, True),),
    )
    assert narrow == expected


def test_above_zero_keeps_its_distance_only_where_it_is_asked() -> None:
    condition = compare(ref("d"), ">", ZERO)
    ranges = [
        range_of(ref("d"), RANGES.__getitem__, None, lambda _: (0, 0), given=((condition, True),), strict=strict)
        for strict in (False, True)
    ]
    assert ranges[0].contains(Fraction(0))
    assert not ranges[1].contains(Fraction(0))
