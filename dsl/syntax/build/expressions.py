"""Expressions, numbers and dates (`grammar/expressions.lark`)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction

from dsl.diagnostics import diagnose
from dsl.source import Span
from dsl.syntax import tree
from dsl.syntax.build.context import Context, Parts

_RELATIONS = {
    "EQUAL": tree.Relation.EQUAL, "EQUALS": tree.Relation.EQUAL, "UNEQUAL": tree.Relation.NOT_EQUAL,
    "NOT_EQUAL": tree.Relation.NOT_EQUAL, "LESSTHAN": tree.Relation.LESS, "UNDER": tree.Relation.LESS,
    "LESSEQUAL": tree.Relation.AT_MOST, "AT_MOST": tree.Relation.AT_MOST, "MORETHAN": tree.Relation.GREATER,
    "OVER": tree.Relation.GREATER, "MOREEQUAL": tree.Relation.AT_LEAST, "AT_LEAST": tree.Relation.AT_LEAST,
}  # fmt: skip


_OF_NUMBERS = {
    tree.AggregateWord.COUNT: tree.FunctionWord.COUNT, tree.AggregateWord.SUM: tree.FunctionWord.SUM,
    tree.AggregateWord.MEAN: tree.FunctionWord.MEAN, tree.AggregateWord.LEAST: tree.FunctionWord.MIN,
    tree.AggregateWord.GREATEST: tree.FunctionWord.MAX,
}  # fmt: skip


class Expressions:
    """Each method gets the parts of its rule and the rule's span."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def on_number(self, parts: Parts, span: Span) -> tree.NumberLiteral:
        token, unit = parts
        digits = token.text.rstrip("%").rstrip().replace(",", ".")
        value = Fraction(int(digits)) if digits.isdigit() else Fraction(digits)
        if token.text.endswith("%"):
            return tree.NumberLiteral(span, value / 100, tree.Unit.SHARE)
        return tree.NumberLiteral(span, value, unit)

    def on_unit(self, parts: Parts, _: Span) -> tree.Unit:
        return tree.Unit(parts[0].terminal.removeprefix("UNIT_").lower())

    def on_negative(self, parts: Parts, span: Span) -> tree.NumberLiteral:
        number: tree.NumberLiteral = parts[0]
        return replace(number, span=span, value=-number.value)

    def on_date(self, parts: Parts, span: Span) -> tree.DateLiteral:
        written = parts[0].text
        numbers = [int(part) for part in written.replace("-", ".").split(".")]
        year, month, day = numbers if "-" in written else numbers[::-1]
        try:
            return tree.DateLiteral(span, date(year, month, day).isoformat())
        except ValueError:
            self._context.fault(diagnose("bad-date", span, date=written))
            return tree.DateLiteral(span, "2000-01-01")

    def on_reference(self, parts: Parts, _: Span) -> tree.NameRef:
        return tree.NameRef(self._context.name(parts[0]))

    def on_bracketed(self, parts: Parts, _: Span) -> tree.Expression:
        inner: tree.Expression = parts[0]
        return inner

    def on_property(self, parts: Parts, span: Span) -> tree.Property:
        word = tree.PropertyWord(parts[0].terminal.lower())
        return tree.Property(span, word, self._context.name_or_none(parts[1]) if len(parts) > 1 else None)

    def on_function(self, parts: Parts, _: Span) -> tree.FunctionWord:
        return tree.FunctionWord(parts[0].terminal.removeprefix("CALL_").lower())

    def on_aggregate(self, parts: Parts, _: Span) -> tree.AggregateWord:
        return tree.AggregateWord(parts[0].terminal.removeprefix("CALL_").lower())

    def on_over_bodies(self, parts: Parts, _: Span) -> tree.OverBodiesWord:
        return tree.OverBodiesWord(parts[0].terminal.removeprefix("CALL_BODIES_").lower())

    def on_figure_over_bodies(self, parts: Parts, span: Span) -> tree.OverBodies:
        return tree.OverBodies(span, *parts)

    def on_call(self, parts: Parts, span: Span) -> tree.FunctionCall:
        return tree.FunctionCall(span, parts[0], tuple(parts[1:]))

    def on_call_with_step(self, parts: Parts, span: Span) -> tree.FunctionCall:
        function, operand, step = parts
        if function not in tree.STEPPED:
            self._context.fault(diagnose("step-without-rounding", span))
            return tree.FunctionCall(span, function, (operand,))
        return tree.FunctionCall(span, tree.STEPPED[function], (operand, step))

    def on_weighted(self, parts: Parts, span: Span) -> tree.FunctionWord:
        return self.on_function(parts, span)

    def on_weighing(self, parts: Parts, _: Span) -> tuple[tree.Expression, tree.Expression]:
        number, weight = parts
        return number, weight

    def on_call_weighted(self, parts: Parts, span: Span) -> tree.FunctionCall:
        return tree.FunctionCall(span, parts[0], tuple(part for pair in parts[1:] for part in pair))

    def on_call_of_numbers(self, parts: Parts, span: Span) -> tree.FunctionCall:
        """The words of figures over rows also work on numbers in brackets."""
        word, *numbers = parts
        return tree.FunctionCall(span, _OF_NUMBERS[word], tuple(numbers))

    def on_aggregated(self, parts: Parts, span: Span) -> tree.Aggregate:
        return tree.Aggregate(span, parts[0], self._context.name(parts[1]), parts[2])

    def on_over_repeats(self, parts: Parts, _: Span) -> tree.RepeatWord:
        return tree.RepeatWord(parts[0].terminal.removeprefix("CALL_REPEATS_").lower())

    def on_repeated(self, parts: Parts, span: Span) -> tree.RepeatFigure:
        return tree.RepeatFigure(span, parts[0], self._context.name(parts[1]))

    def on_add(self, parts: Parts, span: Span) -> tree.Arithmetic:
        return tree.Arithmetic(span, tree.Sign.ADD, *parts)

    def on_subtract(self, parts: Parts, span: Span) -> tree.Arithmetic:
        return tree.Arithmetic(span, tree.Sign.SUBTRACT, *parts)

    def on_multiply(self, parts: Parts, span: Span) -> tree.Arithmetic:
        return tree.Arithmetic(span, tree.Sign.MULTIPLY, *parts)

    def on_divide(self, parts: Parts, span: Span) -> tree.Arithmetic:
        return tree.Arithmetic(span, tree.Sign.DIVIDE, *parts)

    def on_raised(self, parts: Parts, span: Span) -> tree.Arithmetic:
        return tree.Arithmetic(span, tree.Sign.POWER, *parts)

    def on_minus(self, parts: Parts, span: Span) -> tree.Minus:
        return tree.Minus(span, parts[0])

    def on_relation(self, parts: Parts, _: Span) -> tree.Relation:
        return _RELATIONS[parts[0].terminal]

    def on_compared(self, parts: Parts, span: Span) -> tree.Comparison:
        left, relation, right = parts
        return tree.Comparison(span, relation, left, right)

    def on_compared_with_text(self, parts: Parts, span: Span) -> tree.Comparison:
        left, relation, text = parts
        return tree.Comparison(span, relation, left, tree.TextLiteral(text))

    def on_conjunction(self, parts: Parts, span: Span) -> tree.Conjunction:
        return tree.Conjunction(span, tuple(parts))

    def on_disjunction(self, parts: Parts, span: Span) -> tree.Disjunction:
        return tree.Disjunction(span, tuple(parts))

    def on_negated(self, parts: Parts, span: Span) -> tree.Negation:
        return tree.Negation(span, parts[0])

    def on_conditional(self, parts: Parts, span: Span) -> tree.Conditional:
        return tree.Conditional(span, *parts)
