"""Which branches of a workbook's formulas a case takes, observed by computing every condition in a spare cell."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from compiler.crosscheck.branches import Branch, branches
from compiler.crosscheck.engines.base import Address, Fault, Reading


@dataclass(frozen=True, slots=True)
class Measure:
    """All branches of all formulas, numbered; and the conditions to be computed for them."""

    formulas: Mapping[Address, str]
    branches: tuple[tuple[Address, Branch], ...]
    watched: tuple[tuple[str, str], ...]

    @staticmethod
    def of(formulas: Mapping[Address, str]) -> Measure:
        """For formulas by cell (texts without "=")."""
        found = tuple((address, branch) for address, text in formulas.items() for branch in branches(text))
        watched: dict[tuple[str, str], None] = {}
        for (sheet, _), branch in found:
            for condition in (*branch.path, branch.outcome):
                watched[sheet, condition.text] = None
        return Measure(formulas, found, tuple(watched))

    def taken(self, readings: tuple[Reading, ...], replaced: Collection[Address]) -> frozenset[int]:
        """Numbers of the branches taken. Formulas in `replaced` cells were not computed in this case."""
        outcome = {watched: _truth(reading) for watched, reading in zip(self.watched, readings, strict=True)}
        return frozenset(
            number
            for number, (address, branch) in enumerate(self.branches)
            if address not in replaced
            and all(outcome[address[0], c.text] is c.holds for c in (branch.outcome, *branch.path))
        )


def _truth(reading: Reading) -> bool | None:
    """As IF sees it; None for an error, a text, or a blank."""
    if isinstance(reading, Fault | str) or reading is None:
        return None
    return reading != 0
