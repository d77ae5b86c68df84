"""Expressions over quantities. Numbers only: yes/no is 1 or 0, a choice is the position of its option (from 1),
a date is its Excel serial number (1900 system), a share is a fraction.

References are by code. Every comparison and rounding carries the number of decimals at which it sees its operands.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from fractions import Fraction
from functools import partial, reduce
from typing import Union

UNSET = -1
"""Digits of a comparison or rounding before the bounds of its operands are known; never in a finished model."""


@dataclass(frozen=True, slots=True)
class Number:
    """A literal. Only 0, 1 and 100 remain literals after lowering; all others are Parameters."""

    value: Fraction


@dataclass(frozen=True, slots=True)
class Ref:
    """The value of the quantity with this code (parameter, input or value)."""

    code: str


@dataclass(frozen=True, slots=True)
class ColumnRef:
    """The value of a column in the same row; only inside the formula of a computed column."""

    column: str


@dataclass(frozen=True, slots=True)
class Filled:
    """1 when the optional input or column is filled, else 0. Never makes its user "not filled"."""

    operand: Ref | ColumnRef


@dataclass(frozen=True, slots=True)
class Negate:
    operand: Expression


class Operator(Enum):
    ADD = "+"
    SUBTRACT = "-"
    MULTIPLY = "*"
    DIVIDE = "/"
    POWER = "^"


@dataclass(frozen=True, slots=True)
class Binary:
    operator: Operator
    left: Expression
    right: Expression


class Comparison(Enum):
    EQUAL = "="
    NOT_EQUAL = "<>"
    LESS = "<"
    AT_MOST = "<="
    GREATER = ">"
    AT_LEAST = ">="


@dataclass(frozen=True, slots=True)
class Compare:
    """1 or 0. Both sides are rounded half away from zero at `digits` decimals first."""

    comparison: Comparison
    left: Expression
    right: Expression
    digits: int


@dataclass(frozen=True, slots=True)
class And:
    items: tuple[Expression, ...]


@dataclass(frozen=True, slots=True)
class Or:
    items: tuple[Expression, ...]


@dataclass(frozen=True, slots=True)
class Not:
    operand: Expression


@dataclass(frozen=True, slots=True)
class If:
    """`then` when the condition is 1, else `other`. Lazy: the branch that is not chosen is not looked at, so that a
    condition can guard a division and an input that may be empty. As an operand it is like a quantity of its own:
    without a result it is "not filled"."""

    condition: Expression
    then: Expression
    other: Expression


class Function(Enum):
    MIN = "min"
    MAX = "max"
    ABS = "abs"
    ROUND = "round"
    ROUND_UP = "round_up"
    ROUND_DOWN = "round_down"
    SQRT = "sqrt"
    LN = "ln"
    EXP = "exp"
    LOG_TEN = "log_ten"
    GEOMETRIC_MEAN = "geometric_mean"
    """Of numbers that are not negative; its first argument is a Ref to how many follow, as in HARMONIC_MEAN."""
    HARMONIC_MEAN = "harmonic_mean"
    """Of numbers above zero."""


MEANS = (Function.GEOMETRIC_MEAN, Function.HARMONIC_MEAN)


@dataclass(frozen=True, slots=True)
class Call:
    """A function. ROUND, ROUND_UP and ROUND_DOWN take (operand, Number(decimals)) and see the operand rounded at
    `digits` first; for the others `digits` is unused."""

    function: Function
    arguments: tuple[Expression, ...]
    digits: int = 10


class RowFunction(Enum):
    COUNT = "count"
    SUM = "sum"
    MEAN = "mean"
    MIN = "min"
    MAX = "max"


@dataclass(frozen=True, slots=True)
class RowAggregate:
    """A function over the filled rows of a table.

    `column` and `where` are columns of the table (computed ones included); `where` is a yes/no column that picks
    rows, None picks all. COUNT needs no column: it counts the picked rows. Cells of `column` that are not filled
    (optional columns) or not applicable are left out. SUM and COUNT of no rows are 0; MEAN, MIN and MAX of no rows
    have no result ("not filled").
    """

    function: RowFunction
    table: str
    column: str | None
    where: str | None


Expression = Union[Number, Ref, ColumnRef, Filled, Negate, Binary, Compare, And, Or, Not, If, Call, RowAggregate]


def children(expression: Expression) -> tuple[Expression, ...]:
    """The direct operands, in reading order."""
    match expression:
        case Number() | Ref() | ColumnRef() | RowAggregate():
            return ()
        case Filled(operand) | Negate(operand) | Not(operand):
            return (operand,)
        case Binary(_, left, right) | Compare(_, left, right, _):
            return (left, right)
        case And(items) | Or(items):
            return items
        case If(condition, then, other):
            return (condition, then, other)
        case Call(_, arguments, _):
            return arguments


def rebuilt(expression: Expression, operands: tuple[Expression, ...]) -> Expression:
    """The expression over other operands, given in the order of `children`."""
    match expression:
        case Number() | Ref() | ColumnRef() | RowAggregate() | Filled():
            return expression
        case Negate():
            return Negate(operands[0])
        case Not():
            return Not(operands[0])
        case Binary(operator, _, _):
            return Binary(operator, operands[0], operands[1])
        case Compare(comparison, _, _, digits):
            return Compare(comparison, operands[0], operands[1], digits)
        case And():
            return And(operands)
        case Or():
            return Or(operands)
        case If():
            return If(operands[0], operands[1], operands[2])
        case Call(function, _, digits):
            return Call(function, operands, digits)


def references(expression: Expression) -> tuple[str, ...]:
    """Codes of the quantities read, each once, in reading order (those inside Filled included)."""
    found: dict[str, None] = {}
    stack = [expression]
    while stack:
        node = stack.pop()
        if isinstance(node, Ref):
            found.setdefault(node.code)
        stack.extend(reversed(children(node)))
    return tuple(found)


def mean_of_filled(operands: tuple[Ref | ColumnRef, ...]) -> If:
    """The mean of those operands that are filled; what they all are when none is."""
    counted = _added(tuple(Filled(operand) for operand in operands))
    there = Binary(Operator.DIVIDE, _sum_of_those(operands), Call(Function.MAX, (counted, Number(Fraction(1)))))
    return If(Or(tuple(Filled(operand) for operand in operands)), there, Call(Function.MAX, operands))


def sum_of_filled(operands: tuple[Ref | ColumnRef, ...]) -> If:
    """The sum of those operands that are filled; what they all are when none is."""
    return If(Or(tuple(Filled(operand) for operand in operands)), _sum_of_those(operands), _added(operands))


def averaged_operands(expression: If) -> tuple[Ref | ColumnRef, ...] | None:
    """The operands when the expression is a mean_of_filled: it lies between the least and the greatest of them."""
    if not isinstance(expression.condition, Or):
        return None
    operands = tuple(item.operand for item in expression.condition.items if isinstance(item, Filled))
    return operands if operands and expression == mean_of_filled(operands) else None


def _sum_of_those(operands: tuple[Ref | ColumnRef, ...]) -> Expression:
    return _added(tuple(If(Filled(operand), operand, Number(Fraction(0))) for operand in operands))


def _added(items: tuple[Expression, ...]) -> Expression:
    return reduce(partial(Binary, Operator.ADD), items)
