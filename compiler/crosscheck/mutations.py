"""Small wrongs that could slip into a written workbook: a changed sign, a lost parenthesis, a shifted reference, a
guard that is gone. Each turns one formula's text, or one constant, into another."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from compiler.crosscheck.branches import Called, calls
from compiler.crosscheck.engines.base import Address
from compiler.crosscheck.references import TOKEN
from compiler.workbook.cell_names import cell_name, cell_position

SHIFTED = "shifted reference"
SIGNS = {">=": ">", ">": ">=", "<=": "<", "<": "<=", "=": "<>", "<>": "=", "+": "-", "-": "+", "*": "/", "/": "*"}
SIGN = re.compile(r'"(?:[^"]|"")*"|\'(?:[^\']|\'\')*\'|(?P<sign><>|>=|<=|[<>=+*/]|(?<=[\w)])-)')
DIGITS = re.compile(r"(?<![\w$.:])\d+(?:\.\d+)?(?![\w.:!])")
SIGN_OF_ZERO = re.compile(r"<0,-1,1\)\*")
FACTOR_ONE = re.compile(r"\*1(?![\d.])")
QUOTED = re.compile(r'"(?:[^"]|"")*"|\'(?:[^\']|\'\')*\'')


@dataclass(frozen=True, slots=True)
class Mutation:
    """`after` is the formula (without "=") or constant that stands in the cell in place of `before`."""

    address: Address
    kind: str
    before: str
    after: str
    formula: bool = True


def of_formula(
    address: Address, formula: str, inexact: frozenset[str], ascending: frozenset[str] = frozenset()
) -> Iterator[Mutation]:
    """Every mutation of a formula, each place of it once.

    `inexact` are references to cells that may hold more decimals than a comparison sees. A rounding of anything else
    (a parameter, a whole number) changes nothing, so its loss is no wrong; nor is `/1` in place of `*1`, nor the loss
    of parentheses around a factor with a sign, which binds tighter than its neighbours, nor another sign for 0. A word
    that is in an `ascending` list is found by either way of searching that MATCH has for such lists, so there the third
    way is planted.
    """
    for kind, texts in (
        ("sign", _signs(formula)),
        ("swapped branches", _swapped(formula)),
        ("lost guard", _unguarded(formula)),
        ("lost parenthesis", _unwrapped(formula)),
        ("lost rounding", _unrounded(formula, inexact)),
        (SHIFTED, _shifted(formula)),
        ("changed digits", _digits(formula, inexact, ascending)),
    ):
        for text in dict.fromkeys(texts):
            if text != formula:
                yield Mutation(address, kind, formula, text)


def of_constant(address: Address, value: float) -> Mutation:
    """The constant a tenth greater; 0 becomes 1."""
    changed = 1.0 if value == 0 else value * 1.1
    return Mutation(address, "changed constant", repr(value), repr(changed), formula=False)


def _signs(formula: str) -> Iterator[str]:
    for found in SIGN.finditer(formula):
        sign = found["sign"]
        harmless = FACTOR_ONE.match(formula, found.start()) or SIGN_OF_ZERO.match(formula, found.start())
        if sign is not None and not harmless:
            yield formula[: found.start()] + SIGNS[sign] + formula[found.end() :]


def _swapped(formula: str) -> Iterator[str]:
    for called in calls(formula):
        if called.name == "IF" and len(called.arguments) == 3:
            (then, then_end), (other, other_end) = called.arguments[1:]
            yield formula[:then] + formula[other:other_end] + "," + formula[then:then_end] + formula[other_end:]


def _unguarded(formula: str) -> Iterator[str]:
    """An IF replaced by its last branch."""
    for called in calls(formula):
        if called.name == "IF" and len(called.arguments) == 3:
            start, end = called.arguments[2]
            yield formula[: called.start] + "(" + formula[start:end] + ")" + formula[called.end :]


def _unwrapped(formula: str) -> Iterator[str]:
    """A pair of parentheses that belongs to no function removed."""
    for called in calls(formula):
        if called.name == "" and not (called.start and formula[called.start - 1] in "*/" and _signed(formula, called)):
            yield formula[: called.start] + formula[called.start + 1 : called.end - 1] + formula[called.end :]


def _signed(formula: str, parentheses: Called) -> bool:
    """True for "(-F(...))"."""
    start, end = parentheses.start + 2, parentheses.end - 1
    inside = next((c for c in calls(formula) if c.start == start and c.end == end), None)
    return formula[start - 1] == "-" and inside is not None


def _unrounded(formula: str, inexact: frozenset[str]) -> Iterator[str]:
    """ROUND(x, n) replaced by x."""
    for called in calls(formula):
        if called.name == "ROUND" and formula[slice(*called.arguments[0])] in inexact:
            start, end = called.arguments[0]
            yield formula[: called.start] + "(" + formula[start:end] + ")" + formula[called.end :]


def _shifted(formula: str) -> Iterator[str]:
    """A reference to the cell below."""
    for found in TOKEN.finditer(formula):
        if found["first"] is not None:
            row, column = cell_position(found["first"].replace("$", ""))
            start, end = found.span("first")
            yield formula[:start] + cell_name(row + 1, column) + formula[end:]


def _digits(formula: str, inexact: frozenset[str], ascending: frozenset[str]) -> Iterator[str]:
    """1 for 0, 0 for 1, one less for any other literal."""
    backwards = {
        called.arguments[2][0]
        for called in calls(formula)
        if called.name == "MATCH" and len(called.arguments) == 3 and formula[slice(*called.arguments[1])] in ascending
    }
    kept = [found.span() for found in QUOTED.finditer(formula)]
    kept += [found.span() for found in FACTOR_ONE.finditer(formula)]
    for called in calls(formula):
        if called.name == "ROUND" and formula[slice(*called.arguments[0])] not in inexact:
            kept.append(called.arguments[1])
    for found in DIGITS.finditer(formula):
        if not any(start <= found.start() < end for start, end in kept):
            number = float(found.group(0))
            changed = 1 if number == 0 and found.start() not in backwards else number - 1
            yield f"{formula[: found.start()]}{changed:g}{formula[found.end() :]}"
