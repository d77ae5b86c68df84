"""Bands: one line for each band with its ends, its points and whether it is reached; the first one reached decides."""

from __future__ import annotations

from fractions import Fraction

from compiler.model.bands import Band, BandEnd, BandTable
from compiler.model.methodology import Methodology
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
    seen = draft.seen(source.code)
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
    gaps = not covers_all_numbers(draft.methodology, table)
    tree: Tree = when(equal(call("SUM", reached), ZERO), BLANK, pick) if gaps else pick
    if seen.blank or seen.na:
        tree = when(call("ISNUMBER", operand), tree, operand)
    blank = gaps or seen.blank or any(state.blank for state in results)
    return tree, State(blank, na=seen.na or any(state.na for state in results))


def _emit_band(draft: Draft, code: str, number: int, band: Band, operand: Cell, digits: int) -> State:
    conditions: list[Tree] = []
    seen = draft.seen(operand.code)
    if seen.blank or seen.na:
        conditions.append(call("ISNUMBER", operand))
    for end, role, open_sign in ((band.low, LineRole.LOW, ">"), (band.high, LineRole.HIGH, "<")):
        if end is not None:
            limit = draft.add(f"{code}#{role.value}.{number}", Cell(end.parameter), role, code, State())
            sign = f"{open_sign}=" if end.closed else open_sign
            conditions.append(Comparison(sign, operand, rounded(limit, digits)))
    result = read(draft, band.result)
    state = draft.seen(result.code)
    draft.add(f"{code}#points.{number}", result, LineRole.POINTS, code, state)
    inside = when(all_of(tuple(conditions)), ONE, ZERO) if conditions else ONE
    draft.add(f"{code}#reached.{number}", inside, LineRole.REACHED, code, State())
    return state


def covers_all_numbers(methodology: Methodology, table: BandTable) -> bool:
    """Whether every number, in bounds or not, is in some band; of a choice, the position of every option."""
    options = methodology.quantity(table.operand).type.options
    if options and table.operand in methodology.inputs:
        exact = {_limit(methodology, band.low) for band in table.bands if band.low == band.high}
        return all(Fraction(position) in exact for position in range(1, len(options) + 1))
    low_ends = [(_limit(methodology, b.low), b.low, b) for b in table.bands]
    low_ends.sort(key=lambda item: (item[0] is not None, item[0] or 0))
    reached: Fraction | None = None
    closed = False
    for number, (start, low, band) in enumerate(low_ends):
        if number == 0 and start is not None:
            return False
        touches = low is None or reached is None or start is None or start < reached
        meets = start == reached and low is not None and (low.closed or closed)
        if number > 0 and not touches and not meets:
            return False
        end = _limit(methodology, band.high)
        if band.high is None or end is None:
            return True
        if reached is None or end > reached:
            reached, closed = end, band.high.closed
        elif end == reached:
            closed = closed or band.high.closed
    return False


def _limit(methodology: Methodology, end: BandEnd | None) -> Fraction | None:
    return None if end is None else methodology.parameters[end.parameter].value
