"""Aggregates over the rows of a table: one cell each, over the contiguous columns of the table's grid."""

from __future__ import annotations

from compiler.model.expressions import RowAggregate, RowFunction
from compiler.model.tables import Table
from compiler.workbook.formula import (
    BLANK,
    ONE,
    ZERO,
    Arithmetic,
    Cell,
    Comparison,
    Span,
    Tree,
    all_of,
    any_of,
    call,
    equal,
    when,
)
from compiler.workbook.program import Draft, LineRole, State, input_key, row_code

_EXCEL = {
    RowFunction.SUM: "SUM",
    RowFunction.MEAN: "AVERAGE",
    RowFunction.MIN: "MIN",
    RowFunction.MAX: "MAX",
}


def aggregate_code(aggregate: RowAggregate) -> str:
    """Code of the cell that holds this aggregate: `table#mean.column.where`."""
    picked = (aggregate.function.value, aggregate.column, aggregate.where)
    return f"{aggregate.table}#" + ".".join(part for part in picked if part is not None)


def cell_key(table: Table, row: int, column: str) -> str:
    """The cell through which rules read a table cell."""
    code = row_code(table.code, row, column)
    return code if table.column(column).formula is not None else input_key(code)


def emit_aggregate(draft: Draft, table: Table, aggregate: RowAggregate, state_cell: Cell | None) -> None:
    """The aggregate's cell; with `where` also the column of picked cells."""
    code = aggregate_code(aggregate)
    unready: tuple[Tree, ...] = () if state_cell is None else (equal(state_cell, BLANK),)
    unready += tuple(equal(cell, BLANK) for cell in _outside(draft, table, aggregate))
    empty: tuple[Tree, ...]
    if aggregate.function is RowFunction.COUNT and aggregate.column is None:
        tree = _count(table, aggregate)
        empty = unready
    else:
        cells, counted = _picked(draft, table, aggregate)
        tree = counted if aggregate.function is RowFunction.COUNT else call(_EXCEL[aggregate.function], cells)
        summable = aggregate.function in (RowFunction.SUM, RowFunction.COUNT)
        no_rows: tuple[Tree, ...] = () if summable else (equal(counted, ZERO),)
        empty = (*unready, *no_rows)
    tree = when(any_of(empty), BLANK, tree) if empty else tree
    draft.add(code, tree, LineRole.AGGREGATE, table.code, State(blank=bool(empty)))


def _outside(draft: Draft, table: Table, aggregate: RowAggregate) -> tuple[Cell, ...]:
    """Cells outside the table that the aggregate's columns need and that may be empty."""
    inputs = draft.methodology.inputs
    codes = table.outside_reads(aggregate.column, aggregate.where)
    keys = (input_key(code) if code in inputs else code for code in codes)
    return tuple(Cell(key) for key in keys if draft.states[key].blank)


def _count(table: Table, aggregate: RowAggregate) -> Tree:
    if aggregate.where is None:
        return call("SUM", Span(f"{table.code}[1]#present", f"{table.code}[{table.max_rows}]#present"))
    return _how_many_are_one(_column(table, aggregate.where))


def _column(table: Table, column: str) -> Span:
    return Span(cell_key(table, 1, column), cell_key(table, table.max_rows, column))


def _how_many_are_one(cells: Tree) -> Tree:
    return call("SUMPRODUCT", Arithmetic("*", equal(cells, ONE), ONE))


def _picked(draft: Draft, table: Table, aggregate: RowAggregate) -> tuple[Span, Tree]:
    """The cells to aggregate and how many numbers they hold, as a cell."""
    column = aggregate.column
    if column is None:
        raise ValueError(f"{aggregate.function.value} over {table.code} needs a column")
    suffix = column if aggregate.where is None else f"{column}.{aggregate.where}"
    last = table.max_rows
    for row in range(1, last + 1):
        code = f"{table.code}[{row}]#picked.{suffix}"
        if code in draft.lines:
            break
        cell = Cell(cell_key(table, row, column))
        asked: tuple[Tree, ...] = (call("ISNUMBER", cell),)
        if aggregate.where is not None:
            asked = (equal(Cell(cell_key(table, row, aggregate.where)), ONE), *asked)
        draft.add(code, when(all_of(asked), cell, BLANK), LineRole.PICKED, table.code, State(blank=True))
    cells = Span(f"{table.code}[1]#picked.{suffix}", f"{table.code}[{last}]#picked.{suffix}")
    counted = f"{table.code}#counted.{suffix}"
    if counted not in draft.lines:
        present = call("SUMPRODUCT", Arithmetic("*", Comparison("<>", cells, BLANK), ONE))
        draft.add(counted, present, LineRole.AGGREGATE, table.code, State())
    return cells, Cell(counted)
