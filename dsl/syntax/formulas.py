"""Expressions, numbers and names back to text, with the brackets that the tree needs and no others."""

from __future__ import annotations

from fractions import Fraction
from functools import cache
from typing import assert_never

from dsl.syntax import tree
from dsl.syntax.tables import tables
from dsl.syntax.wrapping import quoted
from dsl.words import fold, spellings, word

# How tightly each kind binds; an operand that binds less tightly than its place asks for stands in brackets.
_CONDITIONAL, _OR, _AND, _NOT, _COMPARED, ARITHMETIC, _PRODUCT, _SIGNED, _POWER, _ATOM = range(10)

_RELATION_WORDS = {
    tree.Relation.LESS: "under",
    tree.Relation.AT_MOST: "at_most",
    tree.Relation.GREATER: "over",
    tree.Relation.AT_LEAST: "at_least",
}
_LANGUAGE_CODES = frozenset(("kk", "ru", "en"))


def formula(expression: tree.Expression, language: str, place: int = _CONDITIONAL) -> str:
    """The expression as text; `place` is how tightly it must bind where it stands (ARITHMETIC for bounds)."""
    binding, text = _written(expression, language)
    return text if binding >= place else f"({text})"


def number(literal: tree.NumberLiteral, language: str) -> str:
    """`7,6`, `70%` or `2 балла`."""
    if literal.unit is tree.Unit.SHARE:
        return decimal(literal.value * 100, language) + "%"
    text = decimal(literal.value, language)
    return (
        text if literal.unit is None else f"{text} {unit_word('unit_' + literal.unit.value, literal.value, language)}"
    )


def decimal(value: Fraction, language: str) -> str:
    """A finite decimal, with a comma in ru and kk. Raises ValueError for a fraction that is none."""
    places = 0
    while (value * 10**places).denominator != 1:
        places += 1
        if places > 400:
            raise ValueError(f"{value} is no finite decimal")
    digits = str(abs(value * 10**places)).rjust(places + 1, "0")
    sign = "-" if value < 0 else ""
    if places == 0:
        return sign + digits
    return sign + digits[:-places] + ("." if language == "en" else ",") + digits[-places:]


def unit_word(key: str, count: Fraction, language: str) -> str:
    """The unit in the form that goes with the number: 1 балл, 2 балла, 5 баллов."""
    forms = spellings()[key.upper()][language]
    if language == "ru" and len(forms) == 3:
        many, few, one = forms
        if count.denominator != 1:
            return few
        last, teens = int(count) % 10, 10 < int(count) % 100 < 20
        return one if last == 1 and not teens else few if 2 <= last <= 4 and not teens else many
    return forms[1] if language == "en" and count == 1 and len(forms) > 1 else forms[0]


def reference(name: tree.Name, language: str) -> str:
    """A name where a keyword could stand too: a leading dot tells that it is none."""
    return f".{name.text}" if fold(name.text) in _reserved(language) else name.text


@cache
def _reserved(language: str) -> frozenset[str]:
    """First words of the keywords that can stand where a name can."""
    rivals = {terminal for state in tables().actions if "NAME" in state for terminal in state}
    known = spellings()
    return frozenset(
        fold(spelling).split()[0].split("-")[0]
        for terminal in rivals
        if terminal in known and not terminal.startswith("CALL_")
        for spelling in known[terminal][language]
    )


def _named(name: tree.Name, language: str) -> str:
    """A name in an expression, which a label may follow: a language's code would be read as the label's."""
    return f".{name.text}" if name.text in _LANGUAGE_CODES else reference(name, language)


def _written(expression: tree.Expression, language: str) -> tuple[int, str]:
    match expression:
        case tree.NumberLiteral():
            return _ATOM if expression.value >= 0 else _SIGNED, number(expression, language)
        case tree.DateLiteral(iso=iso):
            return _ATOM, date(iso, language)
        case tree.TextLiteral(text=text):
            return _ATOM, quoted(text.text)
        case tree.NameRef(name=name):
            return _ATOM, _named(name, language)
        case tree.Property(word=kind, name=name):
            own = word(kind.value, language)
            return _ATOM, own if name is None else f"{own} {_named(name, language)}"
        case tree.FunctionCall(function=function, arguments=(operand, step)) if function in tree.STEPPED.values():
            rounding = next(key for key, stepped in tree.STEPPED.items() if stepped is function)
            inner = f"{formula(operand, language)}; {word('step', language)} {formula(step, language)}"
            return _ATOM, f"{word('call_' + rounding.value, language)}({inner})"
        case tree.FunctionCall(function=function, arguments=arguments) if function in tree.WEIGHTED:
            by = word("weighing", language)
            pairs = zip(arguments[::2], arguments[1::2], strict=True)
            inner = "; ".join(
                f"{formula(number, language)} {by} {formula(weight, language)}" for number, weight in pairs
            )
            return _ATOM, f"{word('call_' + function.value, language)}({inner})"
        case tree.FunctionCall(function=function, arguments=arguments):
            inner = "; ".join(formula(argument, language) for argument in arguments)
            return _ATOM, f"{word('call_' + function.value, language)}({inner})"
        case tree.Aggregate(function=aggregate, target=target, where=where):
            inner = reference(target, language)
            if where is not None:
                inner += f" {word('where', language)} {formula(where, language)}"
            return _ATOM, f"{word('call_' + aggregate.value, language)}({inner})"
        case tree.OverBodies(function=over, operand=operand):
            return _ATOM, f"{word('call_bodies_' + over.value, language)}({formula(operand, language)})"
        case tree.RepeatFigure(function=figure, target=target):
            return _ATOM, f"{word('call_repeats_' + figure.value, language)}({reference(target, language)})"
        case tree.Minus(operand=operand):
            return _SIGNED, "-" + formula(operand, language, _POWER)
        case tree.Arithmetic():
            return _arithmetic(expression, language)
        case tree.Comparison(relation=relation, left=left, right=right):
            sign = word(_RELATION_WORDS[relation], language) if relation in _RELATION_WORDS else relation.value
            sides = formula(left, language, ARITHMETIC), formula(right, language, ARITHMETIC)
            return _COMPARED, f"{sides[0]} {sign} {sides[1]}"
        case tree.Negation(operand=operand):
            return _NOT, f"{word('not', language)} {formula(operand, language, _NOT)}"
        case tree.Conjunction(items=items):
            return _AND, f" {word('and', language)} ".join(formula(item, language, _NOT) for item in items)
        case tree.Disjunction(items=items):
            return _OR, f" {word('or', language)} ".join(formula(item, language, _AND) for item in items)
        case tree.Conditional(condition=condition, then=then, other=other):
            parts = (("if", condition), ("then", then), ("else", other))
            return _CONDITIONAL, " ".join(f"{word(key, language)} {formula(part, language)}" for key, part in parts)
        case _:
            assert_never(expression)


def _arithmetic(expression: tree.Arithmetic, language: str) -> tuple[int, str]:
    match expression.sign:
        case tree.Sign.ADD | tree.Sign.SUBTRACT:
            binding, left, right = ARITHMETIC, ARITHMETIC, _PRODUCT
        case tree.Sign.MULTIPLY | tree.Sign.DIVIDE:
            binding, left, right = _PRODUCT, _PRODUCT, _SIGNED
        case tree.Sign.POWER:
            binding, left, right = _POWER, _ATOM, _SIGNED
        case _:
            assert_never(expression.sign)
    sides = formula(expression.left, language, left), formula(expression.right, language, right)
    return binding, f"{sides[0]} {expression.sign.value} {sides[1]}"


def date(iso: str, language: str) -> str:
    """31.12.2015, in English words 2015-12-31."""
    return iso if language == "en" else ".".join(reversed(iso.split("-")))
