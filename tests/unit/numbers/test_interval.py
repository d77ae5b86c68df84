"""Interval arithmetic holds every result of its members."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import assume, given
from hypothesis import strategies as st

from compiler.numbers import Interval

NUMBERS = st.fractions(min_value=-100, max_value=100, max_denominator=50)


@st.composite
def members(draw: st.DrawFn) -> tuple[Interval, Fraction]:
    """An interval, perhaps without an end, and a number in it."""
    low, number, high = sorted(draw(st.lists(NUMBERS, min_size=3, max_size=3)))
    return Interval(draw(st.sampled_from([low, None])), draw(st.sampled_from([high, None]))), number


@given(members(), members())
def test_results_lie_in_the_result(one: tuple[Interval, Fraction], two: tuple[Interval, Fraction]) -> None:
    (left, x), (right, y) = one, two
    assert (left + right).contains(x + y)
    assert (left - right).contains(x - y)
    assert (left * right).contains(x * y)
    assert (-left).contains(-x)
    assert left.union(right).contains(x)
    assert left.union(right).contains(y)
    assert left.minimum(right).contains(min(x, y))
    assert left.maximum(right).contains(max(x, y))


@given(members())
def test_reciprocal(one: tuple[Interval, Fraction]) -> None:
    interval, x = one
    assume(x != 0)
    assert interval.reciprocal().contains(1 / x)


@given(members(), members())
def test_within_means_every_member(one: tuple[Interval, Fraction], two: tuple[Interval, Fraction]) -> None:
    (left, x), (right, _) = one, two
    if left.within(right):
        assert right.contains(x)
