"""Ranges of expressions inside a finished model: bounds of its quantities, columns and tables."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache

from compiler.model.assumptions import Asked
from compiler.model.expressions import ColumnRef, Expression, Ref
from compiler.model.methodology import Methodology
from compiler.model.quantities import Formula, Value
from compiler.model.ranges import range_of, ranges_of_columns
from compiler.model.relations import never_exceeds
from compiler.model.types import WHOLE, Kind
from compiler.numbers import Interval
from compiler.rules.band_grid import quantity_range

ZERO = Interval.point(0)


class KnownRanges:
    """Looks ranges up in one methodology; columns of a table are worked out when first asked for."""

    def __init__(self, methodology: Methodology) -> None:
        self.methodology = methodology
        self.columns = cache(self._columns)

    def of(
        self, expression: Expression, zero: frozenset[Expression] = frozenset(), given: Iterable[Asked] = ()
    ) -> Interval:
        """Range of an expression over quantities; those in `zero` are taken to be 0. `given`: conditions on the way."""
        if expression in zero:
            return ZERO

        def lookup(code: str) -> Interval:
            return ZERO if Ref(code) in zero else self.quantity(code)

        return range_of(
            expression,
            lookup,
            self._column,
            self._rows,
            at_most=self._at_most,
            whole=self._whole,
            filled=self._filled,
            given=given,
            strict=True,
        )

    def decided(self, value: Value) -> tuple[Asked, ...]:
        """The conditions that do not hold where the value is computed at all."""
        rules = (self.methodology.values[code].rule for code in value.unless)
        return tuple((rule.expression, False) for rule in rules if isinstance(rule, Formula))

    def in_row(
        self,
        table: str,
        expression: Expression,
        zero: frozenset[Expression] = frozenset(),
        given: Iterable[Asked] = (),
    ) -> Interval:
        """Range of an expression in the rows of a table; what is in `zero` is taken to be 0."""
        if expression in zero:
            return ZERO
        limits = {column.name: column.at_most for column in self.methodology.tables[table].columns}
        kinds = {column.name: column.type.kind for column in self.methodology.tables[table].columns}
        columns = self.columns(table)
        return range_of(
            expression,
            lambda code: ZERO if Ref(code) in zero else self.quantity(code),
            lambda name: ZERO if ColumnRef(name) in zero else columns[name],
            self._rows,
            at_most=lambda lower, upper: limits.get(lower) == upper,
            whole=lambda name: kinds.get(name) in WHOLE,
            given=given,
            strict=True,
        )

    def quantity(self, code: str) -> Interval:
        return quantity_range(self.methodology.quantity(code))

    def _columns(self, table: str) -> Mapping[str, Interval]:
        return ranges_of_columns(self.methodology.tables[table], self.quantity)

    def _column(self, code: str) -> Interval:
        table, _, name = code.rpartition(".")
        return self.columns(table)[name]

    def _rows(self, table: str) -> tuple[int, int]:
        found = self.methodology.tables[table]
        return found.min_rows, found.max_rows

    def _at_most(self, lower: str, upper: str) -> bool:
        model = self.methodology
        return never_exceeds(lower, upper, model.inputs, model.values, model.tables, model.peers)

    def _filled(self, code: str) -> bool:
        table, _, name = code.rpartition(".")
        return self.methodology.tables[table].always_filled(name)

    def _whole(self, code: str) -> bool:
        table, _, name = code.rpartition(".")
        if table in self.methodology.tables:
            return self.methodology.tables[table].column(name).type.kind in WHOLE
        return self.methodology.quantity(code).type.kind in (*WHOLE, Kind.YES_NO, Kind.CHOICE)
