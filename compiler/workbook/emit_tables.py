"""Tables: a grid with one line for each table row, the state of the table, then its aggregates."""

from __future__ import annotations

from functools import partial
from itertools import islice

from compiler.model.expressions import Expression, RowAggregate, children, references
from compiler.model.quantities import Formula
from compiler.model.tables import Column, Table
from compiler.model.types import WHOLE, Kind
from compiler.workbook.emit_aggregates import cell_key, emit_aggregate
from compiler.workbook.emit_expressions import Scope, emit_expression
from compiler.workbook.emit_inputs import checked_copy
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
    rounded,
    when,
)
from compiler.workbook.program import Draft, LineRole, State, input_key, row_code

_AT_ONCE = 2
_WHOLE = WHOLE | {Kind.DATE}


def grid_columns(table: Table) -> tuple[Column, ...]:
    """Input columns in the grid's order: required ones first, so that completeness is one range."""
    required = tuple(column for column in table.input_columns if not column.optional)
    return (*required, *(column for column in table.input_columns if column.optional))


def judged_columns(table: Table) -> tuple[tuple[Column, ...], ...]:
    """Input columns that do not take everything, a few at a time so that formulas about them stay short."""
    judged = tuple(column for column in grid_columns(table) if column.type.kind not in (Kind.TEXT, Kind.LINK))
    return tuple(judged[first : first + _AT_ONCE] for first in range(0, len(judged), _AT_ONCE))


def outside_reads(table: Table) -> frozenset[str]:
    """Codes of values that the table's computed columns read."""
    reads = (references(column.formula) for column in table.computed_columns if column.formula is not None)
    return frozenset(code for codes in reads for code in codes)


def aggregates_of(draft: Draft, table: Table) -> tuple[RowAggregate, ...]:
    """Every aggregate over this table, each once, in the order of the values."""
    found: dict[RowAggregate, None] = {}
    for value in draft.methodology.values.values():
        if isinstance(value.rule, Formula):
            stack: list[Expression] = [value.rule.expression]
            while stack:
                node = stack.pop()
                if isinstance(node, RowAggregate) and node.table == table.code:
                    found[node] = None
                stack.extend(children(node))
    return tuple(found)


def emit_table(draft: Draft, table: Table) -> None:
    """The whole grid. Lines of one kind follow each other down the rows: those of the first row, over other cells."""
    before = len(draft.lines)
    _emit_row(draft, table, 1)
    first = tuple(islice(draft.lines.values(), before, None))
    for row in range(2, table.max_rows + 1):
        rename = partial(_in_row, f"{table.code}[1]", f"{table.code}[{row}]")
        for line in first:
            draft.repeat(line, rename)
    aggregates = aggregates_of(draft, table)
    state_cell = _emit_state(draft, table) if aggregates else None
    for aggregate in aggregates:
        emit_aggregate(draft, table, aggregate, state_cell)


def _in_row(first: str, here: str, code: str) -> str:
    return here + code[len(first) :] if code.startswith(first) else code


def _emit_row(draft: Draft, table: Table, row: int) -> None:
    columns = grid_columns(table)
    for column in columns:
        code = row_code(table.code, row, column.name)
        tree = checked_copy(draft, Cell(code), column.type)
        draft.add(input_key(code), tree, LineRole.INPUT, table.code, State(blank=True))
    prefix = f"{table.code}[{row}]"
    filled = call("SUMPRODUCT", Arithmetic("*", Comparison("<>", _span(table, row, columns), BLANK), ONE))
    begun = when(equal(filled, ZERO), ZERO, ONE)
    present = draft.add(f"{prefix}#present", begun, LineRole.PRESENT, table.code, State())
    required = tuple(column for column in columns if not column.optional)
    if required:
        complete: Tree = when(equal(call("COUNTBLANK", _span(table, row, required)), ZERO), ONE, ZERO)
        done = draft.add(f"{prefix}#complete", complete, LineRole.COMPLETE, table.code, State())
        fault = when(all_of((equal(present, ONE), equal(done, ZERO))), ONE, ZERO)
        draft.add(f"{prefix}#fault", fault, LineRole.FAULT, table.code, State())
    for number, judged in enumerate(judged_columns(table), 1):
        misread = when(equal(_typed(table, row, judged), _read(table, row, judged)), ZERO, ONE)
        draft.add(f"{prefix}#misread.{number}", misread, LineRole.MISREAD, table.code, State())
    for column in columns:
        if column.at_most is not None:
            draft.add(
                f"{prefix}#excess.{column.name}",
                _excess(table, row, column, column.at_most),
                LineRole.EXCESS,
                table.code,
                State(),
            )
    for column in table.computed_columns:
        _emit_computed(draft, table, row, column, present)


def _emit_computed(draft: Draft, table: Table, row: int, column: Column, present: Cell) -> None:
    if column.formula is None:
        return
    code = row_code(table.code, row, column.name)
    scope = Scope(code, table.code, lambda name: cell_key(table, row, name), blank_when=(equal(present, ZERO),))
    tree, state = emit_expression(draft, column.formula, scope)
    draft.add(code, tree, LineRole.COLUMN, table.code, state)


def _typed(table: Table, row: int, columns: tuple[Column, ...]) -> Tree:
    """How many of these cells hold anything."""
    return call("SUM", *(_one_if_filled(Cell(row_code(table.code, row, column.name))) for column in columns))


def _read(table: Table, row: int, columns: tuple[Column, ...]) -> Tree:
    """How many of them hold what they ask for."""
    cells = ((Cell(cell_key(table, row, column.name)), column.type.kind) for column in columns)
    return call("SUM", *(_one_if_whole(cell) if kind in _WHOLE else _one_if_filled(cell) for cell, kind in cells))


def _one_if_whole(cell: Cell) -> Tree:
    """Of a checked copy, which holds a number or nothing."""
    return when(equal(cell, BLANK), ZERO, Arithmetic("*", equal(cell, call("INT", cell)), ONE))


def _one_if_filled(cell: Cell) -> Tree:
    return Arithmetic("*", Comparison("<>", cell, BLANK), ONE)


def _span(table: Table, row: int, columns: tuple[Column, ...]) -> Span:
    return Span(cell_key(table, row, columns[0].name), cell_key(table, row, columns[-1].name))


def _excess(table: Table, row: int, column: Column, other: str) -> Tree:
    """1 when both cells are numbers and the first is the greater one."""
    cells = tuple(Cell(cell_key(table, row, name)) for name in (column.name, other))
    both = all_of(tuple(call("ISNUMBER", cell) for cell in cells))
    greater = Comparison(">", rounded(cells[0], 10), rounded(cells[1], 10))
    return when(both, when(greater, ONE, ZERO), ZERO)


def _emit_state(draft: Draft, table: Table) -> Cell | None:
    """The cell `table#state`: 1, or "" when a row is unfinished or rows are missing; None when neither can be."""
    last = table.max_rows
    reasons: list[Tree] = []
    if f"{table.code}[1]#fault" in draft.lines:
        faults = Span(f"{table.code}[1]#fault", f"{table.code}[{last}]#fault")
        reasons.append(Comparison(">", call("SUM", faults), ZERO))
    if table.min_rows > 0:
        present = Span(f"{table.code}[1]#present", f"{table.code}[{last}]#present")
        reasons.append(Comparison("<", call("SUM", present), Cell(f"{table.code}#min_rows")))
    if not reasons:
        return None
    tree = when(any_of(tuple(reasons)), BLANK, ONE)
    return draft.add(f"{table.code}#state", tree, LineRole.STATE, table.code, State(blank=True))
