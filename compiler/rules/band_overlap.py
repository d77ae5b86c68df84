"""A value of the operand that two bands hold and that gives different points in them."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import combinations

from compiler.model.methodology import Methodology
from compiler.model.quantities import Parameter
from compiler.rules.band_grid import band_grids
from compiler.rules.finding import Counterexample, Finding


def band_overlap(methodology: Methodology) -> Iterable[Finding]:
    """Values that two bands of the act claim with different results; the first decides."""
    for grid in band_grids(methodology):
        numbered = [(place, band, stretch) for place, (band, stretch) in enumerate(grid.stretches, 1)]
        for (first, one, left), (second, two, right) in combinations(numbered, 2):
            common = left.common(right)
            if two.fills_gap or common.empty or common == right:
                continue  # a filler after the act's bands takes nothing; a band inside an earlier one is unreachable
            if _same(methodology, one.result, two.result):
                continue
            sample = grid.sample(common)
            operand = grid.table.operand
            yield Finding(
                "band-overlap",
                grid.value.code,
                (("operand", operand), ("first", first), ("second", second), ("sample", sample)),
                Counterexample(((operand, sample),), (), operand, sample),
            )


def _same(methodology: Methodology, one: str, two: str) -> bool:
    left, right = methodology.quantity(one), methodology.quantity(two)
    if isinstance(left, Parameter) and isinstance(right, Parameter):
        return left.value == right.value
    return one == two
