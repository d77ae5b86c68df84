"""After all values exist: who reads whom, what a decided score spares, the order of computing, bounds and precision."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from functools import partial
from graphlib import CycleError, TopologicalSorter

from compiler.lower.draft import Draft
from compiler.lower.peers import UNSET_DIGITS
from compiler.model import expressions as model
from compiler.model.assumptions import Asked
from compiler.model.bands import BandTable
from compiler.model.expressions import UNSET
from compiler.model.peers import PeerFunction
from compiler.model.quantities import Cases, Formula, Rule, Total, Value
from compiler.model.ranges import range_of, range_of_column, range_of_rule, range_of_type
from compiler.model.relations import never_exceeds
from compiler.model.tables import Column, Table
from compiler.model.types import WHOLE, Kind
from compiler.numbers import DEFAULT_DIGITS, EVERYTHING, Interval, digits_for
from compiler.resolve.written import circle_as_written, written_names
from dsl.diagnostics import diagnose
from dsl.syntax import tree

MOST_BODIES = 1000
"""Bodies of one kind where the methodology names none."""

RangeOf = Callable[[model.Expression], Interval]


def reads(rule: Rule) -> tuple[str, ...]:
    """Codes of the quantities and tables that a rule reads directly."""
    match rule:
        case Formula(expression):
            return (*model.references(expression), *_tables(expression))
        case BandTable(operand, bands):
            ends = tuple(end.parameter for band in bands for end in (band.low, band.high) if end is not None)
            return (operand, *ends, *(band.result for band in bands))
        case Cases(cases, otherwise):
            named = tuple(code for case in cases for code in (case.condition, case.result) if code is not None)
            return (*named, otherwise)
        case Total(items):
            return items


def _tables(expression: model.Expression) -> tuple[str, ...]:
    own = (expression.table,) if isinstance(expression, model.RowAggregate) else ()
    return own + tuple(code for child in model.children(expression) for code in _tables(child))


def all_reads(draft: Draft) -> Mapping[str, tuple[str, ...]]:
    """What each value reads: for all that comes here, since precision and conditions to spare change nothing in it."""
    return {code: reads(value.rule) for code, value in draft.values.items()}


def spare_decided(draft: Draft, known: Mapping[str, tuple[str, ...]]) -> None:
    """Where a condition has decided a score, what only leads to the ordinary score is not computed. `known`: what
    each value reads.

    Conditions, the scores they put in its place, and all that these read are computed as before.
    """
    readers: dict[str, set[str]] = {}
    for code, found in known.items():
        for read in found:
            readers.setdefault(read, set()).add(code)
    for table in draft.tables.values():
        for column in table.columns:
            for read in () if column.formula is None else model.references(column.formula):
                readers.setdefault(read, set()).add(table.code)
    for code, figure in draft.peers.items():  # who reads a figure over all bodies reads what it is taken of
        readers.setdefault(figure.of, set()).update(readers.get(code, ()))
    for decided in draft.decided:
        kept = {decided.score, decided.ordinary}
        spared = set(decided.values) - _downstream(readers, decided.score)
        while leaving := {c for c in spared if not readers.get(c, set()) <= spared | kept}:
            spared -= leaving
        rule = draft.values[decided.score].rule
        assert isinstance(rule, Cases)
        deciding = [code for case in rule.cases for code in (case.condition, case.result) if code]
        spared -= _upstream(draft, known, deciding)
        for code in spared:
            draft.values[code] = replace(draft.values[code], unless=decided.conditions)


def _downstream(readers: Mapping[str, set[str]], code: str) -> set[str]:
    """Everything that reads the value, directly or not."""
    found: set[str] = set()
    waiting = [code]
    while waiting:
        for reader in readers.get(waiting.pop(), ()):
            if reader not in found:
                found.add(reader)
                waiting.append(reader)
    return found


def _upstream(draft: Draft, known: Mapping[str, tuple[str, ...]], codes: Iterable[str]) -> set[str]:
    """The values themselves and everything they read, directly or not."""
    found: set[str] = set()
    waiting = list(codes)
    while waiting:
        code = waiting.pop()
        if code in draft.peers:
            waiting.append(draft.peers[code].of)
        if code in draft.values and code not in found:
            found.add(code)
            waiting.extend(known[code])
    return found


def ordered(draft: Draft, tables: Mapping[str, Table], known: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    """Codes of all values, each after what it reads (`known`), figures over all bodies included; a circle of values is
    reported and nothing returned."""
    graph: dict[str, Iterable[str]] = {}
    for code, value in draft.values.items():
        graph[code] = (*known[code], *value.unless)
    for code, table in tables.items():
        formulas = [c.formula for c in table.columns if c.formula is not None]
        graph[code] = [read for formula in formulas for read in model.references(formula)]
    graph |= {code: (figure.of,) for code, figure in draft.peers.items()}
    position = {code: index for index, code in enumerate(draft.values)}
    try:
        sorter = TopologicalSorter(graph)
        sorter.prepare()
    except CycleError as error:
        ours = draft.values.keys() | draft.tables.keys() | draft.peers.keys()
        circle = [code for code in error.args[1] if code in ours]
        through = [code for code in circle if code in draft.peers]
        place = draft.origins[(through or circle)[0]] if circle else draft.program.head.span
        slug = "circular-over-bodies" if through else "circular"
        shown = circle_as_written(tuple(circle), written_names(draft.program))
        draft.bag.add(diagnose(slug, place, names=" → ".join(shown)))
        return ()
    found: list[str] = []
    while sorter.is_active():
        ready = sorted(sorter.get_ready(), key=lambda code: position.get(code, -1))
        found.extend(code for code in ready if code in draft.values)
        sorter.done(*ready)
    return tuple(found)


class Bounds:
    """Fills in bounds of values and the precision of comparisons, in the order of computing."""

    def __init__(
        self, draft: Draft, tables: Mapping[str, Table], known: Mapping[str, tuple[str, ...]], digits: int
    ) -> None:
        self.draft = draft
        self.known = known
        self.digits = digits
        self.tables = dict(tables)
        self.ranges: dict[str, Interval] = {c: Interval.point(p.value) for c, p in draft.parameters.items()}
        for code, item in draft.inputs.items():
            if code not in draft.peers:
                self.ranges[code] = range_of_type(item.type, item.bounds)
        self.columns: dict[str, Interval] = {}
        self.finished: set[str] = set()
        self.current = ""
        """Code of the value or table in hand, for messages."""

    def value(self, code: str) -> Value:
        """The value with its bounds and precision; every value it reads has been through here."""
        value = self.draft.values[code]
        for read in self.known[code]:
            if read in self.tables and read not in self.finished:
                self._table(read)
            if read in self.draft.peers:
                self.figure(read)
        self.current = code
        rule = self._precise_rule(value)
        bounds = range_of_rule(
            rule,
            self._lookup,
            self._column,
            self._rows,
            at_most=self._at_most,
            whole=self._whole,
            filled=self._filled,
            given=self._decided(value),
        )
        if value.type.kind is Kind.YES_NO:
            bounds = Interval.between(0, 1)
        self.ranges[code] = bounds
        made = replace(value, rule=rule, bounds=bounds)
        self.draft.values[code] = made
        return made

    def _decided(self, value: Value) -> tuple[Asked, ...]:
        """The conditions that do not hold where the value is computed at all."""
        rules = (self.draft.values[code].rule for code in value.unless)
        return tuple((rule.expression, False) for rule in rules if isinstance(rule, Formula))

    def figure(self, code: str) -> None:
        """Bounds of the input of a figure over all bodies: those of what it is taken of, which is known by now; of a
        rank, the number of bodies."""
        figure = self.draft.peers[code]
        if figure.digits != UNSET_DIGITS:
            return
        bounds, digits = self._lookup(figure.of), DEFAULT_DIGITS
        if figure.function is PeerFunction.RANK:
            self.current = code
            digits = self._digits(bounds)
            bounds = Interval.between(1, self._bodies() or MOST_BODIES)
        self.ranges[code] = bounds
        self.draft.inputs[code] = replace(self.draft.inputs[code], bounds=bounds)
        self.draft.peers[code] = replace(figure, digits=digits)

    def _bodies(self) -> int:
        """How many bodies of the kind the methodology names; 0 where it names none."""
        groups = (group for group in self.draft.program.assessed if group.kind.text == self.draft.body)
        return sum(isinstance(statement, tree.BodyDecl) for group in groups for statement in group.block)

    def remaining_figures(self) -> None:
        """Bounds of figures over bodies that no rule has asked for."""
        for code in self.draft.peers:
            self.figure(code)

    def remaining_tables(self) -> None:
        """Bounds of tables that no rule has asked for."""
        for code in self.tables:
            if code not in self.finished:
                self._table(code)

    def _table(self, code: str) -> None:
        self.finished.add(code)
        self.current = code
        table = self.tables[code]
        columns: list[Column] = []
        found: dict[str, Interval] = {}
        for column in table.columns:
            made = column
            if column.formula is not None:
                formula = self._precise(column.formula, partial(self._range, columns=found))
                made = replace(column, formula=formula)
            columns.append(made)
            found[column.name] = range_of_column(table, made, self._lookup, found)
        self.tables[code] = replace(table, columns=tuple(columns))
        for name, interval in found.items():
            self.columns[f"{code}.{name}"] = interval

    def _range(self, expression: model.Expression, columns: Mapping[str, Interval] | None = None) -> Interval:
        lookup = self._column if columns is None else columns.__getitem__
        return range_of(
            expression,
            self._lookup,
            lookup,
            self._rows,
            at_most=self._at_most,
            whole=self._whole,
            filled=self._filled,
        )

    def _precise_rule(self, value: Value) -> Rule:
        match value.rule:
            case Formula(expression):
                return Formula(self._precise(expression, self._range))
            case BandTable(operand, bands, _):
                ends = [end.parameter for band in bands for end in (band.low, band.high) if end is not None]
                interval = self._lookup(operand)
                for end in ends:
                    interval = interval.union(self._lookup(end))
                return BandTable(operand, bands, self._digits(interval))
            case rule:
                return rule

    def _precise(self, expression: model.Expression, range_of_operand: RangeOf) -> model.Expression:
        """The expression with every UNSET precision filled in."""

        def inner(node: model.Expression) -> model.Expression:
            return self._precise(node, range_of_operand)

        match expression:
            case model.Compare(comparison, left, right, digits):
                left, right = inner(left), inner(right)
                if digits == UNSET:
                    digits = self._digits(range_of_operand(left).union(range_of_operand(right)))
                return model.Compare(comparison, left, right, digits)
            case model.Call(function, arguments, digits):
                arguments = tuple(inner(argument) for argument in arguments)
                if digits == UNSET:
                    digits = self._digits(range_of_operand(arguments[0]))
                return model.Call(function, arguments, digits)
            case model.Negate(operand):
                return model.Negate(inner(operand))
            case model.Not(operand):
                return model.Not(inner(operand))
            case model.Binary(operator, left, right):
                return model.Binary(operator, inner(left), inner(right))
            case model.And(items):
                return model.And(tuple(inner(item) for item in items))
            case model.Or(items):
                return model.Or(tuple(inner(item) for item in items))
            case model.If(condition, then, other):
                return model.If(inner(condition), inner(then), inner(other))
            case _:
                return expression

    def _digits(self, interval: Interval) -> int:
        found = digits_for(interval, self.digits)
        if found is None:
            place = self.draft.origins.get(self.current, self.draft.program.head.span)
            self.draft.bag.add(diagnose("operand-without-bounds", place))
            return DEFAULT_DIGITS
        return found

    def _lookup(self, code: str) -> Interval:
        return self.ranges.get(code, EVERYTHING)

    def _column(self, name: str) -> Interval:
        return self.columns.get(name, EVERYTHING)

    def _rows(self, code: str) -> tuple[int, int]:
        return self.tables[code].min_rows, self.tables[code].max_rows

    def _at_most(self, lower: str, upper: str) -> bool:
        return never_exceeds(lower, upper, self.draft.inputs, self.draft.values, self.tables, self.draft.peers)

    def _filled(self, code: str) -> bool:
        table, _, name = code.rpartition(".")
        return self.tables[table].always_filled(name)

    def _whole(self, code: str) -> bool:
        quantity = self.draft.inputs.get(code) or self.draft.values.get(code)
        if quantity is not None:
            return quantity.type.kind in WHOLE
        table, _, name = code.rpartition(".")
        if table in self.tables:
            return self.tables[table].column(name).type.kind in WHOLE
        return False
