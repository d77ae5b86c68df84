"""Guards: a formula that reads something empty stays empty; one that reads "-" becomes "-"; else it is computed."""

from __future__ import annotations

from compiler.workbook.formula import BLANK, NOT_APPLICABLE, ONE, Cell, Tree, any_of, call, equal, when
from compiler.workbook.program import Draft, LineRole, State

MAX_INLINE = 3
"""Conditions that a guard inside the formula itself may have."""
MAX_READS = 6
"""Cells that one "ready" cell looks at; more are looked at in groups."""


def guarded(
    draft: Draft,
    code: str,
    owner: str,
    tree: Tree,
    reads: tuple[Cell, ...],
    failures: tuple[Tree, ...],
    applies: Cell | None,
    blank_when: tuple[Tree, ...],
) -> tuple[Tree, State]:
    """The tree behind its guards, and what it may hold besides numbers."""
    if isinstance(tree, Cell) and not blank_when:
        # A cell that is only passed on carries its own "" and "-".
        seen = draft.seen(tree.code)
        if applies is None:
            return tree, seen
        asked = draft.states[applies.code]
        return when(equal(applies, ONE), tree, applies), State(seen.blank or asked.blank, seen.na or asked.na)
    body = when(any_of(failures), BLANK, tree) if failures else tree
    blanks = tuple(cell for cell in reads if draft.seen(cell.code).blank)
    nas = tuple(cell for cell in reads if draft.seen(cell.code).na)
    state = State(
        blank=bool(blanks or blank_when or failures) or (applies is not None and draft.states[applies.code].blank),
        na=bool(nas) or (applies is not None and draft.states[applies.code].na),
    )
    conditions = (*blank_when, *(equal(cell, BLANK) for cell in blanks))
    if not conditions and not nas:
        return (body if applies is None else when(equal(applies, ONE), body, applies)), state
    if applies is None and not nas and len(conditions) <= MAX_INLINE:
        return when(any_of(conditions), BLANK, body), state
    if applies is not None and not nas and not failures and len(conditions) <= MAX_INLINE:
        return when(equal(applies, ONE), when(any_of(conditions), BLANK, tree), applies), state
    if applies is None and len(reads) == 1 and not blank_when:
        return when(call("ISNUMBER", reads[0]), body, reads[0]), state
    ready = ready_cell(draft, code, owner, reads, applies, blank_when)
    if ready is None:
        raise AssertionError(f"{code} has conditions and no guard")
    return when(equal(ready, ONE), body, ready), state


def ready_cell(
    draft: Draft,
    code: str,
    owner: str,
    reads: tuple[Cell, ...],
    applies: Cell | None,
    blank_when: tuple[Tree, ...],
) -> Cell | None:
    """The cell `code#ready`: 1, "" or "-". `applies` itself, or None, when there is nothing to look at."""
    looked_at = tuple(cell for cell in reads if draft.seen(cell.code).blank or draft.seen(cell.code).na)
    if not looked_at and not blank_when:
        return applies
    seen = tuple(draft.seen(cell.code) for cell in (*looked_at, *(() if applies is None else (applies,))))
    state = State(any(s.blank for s in seen) or bool(blank_when), any(s.na for s in seen))
    # Where everything that an expression reads was looked at before, its parts are looked at in a second cell.
    name = f"{code}#ready" if f"{code}#ready" not in draft.lines else f"{code}#ready.parts"
    if len(looked_at) > MAX_READS:
        groups = (looked_at[start : start + MAX_READS] for start in range(0, len(looked_at), MAX_READS))
        looked_at = tuple(_group(draft, f"{name}.{number}", owner, group) for number, group in enumerate(groups, 1))
    tree = _look(draft, looked_at, blank_when)
    if applies is not None:
        tree = when(equal(applies, ONE), tree, applies)
    return draft.add(name, tree, LineRole.READY, owner, state)


def _group(draft: Draft, code: str, owner: str, cells: tuple[Cell, ...]) -> Cell:
    states = tuple(draft.seen(cell.code) for cell in cells)
    state = State(any(s.blank for s in states), any(s.na for s in states))
    return draft.add(code, _look(draft, cells, ()), LineRole.READY, owner, state)


def _look(draft: Draft, cells: tuple[Cell, ...], blank_when: tuple[Tree, ...]) -> Tree:
    """1 when none of the cells is empty or "-"; emptiness wins."""
    blanks = (*blank_when, *(equal(cell, BLANK) for cell in cells if draft.seen(cell.code).blank))
    nas = tuple(equal(cell, NOT_APPLICABLE) for cell in cells if draft.seen(cell.code).na)
    tree: Tree = when(any_of(nas), NOT_APPLICABLE, ONE) if nas else ONE
    return when(any_of(blanks), BLANK, tree) if blanks else tree
