"""Bands as closed stretches of the grid on which an operand is seen: whole numbers for counts, else the precision.

On the grid open and closed ends are exact: "over 5" begins one step above 5.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from compiler.model.bands import Band, BandTable
from compiler.model.methodology import Methodology
from compiler.model.quantities import Input, Parameter, Quantity, Value
from compiler.model.ranges import range_of_type
from compiler.model.types import WHOLE, Kind
from compiler.numbers import Interval, round_down, snap


@dataclass(frozen=True, slots=True)
class Stretch:
    """Grid points from `first` to `last`, both included, counted in steps; None: without end."""

    first: int | None
    last: int | None

    @property
    def empty(self) -> bool:
        return self.first is not None and self.last is not None and self.first > self.last

    def common(self, other: Stretch) -> Stretch:
        """The points of both; perhaps none."""
        firsts = [end for end in (self.first, other.first) if end is not None]
        lasts = [end for end in (self.last, other.last) if end is not None]
        return Stretch(max(firsts, default=None), min(lasts, default=None))


@dataclass(frozen=True, slots=True)
class BandGrid:
    """The bands of one value, in steps of the grid, cut to the bounds of the operand."""

    value: Value
    table: BandTable
    step: Fraction
    whole: Stretch
    stretches: tuple[tuple[Band, Stretch], ...]

    def act(self) -> tuple[tuple[Band, Stretch], ...]:
        """Only the bands that the act has."""
        return tuple((band, stretch) for band, stretch in self.stretches if not band.fills_gap)

    def number(self, point: int) -> Fraction:
        """The number at a point of the grid."""
        return point * self.step

    def sample(self, stretch: Stretch) -> Fraction:
        """A point of the stretch, away from its ends where there is room."""
        if stretch.first is None and stretch.last is None:
            return Fraction(0)
        if stretch.first is None:
            return self.number(stretch.last or 0)
        if stretch.last is None:
            return self.number(stretch.first)
        low, high = self.number(stretch.first), self.number(stretch.last)
        for decimals in range(-6, 12):
            middle = snap((low + high) / 2, decimals)
            if low < middle < high and (middle / self.step).denominator == 1:
                return middle
        return low


def band_grids(methodology: Methodology) -> Iterable[BandGrid]:
    """Every value by bands, in the methodology's order."""
    for value in methodology.values.values():
        if isinstance(value.rule, BandTable):
            yield _grid(methodology, value, value.rule)


def quantity_range(quantity: Quantity) -> Interval:
    """All numbers that the quantity can be; nothing is said of its states."""
    match quantity:
        case Parameter():
            return Interval.point(quantity.value)
        case Input():
            return range_of_type(quantity.type, quantity.bounds)
        case Value():
            return quantity.bounds


def missing(whole: Stretch, covered: Iterable[Stretch]) -> tuple[Stretch, ...]:
    """The parts of `whole` that no stretch covers, in order."""
    gaps = [whole]
    for stretch in covered:
        gaps = [part for gap in gaps for part in _minus(gap, stretch)]
    return tuple(sorted(gaps, key=lambda gap: (gap.first is not None, gap.first or 0)))


def _minus(gap: Stretch, taken: Stretch) -> tuple[Stretch, ...]:
    if taken.empty or gap.common(taken).empty:
        return (gap,)
    parts = []
    if taken.first is not None:
        parts.append(gap.common(Stretch(None, taken.first - 1)))
    if taken.last is not None:
        parts.append(gap.common(Stretch(taken.last + 1, None)))
    return tuple(part for part in parts if not part.empty)


def _grid(methodology: Methodology, value: Value, table: BandTable) -> BandGrid:
    operand = methodology.quantity(table.operand)
    step = Fraction(1) if operand.type.kind in (*WHOLE, Kind.CHOICE) else Fraction(1, 10) ** table.digits
    bounds = quantity_range(operand)
    whole = Stretch(_nearest(bounds.low, step), _nearest(bounds.high, step))
    parameters = methodology.parameters
    stretches = tuple((band, _stretch(band, step, parameters, table.digits).common(whole)) for band in table.bands)
    return BandGrid(value, table, step, whole, stretches)


def _nearest(number: Fraction | None, step: Fraction) -> int | None:
    """The grid point at which this bound is seen."""
    return None if number is None else int(snap(number / step, 0))


def _stretch(band: Band, step: Fraction, parameters: Mapping[str, Parameter], digits: int) -> Stretch:
    first = last = None
    if band.low is not None:
        limit = snap(parameters[band.low.parameter].value, digits) / step
        first = _floor(limit) + 1 if not band.low.closed or limit.denominator != 1 else int(limit)
    if band.high is not None:
        limit = snap(parameters[band.high.parameter].value, digits) / step
        last = _floor(limit) if band.high.closed or limit.denominator != 1 else int(limit) - 1
    return Stretch(first, last)


def _floor(number: Fraction) -> int:
    below = int(round_down(number, 0))
    return below - 1 if below > number else below
