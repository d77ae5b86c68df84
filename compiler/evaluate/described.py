"""What a methodology says of each of its parts, as lines of text: what two editions are compared by."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import Enum
from typing import assert_never

from compiler.evaluate.notation import written, written_aggregate, written_number
from compiler.model.bands import BandTable
from compiler.model.expressions import ColumnRef, Expression, Ref, RowAggregate
from compiler.model.forms import Cell, Form, Grid, Heading, TextCell
from compiler.model.indicators import Element
from compiler.model.methodology import Methodology
from compiler.model.quantities import Cases, Formula, Input, Rule, Total
from compiler.model.tables import Column, Table
from compiler.model.texts import Citation, Label, Language
from compiler.model.types import Type
from compiler.numbers import Interval
from dsl.words import word

_OPTION = re.compile(r"\.option_\d+$")
"""Codes of the options of choices."""


class Thing(Enum):
    ELEMENT = "element"
    INPUT = "input"
    TABLE = "table"
    FORM = "form"


class Aspect(Enum):
    CODE = "code"
    TITLE = "title"
    NUMBER = "number"
    LEVEL = "level"
    MAXIMUM = "maximum"
    RULE = "rule"
    BANDS = "bands"
    TEXT = "text"
    KIND = "kind"
    BOUNDS = "bounds"
    COLUMNS = "columns"
    ROWS = "rows"
    CONTENT = "content"
    CITATION = "citation"


@dataclass(frozen=True, slots=True)
class Entry:
    """One part. An aspect without lines is not there (an element without a maximum). `place`: what it is known by
    where an act gives it another code, the sheet of a form."""

    thing: Thing
    code: str
    label: Label
    aspects: Mapping[Aspect, tuple[str, ...]]
    place: str = ""


def described(methodology: Methodology, language: Language) -> tuple[Entry, ...]:
    """Every element, input, table and form, in the order of the act."""
    return tuple(_Describing(methodology, language).entries())


class _Describing:
    def __init__(self, methodology: Methodology, language: Language) -> None:
        self._methodology = methodology
        self._language = language

    def entries(self) -> Iterator[Entry]:
        model = self._methodology
        for element in model.root.walk():
            if element is model.root and element.score is None:
                continue  # no overall total: there is nothing to say of it
            yield Entry(Thing.ELEMENT, element.code, element.label, self._element(element))
        for item in model.inputs.values():
            yield Entry(Thing.INPUT, item.code, item.label, self._input(item))
        for table in model.tables.values():
            yield Entry(Thing.TABLE, table.code, table.label, self._table(table))
        for form in model.forms:
            yield Entry(Thing.FORM, form.code, form.title, self._form(form), form.sheet.text(self._language))

    # ----------------------------------------------------------------------------------------------------- elements

    def _element(self, element: Element) -> Mapping[Aspect, tuple[str, ...]]:
        values = self._methodology.values
        short = f"{element.code}."
        rules: list[str] = []
        bands: list[str] = []
        for step in element.steps:
            rule = values[step.code].rule
            if isinstance(rule, BandTable):
                bands.extend(self._bands(rule, short))
            elif step.code != element.maximum:
                rules.append(f"{step.code.removeprefix(short)} = {self._rule(rule, short)}")
        texts = (element.description, element.scoring, element.note)
        return {
            Aspect.TITLE: self._texts(element.label),
            Aspect.NUMBER: _line(element.number),
            Aspect.LEVEL: (element.level.value,),
            Aspect.MAXIMUM: () if element.maximum is None else (self._quantity(element.maximum, ""),),
            Aspect.RULE: tuple(rules),
            Aspect.BANDS: tuple(bands),
            Aspect.TEXT: tuple(line for text in texts if text is not None for line in self._texts(text)),
            Aspect.CITATION: (self._clause(element.citation),),
        }

    def _rule(self, rule: Rule, short: str) -> str:
        match rule:
            case Formula(expression):
                return self._expression(expression, short)
            case Total(items, signs, mean):
                parts = (
                    f"{'+' if sign > 0 else '−'} {self._name(item, short)}"
                    for item, sign in zip(items, signs, strict=True)
                )
                joined = " ".join(parts).removeprefix("+ ")
                return f"{word('call_mean', self._language.value)}({joined})" if mean else joined
            case Cases(cases, otherwise):
                say = self._language.value
                parts_of = [
                    f"{word('if', say)} {self._name(case.condition, short)}: "
                    + (word("not_assessed", say) if case.result is None else self._name(case.result, short))
                    for case in cases
                ]
                return "; ".join([*parts_of, f"{word('else', say)} {self._name(otherwise, short)}"])
            case BandTable():
                return "; ".join(self._bands(rule, short))
            case _:
                assert_never(rule)

    def _bands(self, table: BandTable, short: str) -> Iterator[str]:
        operand = self._name(table.operand, short)
        options = self._methodology.quantity(table.operand).type.options
        for band in table.bands:
            if band.low is not None and band.low == band.high:
                exact = f"«{band.label.text(self._language)}»" if options else self._quantity(band.low.parameter, short)
                yield f"{operand} = {exact}: {self._quantity(band.result, short)}"
                continue
            low = high = ""
            if band.low is not None:
                low = f"{self._quantity(band.low.parameter, short)} {'≤' if band.low.closed else '<'} "
            if band.high is not None:
                high = f" {'≤' if band.high.closed else '<'} {self._quantity(band.high.parameter, short)}"
            yield f"{low}{operand}{high}: {self._quantity(band.result, short)}"

    def _expression(self, expression: Expression, short: str) -> str:
        def shown(node: Ref | ColumnRef | RowAggregate) -> str:
            match node:
                case Ref(code):
                    return self._name(code, short) if code.endswith(".maximum") else self._quantity(code, short)
                case ColumnRef(column):
                    return column
                case RowAggregate():
                    return written_aggregate(node, self._language, lambda code: code.removeprefix(short))

        return written(expression, self._language, shown)

    def _quantity(self, code: str, short: str) -> str:
        """A number of the act as it is, an option of a choice by its label, anything else by its name."""
        parameter = self._methodology.parameters.get(code)
        if parameter is None:
            return self._name(code, short)
        if _OPTION.search(code):
            return f"«{' '.join(parameter.label.text(self._language).split())}»"
        return written_number(parameter.value, self._language)

    def _name(self, code: str, short: str) -> str:
        return code.removeprefix(short)

    # ------------------------------------------------------------------------------------------------ what is filled

    def _input(self, item: Input) -> Mapping[Aspect, tuple[str, ...]]:
        whole = self._methodology.root.citation
        return {
            Aspect.TITLE: self._texts(item.label),
            Aspect.KIND: (self._type(item.type, item.optional),),
            Aspect.BOUNDS: self._bounds(item.bounds, item.at_most),
            Aspect.CITATION: () if item.citation.clause == whole.clause else (self._clause(item.citation),),
        }

    def _table(self, table: Table) -> Mapping[Aspect, tuple[str, ...]]:
        return {
            Aspect.TITLE: self._texts(table.label),
            Aspect.COLUMNS: tuple(map(self._column, table.columns)),
            Aspect.ROWS: (f"{table.min_rows}–{table.max_rows}",),
            Aspect.CITATION: (self._clause(table.citation),),
        }

    def _column(self, column: Column) -> str:
        label = " / ".join(self._texts(column.label))
        bounds = "".join(f", {line}" for line in self._bounds(column.bounds, column.at_most))
        formula = "" if column.formula is None else f" = {self._expression(column.formula, '')}"
        return f"{column.name}: {self._type(column.type, column.optional)}{bounds}{formula} «{label}»"

    def _type(self, type_: Type, optional: bool) -> str:
        say = self._language.value
        kind = word(f"type_{type_.kind.value}", say)
        options = "; ".join(option.label.text(self._language) for option in type_.options)
        listed = f" ({options})" if options else ""
        return f"{kind}{listed}, {word('optional', say)}" if optional else f"{kind}{listed}"

    def _bounds(self, bounds: Interval | None, at_most: str | None) -> tuple[str, ...]:
        say = self._language
        parts: list[str] = []
        if bounds is not None and bounds.low is not None:
            parts.append(f"≥ {written_number(bounds.low, say)}")
        if bounds is not None and bounds.high is not None:
            parts.append(f"≤ {written_number(bounds.high, say)}")
        if at_most is not None:
            parts.append(f"≤ {at_most}")
        return _line("; ".join(parts))

    # -------------------------------------------------------------------------------------------------------- forms

    def _form(self, form: Form) -> Mapping[Aspect, tuple[str, ...]]:
        return {
            Aspect.CODE: (form.code,),
            Aspect.TITLE: self._texts(form.title),
            Aspect.KIND: (form.role.value,),
            Aspect.CONTENT: tuple(line for block in form.blocks for line in self._block(block)),
            Aspect.CITATION: (self._clause(form.citation),),
        }

    def _block(self, block: object) -> Iterator[str]:
        """The lines of a block: fixed texts, and fields by their codes."""
        if isinstance(block, Grid):
            yield from (line for heading in block.headings for line in self._heading(heading))
            for row in block.rows:
                yield self._joined(row)
        else:
            yield self._joined(block)

    def _heading(self, heading: Heading) -> Iterator[str]:
        if heading.text is not None:
            yield from self._texts(heading.text)
        for inner in heading.children:
            yield from self._heading(inner)

    def _joined(self, part: object) -> str:
        return " | ".join(self._pieces(part))

    def _pieces(self, part: object) -> Iterator[str]:
        """Texts and codes of a row or paragraph, in reading order."""
        match part:
            case Label():
                yield from self._texts(part)
            case Cell(content):
                yield from self._pieces(content)
            case TextCell(text):
                yield from self._texts(text)
            case str():
                yield f"[{part}]"
            case tuple():
                for inner in part:
                    yield from self._pieces(inner)
            case _:
                for name in ("before", "text", "code", "column", "table", "after", "fixed", "cells", "rows"):
                    inner = getattr(part, name, None)
                    if inner is not None and not isinstance(inner, int):
                        yield from self._pieces(inner)

    def _texts(self, label: Label) -> tuple[str, ...]:
        """The text in the reader's language, without its line breaks."""
        return (" ".join(label.text(self._language).split()),)

    def _clause(self, citation: Citation) -> str:
        if not citation.reason:
            return citation.clause
        return f"{citation.clause} ({word(citation.provenance.value, self._language.value)})"


def _line(text: str) -> tuple[str, ...]:
    return (text,) if text else ()
