"""Totals: summands in a block of their own, then their sum or mean.

"-" is left out; an empty summand empties the total.
"""

from __future__ import annotations

from compiler.model.quantities import Nothing, Total
from compiler.workbook.emit_applicability import read
from compiler.workbook.formula import (
    BLANK,
    NOT_APPLICABLE,
    ONE,
    ZERO,
    Arithmetic,
    Cell,
    Comparison,
    Negative,
    Span,
    Tree,
    call,
    equal,
    when,
)
from compiler.workbook.program import Draft, LineRole, State


def emit_total(draft: Draft, code: str, total: Total) -> tuple[Tree, State]:
    """Lines `code#item.n`; the tree sums or averages them."""
    if not total.items:
        return NOT_APPLICABLE, State(na=True)
    states: list[State] = []
    for number, (item, sign) in enumerate(zip(total.items, total.signs, strict=True), 1):
        cell = read(draft, item)
        state = draft.seen(cell.code)
        states.append(state)
        draft.add(f"{code}#item.{number}", _signed(cell, sign, state), LineRole.ITEM, code, state)
    items = Span(f"{code}#item.1", f"{code}#item.{len(total.items)}")
    blank = any(state.blank for state in states)
    na = all(state.na for state in states)
    tree: Tree = call("AVERAGE" if total.mean else "SUM", items)
    if na and total.nothing is not Nothing.ZERO:  # a sum of texts is 0 by itself
        present = call("SUMPRODUCT", Arithmetic("*", Comparison("<>", items, NOT_APPLICABLE), ONE))
        tree = when(equal(present, ZERO), NOT_APPLICABLE if total.nothing is Nothing.NOT_APPLICABLE else BLANK, tree)
    if blank:
        tree = when(Comparison(">", call("COUNTBLANK", items), ZERO), BLANK, tree)
    blank = blank or (na and total.nothing is Nothing.NOT_FILLED)
    return tree, State(blank, na and total.nothing is Nothing.NOT_APPLICABLE)


def _signed(cell: Cell, sign: int, state: State) -> Tree:
    if sign == 1:
        return cell
    negative = Negative(cell)
    return when(call("ISNUMBER", cell), negative, cell) if state.blank or state.na else negative
