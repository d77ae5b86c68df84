"""Searches inputs that show a fault: corners of the bounds first, then seeded samples, within a small budget.

Works on the slice of the methodology that the value in question depends on, so that one try costs microseconds.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from random import Random

from compiler.evaluate import Cell, Evaluator, Given, Result
from compiler.model.methodology import Methodology
from compiler.model.quantities import Value
from compiler.model.ranges import range_of_type
from compiler.model.tables import Table
from compiler.model.types import WHOLE, Kind, Type
from compiler.numbers import Interval
from compiler.rules.dependencies import cone_of
from compiler.rules.finding import Counterexample

BUDGET = 60_000
"""Values and cells that one search may compute: about a fifth of a second."""
STARTS = 6
"""Random starting points after the two corners."""
_FAR = Fraction(1000)
"""Tried where a bound is missing."""
_TEXT = "…"

Choice = Cell | None
"""A cell, or None for "leave empty"."""

Score = Callable[[Result], Fraction | None]
"""How near a try is to the fault: above 0 it shows it; None when nothing can be said."""


@dataclass(frozen=True, slots=True)
class Coordinate:
    """One thing to vary: an input, a column (the same in all rows), or a table's number of rows (`name` None)."""

    owner: str
    name: str | None
    choices: tuple[Choice, ...]
    is_input: bool


def search(
    methodology: Methodology, codes: tuple[str, ...], score: Score, shown: str, extra: tuple[Value, ...] = ()
) -> Counterexample | None:
    """Inputs for which `score` is above 0. `codes`: the values that `score` looks at; `extra`: values added for it."""
    enlarged = replace(methodology, values={**methodology.values, **{value.code: value for value in extra}})
    slice_ = _slice(enlarged, codes)
    coordinates = _coordinates(slice_)
    trial = _Trial(slice_, coordinates, score, shown)
    random = Random(2015)
    starts = [[choices.choices[0] for choices in coordinates], [choices.choices[-1] for choices in coordinates]]
    starts += [[random.choice(c.choices) for c in coordinates] for _ in range(STARTS)]
    for start in starts:
        found = trial.climb(start)
        if found is not None:
            return found
    return None


def _slice(methodology: Methodology, codes: tuple[str, ...]) -> Methodology:
    cone = cone_of(methodology, codes)
    limits = [methodology.inputs[code].at_most for code in cone.inputs]
    wider = cone_of(methodology, [*codes, *(code for code in limits if code is not None)])
    return replace(
        methodology,
        inputs={code: item for code, item in methodology.inputs.items() if code in wider.inputs},
        tables={code: table for code, table in methodology.tables.items() if code in wider.columns},
        values={code: value for code, value in methodology.values.items() if code in wider.values},
    )


def _coordinates(methodology: Methodology) -> tuple[Coordinate, ...]:
    found = [
        Coordinate(code, None, _choices(item.type, item.bounds, item.optional), True)
        for code, item in methodology.inputs.items()
    ]
    for code, table in methodology.tables.items():
        counts = sorted({table.min_rows, min(1, table.max_rows), min(2, table.max_rows), table.max_rows})
        found.append(Coordinate(code, None, tuple(Fraction(count) for count in counts), False))
        for column in table.input_columns:
            choices = _choices(column.type, column.bounds, column.optional)
            found.append(Coordinate(code, column.name, choices, False))
    return tuple(found)


def _choices(type_: Type, bounds: Interval | None, optional: bool) -> tuple[Choice, ...]:
    if type_.kind in (Kind.TEXT, Kind.LINK):
        return (None, _TEXT) if optional else (_TEXT,)
    limits = range_of_type(type_, bounds)
    low = limits.low if limits.low is not None else (-_FAR if limits.high is None else limits.high - _FAR)
    high = limits.high if limits.high is not None else low + _FAR
    numbers = {low, high}
    if type_.kind is Kind.CHOICE:
        numbers = {Fraction(position) for position in range(int(low), int(high) + 1)}
    elif type_.kind is not Kind.YES_NO:
        middle = (low + high) / 2
        numbers |= {n for n in (Fraction(0), Fraction(1)) if low <= n <= high}
        numbers.add(Fraction(int(middle)) if type_.kind in WHOLE or type_.kind is Kind.DATE else middle)
    return ((None,) if optional else ()) + tuple(sorted(n for n in numbers if low <= n <= high))


class _Trial:
    """Counts the tries and remembers how to build a body from the chosen cells."""

    def __init__(
        self, methodology: Methodology, coordinates: tuple[Coordinate, ...], score: Score, shown: str
    ) -> None:
        self.methodology = methodology
        self.coordinates = coordinates
        self.evaluator = Evaluator(methodology)
        self.score = score
        self.shown = shown
        self.left = BUDGET

    def climb(self, start: list[Choice]) -> Counterexample | None:
        """Coordinate by coordinate, keeps what comes nearer."""
        chosen = start
        best = self._try(chosen)
        if isinstance(best, Counterexample):
            return best
        improved = True
        while improved and self.left > 0:
            improved = False
            for place, coordinate in enumerate(self.coordinates):
                for choice in coordinate.choices:
                    if choice == chosen[place]:
                        continue
                    other = [*chosen[:place], choice, *chosen[place + 1 :]]
                    found = self._try(other)
                    if isinstance(found, Counterexample):
                        return found
                    if found is not None and (best is None or found > best):
                        chosen, best, improved = other, found, True
        return None

    def _try(self, chosen: list[Choice]) -> Counterexample | Fraction | None:
        if self.left <= 0:
            return None
        given = self._given(chosen)
        self.left -= len(self.methodology.values) + sum(
            len(rows) * len(self.methodology.tables[code].columns) for code, rows in given.tables.items()
        )
        result = self.evaluator.run(given)
        if not self._allowed(result):
            return None
        nearness = self.score(result)
        if nearness is None or nearness <= 0:
            return nearness
        outcome = result.outcome(self.shown)
        tables = tuple((code, tuple(rows)) for code, rows in given.tables.items())
        return Counterexample(tuple(given.inputs.items()), tables, self.shown, outcome)

    def _given(self, chosen: list[Choice]) -> Given:
        inputs: dict[str, Cell] = {}
        counts: dict[str, int] = {}
        cells: dict[str, dict[str, Cell]] = {}
        for coordinate, choice in zip(self.coordinates, chosen, strict=True):
            if coordinate.is_input:
                if choice is not None:
                    inputs[coordinate.owner] = choice
            elif coordinate.name is None:
                counts[coordinate.owner] = int(choice) if isinstance(choice, Fraction) else 0
            elif choice is not None:
                cells.setdefault(coordinate.owner, {})[coordinate.name] = choice
        self._clamp(inputs)
        tables = {
            code: [self._clamped_row(self.methodology.tables[code], cells.get(code, {}))] * count
            for code, count in counts.items()
        }
        return Given(inputs, tables)

    def _clamp(self, inputs: dict[str, Cell]) -> None:
        """Lowers an input to the other input that it may not exceed."""
        for code, item in self.methodology.inputs.items():
            own, limit = inputs.get(code), inputs.get(item.at_most or "")
            if isinstance(own, Fraction) and isinstance(limit, Fraction) and own > limit:
                inputs[code] = limit

    def _clamped_row(self, table: Table, cells: Mapping[str, Cell]) -> Mapping[str, Cell]:
        row = dict(cells)
        for column in table.input_columns:
            own, limit = row.get(column.name), row.get(column.at_most or "")
            if isinstance(own, Fraction) and isinstance(limit, Fraction) and own > limit:
                row[column.name] = limit
        return row

    def _allowed(self, result: Result) -> bool:
        """False when an input exceeds what it may not exceed (a computed value, or below its own lower bound)."""
        for code, item in self.methodology.inputs.items():
            own = result.quantities[code]
            if not isinstance(own, Fraction):
                continue
            if item.bounds is not None and not item.bounds.contains(own):
                return False
            limit = None if item.at_most is None else result.quantities[item.at_most]
            if isinstance(limit, Fraction) and own > limit:
                return False
        return True
