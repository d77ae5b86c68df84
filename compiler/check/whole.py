"""Whether a formula that is declared a count gives whole numbers only."""

from __future__ import annotations

from typing import assert_never

from compiler.check.expressions import Place, Typing
from dsl.syntax import tree

_KEEPS_WHOLE = (
    tree.FunctionWord.MIN, tree.FunctionWord.MAX, tree.FunctionWord.ABS, tree.FunctionWord.SUM,
    tree.FunctionWord.FIRST_FILLED, tree.FunctionWord.SUM_OF_FILLED,
)  # fmt: skip
_ROUNDINGS = (
    tree.FunctionWord.ROUND, tree.FunctionWord.ROUND_UP, tree.FunctionWord.ROUND_DOWN, tree.FunctionWord.TRUNCATE,
)  # fmt: skip


def is_whole(expression: tree.Expression, typing: Typing, place: Place) -> bool:
    """True when nothing but whole numbers can come out: counts, whole literals and what keeps them whole."""

    def inner(operand: tree.Expression) -> bool:
        return is_whole(operand, typing, place)

    match expression:
        case tree.NumberLiteral(_, value, unit):
            return value.denominator == 1 and unit is None
        case tree.NameRef(name):
            symbol = typing.lookup(name, place)
            return symbol is None or symbol.type in (tree.TypeWord.COUNT, tree.TypeWord.YES_NO)
        case tree.Minus(_, operand):
            return inner(operand)
        case tree.Arithmetic(_, sign, left, right):
            keeps = sign in (tree.Sign.ADD, tree.Sign.SUBTRACT, tree.Sign.MULTIPLY)
            return keeps and inner(left) and inner(right)
        case tree.Conditional(_, _, then, other):
            return inner(then) and inner(other)
        case tree.FunctionCall(_, function, arguments):
            if function in _ROUNDINGS:
                digits = arguments[-1]
                return isinstance(digits, tree.NumberLiteral) and digits.value <= 0
            if function in tree.STEPPED.values():
                return inner(arguments[-1])
            return function in _KEEPS_WHOLE and all(inner(argument) for argument in arguments)
        case tree.Aggregate(_, function, target, _):
            if function is tree.AggregateWord.MEAN:
                return False
            symbol = typing.lookup(target, Place(place.element))
            return function is tree.AggregateWord.COUNT or symbol is None or symbol.type is tree.TypeWord.COUNT
        case tree.OverBodies(_, function, operand):
            if function in (tree.OverBodiesWord.GREATEST, tree.OverBodiesWord.LEAST):
                return inner(operand)
            return function is tree.OverBodiesWord.RANK
        case tree.RepeatFigure(_, function, target):
            if function is tree.RepeatWord.MEAN:
                return False
            over = typing.scopes.repeats(target.text, place.element)
            return function is tree.RepeatWord.COUNT or not over or over[0].type is tree.TypeWord.COUNT
        case tree.Comparison() | tree.Conjunction() | tree.Disjunction() | tree.Negation():
            return True
        case tree.DateLiteral() | tree.TextLiteral() | tree.Property():
            return False
        case _:
            assert_never(expression)
