"""Finds values of the operands of an expression that put it where a case wants it: a condition true or false, two
sides equal or one unit apart.

Works on what stands directly in one formula: values are set by hand, inputs within their bounds. Only places where the
expression is linear in one operand are found; what is not found is left to random cases and seen in the coverage.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor
from typing import Protocol, assert_never

from compiler.model.expressions import (
    And,
    Binary,
    Call,
    ColumnRef,
    Compare,
    Comparison,
    Expression,
    Filled,
    Function,
    If,
    Negate,
    Not,
    Number,
    Operator,
    Or,
    Ref,
    RowAggregate,
    children,
)
from compiler.numbers import snap

Leaf = Ref | ColumnRef
SAMPLES = (Fraction(1), Fraction(2), Fraction(5))


class Unsolved(Exception):
    """The expression cannot be computed or moved in this simple way."""


class Ground(Protocol):
    """Where operands get their values from, and how one is changed. Immutable."""

    def value(self, leaf: Leaf) -> Fraction | None:
        """The operand's number, None when it is blank or has no value."""

    def aggregate(self, aggregate: RowAggregate) -> Fraction | None:
        """What a function over rows gives on the form that the ground started from; None when it gives no number."""

    def step(self, leaf: Leaf) -> Fraction | None:
        """The smallest difference that a person would type; None for what is not typed."""

    def ends(self, leaf: Leaf) -> tuple[Fraction, ...]:
        """The least and the greatest number that this operand can be, as far as there are such; none when it stays."""

    def set(self, leaf: Leaf, value: Fraction | None) -> Ground:
        """With another value of this operand (None: blank). Unsolved when it does not take it."""


@dataclass(frozen=True, slots=True)
class Supposed:
    """A ground on which one operand is supposed to have a value, allowed or not."""

    ground: Ground
    leaf: Leaf
    number: Fraction

    def value(self, leaf: Leaf) -> Fraction | None:
        return self.number if leaf == self.leaf else self.ground.value(leaf)

    def aggregate(self, aggregate: RowAggregate) -> Fraction | None:
        return self.ground.aggregate(aggregate)

    def step(self, leaf: Leaf) -> Fraction | None:
        return self.ground.step(leaf)

    def ends(self, leaf: Leaf) -> tuple[Fraction, ...]:
        return ()

    def set(self, leaf: Leaf, value: Fraction | None) -> Ground:
        raise Unsolved


def compute(expression: Expression, ground: Ground) -> Fraction:
    """The expression's value; Unsolved for powers, logarithms, and operands without a value."""
    match expression:
        case Number(value):
            return value
        case Ref() | ColumnRef():
            found = ground.value(expression)
            if found is None:
                raise Unsolved
            return found
        case Filled(operand):
            return Fraction(ground.value(operand) is not None)
        case Negate(operand):
            return -compute(operand, ground)
        case Binary(operator, left, right):
            return _binary(operator, compute(left, ground), compute(right, ground))
        case Compare(comparison, left, right, digits):
            return _compare(comparison, snap(compute(left, ground), digits), snap(compute(right, ground), digits))
        case And(items):
            return min(compute(item, ground) for item in items)
        case Or(items):
            return max(compute(item, ground) for item in items)
        case Not(operand):
            return 1 - compute(operand, ground)
        case If(condition, then, other):
            return compute(then if compute(condition, ground) == 1 else other, ground)
        case Call(function, arguments, _):
            return _call(function, [compute(argument, ground) for argument in arguments])
        case RowAggregate():
            found = ground.aggregate(expression)
            if found is None:
                raise Unsolved
            return found
        case _:
            assert_never(expression)


def bring(left: Expression, right: Expression, difference: Fraction, ground: Ground) -> Ground:
    """A ground on which left − right is exactly `difference`: by one operand, or by one with another at an end of its
    range. Unsolved when neither does it."""
    leaves = tuple(dict.fromkeys(_leaves(left) + _leaves(right)))
    found = _by_one(left, right, difference, ground, leaves)
    if found is not None:
        return found
    for other in leaves:
        for end in ground.ends(other):
            try:
                moved = ground.set(other, end)
            except Unsolved:
                continue
            rest = tuple(leaf for leaf in leaves if leaf != other)
            found = _by_one(left, right, difference, moved, rest)
            if found is not None:
                return found
    raise Unsolved


def _by_one(
    left: Expression, right: Expression, difference: Fraction, ground: Ground, leaves: tuple[Leaf, ...]
) -> Ground | None:
    for leaf in leaves:
        try:
            return ground.set(leaf, _root(left, right, difference, ground, leaf))
        except Unsolved:
            continue
    return None


def nudge(left: Expression, right: Expression, sign: int, ground: Ground) -> Ground:
    """A ground on which left − right has this sign and one typed step of an input less would change that."""
    for leaf in _leaves(left) + _leaves(right):
        step = ground.step(leaf)
        if step is None:
            continue
        try:
            turn = _root(left, right, Fraction(0), ground, leaf) / step
            for number in ((ceil(turn) - 1) * step, (floor(turn) + 1) * step):
                there = Supposed(ground, leaf, number)
                if (compute(left, there) - compute(right, there)) * sign > 0:
                    return ground.set(leaf, number)
        except Unsolved:
            continue
    raise Unsolved


def achieve(condition: Expression, wanted: bool, ground: Ground) -> Ground:
    """A ground on which the condition holds, or does not. Unsolved when none was found."""
    match condition:
        case Ref() | ColumnRef():
            return ground.set(condition, Fraction(wanted))
        case Filled(operand):
            if not wanted:
                return ground.set(operand, None)
            return ground if ground.value(operand) is not None else ground.set(operand, Fraction(1))
        case Not(operand):
            return achieve(operand, not wanted, ground)
        case And(items):
            return _all(items, True, ground) if wanted else _any(items, False, ground)
        case Or(items):
            return _any(items, True, ground) if wanted else _all(items, False, ground)
        case Compare(comparison, left, right, digits):
            return _bring_to_sign(comparison, wanted, left, right, Fraction(1, 10**digits), ground)
        case _:
            if compute(condition, ground) == Fraction(wanted):
                return ground
            raise Unsolved


def _bring_to_sign(
    comparison: Comparison, wanted: bool, left: Expression, right: Expression, unit: Fraction, ground: Ground
) -> Ground:
    for difference in (Fraction(0), unit, -unit, Fraction(1), Fraction(-1)):
        if (_compare(comparison, difference, Fraction(0)) == 1) is wanted:
            try:
                return bring(left, right, difference, ground)
            except Unsolved:
                continue
    if (_compare(comparison, compute(left, ground), compute(right, ground)) == 1) is wanted:
        return ground
    raise Unsolved


def _all(items: tuple[Expression, ...], wanted: bool, ground: Ground) -> Ground:
    for item in items:
        ground = achieve(item, wanted, ground)
    return ground


def _any(items: tuple[Expression, ...], wanted: bool, ground: Ground) -> Ground:
    for item in items:
        try:
            return achieve(item, wanted, ground)
        except Unsolved:
            continue
    raise Unsolved


def _root(left: Expression, right: Expression, difference: Fraction, ground: Ground, leaf: Leaf) -> Fraction:
    def gap(number: Fraction) -> Fraction:
        there = Supposed(ground, leaf, number)
        return compute(left, there) - compute(right, there)

    first, second, third = (gap(number) for number in SAMPLES)
    slope = (second - first) / (SAMPLES[1] - SAMPLES[0])
    if slope == 0 or (third - second) / (SAMPLES[2] - SAMPLES[1]) != slope:
        raise Unsolved
    root = SAMPLES[0] + (difference - first) / slope
    if gap(root) != difference:
        raise Unsolved
    return root


def _leaves(expression: Expression) -> list[Leaf]:
    """Operands in reading order; not those that are only asked whether they are filled."""
    found: list[Leaf] = []
    stack: list[Expression] = [expression]
    while stack:
        node = stack.pop()
        if isinstance(node, Ref | ColumnRef) and node not in found:
            found.append(node)
        if not isinstance(node, Filled):
            stack.extend(reversed(children(node)))
    return found


def _binary(operator: Operator, left: Fraction, right: Fraction) -> Fraction:
    match operator:
        case Operator.ADD:
            return left + right
        case Operator.SUBTRACT:
            return left - right
        case Operator.MULTIPLY:
            return left * right
        case Operator.DIVIDE:
            if right == 0:
                raise Unsolved
            return left / right
        case Operator.POWER:
            if right.denominator != 1 or abs(right) > 100 or left == 0:
                raise Unsolved
            return Fraction(left ** int(right))
        case _:
            assert_never(operator)


def _compare(comparison: Comparison, left: Fraction, right: Fraction) -> Fraction:
    match comparison:
        case Comparison.EQUAL:
            return Fraction(left == right)
        case Comparison.NOT_EQUAL:
            return Fraction(left != right)
        case Comparison.LESS:
            return Fraction(left < right)
        case Comparison.AT_MOST:
            return Fraction(left <= right)
        case Comparison.GREATER:
            return Fraction(left > right)
        case Comparison.AT_LEAST:
            return Fraction(left >= right)
        case _:
            assert_never(comparison)


def _call(function: Function, arguments: list[Fraction]) -> Fraction:
    match function:
        case Function.MIN:
            return min(arguments)
        case Function.MAX:
            return max(arguments)
        case Function.ABS:
            return abs(arguments[0])
        case _:
            raise Unsolved
