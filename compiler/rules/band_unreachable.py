"""A band that never decides: its values are out of the operand's bounds or all in earlier bands."""

from __future__ import annotations

from collections.abc import Iterable

from compiler.model.methodology import Methodology
from compiler.rules.band_grid import Stretch, band_grids, missing
from compiler.rules.finding import Finding


def band_unreachable(methodology: Methodology) -> Iterable[Finding]:
    """Bands without a value of their own."""
    for grid in band_grids(methodology):
        before: list[Stretch] = []
        for place, (band, stretch) in enumerate(grid.stretches, 1):
            reached = not stretch.empty and missing(stretch, before)
            if not reached and not band.fills_gap:  # a filler has its own rule
                yield Finding("band-unreachable", grid.value.code, (("operand", grid.table.operand), ("band", place)))
            before.append(stretch)
