"""Forms that bring a value into a state with nothing set by hand, for a workbook need not provide for what cannot be.
Found by leaving out, one at a time, what the value is made from; else among forms filled in at random."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from itertools import islice

from compiler.crosscheck.cases.base import with_cell, with_input, with_rows
from compiler.evaluate import NOT_APPLICABLE, NOT_FILLED, Evaluator, Given, Result, State
from compiler.model.bands import BandTable
from compiler.model.expressions import Expression, Ref, RowAggregate, children
from compiler.model.methodology import Methodology
from compiler.model.quantities import Cases, Formula, Total, Value

TRIED = 40
"""Entries left out in turn before giving up."""


class Witnesses:
    """`forms` are complete forms and others, the best one first."""

    def __init__(self, methodology: Methodology, forms: Iterable[Given]) -> None:
        self._methodology = methodology
        self._evaluator = Evaluator(methodology)
        self._results = tuple(sorted((self._evaluator.run(given) for given in forms), key=_states))
        self._occurring = frozenset(
            (code, outcome) for r in self._results for code, outcome in r.values.items() if isinstance(outcome, State)
        )
        self._sources: dict[str, tuple[str, ...]] = {}
        for value in methodology.values.values():  # each after what it reads
            codes = dict.fromkeys(s for code in self._reads(value) for s in self._sources.get(code, (code,)))
            self._sources[value.code] = tuple(codes)

    def occurs(self, code: str, state: State) -> bool:
        """True when a form brings this value into this state."""
        return (code, state) in self._occurring

    def find(self, value: Value, code: str, state: State) -> Given | None:
        """A form on which `value` is assessed and its operand `code` is in this state; failing that, one on which the
        operand is; None when there seems to be none."""
        assessed = next((r for r in self._results if self._is_assessed(value, r)), None)
        if assessed is not None:
            for given in islice(self._changes(assessed.given, code, state), TRIED):
                result = self._evaluator.run(given)
                if result.quantities[code] is state and self._is_assessed(value, result):
                    return given
        found = [result for result in self._results if result.quantities[code] is state]
        return next((r.given for r in found if self._is_assessed(value, r)), found[0].given if found else None)

    def find_all(self, codes: Collection[str], state: State) -> Given | None:
        """A form on which all these quantities are in this state at once; None when there seems to be none."""
        given = self._results[0].given
        for code in codes:
            given = self._brought(given, code, state)
        there = self._evaluator.run(given).quantities
        return given if all(there[code] is state for code in codes) else None

    def _brought(self, given: Given, code: str, state: State) -> Given:
        """The form with this quantity in the state, or as near to it as it can be brought: by one entry left out; by
        all entries that it is made from as they are where it is in that state; a total by its items."""
        if self._evaluator.run(given).quantities[code] is state:
            return given
        for changed in islice(self._changes(given, code, state), TRIED):
            if self._evaluator.run(changed).quantities[code] is state:
                return changed
        seen = next((result.given for result in self._results if result.quantities[code] is state), None)
        if seen is not None:
            return self._copied(given, code, seen)
        value = self._methodology.values.get(code)
        if value is not None and isinstance(value.rule, Total):
            for item in value.rule.items:
                given = self._brought(given, item, state)
        return given

    def _copied(self, given: Given, code: str, seen: Given) -> Given:
        for source in self._sources.get(code, (code,)):
            if source in self._methodology.inputs:
                given = with_input(given, source, seen.inputs.get(source, NOT_FILLED))
            elif source in self._methodology.tables:
                given = with_rows(given, source, seen.tables.get(source, ()))
        return given

    def _is_assessed(self, value: Value, result: Result) -> bool:
        return all(result.quantities[code] == 0 for code in value.unless)

    def _changes(self, given: Given, code: str, state: State) -> Iterator[Given]:
        for source in self._sources.get(code, (code,)):
            if source in self._methodology.inputs:
                if state is NOT_FILLED or self._methodology.inputs[source].declinable:
                    yield with_input(given, source, state)
            elif source in self._methodology.tables and state is NOT_FILLED:
                required = [c.name for c in self._methodology.tables[source].input_columns if not c.optional]
                if required and given.tables.get(source):
                    yield with_cell(given, source, 0, required[0], NOT_FILLED)
                yield with_rows(given, source, ())

    def _reads(self, value: Value) -> tuple[str, ...]:
        """Codes of quantities and tables, the rule's before those that decide whether it is assessed."""
        match value.rule:
            case Formula(expression):
                own = tuple(self._operands(expression))
            case BandTable():
                own = (value.rule.operand,)
            case Cases(cases, otherwise):
                results = (case.result for case in cases if case.result is not None)
                own = (*(case.condition for case in cases), *results, otherwise)
            case Total(items, _, _):
                own = items
        return (*own, *value.unless)

    def _operands(self, expression: Expression) -> Iterator[str]:
        match expression:
            case Ref(code):
                yield code
            case RowAggregate(_, table, column, where):
                yield table
                yield from self._methodology.tables[table].outside_reads(column, where)
            case _:
                for child in children(expression):
                    yield from self._operands(child)


def _states(result: Result) -> int:
    return sum(outcome is NOT_FILLED or outcome is NOT_APPLICABLE for outcome in result.values.values())
