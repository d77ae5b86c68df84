"""Roundings against the decimal module, and the precision rule."""

from __future__ import annotations

from decimal import ROUND_DOWN, ROUND_HALF_UP, ROUND_UP, Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compiler.numbers import Interval, digits_for, round_down, round_half_away, round_up, snap

DECIMALS = st.decimals(min_value=-(10**6), max_value=10**6, allow_nan=False, allow_infinity=False, places=6)
PLACES = st.integers(-3, 8)


@given(DECIMALS, PLACES)
def test_roundings_agree_with_decimal(number: Decimal, places: int) -> None:
    """decimal's "half up" is half away from zero, its "up" away from zero."""
    exponent = Decimal(1).scaleb(-places)
    for ours, theirs in ((round_half_away, ROUND_HALF_UP), (round_up, ROUND_UP), (round_down, ROUND_DOWN)):
        assert ours(Fraction(number), places) == Fraction(number.quantize(exponent, rounding=theirs))


@given(st.fractions(), st.integers(-3, 12))
def test_rounding_moves_by_at_most_half_a_unit(number: Fraction, places: int) -> None:
    rounded = round_half_away(number, places)
    assert abs(rounded - number) <= Fraction(1, 2) / Fraction(10) ** places
    assert (rounded * Fraction(10) ** places).denominator == 1


@given(st.fractions(), st.fractions(), st.integers(0, 10))
def test_snapping_never_changes_an_order(one: Fraction, two: Fraction, digits: int) -> None:
    low, high = sorted((one, two))
    assert snap(low, digits) <= snap(high, digits)


@pytest.mark.parametrize(
    ("number", "places", "rounded"),
    [("1.005", 2, "1.01"), ("-1.005", 2, "-1.01"), ("0.5", 0, "1"), ("-0.5", 0, "-1"), ("1/3", 2, "0.33")],
)
def test_ties_go_away_from_zero(number: str, places: int, rounded: str) -> None:
    assert round_half_away(Fraction(number), places) == Fraction(rounded)


@pytest.mark.parametrize(
    ("low", "high", "digits"),
    [("0", "1", 10), ("0", "999", 10), ("0", "1000", 9), ("-123456", "1", 7), ("0", "1000000000", 3)],
)
def test_digits_leave_thirteen_significant_ones(low: str, high: str, digits: int) -> None:
    assert digits_for(Interval(Fraction(low), Fraction(high))) == digits


def test_no_digits_without_bounds() -> None:
    assert digits_for(Interval(Fraction(0), None)) is None
