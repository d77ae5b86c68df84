"""A value of the operand that no band holds: the act does not say how many points it gives."""

from __future__ import annotations

from collections.abc import Iterable

from compiler.model.methodology import Methodology
from compiler.model.texts import Reason
from compiler.rules.band_grid import BandGrid, Stretch, band_grids, missing
from compiler.rules.finding import Argument, Counterexample, Finding, shown


def band_gap(methodology: Methodology) -> Iterable[Finding]:
    """A gap that a band of the methodology fills is reported as acknowledged, with the reason of that band."""
    for grid in band_grids(methodology):
        for gap in missing(grid.whole, (stretch for _, stretch in grid.act())):
            rest = [gap]
            for band, stretch in grid.stretches:
                filled = gap.common(stretch)
                if band.fills_gap and not filled.empty:
                    yield _finding(grid, filled, band.citation.why)
                    rest = [part for piece in rest for part in missing(piece, (stretch,))]
            for part in rest:
                yield _finding(grid, part, None)


def _finding(grid: BandGrid, gap: Stretch, reason: Reason | None) -> Finding:
    operand = grid.table.operand
    sample = grid.sample(gap)
    arguments: tuple[tuple[str, Argument], ...] = (
        ("operand", operand),
        ("gap", _shown_gap(grid, gap)),
        ("sample", sample),
    )
    example = Counterexample(((operand, sample),), (), operand, sample)
    return Finding("band-gap", grid.value.code, arguments, example, reason)


def _shown_gap(grid: BandGrid, gap: Stretch) -> str:
    """As an inequality in x, whose ends are thresholds rather than the grid points next to them."""
    left, right = "", ""
    if gap.first is not None:
        point, before = grid.number(gap.first), grid.number(gap.first - 1)
        left = f"{shown(before)} < " if before.denominator < point.denominator else f"{shown(point)} ≤ "
    if gap.last is not None:
        point, after = grid.number(gap.last), grid.number(gap.last + 1)
        right = f" < {shown(after)}" if after.denominator < point.denominator else f" ≤ {shown(point)}"
    if gap.first is not None and gap.first == gap.last:
        return f"x = {shown(grid.number(gap.first))}"
    return f"{left}x{right}"
