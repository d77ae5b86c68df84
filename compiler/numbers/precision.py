"""The precision rule: what a comparison, a band, a whole-number operation or a rounding sees of its operand.

Operands are rounded half away from zero at a number of decimals that is fixed at compile time, so that exact
arithmetic and every spreadsheet engine take the same branch.
"""

from __future__ import annotations

from fractions import Fraction

from compiler.numbers.interval import Interval
from compiler.numbers.rounding import round_half_away

DEFAULT_DIGITS = 10
_SEEN = 10**DEFAULT_DIGITS
SIGNIFICANT_DIGITS = 13
"""Decimal digits that every spreadsheet engine is trusted with (a double holds a little over 15)."""


def snap(value: Fraction, digits: int) -> Fraction:
    """The value as a comparison sees it: rounded half away from zero at `digits` decimals."""
    return round_half_away(value, digits)


def vanishes(value: Fraction) -> bool:
    """Whether the value is zero as a divisor, root or logarithm sees it: at the default number of decimals."""
    return bool(2 * abs(value.numerator) * _SEEN < value.denominator)


def digits_for(bounds: Interval, default: int = DEFAULT_DIGITS) -> int | None:
    """Decimals at which an operand within `bounds` is compared; None when a bound is missing.

    Below 1,000 the default holds; above, decimals are given up until 13 significant digits suffice.
    """
    if bounds.low is None or bounds.high is None:
        return None
    largest = max(abs(bounds.low), abs(bounds.high))
    whole_digits = len(str(int(largest)))
    return min(default, SIGNIFICANT_DIGITS - whole_digits)
