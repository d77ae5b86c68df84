"""The rules of a methodology as lines that read like its text: names as they were written, what the compiler named
itself written out where it is read, adjustments by their own words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import assert_never

from compiler.evaluate.naming import option_label, picking, plain
from compiler.evaluate.notation import written, written_aggregate, written_number
from compiler.model.bands import BandTable
from compiler.model.expressions import (
    Binary,
    Call,
    ColumnRef,
    Expression,
    If,
    Number,
    Ref,
    RowAggregate,
    children,
    rebuilt,
)
from compiler.model.indicators import Element, Step, StepRole
from compiler.model.methodology import Methodology
from compiler.model.quantities import Cases, Formula, Input, Parameter, Rule, Total
from compiler.model.texts import Language
from dsl.words import word

_AMOUNTS = (StepRole.COEFFICIENT, StepRole.BONUS, StepRole.DEDUCTION)
_ADJUSTED = (*_AMOUNTS, StepRole.FLOOR, StepRole.CAP, StepRole.ROUNDING)
_LIMITS = {StepRole.FLOOR: "at_least", StepRole.CAP: "at_most"}


class Rules:
    """`texts`: the language of the act's texts; `words`: that of the reader; `names`: code → name as written."""

    def __init__(self, methodology: Methodology, texts: Language, words: Language, names: Mapping[str, str]) -> None:
        self._methodology = methodology
        self._texts = texts
        self._words = words
        self._names = names
        steps = (step for element in methodology.root.walk() for step in element.steps)
        self._running = {step.code for step in steps if step.role is StepRole.BASE or step.role in _ADJUSTED}

    # ------------------------------------------------------------------------------------------------------ elements

    def of(self, element: Element) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """The lines of its rules, and those of the bands of its score."""
        rules: list[str] = []
        bands: list[str] = []
        for step in element.steps:
            rule = self._methodology.values[step.code].rule
            if step.role in (StepRole.BASE, StepRole.FINAL) and isinstance(rule, BandTable):
                bands.extend(self.bands(rule, element.code))
            elif step.code != element.maximum:
                rules.extend(self._step(step, rule, element.code))
        return tuple(rules), tuple(bands)

    def _step(self, step: Step, rule: Rule, within: str) -> Iterator[str]:
        score = self.word("score")
        match step.role:
            case StepRole.BASE:
                yield f"{score} = {self._rule(rule, within)}"
            case StepRole.FINAL:
                if isinstance(rule, Cases):
                    yield from self._cases(rule, within)
                elif not (isinstance(rule, Formula) and self._is_running(rule.expression)):
                    yield f"{score} = {self._rule(rule, within)}"
            case _ if step.role in _ADJUSTED:
                yield self._adjustment(step, rule, within)
            case StepRole.CONDITION | StepRole.ALTERNATIVE:
                pass  # said by the cases that they are of
            case _:
                if step.code in self._names or not isinstance(rule, Formula) or step.role is StepRole.WEIGHT:
                    yield f"{self.name(step.code, within)} = {self._rule(rule, within)}"

    def _is_running(self, expression: Expression) -> bool:
        return isinstance(expression, Ref) and expression.code in self._running

    def _adjustment(self, step: Step, rule: Rule, within: str) -> str:
        match rule:
            case Formula(Binary(_, _, amount)) if step.role in _AMOUNTS:
                expression = self._plain(amount)
                if isinstance(expression, If) and isinstance(expression.other, Number):
                    text = f"{self.expression(expression.then, within)} {self.word('if')} "
                    text += self.expression(expression.condition, within)
                else:
                    text = self.expression(expression, within)
                return f"{self.word(step.role.value)} {text}"
            case Formula(Call(_, (_, limit))) if step.role in _LIMITS:
                return f"{self.word(_LIMITS[step.role])} {self.expression(limit, within)}"
            case Formula(Call(function, (_, Number(digits)))) if step.role is StepRole.ROUNDING:
                return f"{self.word(f'{function.value}_to')} {written_number(digits, self._words)}"
            case _:
                return f"{self.word('score')} = {self._rule(rule, within)}"

    def _cases(self, rule: Cases, within: str) -> Iterator[str]:
        for case in rule.cases:
            if case.condition.endswith(".unbegun"):
                continue  # a repeated block that nobody has begun
            if case.result is None:
                then = self.word("not_assessed")
            elif case.result in self._methodology.peers:
                then = self.word("mean_score_of_bodies")
            else:
                then = f"{self.word('score')} {self.expression(Ref(case.result), within)}"
            yield f"{self.word('if')} {self.expression(Ref(case.condition), within)}: {then}"

    # --------------------------------------------------------------------------------------------------------- rules

    def _rule(self, rule: Rule, within: str) -> str:
        match rule:
            case Formula(expression):
                return self.expression(expression, within)
            case Total(items, signs, mean):
                parts = (
                    f"{'+' if sign > 0 else '−'} {self.name(item, within)}"
                    for item, sign in zip(items, signs, strict=True)
                )
                joined = " ".join(parts).removeprefix("+ ")
                return f"{self.word('call_mean')}({joined})" if mean else joined
            case Cases(_, otherwise):
                lines = (*self._cases(rule, within), f"{self.word('else')} {self.expression(Ref(otherwise), within)}")
                return "; ".join(lines)
            case BandTable():
                return "; ".join(self.bands(rule, within))
            case _:
                assert_never(rule)

    def bands(self, table: BandTable, within: str) -> Iterator[str]:
        """A line for each band: its ends with what is looked at, and its result."""
        operand = self.expression(Ref(table.operand), within)
        options = self._methodology.quantity(table.operand).type.options
        for band in table.bands:
            result = self.expression(Ref(band.result), within)
            if band.low is not None and band.low == band.high:
                exact = f"«{band.label.text(self._texts)}»" if options else self._end(band.low.parameter)
                yield f"{operand} = {exact}: {result}"
                continue
            low = high = ""
            if band.low is not None:
                low = f"{self._end(band.low.parameter)} {'≤' if band.low.closed else '<'} "
            if band.high is not None:
                high = f" {'≤' if band.high.closed else '<'} {self._end(band.high.parameter)}"
            yield f"{low}{operand}{high}: {result}"

    def _end(self, code: str) -> str:
        return self.expression(Ref(code), "")

    def expression(self, expression: Expression, within: str) -> str:
        """`within`: the code of the element whose own names need no path."""

        def shown(node: Ref | ColumnRef | RowAggregate) -> str:
            match node:
                case Ref(code):
                    return self._quantity(code, within)
                case ColumnRef(column):
                    return column
                case RowAggregate():
                    condition = picking(self._methodology, node)
                    return written_aggregate(node, self._words, lambda code: self._quantity(code, within), condition)

        return written(self._plain(plain(expression, self._methodology)), self._words, shown)

    def _plain(self, expression: Expression) -> Expression:
        """With the formulas of what has no name of its own."""
        match expression:
            case Ref(code):
                known = code in self._names or code in self._running or code.endswith(".score")
                value = None if known else self._methodology.values.get(code)
                if value is None or not isinstance(value.rule, Formula):
                    return expression
                return self._plain(plain(value.rule.expression, self._methodology))
            case _:
                return rebuilt(expression, tuple(map(self._plain, children(expression))))

    def _quantity(self, code: str, within: str) -> str:
        """A number of the act as it is, an option of a choice by its label, anything else by its name."""
        option = None if code in self._names else option_label(self._methodology, code)
        if option is not None:
            return f"«{' '.join(option.text(self._texts).split())}»"
        parameter = self._methodology.parameters.get(code)
        if parameter is None or code.endswith(".maximum"):
            return self.word("score") if code in self._running else self.name(code, within)
        return self.number(parameter.value)

    # --------------------------------------------------------------------------------------------------------- names

    def name(self, code: str, within: str = "") -> str:
        """As it was written, from inside the element `within`; what the compiler has made by its label."""
        owner, _, last = code.rpartition(".")
        if code in self._names:
            full = self._names[code]
        elif last == "score" and owner in self._names:
            full = self._names[owner]
        elif last == "maximum" and owner in self._names:
            full = f"{self._names[owner]}.{self.word('maximum')}"
        elif (label := self._made(code)) is not None:
            return label
        elif owner in self._names:
            full = f"{self._names[owner]}.{last}"
        else:
            full = code
        return full.removeprefix(f"{self._names.get(within, within)}.") if within else full

    def _made(self, code: str) -> str | None:
        """The label of what has no name in the text."""
        if code in self._methodology.values or code in self._methodology.peers:
            label = self._methodology.quantity(code).label.text(self._words)
            return f"«{' '.join(label.split())}»"
        return None

    def maximum(self, code: str) -> str:
        """What stands as the maximum of an element."""
        quantity = self._methodology.quantity(code)
        match quantity:
            case Parameter(value=value):
                return self.number(value)
            case Input():
                return self.name(code)
            case _:
                return self._rule(quantity.rule, "")

    def number(self, value: Fraction) -> str:
        return written_number(value, self._words)

    def word(self, key: str) -> str:
        return word(key, self._words.value)
