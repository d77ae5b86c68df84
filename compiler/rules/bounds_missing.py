"""A number or a date to be filled in without a lower and an upper bound: the cell could not refuse rubbish."""

from __future__ import annotations

from collections.abc import Iterable

from compiler.model.methodology import Methodology
from compiler.model.types import Kind, Type
from compiler.numbers import Interval
from compiler.rules.finding import Finding


def bounds_missing(methodology: Methodology) -> Iterable[Finding]:
    """Inputs, also in tables, whose numbers no bound holds."""
    for code, entry in methodology.inputs.items():
        if _unbounded(entry.type, entry.bounds):
            yield Finding("bounds-missing", code)
    for table in methodology.tables.values():
        for column in table.input_columns:
            if _unbounded(column.type, column.bounds):
                yield Finding("bounds-missing", f"{table.code}.{column.name}")


def _unbounded(type_: Type, bounds: Interval | None) -> bool:
    if not type_.numeric and type_.kind is not Kind.DATE:
        return False
    return bounds is None or bounds.low is None or bounds.high is None
