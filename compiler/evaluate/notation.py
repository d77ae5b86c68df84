"""Expressions and numbers as a person reads them: the language's own words, a decimal comma in Russian and Kazakh."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import assert_never

from compiler.model.expressions import (
    MEANS,
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
    RowFunction,
)
from compiler.model.texts import Language
from compiler.numbers import round_half_away
from dsl.words import word

Shown = Callable[[Ref | ColumnRef | RowAggregate], str]
"""How something that is read is written: by name or by number."""

SHOWN_DECIMALS = 6
CSV_DECIMALS = 10

_OPERATORS = {
    Operator.ADD: ("+", 4),
    Operator.SUBTRACT: ("−", 4),
    Operator.MULTIPLY: ("×", 5),
    Operator.DIVIDE: ("/", 5),
    Operator.POWER: ("^", 7),
}
_COMPARISONS = {
    Comparison.EQUAL: "=",
    Comparison.NOT_EQUAL: "≠",
    Comparison.LESS: "<",
    Comparison.AT_MOST: "≤",
    Comparison.GREATER: ">",
    Comparison.AT_LEAST: "≥",
}
_OR, _AND, _COMPARE, _NEGATE, _HIGHEST = 1, 2, 3, 6, 9
_ROW_WORDS = {
    RowFunction.COUNT: "call_count",
    RowFunction.SUM: "call_sum",
    RowFunction.MEAN: "call_mean",
    RowFunction.MIN: "call_least",
    RowFunction.MAX: "call_greatest",
}


def written_number(number: Fraction, language: Language) -> str:
    """At most six decimals; `≈` in front when more are needed."""
    rounded = round_half_away(number, SHOWN_DECIMALS)
    digits = str(abs(rounded.numerator) * 10**SHOWN_DECIMALS // rounded.denominator).rjust(SHOWN_DECIMALS + 1, "0")
    whole, part = digits[:-SHOWN_DECIMALS], digits[-SHOWN_DECIMALS:].rstrip("0")
    mark = "." if language is Language.EN else ","
    text = ("−" if rounded < 0 else "") + whole + (mark + part if part else "")
    return text if rounded == number else f"≈{text}"


def spreadsheet_number(number: Fraction, language: Language) -> str:
    """As a spreadsheet of this language reads it: with all its decimals, of endless ones the first ten."""
    rounded = round_half_away(number, CSV_DECIMALS)
    whole, part = divmod(abs(rounded.numerator) * 10**CSV_DECIMALS // rounded.denominator, 10**CSV_DECIMALS)
    decimals = f"{part:0{CSV_DECIMALS}}".rstrip("0")
    mark = "." if language is Language.EN else ","
    return ("-" if rounded < 0 else "") + str(whole) + (mark + decimals if decimals else "")


def written_aggregate(
    aggregate: RowAggregate, language: Language, name: Callable[[str], str], condition: Expression | None = None
) -> str:
    """`sum(table.column where condition)`; `name` turns codes into names. `condition`: what stands for a column that
    the text does not name."""
    table = aggregate.table
    target = name(table) if aggregate.column is None else name(f"{table}.{aggregate.column}")
    if aggregate.where is None:
        return f"{word(_ROW_WORDS[aggregate.function], language.value)}({target})"

    def column(code: str) -> str:
        return name(f"{table}.{code}").rpartition(".")[2]

    def shown(node: Ref | ColumnRef | RowAggregate) -> str:
        match node:
            case Ref(code):
                return name(code)
            case ColumnRef(code):
                return column(code)
            case RowAggregate():
                return written_aggregate(node, language, name)

    where = column(aggregate.where) if condition is None else written(condition, language, shown)
    return f"{word(_ROW_WORDS[aggregate.function], language.value)}({target} {word('where', language.value)} {where})"


def written(expression: Expression, language: Language, shown: Shown) -> str:
    """The expression with brackets only where they are needed."""
    return _written(expression, language, shown)[0]


def _written(expression: Expression, language: Language, shown: Shown) -> tuple[str, int]:
    """The text and how tightly it binds."""

    def part(operand: Expression, least: int) -> str:
        text, binding = _written(operand, language, shown)
        return text if binding >= least else f"({text})"

    def spelt(key: str) -> str:
        return word(key, language.value)

    match expression:
        case Number(value):
            return written_number(value, language), _HIGHEST if value >= 0 else _NEGATE
        case Ref() | ColumnRef() | RowAggregate():
            text = shown(expression)
            return text, _NEGATE if text.startswith("−") else _HIGHEST
        case Filled(operand):
            return f"{spelt('call_filled')}({shown(operand)})", _HIGHEST
        case Negate(operand):
            return f"−{part(operand, _HIGHEST)}", _NEGATE
        case Binary(operator, left, right):
            sign, binding = _OPERATORS[operator]
            return f"{part(left, binding)} {sign} {part(right, binding + 1)}", binding
        case Compare(comparison, left, right, _):
            return f"{part(left, _COMPARE + 1)} {_COMPARISONS[comparison]} {part(right, _COMPARE + 1)}", _COMPARE
        case And(items):
            return f" {spelt('and')} ".join(part(item, _AND + 1) for item in items), _AND
        case Or(items):
            return f" {spelt('or')} ".join(part(item, _OR + 1) for item in items), _OR
        case Not(operand):
            inner = part(operand, _HIGHEST)
            return (f"{inner} {spelt('not')}" if language is Language.KK else f"{spelt('not')} {inner}"), _COMPARE
        case If(condition, then, other):
            texts = [part(piece, _OR) for piece in (condition, then, other)]
            words = (spelt("if"), spelt("then"), spelt("else"))
            return " ".join(f"{key} {text}" for key, text in zip(words, texts, strict=True)), 0
        case Call(function, arguments, _):
            arguments = arguments[1:] if function in MEANS else arguments
            inner = "; ".join(part(argument, 0) for argument in arguments)
            return f"{spelt(_function_word(function))}({inner})", _HIGHEST
        case _:
            assert_never(expression)


def _function_word(function: Function) -> str:
    return f"call_{function.value}"
