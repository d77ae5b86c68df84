"""Tables: rows as cells, computed columns on demand, aggregates over the filled rows."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from typing import Any, assert_never

from compiler.evaluate.expressions import Compiled, SlotNumbers, Slots, compile_expression, outcome
from compiler.evaluate.states import NOT_APPLICABLE, NOT_FILLED, Cell, Outcome
from compiler.model.expressions import ColumnRef as ColumnReference
from compiler.model.expressions import Expression as AnyExpression
from compiler.model.expressions import Filled, RowAggregate, RowFunction, children
from compiler.model.tables import Table


class CompiledTable:
    """What does not change from body to body."""

    def __init__(self, table: Table, quantities: dict[str, int], aggregates: dict[RowAggregate, int]) -> None:
        self.table = table
        self.columns = {column.name: place for place, column in enumerate(table.columns)}
        numbers = SlotNumbers(quantities, aggregates, self.columns)
        self.inputs = tuple(self.columns[column.name] for column in table.input_columns)
        self.required = tuple(self.columns[c.name] for c in table.input_columns if not c.optional)
        self.quantities = quantities
        self.formulas: dict[int, Compiled] = {}
        self.needs: dict[int, tuple[int, ...]] = {}
        for column in table.columns:
            if column.formula is not None:
                place = self.columns[column.name]
                self.formulas[place] = compile_expression(column.formula, numbers)
                self.needs[place] = tuple(self.columns[name] for name in _columns_read(column.formula))


class TableRows:
    """The rows of one body; computed columns are filled in when first asked for."""

    def __init__(self, compiled: CompiledTable, rows: Sequence[Mapping[str, Cell]]) -> None:
        if len(rows) > compiled.table.max_rows:
            raise ValueError(f"{compiled.table.code}: {len(rows)} rows, at most {compiled.table.max_rows}")
        self.compiled = compiled
        self.rows: list[list[Any]] = [self._cells(row) for row in rows]
        self.filled = [row for row in self.rows if any(row[place] is not NOT_FILLED for place in compiled.inputs)]
        self.usable = len(self.filled) >= compiled.table.min_rows and all(
            row[place] is not NOT_FILLED for row in self.filled for place in compiled.required
        )
        self.done: set[int] = set()

    def _cells(self, row: Mapping[str, Cell]) -> list[Any]:
        cells: list[Any] = [NOT_FILLED] * len(self.compiled.columns)
        for name, cell in row.items():
            place = self.compiled.columns[name]
            if place in self.compiled.formulas:
                raise ValueError(f"{self.compiled.table.code}.{name} is computed")
            cells[place] = cell
        return cells

    def compute(self, place: int, slots: Slots) -> None:
        """Fills the computed column at this place, after the columns it reads."""
        formula = self.compiled.formulas.get(place)
        if formula is None or place in self.done:
            return
        self.done.add(place)
        for needed in self.compiled.needs[place]:
            self.compute(needed, slots)
        for row in self.filled:
            row[place] = outcome(formula, slots, row)

    def compute_all(self, slots: Slots) -> None:
        """Computes every computed column of every row, in the order of the columns, into `slots`."""
        for place in self.compiled.formulas:
            self.compute(place, slots)


def compile_aggregate(aggregate: RowAggregate, compiled: CompiledTable) -> Callable[[TableRows, Slots], Outcome]:
    """A function of the table's rows and the quantities' slots."""
    column = None if aggregate.column is None else compiled.columns[aggregate.column]
    where = None if aggregate.where is None else compiled.columns[aggregate.where]
    function = aggregate.function
    outside = compiled.table.outside_reads(aggregate.column, aggregate.where)
    needed = tuple(compiled.quantities[code] for code in outside)

    def run(rows: TableRows, slots: Slots) -> Outcome:
        if not rows.usable or any(slots[place] is NOT_FILLED for place in needed):
            return NOT_FILLED
        picked = rows.filled
        if where is not None:
            rows.compute(where, slots)
            picked = [row for row in picked if row[where] == 1]
        if column is None:
            return Fraction(len(picked))
        rows.compute(column, slots)
        cells = [row[column] for row in picked]
        return _summarised(function, [cell for cell in cells if cell is not NOT_FILLED and cell is not NOT_APPLICABLE])

    return run


def _summarised(function: RowFunction, cells: list[Any]) -> Outcome:
    match function:
        case RowFunction.COUNT:
            return Fraction(len(cells))
        case RowFunction.SUM:
            return sum(cells, Fraction(0))
        case RowFunction.MEAN:
            return sum(cells, Fraction(0)) / len(cells) if cells else NOT_FILLED
        case RowFunction.MIN:
            return Fraction(min(cells)) if cells else NOT_FILLED
        case RowFunction.MAX:
            return Fraction(max(cells)) if cells else NOT_FILLED
        case _:
            assert_never(function)


def _columns_read(expression: AnyExpression) -> tuple[str, ...]:
    """Columns of the same row that the formula reads, those inside `filled` included."""
    if isinstance(expression, ColumnReference):
        return (expression.column,)
    if isinstance(expression, Filled):
        return _columns_read(expression.operand)
    return tuple(name for child in children(expression) for name in _columns_read(child))
