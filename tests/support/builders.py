"""Short constructors for hand-built models: labels, citations, quantities and expressions."""

from __future__ import annotations

from fractions import Fraction

from compiler.model.bands import Band, BandEnd, BandTable
from compiler.model.expressions import (
    And,
    Binary,
    Call,
    Compare,
    Comparison,
    Expression,
    Function,
    Not,
    Number,
    Operator,
    Or,
    Ref,
    RowAggregate,
    RowFunction,
)
from compiler.model.quantities import Case, Cases, Formula, Input, Parameter, Rule, Total, Value
from compiler.model.tables import Column
from compiler.model.texts import Citation, Label, Language, Provenance, Translation
from compiler.model.types import Kind, Option, Type
from compiler.numbers import EVERYTHING, Interval

ZERO = Number(Fraction(0))
ONE = Number(Fraction(1))
HUNDRED = Number(Fraction(100))


def label(kk: str, ru: str | None = None) -> Label:
    """Kazakh official text, Russian unofficial translation."""
    texts = [Translation(Language.KK, kk)]
    if ru is not None:
        texts.append(Translation(Language.RU, ru, official=False))
    return Label(tuple(texts))


def stated(clause: str) -> Citation:
    return Citation(clause)


def assumed(clause: str, reason: str) -> Citation:
    return Citation(clause, Provenance.ASSUMED, reason)


def reconstructed(clause: str, reason: str) -> Citation:
    return Citation(clause, Provenance.RECONSTRUCTED, reason)


def parameter(code: str, value: str, kk: str, clause: str, kind: Kind = Kind.POINTS) -> Parameter:
    return Parameter(code, label(kk), Type(kind), Fraction(value), stated(clause))


def number_input(
    code: str,
    kind: Kind,
    low: str,
    high: str,
    kk: str,
    clause: str,
    at_most: str | None = None,
    optional: bool = False,
    declinable: bool = False,
) -> Input:
    return Input(
        code,
        label(kk),
        Type(kind),
        Interval.between(Fraction(low), Fraction(high)),
        stated(clause),
        at_most,
        optional,
        declinable,
    )


def yes_no(code: str, kk: str, clause: str) -> Input:
    return Input(code, label(kk), Type(Kind.YES_NO), None, stated(clause))


def text_input(code: str, kk: str, clause: str, kind: Kind = Kind.TEXT) -> Input:
    return Input(code, label(kk), Type(kind), None, stated(clause), optional=True, scored=False)


def choice(code: str, kk: str, clause: str, options: tuple[tuple[str, str], ...]) -> Input:
    return Input(code, label(kk), choice_type(options), None, stated(clause))


def choice_type(options: tuple[tuple[str, str], ...]) -> Type:
    return Type(Kind.CHOICE, tuple(Option(name, label(kk)) for name, kk in options))


def column(
    name: str,
    kind: Kind,
    kk: str,
    bounds: tuple[str, str] | None = None,
    optional: bool = False,
    at_most: str | None = None,
    formula: Expression | None = None,
    scored: bool = True,
) -> Column:
    interval = None if bounds is None else Interval.between(Fraction(bounds[0]), Fraction(bounds[1]))
    return Column(name, label(kk), Type(kind), stated("1-т."), interval, optional, at_most, formula, scored)


def value(
    code: str,
    kind: Kind,
    rule: Rule | Expression,
    kk: str,
    citation: Citation,
    unless: tuple[str, ...] = (),
    bounds: Interval = EVERYTHING,
) -> Value:
    """A value; a bare expression becomes a Formula."""
    full = rule if isinstance(rule, Formula | BandTable | Cases | Total) else Formula(rule)
    return Value(code, label(kk), Type(kind), full, citation, bounds, unless)


def case(condition: str, result: str | None) -> Case:
    return Case(condition, result)


def band(
    low: str | None,
    low_closed: bool,
    high: str | None,
    high_closed: bool,
    result: str,
    citation: Citation,
    fills_gap: bool = False,
) -> Band:
    return Band(
        None if low is None else BandEnd(low, low_closed),
        None if high is None else BandEnd(high, high_closed),
        result,
        label("Жолақ"),
        citation,
        fills_gap,
    )


def ref(code: str) -> Ref:
    return Ref(code)


def add(left: Expression, right: Expression) -> Binary:
    return Binary(Operator.ADD, left, right)


def sub(left: Expression, right: Expression) -> Binary:
    return Binary(Operator.SUBTRACT, left, right)


def mul(left: Expression, right: Expression) -> Binary:
    return Binary(Operator.MULTIPLY, left, right)


def div(left: Expression, right: Expression) -> Binary:
    return Binary(Operator.DIVIDE, left, right)


def power(left: Expression, right: Expression) -> Binary:
    return Binary(Operator.POWER, left, right)


def compare(left: Expression, sign: str, right: Expression, digits: int = 10) -> Compare:
    return Compare(Comparison(sign), left, right, digits)


def both(*items: Expression) -> And:
    return And(items)


def either(*items: Expression) -> Or:
    return Or(items)


def negation(operand: Expression) -> Not:
    return Not(operand)


def call(function: Function, *arguments: Expression, digits: int = 10) -> Call:
    return Call(function, arguments, digits)


def rounding(function: Function, operand: Expression, decimals: int, digits: int = 10) -> Call:
    return Call(function, (operand, Number(Fraction(decimals))), digits)


def rows(function: RowFunction, table: str, column_name: str | None = None, where: str | None = None) -> RowAggregate:
    return RowAggregate(function, table, column_name, where)
