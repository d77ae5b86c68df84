"""Named roundings of exact rationals to a number of decimals (negative: tens, hundreds).

All three are symmetric about zero, as Excel's ROUND, ROUNDUP and ROUNDDOWN are.
"""

from __future__ import annotations

from fractions import Fraction


def round_half_away(value: Fraction, digits: int) -> Fraction:
    """Nearest multiple of 10**-digits; a tie goes away from zero."""
    above, below = _scaled(value, digits)
    return _unscaled(value, (2 * above + below) // (2 * below), digits)


def round_up(value: Fraction, digits: int) -> Fraction:
    """Next multiple of 10**-digits away from zero."""
    above, below = _scaled(value, digits)
    return _unscaled(value, -(-above // below), digits)


def round_down(value: Fraction, digits: int) -> Fraction:
    """Next multiple of 10**-digits towards zero."""
    above, below = _scaled(value, digits)
    return _unscaled(value, above // below, digits)


def _scaled(value: Fraction, digits: int) -> tuple[int, int]:
    """Numerator and denominator of |value| · 10**digits, in whole numbers: they are many times faster."""
    above, below = abs(value.numerator), value.denominator
    return (above * 10**digits, below) if digits >= 0 else (above, below * 10**-digits)


def _unscaled(value: Fraction, whole: int, digits: int) -> Fraction:
    """whole / 10**digits with the sign of the value."""
    signed = -whole if value.numerator < 0 else whole
    return Fraction(signed, 10**digits) if digits >= 0 else Fraction(signed * 10**-digits)
