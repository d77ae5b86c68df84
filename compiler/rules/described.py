"""Everything of a model that carries a label and a citation, with its code."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from compiler.model.bands import BandTable
from compiler.model.methodology import Methodology
from compiler.model.texts import Citation, Label


@dataclass(frozen=True, slots=True)
class Described:
    code: str
    label: Label
    citation: Citation


def described(methodology: Methodology) -> Iterable[Described]:
    """Elements first, so that what they hold can be told to repeat them."""
    for element in methodology.root.walk():
        yield Described(element.code, element.label, element.citation)
    for parameter in methodology.parameters.values():
        yield Described(parameter.code, parameter.label, parameter.citation)
    for entry in methodology.inputs.values():
        yield Described(entry.code, entry.label, entry.citation)
    for table in methodology.tables.values():
        yield Described(table.code, table.label, table.citation)
        for column in table.columns:
            yield Described(f"{table.code}.{column.name}", column.label, column.citation)
    for value in methodology.values.values():
        yield Described(value.code, value.label, value.citation)
        if isinstance(value.rule, BandTable):
            for band in value.rule.bands:
                yield Described(value.code, band.label, band.citation)
    for form in methodology.forms:
        yield Described(form.code, form.title, form.citation)
