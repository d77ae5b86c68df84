"""A choice with a single option: whoever must fill it in has nothing to choose."""

from __future__ import annotations

from collections.abc import Iterable

from compiler.model.methodology import Methodology
from compiler.model.types import Kind
from compiler.rules.finding import Finding

RULE = "choice-of-one"


def choice_of_one(methodology: Methodology) -> Iterable[Finding]:
    """Inputs and columns that must be filled in. One that may stay empty is a mark that is set or not, as in
    questionnaires with several answers."""
    for code, entry in methodology.inputs.items():
        if entry.type.kind is Kind.CHOICE and len(entry.type.options) == 1 and not entry.optional:
            yield Finding(RULE, code)
    for table in methodology.tables.values():
        for column in table.input_columns:
            if column.type.kind is Kind.CHOICE and len(column.type.options) == 1 and not column.optional:
                yield Finding(RULE, f"{table.code}.{column.name}")
