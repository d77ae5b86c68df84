"""States are compared exactly, numbers as far as a double carries."""

from __future__ import annotations

from fractions import Fraction

import pytest

from compiler.crosscheck.compare import agrees, shown
from compiler.crosscheck.engines.base import Fault, Reading
from compiler.evaluate import NOT_APPLICABLE, NOT_FILLED, Cell


@pytest.mark.parametrize(
    ("expected", "reading", "same"),
    [
        (Fraction(1, 3), 1 / 3, True),
        (Fraction(1, 3), 0.333333333333333, True),
        (Fraction(1, 3), 0.33333333, False),
        (Fraction(0), 0.0, True),
        (Fraction(0), 1e-12, True),
        (Fraction(0), 1e-8, False),
        (Fraction(10**12), 1e12 + 1e-4, True),
        (Fraction(10**12), 1e12 + 1e4, False),
        (Fraction(0), "", False),
        (Fraction(0), None, False),
        (Fraction(1), "1", False),
        (Fraction(1), Fault("#DIV/0!"), False),
        (Fraction(1), float("nan"), False),
        (NOT_FILLED, "", True),
        (NOT_FILLED, None, False),
        (NOT_FILLED, 0.0, False),
        (NOT_FILLED, "-", False),
        (NOT_APPLICABLE, "-", True),
        (NOT_APPLICABLE, "", False),
        (NOT_APPLICABLE, Fault("#N/A"), False),
        ("мәтін", "мәтін", True),
        ("мәтін", "Мәтін", False),
    ],
)
def test_agreement(expected: Cell, reading: Reading, same: bool) -> None:
    assert agrees(expected, reading) is same


def test_what_a_reader_sees() -> None:
    assert [shown(cell) for cell in (Fraction(1, 3), Fraction(20), NOT_FILLED, NOT_APPLICABLE, "a")] == [
        "0.333333333333333", "20", "", "-", "a",
    ]  # fmt: skip
