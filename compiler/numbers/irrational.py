"""Roots, logarithms, exponentials and powers to 40 significant digits; None where there is no real result.

Computed with guard digits and then rounded, so that a larger argument never gives a smaller result.
"""

from __future__ import annotations

from decimal import Context, Decimal, DecimalException, localcontext
from fractions import Fraction
from math import isqrt, prod

RESULT_DIGITS = 40
_GUARD_DIGITS = 25
_LARGEST_EXPONENT = 700
"""e to the 709th is the largest that a spreadsheet holds."""
_LARGEST_POWER = 4096
"""Whole exponents up to here are computed exactly."""


def square_root(value: Fraction) -> Fraction | None:
    """Exact for squares of rationals."""
    if value < 0:
        return None
    above, below = isqrt(value.numerator), isqrt(value.denominator)
    if above * above == value.numerator and below * below == value.denominator:
        return Fraction(above, below)
    with localcontext(_context()):
        return _rounded(_decimal(value).sqrt())


def logarithm(value: Fraction) -> Fraction | None:
    """Natural logarithm."""
    if value <= 0:
        return None
    if value == 1:
        return Fraction(0)
    with localcontext(_context()):
        return _rounded(_decimal(value).ln())


def decimal_logarithm(value: Fraction) -> Fraction | None:
    """Logarithm to the base 10; exact for powers of ten."""
    if value <= 0:
        return None
    with localcontext(_context()):
        return _rounded(_decimal(value).log10())


def geometric_mean(values: list[Fraction]) -> Fraction | None:
    """None with a negative number; 0 with a zero."""
    if min(values) < 0:
        return None
    product = prod(values, start=Fraction(1))
    return product if product == 0 else raised(product, Fraction(1, len(values)))


def harmonic_mean(values: list[Fraction]) -> Fraction | None:
    """None with a number that is not above zero."""
    if min(values) <= 0:
        return None
    return len(values) / sum((1 / value for value in values), Fraction(0))


def exponential(value: Fraction) -> Fraction | None:
    """e to this power, to 40 significant digits; None when it is too large for a spreadsheet, 0 when too small."""
    if value == 0:
        return Fraction(1)
    if value > _LARGEST_EXPONENT:
        return None
    if value < -_LARGEST_EXPONENT:
        return Fraction(0)
    with localcontext(_context()):
        return _rounded(_decimal(value).exp())


def raised(base: Fraction, exponent: Fraction) -> Fraction | None:
    """base^exponent; None for 0^0, 0 to a negative power, and a fractional power of a negative number."""
    if base == 0:
        return Fraction(0) if exponent > 0 else None
    if exponent.denominator == 1 and abs(exponent.numerator) <= _LARGEST_POWER:
        return base**exponent.numerator
    if base < 0:
        return None
    if exponent == Fraction(1, 2):
        return square_root(base)
    with localcontext(_context()):
        try:
            return _rounded((_decimal(base).ln() * _decimal(exponent)).exp())
        except DecimalException:
            return None


def _context() -> Context:
    return Context(prec=RESULT_DIGITS + _GUARD_DIGITS)


def _decimal(value: Fraction) -> Decimal:
    return Decimal(value.numerator) / Decimal(value.denominator)


def _rounded(value: Decimal) -> Fraction:
    return Fraction(Context(prec=RESULT_DIGITS).plus(value))
