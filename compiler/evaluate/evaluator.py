"""The exact evaluator: a methodology is compiled once, then run for each body.

`run` gives every value as an exact fraction or a state. Inputs are taken as they are: bounds are the concern of
whoever reads them, so that values just outside a threshold can be probed.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from compiler.evaluate.expressions import SlotNumbers, Slots
from compiler.evaluate.rules import Step, compile_value
from compiler.evaluate.states import NOT_FILLED, Cell, Given, Outcome
from compiler.evaluate.tables import CompiledTable, TableRows, compile_aggregate
from compiler.model.expressions import Expression, RowAggregate, children
from compiler.model.methodology import Methodology
from compiler.model.quantities import Formula, Value


@dataclass(frozen=True, slots=True)
class Result:
    """Outcomes for one body. `quantities` holds parameters, inputs and values by code (inputs that are absent are not
    filled); `values` the computed ones only; `tables` the rows with all their cells by column name; `aggregates` what
    each function over rows gave."""

    methodology: Methodology
    given: Given
    quantities: Mapping[str, Cell]
    values: Mapping[str, Outcome]
    tables: Mapping[str, tuple[Mapping[str, Cell], ...]]
    aggregates: Mapping[RowAggregate, Outcome]

    def outcome(self, code: str) -> Outcome:
        """A number or a state; KeyError for an unknown code, TypeError for a text."""
        found = self.quantities[code]
        if isinstance(found, str):
            raise TypeError(f"{code} is a text")
        return found


class Evaluator:
    """A methodology ready to run. Keeps no state between runs."""

    def __init__(self, methodology: Methodology) -> None:
        self.methodology = methodology
        codes = (*methodology.parameters, *methodology.inputs, *methodology.values)
        self._quantities = {code: place for place, code in enumerate(codes)}
        aggregates: dict[RowAggregate, int] = {}
        for value in methodology.values.values():
            for aggregate in _aggregates(value):
                aggregates.setdefault(aggregate, len(codes) + len(aggregates))
        self._aggregates = aggregates
        self._tables = {
            code: CompiledTable(table, self._quantities, aggregates) for code, table in methodology.tables.items()
        }
        self._start: list[Any] = [NOT_FILLED] * (len(codes) + len(aggregates))
        for code, parameter in methodology.parameters.items():
            self._start[self._quantities[code]] = parameter.value
        numbers = SlotNumbers(self._quantities, aggregates, {})
        parameters = dict(methodology.parameters)
        scheduled: set[RowAggregate] = set()
        self._program: list[tuple[int, Step | None, tuple[str, _Summary] | None]] = []
        for value in methodology.values.values():
            for aggregate in _aggregates(value):
                if aggregate not in scheduled:
                    scheduled.add(aggregate)
                    summary = compile_aggregate(aggregate, self._tables[aggregate.table])
                    self._program.append((aggregates[aggregate], None, (aggregate.table, summary)))
            self._program.append((self._quantities[value.code], compile_value(value, numbers, parameters), None))

    def run(self, given: Given) -> Result:
        """Raises KeyError for an unknown code, ValueError for too many rows or a computed column that is given."""
        slots = self._start.copy()
        inputs = self.methodology.inputs
        for code, cell in given.inputs.items():
            if code not in inputs:
                raise KeyError(code)
            slots[self._quantities[code]] = cell
        overridden: set[int] = set()
        for code, outcome in given.overrides.items():
            if code not in self.methodology.values:
                raise KeyError(code)
            place = self._quantities[code]
            overridden.add(place)
            slots[place] = outcome
        tables = {code: TableRows(table, given.tables.get(code, ())) for code, table in self._tables.items()}
        unknown = given.tables.keys() - tables.keys()
        if unknown:
            raise KeyError(min(unknown))
        for place, step, summary in self._program:
            if step is None:
                if summary is not None:
                    slots[place] = summary[1](tables[summary[0]], slots)
            elif place not in overridden:
                slots[place] = step(slots)
        return self._result(given, slots, tables)

    def _result(self, given: Given, slots: list[Any], tables: dict[str, TableRows]) -> Result:
        quantities = dict(zip(self._quantities, slots, strict=False))  # aggregates stand after the quantities
        rows: dict[str, tuple[Mapping[str, Cell], ...]] = {}
        for code, table in tables.items():
            table.compute_all(slots)
            names = tuple(table.compiled.columns)
            rows[code] = tuple(dict(zip(names, row, strict=True)) for row in table.rows)
        values = {code: quantities[code] for code in self.methodology.values}
        aggregates = {aggregate: slots[place] for aggregate, place in self._aggregates.items()}
        return Result(self.methodology, given, quantities, values, rows, aggregates)


def evaluate(methodology: Methodology, given: Given) -> Result:
    """One run; use Evaluator for many."""
    return Evaluator(methodology).run(given)


_Summary = Callable[[TableRows, Slots], Outcome]


def _aggregates(value: Value) -> tuple[RowAggregate, ...]:
    if not isinstance(value.rule, Formula):
        return ()
    found: list[RowAggregate] = []
    stack: list[Expression] = [value.rule.expression]
    while stack:
        node = stack.pop()
        if isinstance(node, RowAggregate):
            found.append(node)
        stack.extend(reversed(children(node)))
    return tuple(found)
