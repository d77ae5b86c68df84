"""Excel formulas as trees, and the printer that gives their text.

Cells are referred to by code; the printer turns codes into addresses through a resolver, so the same tree can be laid
down a column or along a row. Parentheses follow Excel's precedence, and stand wherever engines are known to differ.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import NamedTuple, Union, assert_never

from compiler.workbook.cell_names import cell_name, quoted_sheet
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


class Address(NamedTuple):
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

_NEVER_IN_PARENTHESES = (Cell, Call, Text, Span, Name)
_COMPARISON, _CONCAT, _SUM, _PRODUCT, _POWER, _UNARY, _ATOM = range(1, 8)
_LEVELS = {"&": _CONCAT, "+": _SUM, "-": _SUM, "*": _PRODUCT, "/": _PRODUCT, "^": _POWER}


def call(name: str, *arguments: Tree) -> Call:
    """A call of an Excel function, by its English name."""
    return Call(name, arguments)


def equal(left: Tree, right: Tree) -> Comparison:
    """`left = right`."""
    return Comparison("=", left, right)


def when(condition: Tree, then: Tree, other: Tree) -> Call:
    """`IF(condition, then, other)`."""
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
        case Call():
            return tree.arguments
        case Num() | Text() | Cell() | Span() | Name():
            return ()
        case Arithmetic() | Comparison():
            return (tree.left, tree.right)
        case Negative() | Percent():
            return (tree.operand,)
        case _:
            assert_never(tree)


def walk(tree: Tree) -> Iterator[Tree]:
    """The tree and everything below it, in no particular order."""
    stack = [tree]
    while stack:
        node = stack.pop()
        yield node
        stack.extend(operands(node))


def codes_read(tree: Tree) -> tuple[str, ...]:
    """Codes of the cells and of the corners of ranges that the formula names, each once, in the order of `walk`."""
    found: dict[str, None] = {}
    for node in walk(tree):
        match node:
            case Cell():
                found[node.code] = None
            case Span():
                found[node.first] = found[node.last] = None
    return tuple(found)


def renamed(tree: Tree, rename: Callable[[str], str]) -> Tree:
    """The same formula over other cells; what names none of them is shared with the original."""
    match tree:
        case Num() | Text() | Name():
            return tree
        case Cell(code, fixed):
            new = rename(code)
            return tree if new is code else Cell(new, fixed)
        case Span(first, last):
            return Span(rename(first), rename(last))
        case Call(name, arguments):
            parts = []
            same = True
            for argument in arguments:
                part = renamed(argument, rename)
                same = same and part is argument
                parts.append(part)
            return tree if same else Call(name, tuple(parts))
        case Arithmetic(operator, left, right):
            return Arithmetic(operator, renamed(left, rename), renamed(right, rename))
        case Comparison(operator, left, right):
            return Comparison(operator, renamed(left, rename), renamed(right, rename))
        case Negative(operand):
            return Negative(renamed(operand, rename))
        case Percent(operand):
            return Percent(renamed(operand, rename))
        case _:
            assert_never(tree)


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
    return _Printer(resolve, sheet).text(tree)


def _level(tree: Tree) -> int:
    """Precedence of the outermost operator."""
    match tree:
        case Num():
            return _ATOM if tree.value >= 0 else _UNARY
        case Arithmetic():
            return _LEVELS[tree.operator]
        case Comparison():
            return _COMPARISON
        case Negative() | Percent():
            return _UNARY
        case Text() | Cell() | Span() | Name() | Call():
            return _ATOM
        case _:
            assert_never(tree)


@dataclass(frozen=True, slots=True)
class _Printer:
    resolve: Resolver
    sheet: str

    def text(self, tree: Tree) -> str:
        match tree:
            case Cell():
                return _reference(self.resolve(tree.code), tree.fixed, self.sheet)
            case Call():
                return f"{tree.name}({','.join([self.text(argument) for argument in tree.arguments])})"
            case Num():
                return print_number(tree.value)
            case Comparison():
                return self.within(tree.left, _CONCAT) + tree.operator + self.within(tree.right, _CONCAT)
            case Text():
                return '"' + tree.value.replace('"', '""') + '"'
            case Arithmetic():
                level = _LEVELS[tree.operator]
                # Powers take atoms only (engines differ on -a^b and a^b^c); a negative never follows an operator.
                left = self.within(tree.left, _ATOM if tree.operator == "^" else level)
                return left + tree.operator + self.within(tree.right, _ATOM if _is_signed(tree.right) else level + 1)
            case Span():
                return _range(self.resolve(tree.first), self.resolve(tree.last), self.sheet)
            case Name():
                return tree.name
            case Negative():
                # Excel reads -a^b as (-a)^b and others do not: everything but an atom stands in parentheses.
                return "-" + self.within(tree.operand, _ATOM)
            case Percent():
                return self.within(tree.operand, _ATOM) + "%"
            case _:
                assert_never(tree)

    def within(self, tree: Tree, level: int) -> str:
        """In parentheses where an operator of this level stands around it."""
        text = self.text(tree)
        return text if isinstance(tree, _NEVER_IN_PARENTHESES) or _level(tree) >= level else f"({text})"


def _is_signed(tree: Tree) -> bool:
    return isinstance(tree, Negative) or (isinstance(tree, Num) and tree.value < 0)


def _reference(address: Address, fixed: bool, sheet: str) -> str:
    text = cell_name(address.row, address.column, fixed or address.fixed)
    return text if address.sheet == sheet else f"{quoted_sheet(address.sheet)}!{text}"


def _range(first: Address, last: Address, sheet: str) -> str:
    if first.sheet != last.sheet:
        raise ValueError(f"a range over two sheets: {first.sheet}, {last.sheet}")
    start = cell_name(first.row, first.column, first.fixed)
    text = f"{start}:{cell_name(last.row, last.column, last.fixed)}"
    return text if first.sheet == sheet else f"{quoted_sheet(first.sheet)}!{text}"
