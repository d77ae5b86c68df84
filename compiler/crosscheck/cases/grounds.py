"""Where the solver's operands stand: quantities that a formula reads, or the cells of one row of a table."""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction

from compiler.crosscheck.cases.base import with_cell, with_input, with_override
from compiler.crosscheck.cases.entries import TEXT, allowed, ends, step
from compiler.crosscheck.cases.solve import Ground, Leaf, Unsolved
from compiler.evaluate import NOT_FILLED, Cell, Given, Result
from compiler.model.expressions import ColumnRef, Ref, RowAggregate
from compiler.model.methodology import Methodology
from compiler.model.quantities import Input
from compiler.model.tables import Column, Table
from compiler.model.types import Kind
from compiler.numbers import Interval, digits_for


@dataclass(frozen=True, slots=True)
class Quantities:
    """Values are set by hand and inputs filled in, within their bounds unless they are `pasted`; parameters stay.
    `before` holds every quantity and every function over rows as it was before anything was changed."""

    methodology: Methodology
    before: Result
    given: Given
    pasted: bool = False

    def value(self, leaf: Leaf) -> Fraction | None:
        if not isinstance(leaf, Ref):
            raise Unsolved
        code = leaf.code
        cell = self.given.overrides.get(code, self.given.inputs.get(code, self.before.quantities.get(code, NOT_FILLED)))
        if isinstance(cell, str):
            return Fraction(1)
        return cell if isinstance(cell, Fraction) else None

    def aggregate(self, aggregate: RowAggregate) -> Fraction | None:
        outcome = self.before.aggregates.get(aggregate)
        return outcome if isinstance(outcome, Fraction) else None

    def step(self, leaf: Leaf) -> Fraction | None:
        if not isinstance(leaf, Ref) or leaf.code not in self.methodology.inputs:
            return None
        return step(self.methodology.inputs[leaf.code])

    def ends(self, leaf: Leaf) -> tuple[Fraction, ...]:
        if not isinstance(leaf, Ref) or leaf.code in self.methodology.parameters:
            return ()
        if leaf.code in self.methodology.inputs:
            return ends(self.methodology.inputs[leaf.code]) or ()
        bounds = self.methodology.values[leaf.code].bounds
        return tuple(end for end in (bounds.low, bounds.high) if end is not None)

    def set(self, leaf: Leaf, value: Fraction | None) -> Ground:
        if not isinstance(leaf, Ref) or leaf.code in self.methodology.parameters:
            raise Unsolved
        code = leaf.code
        if self.pasted and value is not None:
            put = with_input if code in self.methodology.inputs else with_override
            return replace(self, given=put(self.given, code, value))
        if code in self.methodology.inputs:
            cell = _entry(self.methodology.inputs[code], value)
            return replace(self, given=with_input(self.given, code, cell))
        if value is None or not and_a_unit(self.methodology.values[code].bounds).contains(value):
            raise Unsolved
        return replace(self, given=with_override(self.given, code, value))


def and_a_unit(bounds: Interval) -> Interval:
    """Bounds and one unit of precision more: a threshold that is a bound has two sides as well."""
    digits = digits_for(bounds)
    if bounds.low is None or bounds.high is None or digits is None:
        return bounds
    unit = Fraction(10) ** -digits
    return Interval(bounds.low - unit, bounds.high + unit)


@dataclass(frozen=True, slots=True)
class RowCells:
    """The cells of the first row of a table, and the quantities outside that its formulas read. Computed columns have
    no value of their own here: the caller puts their formulas in their place."""

    outside: Quantities
    table: Table

    def value(self, leaf: Leaf) -> Fraction | None:
        if not isinstance(leaf, ColumnRef):
            return self.outside.value(leaf)
        cell = self.outside.given.tables[self.table.code][0].get(leaf.column, NOT_FILLED)
        if isinstance(cell, str):
            return Fraction(1)
        return cell if isinstance(cell, Fraction) else None

    def aggregate(self, aggregate: RowAggregate) -> Fraction | None:
        return self.outside.aggregate(aggregate)

    def step(self, leaf: Leaf) -> Fraction | None:
        if not isinstance(leaf, ColumnRef):
            return self.outside.step(leaf)
        return step(self.table.column(leaf.column))

    def ends(self, leaf: Leaf) -> tuple[Fraction, ...]:
        if not isinstance(leaf, ColumnRef):
            return self.outside.ends(leaf)
        return ends(self.table.column(leaf.column)) or ()

    def set(self, leaf: Leaf, value: Fraction | None) -> Ground:
        if not isinstance(leaf, ColumnRef):
            moved = self.outside.set(leaf, value)
            if not isinstance(moved, Quantities):
                raise Unsolved
            return replace(self, outside=moved)
        cell = _entry(self.table.column(leaf.column), value)
        changed = with_cell(self.outside.given, self.table.code, 0, leaf.column, cell)
        return replace(self, outside=replace(self.outside, given=changed))


def _entry(field: Input | Column, value: Fraction | None) -> Cell:
    if value is None:
        return NOT_FILLED
    if field.type.kind in (Kind.TEXT, Kind.LINK):
        return TEXT
    if not allowed(field, value):
        raise Unsolved
    return value
