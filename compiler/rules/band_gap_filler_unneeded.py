"""A band that fills a gap where the act's own bands leave none."""

from __future__ import annotations

from collections.abc import Iterable

from compiler.model.methodology import Methodology
from compiler.rules.band_grid import band_grids, missing
from compiler.rules.finding import Finding


def band_gap_filler_unneeded(methodology: Methodology) -> Iterable[Finding]:
    """A line `gap …` where the act's bands leave none."""
    for grid in band_grids(methodology):
        gaps = missing(grid.whole, (stretch for _, stretch in grid.act()))
        for place, (band, stretch) in enumerate(grid.stretches, 1):
            if band.fills_gap and all(gap.common(stretch).empty for gap in gaps):
                yield Finding(
                    "band-gap-filler-unneeded", grid.value.code, (("operand", grid.table.operand), ("band", place))
                )
