"""The branches of a workbook's formulas and those that cases took, each counted once for formulas that are the same."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from compiler.crosscheck.alike import Formula
from compiler.crosscheck.engines.base import Address
from compiler.crosscheck.measure import Measure, Watch
from compiler.crosscheck.report import NeverReached


@dataclass(frozen=True, slots=True)
class Identity:
    """One branch of one formula; with names of formulas, the same in all rows of a table and in all workbooks."""

    formula: Address | Formula
    number: int


class Coverage:
    """`texts` are formulas by cell, without "="; `names` what each computes, None when every cell counts by itself."""

    def __init__(self, texts: Mapping[Address, str], names: Mapping[Address, Formula] | None) -> None:
        self._measure = Measure.of(texts)
        numbers: Counter[Address] = Counter()
        found = []
        for address, _ in self._measure.branches:
            numbers[address] += 1
            found.append(Identity(address if names is None else names[address], numbers[address]))
        self._identities = tuple(found)
        self.all = frozenset(found)
        self.watched = self._measure.watched

    def watch(self) -> Watch:
        """For one run over cases."""
        return Watch(self._measure, self._identities)

    def reached(self, taken: Collection[frozenset[int]]) -> frozenset[Identity]:
        """The branches that these cases took, whichever row they are in."""
        return self._identified(frozenset[int]().union(*taken))

    def never(self, reached: Collection[Identity]) -> tuple[NeverReached, ...]:
        """The branches that are not among these, each once."""
        left: dict[Identity, NeverReached] = {}
        for identity, (address, branch) in zip(self._identities, self._measure.branches, strict=True):
            if identity not in reached:
                text, outcome = self._measure.formulas[address], branch.outcome
                never = NeverReached(*address, text, outcome.text, outcome.holds, branch.is_guard)
                left.setdefault(identity, never)
        return tuple(left.values())

    def covering(self, count: int, taken: Sequence[frozenset[int]]) -> Sequence[int]:
        """Numbers of the first `count` cases, and of later ones with which a branch was taken for the first time."""
        reached = set(self.reached(taken[:count]))
        numbers = list(range(count))
        for number in range(count, len(taken)):
            new = self._identified(taken[number]) - reached
            if new:
                reached |= new
                numbers.append(number)
        return numbers

    def _identified(self, numbers: Collection[int]) -> frozenset[Identity]:
        return frozenset(self._identities[number] for number in numbers)
