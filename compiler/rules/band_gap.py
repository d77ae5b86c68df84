"""A value of the operand that no band holds: the act does not say how many points it gives."""

from __future__ import annotations

from collections.abc import Iterable

from compiler.model.methodology import Methodology
from compiler.rules.band_grid import BandGrid, Stretch, band_grids, missing
from compiler.rules.finding import Argument, Counterexample, Finding


def band_gap(methodology: Methodology) -> Iterable[Finding]:
    """A gap that a band of the methodology fills is reported as acknowledged, with the reason of that band."""
    for grid in band_grids(methodology):
        for gap in missing(grid.whole, (stretch for _, stretch in grid.act())):
            rest = [gap]
            for band, stretch in grid.stretches:
                filled = gap.common(stretch)
                if band.fills_gap and not filled.empty:
                    yield _finding(grid, filled, band.citation.reason)
                    rest = [part for piece in rest for part in missing(piece, (stretch,))]
            for part in rest:
                yield _finding(grid, part, None)


def _finding(grid: BandGrid, gap: Stretch, reason: str | None) -> Finding:
    operand = grid.table.operand
    sample = grid.sample(gap)
    arguments: tuple[tuple[str, Argument], ...] = (
        ("operand", operand),
        ("low", "−∞" if gap.first is None else grid.number(gap.first)),
        ("high", "∞" if gap.last is None else grid.number(gap.last)),
        ("sample", sample),
    )
    shown = Counterexample(((operand, sample),), (), operand, sample)
    return Finding("band-gap", grid.value.code, arguments, shown, reason)
