"""Values to store beside formulas, so that viewers that do not calculate show something right.

Known values (from the evaluator) come from the caller; helper cells are computed here in floating point. This is for
caches only and proves nothing.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from typing import Union, assert_never

from compiler.workbook.book import Formula, Workbook
from compiler.workbook.formula import (
    Address,
    Arithmetic,
    Call,
    Cell,
    Comparison,
    Name,
    Negative,
    Num,
    Percent,
    Span,
    Text,
    Tree,
    codes_read,
)

Cached = Union[float, str]
"""A number, a text, "" (not filled) or "-" (not applicable)."""

Scalar = Union[float, str, bool, None]
"""None is a blank cell."""


class CacheError(Exception):
    """A formula that this small evaluator finds no value for (Excel would show an error value)."""


Key = Union[str, tuple[str, int]]
"""The code of a cell; code and row of a cell of a block whose rows differ."""


class _MissingError(Exception):
    """Cells that a formula needs and that have no value yet."""

    def __init__(self, keys: tuple[Key, ...]) -> None:
        super().__init__(keys)
        self.keys = keys


@dataclass(slots=True)
class Caches:
    """`known`: code → value, taken as it is; an input that is not in it is blank. Of a block it is the value in every
    row."""

    workbook: Workbook
    known: Mapping[str, Cached]
    _values: dict[Key, Scalar] = field(default_factory=dict)
    _texts: dict[Address, Scalar] = field(default_factory=dict)
    _keys: dict[Address, Key] = field(default_factory=dict)
    _blocks: dict[tuple[Span | Name, int], tuple[Key | Address, ...]] = field(default_factory=dict)
    _names: dict[str, tuple[Address, Address]] = field(default_factory=dict)
    _alike: Mapping[str, str] = field(default_factory=dict)
    """Cells of rows of tables of which nothing is filled → the cell of the first row that holds the same."""
    _differing: frozenset[str] = frozenset()
    """Codes of the blocks whose rows may differ."""
    _row: int = -1
    """Of the cell in hand, where it is one of a block."""

    def __post_init__(self) -> None:
        book = self.workbook
        for sheet in book.sheets:
            for cell in sheet.cells:
                if cell.content is not None and not isinstance(cell.content, Formula):
                    content = cell.content if isinstance(cell.content, str) else float(cell.content)
                    self._texts[Address(sheet.name, cell.row, cell.column)] = content
        self._alike = self._rows_alike()
        alike = self._alike
        self._keys = {_plain(address): alike.get(code, code) for code, address in book.addresses.items()}
        self._names = {name.name: (name.first, name.last) for name in book.names}
        self._differing = _differing(book)
        for code, column in book.columns.items():
            for row in range(column.row, column.row + column.rows):
                key: Key = (code, row) if code in self._differing else code
                self._keys[Address(column.sheet, row, column.column)] = key

    def _rows_alike(self) -> Mapping[str, str]:
        """The rows of a table are one formula over other cells: while these are blank they hold the same."""
        book = self.workbook
        constant = (code for code, address in book.addresses.items() if _plain(address) in self._texts)
        filled = {code.partition("[")[0] for code in (*self.known, *constant) if "[" in code}
        found: dict[str, str] = {}
        for code in book.formulas:
            table, bracket, rest = code.partition("[")
            if bracket and table not in filled:
                first = f"{table}[1]{rest[rest.index(']') + 1 :]}"
                if first in book.formulas:
                    found[code] = first
        return found

    def of(self, tree: Tree, code: str = "", row: int = -1) -> Cached:
        """The value to store for a formula cell, with its code if it has one; `row` of a cell of a block."""
        key: Key = (code, row) if code in self._differing else self._alike.get(code, code)
        value = self._values[key] if key in self._values else self._settled(key, tree, row)
        if isinstance(value, bool):
            raise CacheError("a formula cell holds TRUE or FALSE")
        return 0.0 if value is None else value

    def differs(self, code: str) -> bool:
        """Whether the rows of this block hold different values; those of a block without a code do."""
        return not code or code in self._differing

    def _settled(self, key: Key, tree: Tree, row: int) -> Scalar:
        """The formula's value; cells that it misses are computed first, without recursion (chains are long)."""
        value: Scalar = None
        waiting = [(key, tree, row)]
        begun: set[Key] = set()
        while waiting:
            key, tree, row = waiting[-1]
            self._row = row
            try:
                value = self._scalar(tree)
            except _MissingError as missing:
                begun.add(key)
                if not begun.isdisjoint(missing.keys):
                    raise CacheError(f"{key} is computed from itself") from missing
                waiting.extend(self._waiting(one) for one in missing.keys)
            else:
                waiting.pop()
                if key:
                    self._values[key] = value
        return value

    def _waiting(self, key: Key) -> tuple[Key, Tree, int]:
        code = key if isinstance(key, str) else key[0]
        column = self.workbook.columns.get(code)
        first = -1 if column is None else column.row
        return key, self.workbook.formulas[code], first if isinstance(key, str) else key[1]

    def _key(self, code: str) -> Key:
        """Of a cell that the formula in hand names."""
        if code in self._differing:
            return code, self._row
        if code in self.workbook.formulas or code in self.known:
            return self._alike.get(code, code)
        # A second code of a cell of a block.
        return self._keys.get(_plain(self.workbook.addresses[code]), code)

    def _value(self, key: Key) -> Scalar:
        """What a cell holds, if that is known yet."""
        if key not in self._values:
            if self._is_missing(key):
                raise _MissingError((key,))
            code = key if isinstance(key, str) else key[0]
            known = code in self.known
            self._values[key] = self.known[code] if known else self._texts.get(self._address(key))
        return self._values[key]

    def _address(self, key: Key) -> Address:
        if isinstance(key, str):
            return _plain(self.workbook.addresses[key])
        column = self.workbook.columns[key[0]]
        return Address(column.sheet, key[1], column.column)

    def _is_missing(self, key: Key) -> bool:
        code = key if isinstance(key, str) else key[0]
        return key not in self._values and code not in self.known and code in self.workbook.formulas

    def _range(self, tree: Span | Name) -> list[Scalar]:
        known = (tree, self._row)
        if known not in self._blocks:
            self._blocks[known] = self._block(tree)
        block = self._blocks[known]
        missing = tuple(place for place in block if not isinstance(place, Address) and self._is_missing(place))
        if missing:
            raise _MissingError(missing)
        return [self._texts.get(place) if isinstance(place, Address) else self._value(place) for place in block]

    def _block(self, node: Span | Name) -> tuple[Key | Address, ...]:
        """The cells of a range: keys, and addresses of cells without a code."""
        if isinstance(node, Name):
            first, last = self._names[node.name]
        else:
            first, last = (self.workbook.in_row(self._row)(code) for code in (node.first, node.last))
        block = (
            Address(first.sheet, row, column)
            for row in range(first.row, last.row + 1)
            for column in range(first.column, last.column + 1)
        )
        return tuple(self._keys.get(address, address) for address in block)

    def _array(self, tree: Tree) -> list[Scalar]:
        """Values of a range, or of an expression over ranges, element by element."""
        match tree:
            case Span() | Name():
                return self._range(tree)
            case Comparison(operator, left, right):
                return [_compare(operator, a, b) for a, b in self._pairs(left, right)]
            case Arithmetic(operator, left, right):
                return [_arithmetic(operator, a, b) for a, b in self._pairs(left, right)]
            case _:
                return [self._scalar(tree)]

    def _pairs(self, left: Tree, right: Tree) -> list[tuple[Scalar, Scalar]]:
        first, second = self._array(left), self._array(right)
        length = max(len(first), len(second))
        return list(
            zip(first * (length if len(first) == 1 else 1), second * (length if len(second) == 1 else 1), strict=True)
        )

    def _scalar(self, tree: Tree) -> Scalar:
        match tree:
            case Cell():
                return self._value(self._key(tree.code))
            case Call():
                return self._call(tree.name, tree.arguments)
            case Num():
                return float(tree.value)
            case Text():
                return tree.value
            case Span() | Name():
                values = self._range(tree)
                if len(values) != 1:
                    raise CacheError("a range where one value is needed")
                return values[0]
            case Negative(operand):
                return -_number(self._scalar(operand))
            case Percent(operand):
                return _number(self._scalar(operand)) / 100
            case Arithmetic(operator, left, right):
                return _arithmetic(operator, self._scalar(left), self._scalar(right))
            case Comparison(operator, left, right):
                return _compare(operator, self._scalar(left), self._scalar(right))
            case _:
                assert_never(tree)

    def _call(self, name: str, arguments: tuple[Tree, ...]) -> Scalar:
        match name:
            case "IF":
                return self._scalar(arguments[1] if _truth(self._scalar(arguments[0])) else arguments[2])
            case "AND":
                return all(_truth(self._scalar(a)) for a in arguments)
            case "OR":
                return any(_truth(self._scalar(a)) for a in arguments)
            case "NOT":
                return not _truth(self._scalar(arguments[0]))
            case "ISNUMBER":
                return self._is_number(arguments[0])
            case "MATCH":
                return self._match(arguments)
            case "INDEX":
                return self._array(arguments[0])[int(_number(self._scalar(arguments[1]))) - 1]
            case "COUNTBLANK":
                return float(sum(value in (None, "") for value in self._array(arguments[0])))
        if name in _OVER_RANGES:
            values = [value for argument in arguments for value in self._array(argument)]
            return _OVER_RANGES[name]([v for v in values if isinstance(v, float)])
        if name in _OF_NUMBERS:
            return _OF_NUMBERS[name](*(_number(self._scalar(argument)) for argument in arguments))
        raise CacheError(f"no cache for {name}")

    def _is_number(self, tree: Tree) -> bool:
        try:
            value = self._scalar(tree)
        except CacheError:
            return False
        return isinstance(value, float)

    def _match(self, arguments: tuple[Tree, ...]) -> float:
        wanted = self._scalar(arguments[0])
        for position, value in enumerate(self._array(arguments[1]), 1):
            if wanted is not None and _compare("=", wanted, value):
                return float(position)
        raise CacheError("no match")


def _plain(address: Address) -> Address:
    return Address(address.sheet, address.row, address.column) if address.fixed else address


def _differing(book: Workbook) -> frozenset[str]:
    """Columns of different constants, and those that read such a column in their own row."""
    reads = {code: codes_read(book.formulas[code]) for code in book.columns if code in book.formulas}
    found = {code for code, column in book.columns.items() if column.differs}
    grown = bool(found)
    while grown:
        more = {code for code, read in reads.items() if code not in found and not found.isdisjoint(read)}
        found |= more
        grown = bool(more)
    return frozenset(found)


def _number(value: Scalar) -> float:
    if isinstance(value, str):
        raise CacheError(f"{value!r} is not a number")
    return 0.0 if value is None else float(value)


def _truth(value: Scalar) -> bool:
    return bool(_number(value))


def _rank(value: Scalar) -> int:
    return 2 if isinstance(value, bool) else 1 if isinstance(value, str) else 0


def _compare(operator: str, left: Scalar, right: Scalar) -> bool:
    """Numbers come before texts, texts before booleans; a blank is what it is compared with."""
    if left is None:
        left = "" if isinstance(right, str) else 0.0
    if right is None:
        right = "" if isinstance(left, str) else 0.0
    if _rank(left) != _rank(right):
        order = _rank(left) - _rank(right)
    else:
        first, second = (v.casefold() if isinstance(v, str) else float(v) for v in (left, right))
        order = int(first > second) - int(first < second)  # type: ignore[operator]  # both are of one kind here
    match operator:
        case "=":
            return order == 0
        case "<>":
            return order != 0
        case "<":
            return order < 0
        case "<=":
            return order <= 0
        case ">":
            return order > 0
        case _:
            return order >= 0


def _arithmetic(operator: str, left: Scalar, right: Scalar) -> Scalar:
    if operator == "&":
        raise CacheError("no cache for joined texts")
    a, b = _number(left), _number(right)
    try:
        match operator:
            case "+":
                return a + b
            case "-":
                return a - b
            case "*":
                return a * b
            case "/":
                return a / b
            case _:
                return float(a**b)
    except (ZeroDivisionError, OverflowError, TypeError) as error:
        raise CacheError(str(error)) from error


def _round(value: float, digits: float) -> float:
    return float(Decimal(f"{value:.15g}").quantize(Decimal(1).scaleb(-int(digits)), ROUND_HALF_UP))


_OVER_RANGES: Mapping[str, Callable[[list[float]], float]] = {
    "SUM": math.fsum,
    "SUMPRODUCT": math.fsum,
    "MIN": lambda values: min(values, default=0.0),
    "MAX": lambda values: max(values, default=0.0),
    "AVERAGE": lambda values: math.fsum(values) / len(values),
}

_OF_NUMBERS: Mapping[str, Callable[..., float]] = {
    "ROUND": _round,
    "ABS": abs,
    "SIGN": lambda number: float((number > 0) - (number < 0)),
    "SQRT": math.sqrt,
    "LN": math.log,
    "LOG10": math.log10,
    "EXP": math.exp,
    "INT": lambda value: float(math.floor(value)),
}
