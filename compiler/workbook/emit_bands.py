"""Bands: one line for each band with its ends, its points and whether it is reached; the first one reached decides."""

from __future__ import annotations

from compiler.model.bands import Band, BandTable
from compiler.workbook.emit_applicability import read, where_applicable
from compiler.workbook.formula import (
    BLANK,
    ONE,
    ZERO,
    Cell,
    Comparison,
    Span,
    Tree,
    all_of,
    call,
    equal,
    rounded,
    when,
)
from compiler.workbook.program import Draft, LineRole, State


def emit_bands(draft: Draft, code: str, table: BandTable, applies: Cell | None) -> tuple[Tree, State]:
    """Lines `code#operand`, then `#low.n #high.n #points.n #reached.n` for each band; the tree picks the points."""
    source = read(draft, table.operand)
    seen = draft.states[source.code]
    is_number = call("ISNUMBER", source)
    snapped: Tree = rounded(source, table.digits)
    if seen.blank or seen.na:
        snapped = when(is_number, snapped, source)
    snapped, seen = where_applicable(draft, applies, snapped, seen)
    operand = draft.add(f"{code}#operand", snapped, LineRole.OPERAND, code, seen)
    results = [
        _emit_band(draft, code, number, band, operand, table.digits) for number, band in enumerate(table.bands, 1)
    ]
    count = len(table.bands)
    reached = Span(f"{code}#reached.1", f"{code}#reached.{count}")
    points = Span(f"{code}#points.1", f"{code}#points.{count}")
    pick = call("INDEX", points, call("MATCH", ONE, reached, ZERO))
    tree: Tree = when(equal(call("SUM", reached), ZERO), BLANK, pick)
    if seen.blank or seen.na:
        tree = when(call("ISNUMBER", operand), tree, operand)
    return tree, State(blank=True, na=seen.na or any(state.na for state in results))


def _emit_band(draft: Draft, code: str, number: int, band: Band, operand: Cell, digits: int) -> State:
    conditions: list[Tree] = []
    seen = draft.states[operand.code]
    if seen.blank or seen.na:
        conditions.append(call("ISNUMBER", operand))
    for end, role, open_sign in ((band.low, LineRole.LOW, ">"), (band.high, LineRole.HIGH, "<")):
        if end is not None:
            limit = draft.add(f"{code}#{role.value}.{number}", Cell(end.parameter), role, code, State())
            sign = f"{open_sign}=" if end.closed else open_sign
            conditions.append(Comparison(sign, operand, rounded(limit, digits)))
    result = read(draft, band.result)
    state = draft.states[result.code]
    draft.add(f"{code}#points.{number}", result, LineRole.POINTS, code, state)
    inside = when(all_of(tuple(conditions)), ONE, ZERO) if conditions else ONE
    draft.add(f"{code}#reached.{number}", inside, LineRole.REACHED, code, State())
    return state
