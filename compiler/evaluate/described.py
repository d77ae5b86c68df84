"""What a methodology says of each of its parts, as lines of text: what two editions are compared by."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import Enum

from compiler.evaluate.described_rules import Rules
from compiler.evaluate.notation import written_number
from compiler.model.forms import Cell, Form, Grid, Heading, TextCell
from compiler.model.indicators import Element, Level
from compiler.model.methodology import Methodology
from compiler.model.quantities import Input
from compiler.model.tables import Column, Table
from compiler.model.texts import Citation, Label, Language
from compiler.model.types import Type
from compiler.numbers import Interval
from dsl.words import word


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
    where an act gives it another code, the sheet of a form. `name`: as the methodology's text has it, empty for the
    whole."""

    thing: Thing
    code: str
    name: str
    label: Label
    aspects: Mapping[Aspect, tuple[str, ...]]
    place: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """How parts are spoken of: the act's texts in one language, words in the reader's, names as they were written."""

    texts: Language
    words: Language
    names: Mapping[str, str]


def described(methodology: Methodology, reading: Reading) -> tuple[Entry, ...]:
    """Every element, input, table and form, in the order of the act."""
    return tuple(_Describing(methodology, reading).entries())


class _Describing:
    def __init__(self, methodology: Methodology, reading: Reading) -> None:
        self._methodology = methodology
        self._language = reading.texts
        self._words = reading.words
        self._rules = Rules(methodology, reading.texts, reading.words, reading.names)

    def entries(self) -> Iterator[Entry]:
        model = self._methodology
        for element in model.root.walk():
            if element is model.root and element.score is None:
                continue  # no overall total: there is nothing to say of it
            yield self._entry(Thing.ELEMENT, element.code, element.label, self._element(element))
        for item in model.inputs.values():
            yield self._entry(Thing.INPUT, item.code, item.label, self._input(item))
        for table in model.tables.values():
            yield self._entry(Thing.TABLE, table.code, table.label, self._table(table))
        for form in model.forms:
            place = form.sheet.text(self._language)
            yield Entry(Thing.FORM, form.code, form.code, form.title, self._form(form), place)

    def _entry(self, thing: Thing, code: str, label: Label, aspects: Mapping[Aspect, tuple[str, ...]]) -> Entry:
        name = "" if code == self._methodology.root.code else self._rules.name(code)
        return Entry(thing, code, name, label, aspects)

    # ----------------------------------------------------------------------------------------------------- elements

    def _element(self, element: Element) -> Mapping[Aspect, tuple[str, ...]]:
        rules, bands = self._rules.of(element)
        texts = (element.description, element.scoring, element.note)
        return {
            Aspect.TITLE: self._texts(element.label),
            Aspect.NUMBER: _line(element.number),
            Aspect.LEVEL: (self._rules.word(element.level.value),) if element.level is not Level.TOTAL else (),
            Aspect.MAXIMUM: () if element.maximum is None else (self._rules.maximum(element.maximum),),
            Aspect.RULE: rules,
            Aspect.BANDS: bands,
            Aspect.TEXT: tuple(line for text in texts if text is not None for line in self._texts(text)),
            Aspect.CITATION: (self._clause(element.citation),),
        }

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
            Aspect.COLUMNS: tuple(self._column(table, column) for column in table.columns),
            Aspect.ROWS: (f"{table.min_rows}–{table.max_rows}",),
            Aspect.CITATION: (self._clause(table.citation),),
        }

    def _column(self, table: Table, column: Column) -> str:
        label = " / ".join(self._texts(column.label))
        name = self._rules.name(f"{table.code}.{column.name}").rpartition(".")[2]
        bounds = "".join(f", {line}" for line in self._bounds(column.bounds, column.at_most))
        formula = "" if column.formula is None else f" = {self._rules.expression(column.formula, '')}"
        return f"{name}: {self._type(column.type, column.optional)}{bounds}{formula} «{label}»"

    def _type(self, type_: Type, optional: bool) -> str:
        say = self._words.value
        kind = word(f"type_{type_.kind.value}", say)
        options = "; ".join(option.label.text(self._language) for option in type_.options)
        listed = f" ({options})" if options else ""
        return f"{kind}{listed}, {word('optional', say)}" if optional else f"{kind}{listed}"

    def _bounds(self, bounds: Interval | None, at_most: str | None) -> tuple[str, ...]:
        say = self._words
        parts: list[str] = []
        if bounds is not None and bounds.low is not None:
            parts.append(f"≥ {written_number(bounds.low, say)}")
        if bounds is not None and bounds.high is not None:
            parts.append(f"≤ {written_number(bounds.high, say)}")
        if at_most is not None:
            parts.append(f"≤ {self._rules.name(at_most)}")
        return _line("; ".join(parts))

    # -------------------------------------------------------------------------------------------------------- forms

    def _form(self, form: Form) -> Mapping[Aspect, tuple[str, ...]]:
        return {
            Aspect.CODE: (form.code,),
            Aspect.TITLE: self._texts(form.title),
            Aspect.KIND: (self._rules.word(f"role_{form.role.value}"),),
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
                yield f"[{self._rules.name(part)}]"
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
        return f"{citation.clause} ({self._rules.word(citation.provenance.value)})"


def _line(text: str) -> tuple[str, ...]:
    return (text,) if text else ()
