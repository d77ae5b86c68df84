"""The table of dimensions: what may be added, compared, multiplied and divided."""

from __future__ import annotations

from itertools import product

import pytest

from compiler.check.dimensions import AMOUNTS, Dimension, combined, dimension_of, joined
from dsl.syntax.tree import Sign, TypeWord

D = Dimension
UNITS = (D.COUNT, D.POINTS, D.HOURS, D.DAYS, D.MONTHS, D.MONEY)


@pytest.mark.parametrize("unit", UNITS)
def test_a_bare_number_takes_the_unit_of_its_neighbour(unit: Dimension) -> None:
    assert combined(Sign.ADD, D.LITERAL, unit) is unit
    assert combined(Sign.SUBTRACT, unit, D.LITERAL) is unit
    assert combined(Sign.MULTIPLY, D.LITERAL, unit) is unit
    assert joined(unit, D.LITERAL) is unit


@pytest.mark.parametrize(("left", "right"), [pair for pair in product(UNITS, UNITS) if pair[0] is not pair[1]])
def test_different_units_never_add_up_or_compare(left: Dimension, right: Dimension) -> None:
    assert combined(Sign.ADD, left, right) is None
    assert combined(Sign.SUBTRACT, left, right) is None
    assert joined(left, right) is None


@pytest.mark.parametrize("unit", UNITS)
def test_a_ratio_of_one_unit_has_none(unit: Dimension) -> None:
    assert combined(Sign.DIVIDE, unit, unit) is D.PLAIN


@pytest.mark.parametrize(
    ("left", "sign", "right", "found"),
    [
        (D.LITERAL, Sign.DIVIDE, D.LITERAL, D.LITERAL),
        (D.POINTS, Sign.MULTIPLY, D.PLAIN, D.POINTS),
        (D.POINTS, Sign.MULTIPLY, D.COUNT, D.POINTS),
        (D.POINTS, Sign.MULTIPLY, D.POINTS, D.POINTS),
        (D.HOURS, Sign.MULTIPLY, D.COUNT, D.HOURS),
        (D.HOURS, Sign.MULTIPLY, D.DAYS, None),
        (D.POINTS, Sign.DIVIDE, D.COUNT, D.POINTS),
        (D.COUNT, Sign.DIVIDE, D.COUNT, D.PLAIN),
        (D.HOURS, Sign.DIVIDE, D.DAYS, None),
        (D.POINTS, Sign.SUBTRACT, D.PLAIN, D.POINTS),
        (D.COUNT, Sign.SUBTRACT, D.PLAIN, None),
        (D.PLAIN, Sign.POWER, D.LITERAL, D.PLAIN),
        (D.COUNT, Sign.POWER, D.LITERAL, None),
        (D.DATE, Sign.SUBTRACT, D.DATE, D.DAYS),
        (D.DATE, Sign.ADD, D.DATE, None),
        (D.DATE, Sign.ADD, D.DAYS, D.DATE),
        (D.DATE, Sign.SUBTRACT, D.LITERAL, D.DATE),
        (D.DAYS, Sign.SUBTRACT, D.DATE, None),
        (D.YES_NO, Sign.MULTIPLY, D.POINTS, None),
        (D.TEXT, Sign.ADD, D.TEXT, None),
        (D.CHOICE, Sign.MULTIPLY, D.LITERAL, None),
    ],
)
def test_combinations(left: Dimension, sign: Sign, right: Dimension, found: Dimension | None) -> None:
    assert combined(sign, left, right) is found


@pytest.mark.parametrize("other", list(Dimension))
def test_a_reported_fault_is_silent_from_then_on(other: Dimension) -> None:
    for sign in Sign:
        assert combined(sign, D.POISON, other) is D.POISON
        assert combined(sign, other, D.POISON) is D.POISON
    assert joined(D.POISON, other) is D.POISON


def test_sums_do_not_depend_on_the_order() -> None:
    for left, right in product(Dimension, Dimension):
        assert joined(left, right) is joined(right, left)
        assert combined(Sign.ADD, left, right) is combined(Sign.ADD, right, left)
        assert combined(Sign.MULTIPLY, left, right) is combined(Sign.MULTIPLY, right, left)


def test_every_type_has_a_dimension() -> None:
    assert {dimension_of(word) for word in TypeWord} == set(Dimension) - {D.LITERAL, D.POISON}
    assert D.DATE not in AMOUNTS
