"""Model → program: every rule of a methodology as formula trees, each quantity computed once."""

from __future__ import annotations

from typing import assert_never

from compiler.model.bands import BandTable
from compiler.model.expressions import references
from compiler.model.methodology import Methodology
from compiler.model.quantities import Cases, Formula, Total, Value
from compiler.model.tables import Table
from compiler.model.types import Type
from compiler.workbook.emit_aggregation import emit_total
from compiler.workbook.emit_applicability import emit_applies, emit_cases, read, where_applicable
from compiler.workbook.emit_bands import emit_bands
from compiler.workbook.emit_expressions import Scope, emit_expression
from compiler.workbook.emit_inputs import emit_input
from compiler.workbook.emit_tables import emit_table, outside_reads
from compiler.workbook.formula import Tree
from compiler.workbook.program import Draft, LineRole, Program, State


def emit(methodology: Methodology, lists: dict[str, Type] | None = None) -> Program:
    """All lines: copies of inputs, table grids with their aggregates, values with their helper cells. `lists`: those of
    other programs in the same workbook; new ones are added."""
    draft = Draft(methodology) if lists is None else Draft(methodology, lists=lists)
    for code in methodology.parameters:
        draft.states[code] = State()
    for item in methodology.inputs.values():
        emit_input(draft, item)
    waiting = dict(methodology.tables)
    for value in methodology.values.values():
        for code in _tables_ready(draft, waiting):
            emit_table(draft, waiting.pop(code))
        _emit_value(draft, value)
    for table in waiting.values():
        emit_table(draft, table)
    return draft.finish()


def _tables_ready(draft: Draft, waiting: dict[str, Table]) -> tuple[str, ...]:
    """Tables whose computed columns read nothing that is still to come."""
    if not waiting:
        return ()
    known = draft.states.keys() | draft.methodology.inputs.keys()
    return tuple(code for code, table in waiting.items() if outside_reads(table) <= known)


def _emit_value(draft: Draft, value: Value) -> None:
    applies = emit_applies(draft, value)
    draft.assumed = frozenset(value.unless)
    tree: Tree
    match value.rule:
        case Formula(expression):
            tree, state = emit_expression(draft, expression, Scope(value.code, value.code, applies=applies))
            inside = any(draft.seen(read(draft, code).code).na for code in references(expression))
        case BandTable() as table:
            tree, state = emit_bands(draft, value.code, table, applies)
            inside = any(
                draft.seen(read(draft, code).code).na for code in (table.operand, *(b.result for b in table.bands))
            )
        case Cases() as cases:
            tree, state = emit_cases(draft, value.code, cases)
            inside = state.na
            tree, state = where_applicable(draft, applies, tree, state)
        case Total() as total:
            tree, state = emit_total(draft, value.code, total)
            inside = state.na
            tree, state = where_applicable(draft, applies, tree, state)
        case _:
            assert_never(value.rule)
    draft.na_inside[value.code] = inside
    draft.add(value.code, tree, LineRole.STEP, value.code, state)
    draft.assumed = frozenset()
