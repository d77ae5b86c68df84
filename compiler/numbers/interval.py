"""Closed intervals of rationals with open ends: the arithmetic behind bounds of inputs and ranges of scores."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction


@dataclass(frozen=True, slots=True)
class Interval:
    """All x with low <= x <= high; None stands for "no bound on this side"."""

    low: Fraction | None
    high: Fraction | None

    @staticmethod
    def point(value: Fraction | int) -> Interval:
        """The interval of one number."""
        exact = value if isinstance(value, Fraction) else Fraction(value)
        return Interval(exact, exact)

    @staticmethod
    def between(low: Fraction | int, high: Fraction | int) -> Interval:
        """Both ends included."""
        return Interval(Fraction(low), Fraction(high))

    def contains(self, value: Fraction) -> bool:
        """Whether the number lies in it, ends included."""
        return (self.low is None or self.low <= value) and (self.high is None or value <= self.high)

    def within(self, other: Interval) -> bool:
        """True when every value of this interval lies in `other`."""
        low_ok = other.low is None or (self.low is not None and self.low >= other.low)
        high_ok = other.high is None or (self.high is not None and self.high <= other.high)
        return low_ok and high_ok

    def union(self, other: Interval) -> Interval:
        """The smallest interval that holds both."""
        low = None if self.low is None or other.low is None else min(self.low, other.low)
        high = None if self.high is None or other.high is None else max(self.high, other.high)
        return Interval(low, high)

    def __add__(self, other: Interval) -> Interval:
        low = None if self.low is None or other.low is None else self.low + other.low
        high = None if self.high is None or other.high is None else self.high + other.high
        return Interval(low, high)

    def __neg__(self) -> Interval:
        return Interval(None if self.high is None else -self.high, None if self.low is None else -self.low)

    def __sub__(self, other: Interval) -> Interval:
        return self + (-other)

    def __mul__(self, other: Interval) -> Interval:
        if self.low == self.high == 0 or other.low == other.high == 0:
            return NOTHING
        if self.low is None or self.high is None or other.low is None or other.high is None:
            return self._unbounded_product(other)
        if self.low == self.high:
            return other._times(self.low)
        if other.low == other.high:
            return self._times(other.low)
        products = [a * b for a in (self.low, self.high) for b in (other.low, other.high)]
        return Interval(min(products), max(products))

    def _times(self, factor: Fraction) -> Interval:
        """The product with one number; both bounds are there."""
        assert self.low is not None and self.high is not None
        low, high = self.low * factor, self.high * factor
        return Interval(low, high) if factor > 0 else Interval(high, low)

    def _unbounded_product(self, other: Interval) -> Interval:
        """Product when an end is missing: only the sign is kept."""
        if self.low is not None and self.low >= 0 and other.low is not None and other.low >= 0:
            return Interval(self.low * other.low, None)
        return EVERYTHING

    def reciprocal(self) -> Interval:
        """1/x over the interval without zero; no bound where zero can be approached."""
        if self.low is not None and self.low > 0:
            return Interval(Fraction(0) if self.high is None else 1 / self.high, 1 / self.low)
        if self.high is not None and self.high < 0:
            return -((-self).reciprocal())
        return EVERYTHING

    def minimum(self, other: Interval) -> Interval:
        """Range of min(x, y)."""
        lows = None if self.low is None or other.low is None else min(self.low, other.low)
        highs = [end for end in (self.high, other.high) if end is not None]
        return Interval(lows, min(highs) if highs else None)

    def maximum(self, other: Interval) -> Interval:
        """Range of max(x, y)."""
        return -((-self).minimum(-other))


EVERYTHING = Interval(None, None)
NOTHING = Interval.point(0)
"""Only zero."""
