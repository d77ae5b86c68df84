"""Named roundings of exact rationals to a number of decimals (negative: tens, hundreds).

All three are symmetric about zero, as Excel's ROUND, ROUNDUP and ROUNDDOWN are.
"""

from __future__ import annotations

from fractions import Fraction


def round_half_away(value: Fraction, digits: int) -> Fraction:
    """Nearest multiple of 10**-digits; a tie goes away from zero."""
    scale = Fraction(10) ** digits
    scaled = abs(value) * scale
    whole = (2 * scaled.numerator + scaled.denominator) // (2 * scaled.denominator)
    return _signed(value, Fraction(whole) / scale)


def round_up(value: Fraction, digits: int) -> Fraction:
    """Next multiple of 10**-digits away from zero."""
    scale = Fraction(10) ** digits
    scaled = abs(value) * scale
    return _signed(value, Fraction(-(-scaled.numerator // scaled.denominator)) / scale)


def round_down(value: Fraction, digits: int) -> Fraction:
    """Next multiple of 10**-digits towards zero."""
    scale = Fraction(10) ** digits
    scaled = abs(value) * scale
    return _signed(value, Fraction(scaled.numerator // scaled.denominator) / scale)


def _signed(model: Fraction, magnitude: Fraction) -> Fraction:
    return -magnitude if model < 0 else magnitude
