"""Exact numbers: rationals, the precision rule and the named roundings; the only arithmetic shared by all layers."""

from compiler.numbers.interval import EVERYTHING, NOTHING, Interval
from compiler.numbers.precision import DEFAULT_DIGITS, SIGNIFICANT_DIGITS, digits_for, snap, vanishes
from compiler.numbers.rounding import round_down, round_half_away, round_up

__all__ = [
    "DEFAULT_DIGITS",
    "EVERYTHING",
    "NOTHING",
    "SIGNIFICANT_DIGITS",
    "Interval",
    "digits_for",
    "round_down",
    "round_half_away",
    "round_up",
    "snap",
    "vanishes",
]
