"""Which branches of a workbook's formulas a case takes, observed by computing every condition in a spare cell."""

from __future__ import annotations

from collections.abc import Collection, Hashable, Mapping, Sequence
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


class Watch:
    """Observes branches case by case. A branch is reported once, the first time that it is taken, and with it all that
    count as the same; conditions that no branch still waits for need not be computed any more."""

    def __init__(self, measure: Measure, same: Sequence[Hashable] | None = None) -> None:
        """`same`: for every branch what it counts as; None when each counts by itself."""
        self._measure = measure
        places = {watched: place for place, watched in enumerate(measure.watched)}
        self._same = tuple(range(len(measure.branches))) if same is None else same
        self._alike: dict[Hashable, list[int]] = {}
        for number, counts_as in enumerate(self._same):
            self._alike.setdefault(counts_as, []).append(number)
        self._needs = {
            number: tuple((places[address[0], c.text], c.holds) for c in (branch.outcome, *branch.path))
            for number, (address, branch) in enumerate(measure.branches)
        }

    def taken(self, readings: Mapping[int, Reading], replaced: Collection[Address]) -> frozenset[int]:
        """Numbers of the branches taken for the first time; readings by the place of the condition in `watched`.
        Formulas in `replaced` cells were not computed in this case."""
        outcome = {place: _truth(reading) for place, reading in readings.items()}
        found = frozenset(
            number
            for number, needs in self._needs.items()
            if all(outcome[place] is holds for place, holds in needs)
            and self._measure.branches[number][0] not in replaced
        )
        for counts_as in {self._same[number] for number in found}:
            for number in self._alike.pop(counts_as):
                del self._needs[number]
        return found

    def waiting(self) -> frozenset[int]:
        """Places of the conditions that are still of interest."""
        return frozenset(place for needs in self._needs.values() for place, _ in needs)


def _truth(reading: Reading) -> bool | None:
    """As IF sees it; None for an error, a text, or a blank."""
    if isinstance(reading, Fault | str) or reading is None:
        return None
    return reading != 0
