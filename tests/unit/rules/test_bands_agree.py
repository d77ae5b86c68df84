"""Property: the evaluator finds no band exactly where the rules see a gap, and the band that the rules see first."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from compiler.evaluate import NOT_FILLED, Evaluator, Given
from compiler.model.bands import Band, BandTable
from compiler.model.methodology import Methodology
from compiler.model.types import Kind
from compiler.rules.band_grid import BandGrid, band_grids, missing
from tests.support.builders import band, number_input, parameter, stated, value
from tests.support.models import sample_methodology

LIMITS = {f"limit.{n}": parameter(f"limit.{n}", str(n), "Шек", "1") for n in range(0, 11, 2)}
POINTS = {f"points.{n}": parameter(f"points.{n}", str(n), "Балл", "1") for n in range(6)}
OPERAND = number_input("x", Kind.NUMBER, "0", "10", "Х", "1")
ENDS = st.one_of(st.none(), st.integers(0, 5).map(lambda n: n * 2))


@st.composite
def tables(draw: st.DrawFn) -> tuple[Band, ...]:
    """Up to six bands with any ends, each with points of its own."""

    def code(end: int | None) -> str | None:
        return None if end is None else f"limit.{end}"

    bands = []
    for number in range(draw(st.integers(1, 6))):
        low, high = draw(ENDS), draw(ENDS)
        if low is not None and high is not None and low > high:
            low, high = high, low
        closed = draw(st.booleans()), draw(st.booleans())
        bands.append(band(code(low), closed[0], code(high), closed[1], f"points.{number}", stated("1")))
    return tuple(bands)


def with_bands(bands: tuple[Band, ...], kind: Kind) -> Methodology:
    sample = sample_methodology()
    points = value("x.points", Kind.POINTS, BandTable("x", bands, 10), "Балл", stated("1"))
    operand = replace(OPERAND, type=replace(OPERAND.type, kind=kind))
    return replace(
        sample,
        inputs={"x": operand},
        parameters={**LIMITS, **POINTS},
        tables={},
        values={"x.points": points},
    )


def first_band(grid: BandGrid, point: int) -> int | None:
    for number, (_, stretch) in enumerate(grid.stretches):
        above = stretch.first is None or stretch.first <= point
        below = stretch.last is None or point <= stretch.last
        if above and below:
            return number
    return None


@settings(max_examples=150, deadline=None)
@given(tables(), st.sampled_from([Kind.COUNT, Kind.NUMBER]))
def test_evaluator_and_rules_see_the_same_bands(bands: tuple[Band, ...], kind: Kind) -> None:
    methodology = with_bands(bands, kind)
    (grid,) = band_grids(methodology)
    gaps = missing(grid.whole, [stretch for _, stretch in grid.stretches])
    evaluator = Evaluator(methodology)
    whole_points = [Fraction(n) for n in range(11)]
    tiny = Fraction(1, 10**10)
    points = (
        whole_points
        if kind is Kind.COUNT
        else [p for n in whole_points for p in (n - tiny, n, n + tiny) if 0 <= p <= 10]
    )
    for number in points:
        outcome = evaluator.run(Given({"x": number})).outcome("x.points")
        point = int(number / grid.step)
        in_gap = any((g.first is None or g.first <= point) and (g.last is None or point <= g.last) for g in gaps)
        assert (outcome is NOT_FILLED) == in_gap
        assert outcome == (NOT_FILLED if in_gap else first_band(grid, point))
