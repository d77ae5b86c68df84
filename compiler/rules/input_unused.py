"""An input, or a column of a table, that people fill in and no rule reads."""

from __future__ import annotations

from collections.abc import Iterable

from compiler.model.expressions import ColumnRef, Ref
from compiler.model.methodology import Methodology
from compiler.model.types import Kind
from compiler.rules.dependencies import reads_of, walk
from compiler.rules.finding import Finding

_FOR_READING = (Kind.TEXT, Kind.LINK)
"""Texts and links are for people."""


def input_unused(methodology: Methodology) -> Iterable[Finding]:
    """Inputs declared as informative, texts and links do not count; being the limit of another input is a use."""
    read = {entry.at_most for entry in methodology.inputs.values()}
    read |= {figure.of for figure in methodology.peers.values()}
    columns: set[str] = set()
    merely_asked = {repeat.unbegun for repeat in methodology.repeats}
    for value in methodology.values.values():
        if value.code in merely_asked:
            continue  # whether a repeat is begun says nothing of its numbers
        reads = reads_of(value)
        read.update(reads.quantities)
        for aggregate in reads.aggregates:
            columns.update(f"{aggregate.table}.{name}" for name in (aggregate.column, aggregate.where) if name)
    for table in methodology.tables.values():
        for column in table.columns:
            columns.add(f"{table.code}.{column.at_most}")
            for node in () if column.formula is None else walk(column.formula):
                if isinstance(node, Ref):
                    read.add(node.code)
                elif isinstance(node, ColumnRef):
                    columns.add(f"{table.code}.{node.column}")
    for code, entry in methodology.inputs.items():
        if entry.scored and entry.type.kind not in _FOR_READING and code not in read:
            yield Finding("input-unused", code)
    for table in methodology.tables.values():
        for column in table.input_columns:
            code = f"{table.code}.{column.name}"
            if column.scored and column.type.kind not in _FOR_READING and code not in columns:
                yield Finding("input-unused", code)
