"""Roots, logarithms and powers: forty digits, exact where the result is rational, and never falling where they rise."""

from __future__ import annotations

from decimal import Decimal, localcontext
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from compiler.numbers.irrational import exponential, logarithm, raised, square_root

POSITIVE = st.fractions(min_value=Fraction(1, 10**6), max_value=10**6)
SMALL = st.fractions(min_value=-20, max_value=20, max_denominator=10**6)


def close(found: Fraction | None, expected: Decimal) -> bool:
    """Equal to forty significant digits, but for one unit of the last."""
    return found is not None and abs(found - Fraction(expected)) <= abs(Fraction(expected)) / 10**39


@given(POSITIVE)
@settings(deadline=None)
def test_square_root(number: Fraction) -> None:
    root = square_root(number)
    assert root is not None
    assert abs(root * root - number) <= number / 10**38


@given(POSITIVE)
@settings(deadline=None)
def test_logarithm_and_exponential_undo_each_other(number: Fraction) -> None:
    log = logarithm(number)
    assert log is not None
    back = exponential(log)
    assert back is not None
    assert abs(back - number) <= number / 10**37


@given(POSITIVE, SMALL)
@settings(deadline=None, max_examples=50)
def test_powers_agree_with_more_digits(base: Fraction, exponent: Fraction) -> None:
    with localcontext() as context:
        context.prec = 90
        logged = (Decimal(base.numerator) / Decimal(base.denominator)).ln()
        expected = (logged * Decimal(exponent.numerator) / Decimal(exponent.denominator)).exp()
        assert close(raised(base, exponent), expected)


@given(POSITIVE, POSITIVE)
@settings(deadline=None)
def test_rising_functions_never_fall(one: Fraction, two: Fraction) -> None:
    low, high = sorted((one, two))
    for function in (square_root, logarithm):
        first, second = function(low), function(high)
        assert first is not None
        assert second is not None
        assert first <= second


@pytest.mark.parametrize(
    ("base", "exponent", "expected"),
    [("2", "10", "1024"), ("2", "-1", "1/2"), ("-2", "3", "-8"), ("9/4", "1/2", "3/2"), ("0", "2", "0")],
)
def test_rational_powers_are_exact(base: str, exponent: str, expected: str) -> None:
    assert raised(Fraction(base), Fraction(exponent)) == Fraction(expected)


def test_what_has_no_real_result() -> None:
    assert square_root(Fraction(-1)) is None
    assert logarithm(Fraction(0)) is None
    assert raised(Fraction(0), Fraction(0)) is None
    assert raised(Fraction(0), Fraction(-1)) is None
    assert raised(Fraction(-2), Fraction(1, 2)) is None
    assert exponential(Fraction(10**6)) is None
