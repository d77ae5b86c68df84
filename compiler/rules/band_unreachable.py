"""A band that never decides: its values are out of the operand's bounds or all in earlier bands."""

from __future__ import annotations

from collections.abc import Iterable

from compiler.model.bands import Band
from compiler.model.methodology import Methodology
from compiler.model.types import Kind
from compiler.rules.band_grid import BandGrid, Stretch, band_grids, missing
from compiler.rules.finding import Argument, Finding

RULE = "band-unreachable"
WHOLE = 100
"""Percent in a whole."""


def band_unreachable(methodology: Methodology) -> Iterable[Finding]:
    """Bands without a value of their own."""
    for grid in band_grids(methodology):
        before: list[Stretch] = []
        for place, (band, stretch) in enumerate(grid.stretches, 1):
            reached = not stretch.empty and missing(stretch, before)
            if not reached and not band.fills_gap:  # a filler has its own rule
                arguments: tuple[tuple[str, Argument], ...] = (("operand", grid.table.operand), ("band", place))
                percent = _in_percent(methodology, grid, band)
                if percent is None:
                    yield Finding(RULE, grid.value.code, arguments)
                else:
                    yield Finding(RULE, grid.value.code, (*arguments, ("percent", percent)), variant="band-in-percent")
            before.append(stretch)


def _in_percent(methodology: Methodology, grid: BandGrid, band: Band) -> int | None:
    """The end of a band of shares that is a whole number of percent without its sign: 80 where 80% is meant."""
    if methodology.quantity(grid.table.operand).type.kind is not Kind.SHARE:
        return None
    ends = (methodology.parameters[end.parameter].value for end in (band.low, band.high) if end is not None)
    return next((int(value) for value in ends if value.denominator == 1 and 1 < value <= WHOLE), None)
