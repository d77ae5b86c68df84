"""Excel formulas as trees, and the printer that gives their text.

Cells are referred to by code; the printer turns codes into addresses through a resolver, so the same tree can be laid
down a column or along a row. Parentheses follow Excel's precedence, and stand wherever engines are known to differ.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from typing import Union, assert_never

from compiler.workbook.functions import PORTABLE_FUNCTIONS


@dataclass(frozen=True, slots=True)
class Num:
    value: Fraction


@dataclass(frozen=True, slots=True)
class Text:
    value: str


@dataclass(frozen=True, slots=True)
class Cell:
    """The cell of this code. `fixed`: printed with `$`, because the formula is repeated along a block."""

    code: str
    fixed: bool = False


@dataclass(frozen=True, slots=True)
class Span:
    """The rectangle between the cells of two codes, both on one sheet."""

    first: str
    last: str


@dataclass(frozen=True, slots=True)
class Name:
    """A defined name (Latin letters)."""

    name: str


@dataclass(frozen=True, slots=True)
class Negative:
    operand: Tree


@dataclass(frozen=True, slots=True)
class Percent:
    """Postfix `%`: the operand divided by 100."""

    operand: Tree


@dataclass(frozen=True, slots=True)
class Arithmetic:
    """One of + - * / ^ &."""

    operator: str
    left: Tree
    right: Tree


@dataclass(frozen=True, slots=True)
class Comparison:
    """One of = <> < <= > >=."""

    operator: str
    left: Tree
    right: Tree


@dataclass(frozen=True, slots=True)
class Call:
    name: str
    arguments: tuple[Tree, ...]

    def __post_init__(self) -> None:
        if self.name not in PORTABLE_FUNCTIONS:
            raise ValueError(f"{self.name} is not a portable function")


Tree = Union[Num, Text, Cell, Span, Name, Negative, Percent, Arithmetic, Comparison, Call]


@dataclass(frozen=True, slots=True)
class Address:
    """A cell: sheet name, row and column from 0. `fixed` cells are printed with `$` from anywhere."""

    sheet: str
    row: int
    column: int
    fixed: bool = False


Resolver = Callable[[str], Address]

ZERO = Num(Fraction(0))
ONE = Num(Fraction(1))
HUNDRED = Num(Fraction(100))
BLANK = Text("")
NOT_APPLICABLE = Text("-")

_COMPARISON, _CONCAT, _SUM, _PRODUCT, _POWER, _UNARY, _ATOM = range(1, 8)
_LEVELS = {"&": _CONCAT, "+": _SUM, "-": _SUM, "*": _PRODUCT, "/": _PRODUCT, "^": _POWER}


def call(name: str, *arguments: Tree) -> Call:
    return Call(name, arguments)


def equal(left: Tree, right: Tree) -> Comparison:
    return Comparison("=", left, right)


def when(condition: Tree, then: Tree, other: Tree) -> Call:
    return Call("IF", (condition, then, other))


def any_of(conditions: tuple[Tree, ...]) -> Tree:
    """OR(…), or the only condition itself."""
    return conditions[0] if len(conditions) == 1 else Call("OR", conditions)


def all_of(conditions: tuple[Tree, ...]) -> Tree:
    """AND(…), or the only condition itself."""
    return conditions[0] if len(conditions) == 1 else Call("AND", conditions)


def rounded(tree: Tree, digits: int) -> Tree:
    """What a comparison sees of an operand; whole literals need no rounding."""
    if isinstance(tree, Num) and tree.value.denominator == 1:
        return tree
    return Call("ROUND", (tree, Num(Fraction(digits))))


def operands(tree: Tree) -> tuple[Tree, ...]:
    """Direct operands in reading order."""
    match tree:
        case Num() | Text() | Cell() | Span() | Name():
            return ()
        case Negative(operand) | Percent(operand):
            return (operand,)
        case Arithmetic(_, left, right) | Comparison(_, left, right):
            return (left, right)
        case Call(_, arguments):
            return arguments
        case _:
            assert_never(tree)


def walk(tree: Tree) -> Iterator[Tree]:
    """The tree and everything below it, in no particular order."""
    stack = [tree]
    while stack:
        node = stack.pop()
        yield node
        stack.extend(operands(node))


@lru_cache(maxsize=1024)
def column_name(column: int) -> str:
    """Letters of a column counted from 0: A, B, … Z, AA."""
    letters = ""
    rest = column + 1
    while rest:
        rest, digit = divmod(rest - 1, 26)
        letters = chr(ord("A") + digit) + letters
    return letters


def cell_name(row: int, column: int, fixed: bool = False) -> str:
    """A1 notation of a cell counted from 0."""
    return f"${column_name(column)}${row + 1}" if fixed else f"{column_name(column)}{row + 1}"


def quoted_sheet(name: str) -> str:
    """A sheet name as it stands before `!`."""
    return "'" + name.replace("'", "''") + "'"


def print_number(value: Fraction) -> str:
    """Shortest text that a double reads back: whole numbers exactly, others as a plain decimal without exponent."""
    if value.denominator == 1:
        return str(value.numerator)
    text = f"{float(value):.17g}"
    shortest = repr(float(value))
    chosen = shortest if "e" not in shortest else text
    return chosen if "e" not in chosen else f"{float(value):.20f}".rstrip("0")


def print_formula(tree: Tree, resolve: Resolver, sheet: str) -> str:
    """The formula's text without the leading `=`, as it stands on `sheet`."""
    return _print(tree, resolve, sheet)[0]


def _print(tree: Tree, resolve: Resolver, sheet: str) -> tuple[str, int]:
    """Text and precedence level."""
    match tree:
        case Num(value):
            return print_number(value), _ATOM if value >= 0 else _UNARY
        case Text(value):
            return '"' + value.replace('"', '""') + '"', _ATOM
        case Cell(code, fixed):
            return _reference(resolve(code), fixed, sheet), _ATOM
        case Span(first, last):
            return _range(resolve(first), resolve(last), sheet), _ATOM
        case Name(name):
            return name, _ATOM
        case Negative(operand):
            # Excel reads -a^b as (-a)^b and others do not: everything but an atom stands in parentheses.
            return "-" + _within(operand, _ATOM, resolve, sheet), _UNARY
        case Percent(operand):
            return _within(operand, _ATOM, resolve, sheet) + "%", _UNARY
        case Arithmetic(operator, left, right):
            level = _LEVELS[operator]
            # Powers take atoms only (engines differ on -a^b and a^b^c); a negative never follows an operator.
            left_text = _within(left, _ATOM if operator == "^" else level, resolve, sheet)
            right_text = _within(right, _ATOM if _is_signed(right) else level + 1, resolve, sheet)
            return left_text + operator + right_text, level
        case Comparison(operator, left, right):
            texts = (_within(side, _CONCAT, resolve, sheet) for side in (left, right))
            return operator.join(texts), _COMPARISON
        case Call(name, arguments):
            inner = ",".join(_print(argument, resolve, sheet)[0] for argument in arguments)
            return f"{name}({inner})", _ATOM
        case _:
            assert_never(tree)


def _is_signed(tree: Tree) -> bool:
    return isinstance(tree, Negative) or (isinstance(tree, Num) and tree.value < 0)


def _within(tree: Tree, level: int, resolve: Resolver, sheet: str) -> str:
    text, own = _print(tree, resolve, sheet)
    return text if own >= level else f"({text})"


def _reference(address: Address, fixed: bool, sheet: str) -> str:
    text = cell_name(address.row, address.column, fixed or address.fixed)
    return text if address.sheet == sheet else f"{quoted_sheet(address.sheet)}!{text}"


def _range(first: Address, last: Address, sheet: str) -> str:
    if first.sheet != last.sheet:
        raise ValueError(f"a range over two sheets: {first.sheet}, {last.sheet}")
    start = cell_name(first.row, first.column, first.fixed)
    text = f"{start}:{cell_name(last.row, last.column, last.fixed)}"
    return text if first.sheet == sheet else f"{quoted_sheet(first.sheet)}!{text}"
