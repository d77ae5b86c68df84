"""Applicability: conditions that put "-" in place of a value, and cases of which the first true one decides."""

from __future__ import annotations

from compiler.model.quantities import Cases, Value
from compiler.workbook.formula import BLANK, NOT_APPLICABLE, ONE, Cell, Tree, any_of, equal, when
from compiler.workbook.program import Draft, LineRole, State, input_key


def read(draft: Draft, code: str) -> Cell:
    """The cell that holds the quantity `code`."""
    return Cell(input_key(code) if code in draft.methodology.inputs else code)


def emit_applies(draft: Draft, value: Value) -> Cell | None:
    """The cell `code#applies` (1, "-" or "") of a value with conditions; None without. Values with the same
    conditions share it."""
    if not value.unless:
        return None
    if value.unless in draft.applies:
        return draft.applies[value.unless]
    cells = tuple(read(draft, condition) for condition in value.unless)
    blanks = tuple(equal(cell, BLANK) for cell in cells if draft.states[cell.code].blank)
    tree: Tree = when(any_of(blanks), BLANK, ONE) if blanks else ONE
    tree = when(any_of(tuple(equal(cell, ONE) for cell in cells)), NOT_APPLICABLE, tree)
    found = draft.add(f"{value.code}#applies", tree, LineRole.APPLIES, value.code, State(bool(blanks), True))
    draft.applies[value.unless] = found
    return found


def where_applicable(draft: Draft, applies: Cell | None, tree: Tree, state: State) -> tuple[Tree, State]:
    """The tree where `applies` is 1, else what `applies` says."""
    if applies is None:
        return tree, state
    return when(equal(applies, ONE), tree, applies), State(state.blank or draft.states[applies.code].blank, True)


def emit_cases(draft: Draft, code: str, cases: Cases) -> tuple[Tree, State]:
    """Each case but the first has its own cell, so that no formula nests deeper than two IFs."""
    draft.assumed = draft.assumed | {case.condition for case in cases.cases}
    other: Tree = read(draft, cases.otherwise)
    state = draft.seen(read(draft, cases.otherwise).code)
    for number, case in reversed(tuple(enumerate(cases.cases))):
        condition = read(draft, case.condition)
        asked = draft.states[condition.code]
        result: Tree = NOT_APPLICABLE if case.result is None else read(draft, case.result)
        given = State(na=True) if case.result is None else draft.states[read(draft, case.result).code]
        state = State(asked.blank or given.blank or state.blank, given.na or state.na)
        other = when(equal(condition, ONE), result, other)
        if asked.blank:
            other = when(equal(condition, BLANK), BLANK, other)
        if number > 0:
            other = draft.add(f"{code}#rest.{number}", other, LineRole.REST, code, state)
    return other, state
