"""Who reads whom: the part of a methodology that one value depends on, and the readers of each quantity."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from compiler.model.bands import BandTable
from compiler.model.expressions import ColumnRef, Expression, Ref, RowAggregate, children
from compiler.model.methodology import Methodology
from compiler.model.quantities import Cases, Formula, Total, Value
from compiler.model.tables import Table


@dataclass(frozen=True, slots=True)
class Reads:
    """What a value reads directly: quantities, and tables through aggregates."""

    quantities: tuple[str, ...]
    aggregates: tuple[RowAggregate, ...]


def reads_of(value: Value) -> Reads:
    """Its conditions first, then what its rule reads, in the order of the rule."""
    match value.rule:
        case Formula(expression):
            nodes = tuple(walk(expression))
            codes = tuple(node.code for node in nodes if isinstance(node, Ref))
            return Reads((*value.unless, *codes), tuple(node for node in nodes if isinstance(node, RowAggregate)))
        case BandTable(operand, bands, _):
            return Reads((*value.unless, operand, *(band.result for band in bands)), ())
        case Cases(cases, otherwise):
            codes = tuple(code for case in cases for code in (case.condition, case.result) if code is not None)
            return Reads((*value.unless, *codes, otherwise), ())
        case Total(items, _, _):
            return Reads((*value.unless, *items), ())


def walk(expression: Expression) -> Iterable[Expression]:
    """The expression and everything in it; the operand of `filled` included."""
    found: list[Expression] = []
    stack = [expression]
    while stack:
        node = stack.pop()
        found.append(node)
        stack.extend(reversed(children(node)))
    return found


def columns_behind(table: Table, names: Iterable[str]) -> frozenset[str]:
    """These columns and the ones that they read, through computed columns."""
    pending, found = list(names), set[str]()
    while pending:
        name = pending.pop()
        if name in found:
            continue
        found.add(name)
        formula = table.column(name).formula
        if formula is not None:
            pending += [node.column for node in walk(formula) if isinstance(node, ColumnRef)]
    return frozenset(found)


@dataclass(frozen=True, slots=True)
class Cone:
    """Everything a value depends on, itself included; `columns` by table."""

    values: frozenset[str]
    inputs: frozenset[str]
    columns: Mapping[str, frozenset[str]]


def cone_of(methodology: Methodology, codes: Iterable[str]) -> Cone:
    """What these values depend on, through values, tables and their computed columns."""
    pending, seen = list(codes), set[str]()
    columns: dict[str, set[str]] = {}
    while pending:
        code = pending.pop()
        if code in seen:
            continue
        seen.add(code)
        if code not in methodology.values:
            continue
        reads = reads_of(methodology.values[code])
        pending += reads.quantities
        for aggregate in reads.aggregates:
            table = methodology.tables[aggregate.table]
            named = (name for name in (aggregate.column, aggregate.where) if name is not None)
            behind = columns_behind(table, named)
            columns.setdefault(table.code, set()).update(behind)
            for formula in (table.column(name).formula for name in behind):
                pending += [] if formula is None else [node.code for node in walk(formula) if isinstance(node, Ref)]
    return Cone(
        frozenset(code for code in seen if code in methodology.values),
        frozenset(code for code in seen if code in methodology.inputs),
        {table: frozenset(names) for table, names in columns.items()},
    )


def readers_of(methodology: Methodology) -> Mapping[str, tuple[Value, ...]]:
    """Values that read a quantity directly."""
    found: dict[str, list[Value]] = {}
    for value in methodology.values.values():
        for code in dict.fromkeys(reads_of(value).quantities):
            found.setdefault(code, []).append(value)
    return {code: tuple(values) for code, values in found.items()}
