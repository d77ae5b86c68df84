"""Choices ("if … then … else") that must not look at the branch they do not take: the condition and each branch get a
cell of their own, with their own guards, and IF passes on what the chosen one holds."""

from __future__ import annotations

from collections.abc import Callable

from compiler.model.expressions import (
    MEANS,
    And,
    Binary,
    Call,
    ColumnRef,
    Expression,
    Filled,
    Function,
    If,
    Operator,
    Ref,
    RowAggregate,
    children,
    rebuilt,
)
from compiler.workbook.formula import ONE, ZERO, Cell, Tree, equal, when
from compiler.workbook.program import State

_FAILING = frozenset((*MEANS, Function.SQRT, Function.LN, Function.LOG_TEN))

Leaf = Ref | ColumnRef | RowAggregate
StateOf = Callable[[Leaf], State]
"""What the cell of an operand may hold besides a number, where the formula in hand is computed."""


def filled_by(condition: Expression) -> frozenset[Leaf]:
    """Operands that certainly hold numbers where the condition is true."""
    match condition:
        case Filled(operand):
            return frozenset((operand,))
        case And(items):
            return frozenset(leaf for item in items for leaf in filled_by(item))
        case _:
            return frozenset()


def stays_inside(choice: If, state_of: StateOf) -> bool:
    """Whether IF inside the formula means the same: the condition and the branches always have a result once the
    operands of the condition are there."""

    def sure(leaf: Leaf) -> bool:
        state = state_of(leaf)
        return not (state.blank or state.na)

    asked = set(operands_of(choice.condition))
    others = (leaf for branch in branches_to_ask(choice) for leaf in operands_of(branch) if leaf not in asked)
    return all(map(sure, others)) and not any(_can_fail(part) for part in children(choice))


def branches_to_ask(choice: If) -> tuple[Expression, ...]:
    """The branches but one that is the very operand which the condition finds filled: "if filled(a) then a else …"."""
    return (choice.other,) if choice.then in filled_by(choice.condition) else (choice.then, choice.other)


def operands_of(expression: Expression) -> tuple[Leaf, ...]:
    """Operands that must hold numbers, each once, in reading order."""
    found: dict[Leaf, None] = {}
    waiting = [expression]
    while waiting:
        node = waiting.pop()
        match node:
            case Ref() | ColumnRef() | RowAggregate():
                found.setdefault(node)
            case Filled():
                pass
            case If(condition):
                waiting.extend(reversed((condition, *branches_to_ask(node))))
            case _:
                waiting.extend(reversed(children(node)))
    return tuple(found)


def _can_fail(expression: Expression) -> bool:
    """True where the expression may have no result though all operands are there (never too seldom)."""
    waiting = [expression]
    while waiting:
        node = waiting.pop()
        match node:
            case Binary(Operator.DIVIDE | Operator.POWER, _, _):
                return True
            case Call(function, _, _) if function in _FAILING:
                return True
            case _:
                waiting.extend(children(node))
    return False


def _has_choice(expression: Expression) -> bool:
    waiting = [expression]
    while waiting:
        node = waiting.pop()
        if isinstance(node, If):
            return True
        waiting.extend(children(node))
    return False


def with_choices(expression: Expression, state_of: StateOf, place: Callable[[If], Ref]) -> Expression:
    """The expression with every choice that cannot stay inside a formula replaced by a cell of its own."""
    if isinstance(expression, If):
        return expression if stays_inside(expression, state_of) else place(expression)
    if not _has_choice(expression):
        return expression
    return rebuilt(expression, tuple(with_choices(part, state_of, place) for part in children(expression)))


def chosen(condition: Cell, asked: State, then: Tree, other: Tree) -> Tree:
    """IF over cells: a condition that is "" or "-" is passed on."""
    if asked.blank or asked.na:
        other = when(equal(condition, ZERO), other, condition)
    return when(equal(condition, ONE), then, other)
