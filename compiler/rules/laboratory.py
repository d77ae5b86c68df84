"""Searches inputs that show a fault: corners of the bounds first, then seeded samples, within a small budget.

Works on the slice of the methodology that the value in question depends on, so that one try costs microseconds.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from random import Random

from compiler.evaluate import Cell, Evaluator, Given, Result
from compiler.model.indicators import Element, Level
from compiler.model.methodology import Methodology
from compiler.model.peers import PeerFunction, Peers
from compiler.model.quantities import Value
from compiler.model.ranges import range_of_type
from compiler.model.tables import Table
from compiler.model.types import WHOLE, Kind, Type
from compiler.numbers import Interval
from compiler.rules.dependencies import cone_of
from compiler.rules.finding import Counterexample

BUDGET = 30_000
"""Values and cells that one search may compute: about a tenth of a second."""
PART_BUDGET = 5_000
"""The same for one element when a start is worked out part by part."""
FEW_ROWS = 2
"""Rows of a table when a start is worked out part by part."""
STARTS = 6
"""Random starting points after the two corners."""
_FAR = Fraction(1000)
"""Tried where a bound is missing."""
_SUMMIT = Fraction(10**30)
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

    @property
    def key(self) -> Key:
        return (self.owner, self.name, self.is_input)


Key = tuple[str, str | None, bool]
"""Owner, column and whether it is an input: what a coordinate is about."""


def search(
    methodology: Methodology,
    codes: tuple[str, ...],
    score: Score,
    shown: str,
    extra: tuple[Value, ...] = (),
    hint: Mapping[Key, Choice] | None = None,
) -> Counterexample | None:
    """Inputs for which `score` is above 0. `codes`: the values that `score` looks at; `extra`: values added for it;
    `hint`: choices to start from before the corners."""
    enlarged = replace(methodology, values={**methodology.values, **{value.code: value for value in extra}})
    trial = _Trial(_slice(enlarged, codes), score, BUDGET)
    coordinates = trial.coordinates
    random = Random(2015)
    starts = [[c.choices[0] for c in coordinates], [c.choices[-1] for c in coordinates]]
    if hint is not None:
        starts.insert(0, [hint.get(c.key, c.choices[0]) for c in coordinates])
    samples = [[random.choice(c.choices) for c in coordinates] for _ in range(STARTS)]
    everywhere = range(len(coordinates))
    attempts = [(start, range(0)) for start in starts] + [(start, everywhere) for start in (*starts, *samples)]
    for start, places in attempts:
        found = trial.climb(start, places)
        if found.result is not None:
            return _counterexample(found.result, shown)
    return None


def extreme_start(methodology: Methodology, element: Element, sign: int) -> Mapping[Key, Choice]:
    """Choices that make the element's score great (sign 1) or small (-1), worked out part by part: each part is looked
    at alone, so that even the total of hundreds of inputs costs little."""
    chosen: dict[Key, Choice] = {}
    for child in element.children:
        chosen.update(extreme_start(methodology, child, -sign if child.level is Level.PENALTY else sign))
    score = element.score
    if score is None:
        return chosen

    def height(result: Result) -> Fraction | None:
        """Never above 0, so that nothing ends the climb."""
        reached = result.outcome(score)
        return sign * reached - _SUMMIT if isinstance(reached, Fraction) else None

    trial = _Trial(_slice(methodology, (score,)), height, PART_BUDGET, FEW_ROWS)
    free = [place for place, c in enumerate(trial.coordinates) if c.key not in chosen]
    if free:
        start = [chosen.get(c.key, c.choices[0]) for c in trial.coordinates]
        point = trial.climb(start, free).point
        chosen.update({trial.coordinates[place].key: point[place] for place in free})
    return chosen


def _counterexample(result: Result, shown: str) -> Counterexample:
    tables = tuple((code, tuple(rows)) for code, rows in result.given.tables.items())
    return Counterexample(tuple(result.given.inputs.items()), tables, shown, result.outcome(shown))


def _slice(methodology: Methodology, codes: tuple[str, ...]) -> Methodology:
    cone = cone_of(methodology, codes)
    limits = [methodology.inputs[code].at_most for code in cone.inputs]
    behind = [figure.of for code, figure in methodology.peers.items() if code in cone.inputs]
    wider = cone_of(methodology, [*codes, *(code for code in limits if code is not None), *behind])
    return replace(
        methodology,
        inputs={code: item for code, item in methodology.inputs.items() if code in wider.inputs},
        tables={code: table for code, table in methodology.tables.items() if code in wider.columns},
        values={code: value for code, value in methodology.values.items() if code in wider.values},
    )


def _coordinates(methodology: Methodology, most_rows: int | None) -> tuple[Coordinate, ...]:
    found = [
        Coordinate(code, None, _choices(item.type, item.bounds, item.optional), True)
        for code, item in methodology.inputs.items()
    ]
    for code, table in methodology.tables.items():
        most = table.max_rows if most_rows is None else max(table.min_rows, min(most_rows, table.max_rows))
        counts = sorted({table.min_rows, min(1, table.max_rows), min(2, table.max_rows), most})
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


@dataclass(frozen=True, slots=True)
class _Climb:
    """Where a climb ended; `result` only when it showed the fault."""

    point: list[Choice]
    result: Result | None


class _Trial:
    """Builds bodies from chosen cells, runs them, and counts what that costs."""

    def __init__(self, methodology: Methodology, score: Score, budget: int, most_rows: int | None = None) -> None:
        self.methodology = methodology
        self.coordinates = _coordinates(methodology, most_rows)
        self.evaluator = Evaluator(methodology)
        self.score = score
        self.left = budget

    def climb(self, start: list[Choice], places: Iterable[int]) -> _Climb:
        """Coordinate by coordinate, keeps what comes nearer; on level ground it walks on, since a rule may need two
        changes at once."""
        varied = tuple(places)
        chosen = start
        best, result = self._try(chosen)
        improved = result is None
        while improved and self.left > 0:
            improved = False
            for place in varied:
                for choice in self.coordinates[place].choices:
                    if choice == chosen[place]:
                        continue
                    other = [*chosen[:place], choice, *chosen[place + 1 :]]
                    found, result = self._try(other)
                    if result is not None:
                        return _Climb(other, result)
                    if found is not None and (best is None or found >= best):
                        improved = improved or best is None or found > best
                        chosen, best = other, found
        return _Climb(chosen, result)

    def _try(self, chosen: list[Choice]) -> tuple[Fraction | None, Result | None]:
        """How near it comes; the result when it shows the fault."""
        if self.left <= 0:
            return None, None
        given = self._given(chosen)
        self.left -= len(self.methodology.values) + sum(
            len(rows) * len(self.methodology.tables[code].columns) for code, rows in given.tables.items()
        )
        result = self.evaluator.run(given)
        nearness = self.score(result) if self._allowed(result) else None
        return nearness, result if nearness is not None and nearness > 0 else None

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
        return all(self._possible(code, figure, result) for code, figure in self.methodology.peers.items())

    def _possible(self, code: str, figure: Peers, result: Result) -> bool:
        """The greatest over all bodies is not below the body's own, the least not above it."""
        whole, own = result.quantities.get(code), result.quantities.get(figure.of)
        if not isinstance(whole, Fraction) or not isinstance(own, Fraction):
            return True
        match figure.function:
            case PeerFunction.GREATEST:
                return own <= whole
            case PeerFunction.LEAST:
                return whole <= own
            case _:
                return True
