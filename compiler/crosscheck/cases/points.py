"""The places in one expression where a hair's breadth matters, each as grounds just below, at and just above it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import partial
from itertools import pairwise

from compiler.crosscheck.cases.base import CaseKind
from compiler.crosscheck.cases.solve import Ground, Unsolved, achieve, bring, compute, nudge
from compiler.model.expressions import (
    MEANS,
    And,
    Binary,
    Call,
    Compare,
    Expression,
    Filled,
    Function,
    If,
    Number,
    Operator,
    Or,
    children,
)
from compiler.numbers import DEFAULT_DIGITS, round_down

NEAR = (
    ("at", Fraction(0)),
    ("below", Fraction(-1)),
    ("above", Fraction(1)),
    ("hardly below", Fraction(-2, 5)),
    ("hardly above", Fraction(2, 5)),
    ("half below", Fraction(-1, 2)),
    ("half above", Fraction(1, 2)),
)
"""Distances from a threshold in units of precision. Nearer than half a unit the operand is rounded to the threshold
itself, so a comparison that forgets to round is found out; at half a unit the rounding itself is a tie."""


_MAY_FAIL = (Function.SQRT, Function.LN, Function.LOG_TEN, *MEANS)
"""Functions that have no result below zero, or at it."""


@dataclass(frozen=True, slots=True)
class Point:
    """A ground on which the expression is at, or just beside, a place that matters."""

    kind: CaseKind
    what: str
    ground: Ground


def unit(digits: int) -> Fraction:
    """One unit of precision."""
    return Fraction(10) ** -digits


def points(expression: Expression, ground: Ground) -> Iterator[Point]:
    """All points of the expression, those inside the branches of its conditions on grounds that lead there."""
    yield from _own_points(expression, ground)
    match expression:
        case If(condition, then, other):
            yield from points(condition, ground)
            for wanted, branch in ((True, then), (False, other)):
                try:
                    there = achieve(condition, wanted, ground)
                except Unsolved:
                    continue
                yield from points(branch, there)
        case _:
            for child in children(expression):
                yield from points(child, ground)


def beside(left: Expression, right: Expression, digits: int, ground: Ground) -> Iterator[tuple[str, Ground]]:
    """`left` equal to `right`, one unit of precision below and above, and so near that rounding makes them equal;
    one typed step of an input where that is the nearest."""
    for name, share in NEAR:
        try:
            yield name, bring(left, right, share * unit(digits), ground)
        except Unsolved:
            if abs(share) == 1:
                yield from _nudged(name, left, right, int(share), ground)


def _nudged(name: str, left: Expression, right: Expression, sign: int, ground: Ground) -> Iterator[tuple[str, Ground]]:
    try:
        yield name, nudge(left, right, sign, ground)
    except Unsolved:
        return


def _own_points(expression: Expression, ground: Ground) -> Iterator[Point]:
    match expression:
        case Compare(comparison, left, right, digits):
            for name, there in beside(left, right, digits, ground):
                yield Point(CaseKind.THRESHOLD, f"{name} {comparison.value}", there)
            for name, there in beside(right, left, digits, ground):
                if name.startswith(("hardly", "half")) and compute(right, there) != compute(right, ground):
                    yield Point(CaseKind.THRESHOLD, f"other side {name} {comparison.value}", there)
        case Call(Function.MIN | Function.MAX as function, arguments, digits):
            for left, right in pairwise(arguments):
                for name, there in beside(left, right, digits, ground):
                    yield Point(CaseKind.LIMIT, f"{function.value} {name}", there)
        case Call(Function.ROUND | Function.ROUND_UP | Function.ROUND_DOWN, (operand, Number(decimals)), digits):
            yield from _ties(operand, int(decimals), digits, ground)
        case Call(Function.ABS, (operand,), digits):
            for name, there in beside(operand, Number(Fraction(0)), digits, ground):
                yield Point(CaseKind.LIMIT, f"abs {name}", there)
        case Call(function, arguments) if function in _MAY_FAIL:
            for operand in arguments[1:] if function in MEANS else arguments:
                for name, there in beside(operand, Number(Fraction(0)), DEFAULT_DIGITS, ground):
                    yield Point(CaseKind.LIMIT, f"{function.value} {name}", there)
        case Binary(Operator.DIVIDE, _, divisor):
            make = partial(bring, divisor, Number(Fraction(0)), Fraction(0), ground)
            yield from _only(CaseKind.CONDITION, "division by zero", make)
        case If(condition, _, _) | (And() | Or() | Filled() as condition):
            for wanted in (True, False):
                make = partial(achieve, condition, wanted, ground)
                yield from _only(CaseKind.CONDITION, str(wanted).lower(), make)
        case _:
            pass
    if isinstance(expression, And | Or):
        yield from _each_alone(expression, ground)


def _each_alone(expression: And | Or, ground: Ground) -> Iterator[Point]:
    """AND with one item false after the other, OR with one true."""
    deciding = isinstance(expression, Or)
    for index, item in enumerate(expression.items):
        try:
            there = ground
            for other in expression.items[:index] + expression.items[index + 1 :]:
                there = achieve(other, not deciding, there)
            there = achieve(item, deciding, there)
        except Unsolved:
            continue
        yield Point(CaseKind.CONDITION, f"item {index + 1} decides", there)


def _ties(operand: Expression, decimals: int, digits: int, ground: Ground) -> Iterator[Point]:
    try:
        near = round_down(compute(operand, ground), decimals)
    except Unsolved:
        near = Fraction(0)
    last = unit(decimals)
    for name, place in (("tie", near + last / 2), ("whole", near + last), ("negative tie", -near - last / 2)):
        for side, there in beside(operand, Number(place), digits, ground):
            yield Point(CaseKind.TIE, f"{name} {side}", there)


def _only(kind: CaseKind, what: str, make: Callable[[], Ground]) -> Iterator[Point]:
    try:
        yield Point(kind, what, make())
    except Unsolved:
        return
