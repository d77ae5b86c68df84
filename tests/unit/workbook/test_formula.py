"""The printer: parentheses by Excel's precedence, shown by recalculating random trees in IronCalc."""

from __future__ import annotations

from fractions import Fraction

import ironcalc
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from compiler.workbook.formula import (
    Address,
    Arithmetic,
    Call,
    Cell,
    Comparison,
    Negative,
    Num,
    Percent,
    Span,
    Text,
    Tree,
    call,
    print_formula,
    print_number,
)

PLACES = {
    "a": Address("S", 0, 0),
    "b": Address("S", 2, 27, fixed=True),
    "far": Address("Бет 'x'", 4, 1),
    "far_end": Address("Бет 'x'", 9, 1),
}


def text(tree: Tree) -> str:
    return print_formula(tree, PLACES.__getitem__, "S")


def num(value: int) -> Num:
    return Num(Fraction(value))


ONE, TWO, THREE = num(1), num(2), num(3)


@pytest.mark.parametrize(
    ("tree", "printed"),
    [
        (Arithmetic("*", ONE, Arithmetic("-", ONE, TWO)), "1*(1-2)"),
        (Arithmetic("-", ONE, Arithmetic("-", TWO, THREE)), "1-(2-3)"),
        (Arithmetic("-", Arithmetic("-", ONE, TWO), THREE), "1-2-3"),
        (Arithmetic("/", ONE, Arithmetic("*", TWO, THREE)), "1/(2*3)"),
        (Arithmetic("^", Arithmetic("^", ONE, TWO), THREE), "(1^2)^3"),
        (Arithmetic("^", ONE, Arithmetic("^", TWO, THREE)), "1^(2^3)"),
        (Arithmetic("^", Negative(TWO), TWO), "(-2)^2"),
        (Negative(Arithmetic("^", TWO, TWO)), "-(2^2)"),
        (Arithmetic("-", ONE, Negative(TWO)), "1-(-2)"),
        (Arithmetic("-", ONE, num(-2)), "1-(-2)"),
        (Percent(Arithmetic("+", ONE, TWO)), "(1+2)%"),
        (Comparison("=", Comparison("<", ONE, TWO), THREE), "(1<2)=3"),
        (Comparison("<", Arithmetic("&", ONE, TWO), THREE), "1&2<3"),
        (Text('say "hi"'), '"say ""hi"""'),
        (Cell("a"), "A1"),
        (Cell("a", fixed=True), "$A$1"),
        (Cell("b"), "$AB$3"),
        (Cell("far"), "'Бет ''x'''!B5"),
        (Span("far", "far_end"), "'Бет ''x'''!B5:B10"),
        (call("IF", Comparison(">", Cell("a"), ONE), TWO, Text("")), 'IF(A1>1,2,"")'),
    ],
)
def test_text(tree: Tree, printed: str) -> None:
    assert text(tree) == printed


def test_only_portable_functions() -> None:
    with pytest.raises(ValueError, match="IFERROR"):
        Call("IFERROR", (ONE, TWO))


def test_a_range_stays_on_one_sheet() -> None:
    with pytest.raises(ValueError, match="two sheets"):
        text(Span("a", "far"))


@given(st.fractions(min_value=-(10**12), max_value=10**12, max_denominator=10**6))
def test_numbers_read_back_without_exponent(value: Fraction) -> None:
    printed = print_number(value)
    assert "e" not in printed
    assert float(printed) == pytest.approx(float(value), rel=1e-15, abs=1e-18)


class NoValue(Exception):
    """The tree divides by zero or grows out of range."""


def exact(tree: Tree) -> Fraction:
    """Direct evaluation of the tree; comparisons are 1 or 0."""
    match tree:
        case Num(value):
            return value
        case Negative(operand):
            return -exact(operand)
        case Percent(operand):
            return exact(operand) / 100
        case Arithmetic("^", left, right):
            power = exact(right)
            base = exact(left)
            if power.denominator != 1 or abs(power) > 3 or base == 0:
                raise NoValue
            return base**power.numerator
        case Arithmetic(operator, left, right):
            a, b = exact(left), exact(right)
            if operator == "/":
                if b == 0:
                    raise NoValue
                return a / b
            return {"+": a + b, "-": a - b, "*": a * b}[operator]
        case Call("IF", (Comparison(operator, left, right), then, other)):
            a, b = exact(left), exact(right)
            if a != b and abs(a - b) < Fraction(1, 10**9):
                raise NoValue
            holds = {"=": a == b, "<>": a != b, "<": a < b, "<=": a <= b, ">": a > b, ">=": a >= b}[operator]
            return exact(then if holds else other)
        case Call("MAX", arguments):
            return max(exact(argument) for argument in arguments)
        case _:
            raise AssertionError(tree)


fractions = st.sampled_from((Fraction(1, 4), Fraction(5, 2)))
numbers = (st.integers(-9, 9).map(Fraction) | fractions).map(Num)


def larger(inner: st.SearchStrategy[Tree]) -> st.SearchStrategy[Tree]:
    arithmetic = st.builds(Arithmetic, st.sampled_from("+-*/^"), inner, inner)
    comparison = st.builds(Comparison, st.sampled_from(("=", "<>", "<", "<=", ">", ">=")), inner, inner)
    choice = st.builds(lambda c, a, b: Call("IF", (c, a, b)), comparison, inner, inner)
    greatest = st.builds(lambda a, b: Call("MAX", (a, b)), inner, inner)
    return st.one_of(arithmetic, inner.map(Negative), inner.map(Percent), choice, greatest)


trees = st.recursive(numbers, larger, max_leaves=12)


def snapped(tree: Tree) -> Tree:
    """The tree with ROUND around the operands of its comparisons."""
    match tree:
        case Comparison(operator, left, right):
            sides = (call("ROUND", snapped(side), Num(Fraction(10))) for side in (left, right))
            return Comparison(operator, *sides)
        case Arithmetic(operator, left, right):
            return Arithmetic(operator, snapped(left), snapped(right))
        case Negative(operand):
            return Negative(snapped(operand))
        case Percent(operand):
            return Percent(snapped(operand))
        case Call(name, arguments):
            return Call(name, tuple(snapped(argument) for argument in arguments))
        case _:
            return tree


@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much])
@given(trees)
def test_recalculated_trees_are_what_they_say(tree: Tree) -> None:
    try:
        wanted = exact(tree)
    except NoValue:
        return
    if abs(wanted) > 10**9:
        return
    model = ironcalc.create("t", "en", "UTC", "en")
    model.set_user_input(0, 1, 1, "=" + text(snapped(tree)))
    model.evaluate()
    found = model.get_cell_value(0, 1, 1)
    assert isinstance(found, float | int), (text(tree), found)
    assert found == pytest.approx(float(wanted), rel=1e-9, abs=1e-7), text(tree)
