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
)

Cached = Union[float, str]
"""A number, a text, "" (not filled) or "-" (not applicable)."""

Scalar = Union[float, str, bool, None]
"""None is a blank cell."""


class CacheError(Exception):
    """A formula that this small evaluator finds no value for (Excel would show an error value)."""


class _MissingError(Exception):
    """Cells that a formula needs and that have no value yet."""

    def __init__(self, codes: tuple[str, ...]) -> None:
        super().__init__(codes)
        self.codes = codes


@dataclass(slots=True)
class Caches:
    """`known`: code → value, taken as it is; an input that is not in it is blank."""

    workbook: Workbook
    known: Mapping[str, Cached]
    _values: dict[str, Scalar] = field(default_factory=dict)
    _texts: dict[Address, Scalar] = field(default_factory=dict)
    _codes: dict[Address, str] = field(default_factory=dict)
    _blocks: dict[Span | Name, tuple[str | Address, ...]] = field(default_factory=dict)
    _names: dict[str, tuple[Address, Address]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._codes = {address: code for code, address in self.workbook.addresses.items()}
        self._names = {name.name: (name.first, name.last) for name in self.workbook.names}
        for sheet in self.workbook.sheets:
            for cell in sheet.cells:
                if cell.content is not None and not isinstance(cell.content, Formula):
                    content = cell.content if isinstance(cell.content, str) else float(cell.content)
                    self._texts[Address(sheet.name, cell.row, cell.column)] = content

    def of(self, tree: Tree, code: str = "") -> Cached:
        """The value to store for a formula cell, with its code if it has one."""
        value = self._values[code] if code in self._values else self._settled(code, tree)
        if isinstance(value, bool):
            raise CacheError("a formula cell holds TRUE or FALSE")
        return 0.0 if value is None else value

    def _settled(self, code: str, tree: Tree) -> Scalar:
        """The formula's value; cells that it misses are computed first, without recursion (chains are long)."""
        value: Scalar = None
        waiting = [(code, tree)]
        begun: set[str] = set()
        while waiting:
            code, tree = waiting[-1]
            try:
                value = self._scalar(tree)
            except _MissingError as missing:
                begun.add(code)
                if not begun.isdisjoint(missing.codes):
                    raise CacheError(f"{code} is computed from itself") from missing
                waiting.extend((one, self.workbook.formulas[one]) for one in missing.codes)
            else:
                waiting.pop()
                if code:
                    self._values[code] = value
        return value

    def _value(self, code: str) -> Scalar:
        """What a cell holds, if that is known yet."""
        if code not in self._values:
            if self._is_missing(code):
                raise _MissingError((code,))
            known = code in self.known
            self._values[code] = self.known[code] if known else self._texts.get(self.workbook.addresses[code])
        return self._values[code]

    def _is_missing(self, code: str) -> bool:
        return code not in self._values and code not in self.known and code in self.workbook.formulas

    def _range(self, tree: Span | Name) -> list[Scalar]:
        if tree not in self._blocks:
            self._blocks[tree] = self._block(tree)
        block = self._blocks[tree]
        missing = tuple(place for place in block if isinstance(place, str) and self._is_missing(place))
        if missing:
            raise _MissingError(missing)
        return [self._value(place) if isinstance(place, str) else self._texts.get(place) for place in block]

    def _block(self, node: Span | Name) -> tuple[str | Address, ...]:
        """The cells of a range: codes, and addresses of cells without one."""
        if isinstance(node, Name):
            first, last = self._names[node.name]
        else:
            first, last = (self.workbook.addresses[code] for code in (node.first, node.last))
        block = (
            Address(first.sheet, row, column)
            for row in range(first.row, last.row + 1)
            for column in range(first.column, last.column + 1)
        )
        return tuple(self._codes.get(address, address) for address in block)

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
                return self._value(tree.code)
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
    "SQRT": math.sqrt,
    "LN": math.log,
    "EXP": math.exp,
    "INT": lambda value: float(math.floor(value)),
}
