"""Splitting long expressions: parts that would make a formula hard to read move to cells of their own."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from compiler.model.expressions import (
    MEANS,
    And,
    Binary,
    Call,
    Expression,
    Function,
    If,
    Operator,
    Or,
    Ref,
    children,
    rebuilt,
)

MAX_LEAVES = 5
"""Quantities that one formula reads at most, besides its guard."""


def split(expression: Expression, place: Callable[[Expression], Ref]) -> Expression:
    """The expression with its heaviest parts placed elsewhere until it reads at most MAX_LEAVES quantities."""
    if isinstance(expression, If):
        # An IF inside the guard is enough: deeper ones move out.
        expression = replace(expression, then=_flat(expression.then, place), other=_flat(expression.other, place))
    while leaves(expression) > MAX_LEAVES:
        operands = children(expression)
        heaviest = max(range(len(operands)), key=lambda index: leaves(operands[index]))
        if leaves(operands[heaviest]) == 1:
            return _grouped(expression, place)
        expression = _with_operand(expression, heaviest, place(operands[heaviest]))
    return expression


def needs_parts(expression: Expression) -> bool:
    """Whether `split`, or a division, power, root or logarithm of something computed, will place parts elsewhere."""
    if leaves(expression) > MAX_LEAVES:
        return True
    return any(_asks_for_cells(node) for node in _nodes(expression))


def _asks_for_cells(node: Expression) -> bool:
    match node:
        case Binary(Operator.DIVIDE, _, right):
            return bool(children(right))
        case Binary(Operator.POWER, left, right):
            return bool(children(left) or children(right))
        case Call(function, _) if function in MEANS:
            return True
        case Call(Function.SQRT | Function.LN | Function.LOG_TEN | Function.ROUND_UP | Function.ROUND_DOWN, arguments):
            return bool(children(arguments[0]))
        case If(_, then, other):
            return any(isinstance(inner, If) for branch in (then, other) for inner in _nodes(branch))
        case _:
            return False


def leaves(expression: Expression) -> int:
    """Quantities read, each as often as it stands there."""
    below = children(expression)
    return sum(leaves(child) for child in below) if below else 1


def _flat(expression: Expression, place: Callable[[Expression], Ref]) -> Expression:
    return place(expression) if any(isinstance(node, If) for node in _nodes(expression)) else expression


def _nodes(expression: Expression) -> tuple[Expression, ...]:
    return (expression, *(node for child in children(expression) for node in _nodes(child)))


def _grouped(expression: Expression, place: Callable[[Expression], Ref]) -> Expression:
    """A flat list of many operands becomes a list of groups; only lists can be both flat and long."""
    operands = children(expression)
    groups = tuple(operands[start : start + MAX_LEAVES] for start in range(0, len(operands), MAX_LEAVES))
    match expression:
        case And():
            return And(tuple(place(And(group)) for group in groups))
        case Or():
            return Or(tuple(place(Or(group)) for group in groups))
        case Call(function, _) if function in MEANS:
            return expression  # the emitter makes its cells
        case Call():
            return replace(expression, arguments=tuple(place(replace(expression, arguments=g)) for g in groups))
        case _:
            return expression


def _with_operand(expression: Expression, index: int, operand: Ref) -> Expression:
    below = list(children(expression))
    below[index] = operand
    return rebuilt(expression, tuple(below))
