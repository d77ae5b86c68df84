"""Cases about the whole form and its tables: empty, half-filled, full; each option; no, one, some and all rows."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from fractions import Fraction
from random import Random

from compiler.crosscheck.cases.base import Case, CaseKind, with_cell, with_input, with_rows, without_input
from compiler.crosscheck.cases.entries import (
    PATTERNS,
    TEXT,
    allowed,
    ends,
    extreme,
    keep_order,
    random_given,
    random_row,
    typical,
    typical_rows,
)
from compiler.crosscheck.cases.grounds import RowCells
from compiler.crosscheck.cases.local import LocalCases, walk
from compiler.crosscheck.cases.points import points
from compiler.crosscheck.cases.repeats import inputs_with_cases
from compiler.evaluate import NOT_APPLICABLE, NOT_FILLED, Cell, Given
from compiler.model.expressions import Binary, ColumnRef, Expression, Number, Operator, children, rebuilt
from compiler.model.methodology import Methodology
from compiler.model.tables import Column, Table
from compiler.model.types import Kind

RUBBISH = ("А", "яяя")
ZERO = Number(Fraction(0))
STRIDES = (1, 2, 3)
"""Distances in the list of rows between neighbours of a mixed table."""


def form_cases(methodology: Methodology, wanted: Callable[[str], bool] = lambda _: True) -> Iterator[Case]:
    """Empty, full, least, greatest, half; and the full form with each scored input that is `wanted` blank, declined or
    at an end."""
    full = typical(methodology)
    clause = methodology.root.citation.clause

    def case(what: str, given: Given) -> Case:
        return Case(f"form {what}", CaseKind.FORM, "", clause, given)

    yield case("empty", Given())
    yield case("filled in", full)
    for share, name in ((Fraction(0), "least"), (Fraction(1), "greatest")):
        for rows in (False, True):
            yield case(f"{name} entries, {'all' if rows else 'fewest'} rows", extreme(methodology, share, rows))
    codes = [code for code, field in methodology.inputs.items() if field.scored]
    yield case("first half", _only(full, codes[: len(codes) // 2]))
    yield case("second half", replace(_only(full, codes[len(codes) // 2 :]), tables={}))
    for code in inputs_with_cases(methodology):
        if not wanted(code):
            continue
        field = methodology.inputs[code]
        yield Case(f"{code}: blank", CaseKind.STATE, code, field.citation.clause, without_input(full, code))
        if field.declinable:
            declined = with_input(full, code, NOT_APPLICABLE)
            yield Case(f"{code}: declined", CaseKind.STATE, code, field.citation.clause, declined)
        limit = full.inputs.get(field.at_most or "")
        if isinstance(limit, Fraction):
            pasted = with_input(full, code, 2 * limit + 1)
            name = f"{code}: more than {field.at_most}, pasted"
            yield Case(name, CaseKind.OPTION, code, field.citation.clause, pasted)
        for entry in _options(methodology, code):
            given = keep_order(methodology, with_input(full, code, entry))
            yield Case(f"{code}: {entry}", CaseKind.OPTION, code, field.citation.clause, given)


def rubbish_cases(methodology: Methodology) -> Iterator[Case]:
    """Words where numbers or options are asked for: first and last in the alphabet, so that a list that is searched
    for the nearest item is found out."""
    for word in RUBBISH:
        name = f"the word {word} everywhere"
        yield Case(name, CaseKind.RUBBISH, "", methodology.root.citation.clause, Given(), word)


def _options(methodology: Methodology, code: str) -> tuple[Fraction, ...]:
    """Every option of a choice, both ends of anything else."""
    field = methodology.inputs[code]
    limits = ends(field)
    if limits is None:
        return ()
    if field.type.kind is Kind.CHOICE:
        return tuple(Fraction(position + 1) for position in range(len(field.type.options)))
    return limits


def _only(given: Given, codes: list[str]) -> Given:
    return replace(given, inputs={code: cell for code, cell in given.inputs.items() if code in codes})


def table_cases(methodology: Methodology, table: Table, random: Random) -> Iterator[Case]:
    """Counts of rows, each row alone and incomplete, rows with gaps between them, each option of each column."""
    full = typical(methodology)

    def case(what: str, rows: tuple[Mapping[str, Cell], ...]) -> Case:
        given = keep_order(methodology, with_rows(full, table.code, rows))
        return Case(f"{table.code}: {what}", CaseKind.TABLE, table.code, table.citation.clause, given)

    for count in sorted({0, 1, 2, table.min_rows, table.max_rows}):
        if 0 <= count <= table.max_rows:
            yield case(f"{count} rows", typical_rows(table, count))
    if table.min_rows > 1:
        yield case("a row too few", typical_rows(table, table.min_rows - 1))
    some = typical_rows(table, min(table.max_rows, max(2, table.min_rows + 1)))
    if len(some) < table.max_rows:
        yield case("an empty row between", (some[0], {}, *some[1:]))
    for column in table.input_columns:
        rows = with_cell(with_rows(full, table.code, some), table.code, 0, column.name, NOT_FILLED).tables[table.code]
        yield case(f"{column.name} blank in a row", tuple(rows))
        yield case(f"only {column.name} filled in a row", ({column.name: some[0][column.name]}, *some[1:]))
        for entry in _column_options(column):
            rows = with_cell(with_rows(full, table.code, some), table.code, 0, column.name, entry).tables[table.code]
            yield case(f"{column.name} {entry} in a row", tuple(rows))
    for pattern in range(1, PATTERNS):
        yield case(f"all rows, pattern {pattern}", typical_rows(table, table.max_rows, pattern))
    every = typical_rows(table, table.max_rows)
    columns = table.input_columns
    for shift in range(len(columns)):
        names = [columns[(number + shift) % len(columns)].name for number in range(table.max_rows)]
        gaps = tuple({**row, name: NOT_FILLED} for row, name in zip(every, names, strict=True))
        yield case(f"every row lacks a cell, {shift + 1}", gaps)
    for number in range(table.max_rows):
        alone = tuple(every[number] if row == number else {} for row in range(number + 1))
        yield case(f"only row {number + 1}", alone)
        name = columns[number % len(columns)].name
        lone: Mapping[str, Cell] = {name: every[number][name]}
        yield case(f"row {number + 1} has only {name}", (*every[:number], lone, *every[number + 1 :]))
        lacking = with_cell(with_rows(full, table.code, every), table.code, number, name, NOT_FILLED)
        yield case(f"row {number + 1} lacks {name}", tuple(lacking.tables[table.code]))
        required = [column.name for column in columns if not column.optional]
        if required:
            name = required[number % len(required)]
            lacking = with_cell(with_rows(full, table.code, every), table.code, number, name, NOT_FILLED)
            yield case(f"row {number + 1} is incomplete", tuple(lacking.tables[table.code]))
    for number in range(6):
        count = random.randint(table.min_rows, table.max_rows)
        yield case(f"random rows {number + 1}", tuple(random_row(table, random, 1.0) for _ in range(count)))


def _column_options(column: Column) -> tuple[Cell, ...]:
    limits = ends(column)
    if limits is None:
        return (TEXT,)
    if column.type.kind is Kind.CHOICE:
        return tuple(Fraction(position + 1) for position in range(len(column.type.options)))
    return tuple(end for end in limits if allowed(column, end))


def column_cases(table: Table, local: LocalCases, start: Given) -> Iterator[Case]:
    """The thresholds and conditions of each computed column, in the first row of the table."""
    ground = RowCells(local.ground(start), table)
    for column in table.computed_columns:
        if column.formula is None:
            continue
        yield from _zero_divisors(table, column, start)
        for point in points(inlined(column.formula, table), ground):
            if isinstance(point.ground, RowCells):
                name = f"{table.code}.{column.name}: {point.what}"
                yield Case(name, point.kind, table.code, column.citation.clause, point.ground.outside.given)


def _zero_divisors(table: Table, column: Column, start: Given) -> Iterator[Case]:
    """Every row with 0 in what the column divides by, pasted over the cells' validation where they do not take it."""
    divisors = {
        node.column: Fraction(0)
        for division in walk(column.formula or ZERO)
        if isinstance(division, Binary) and division.operator is Operator.DIVIDE
        for node in walk(division.right)
        if isinstance(node, ColumnRef) and table.column(node.column).formula is None
    }
    if divisors:
        rows = tuple({**row, **divisors} for row in typical_rows(table, table.max_rows))
        name = f"{table.code}.{column.name}: nothing to divide by"
        given = with_rows(start, table.code, rows)
        yield Case(name, CaseKind.CONDITION, table.code, column.citation.clause, given)


def mixed_cases(table: Table, local: LocalCases) -> Iterator[Case]:
    """Full tables whose rows are the thresholds and conditions of all computed columns, each row beside many others:
    a row that reads a cell of its neighbour is found out, whichever cell it is."""
    ground = RowCells(local.rich_ground(local.rich), table)
    pool: dict[tuple[tuple[str, Cell], ...], None] = {}
    for row in typical_rows(table, min(table.max_rows, PATTERNS)):
        pool[tuple(row.items())] = None
    for column in table.computed_columns:
        if column.formula is None:
            continue
        for point in points(inlined(column.formula, table), ground):
            if isinstance(point.ground, RowCells) and _same_outside(point.ground.outside.given, local.rich):
                pool[tuple(point.ground.outside.given.tables[table.code][0].items())] = None
    rows = [dict(row) for row in pool]
    for stride in STRIDES:
        for start in range(len(rows)):
            mixed = tuple(rows[(number * stride + start) % len(rows)] for number in range(table.max_rows))
            given = with_rows(local.rich, table.code, mixed)
            name = f"{table.code}: mixed rows, every {stride}. from {start + 1}"
            yield Case(name, CaseKind.TABLE, table.code, table.citation.clause, given)


def _same_outside(one: Given, other: Given) -> bool:
    return one.inputs == other.inputs and one.overrides == other.overrides


def inlined(expression: Expression, table: Table) -> Expression:
    """The formula of a column with the formulas of the computed columns that it reads in their place."""

    def into(inner: Expression) -> Expression:
        return inlined(inner, table)

    match expression:
        case ColumnRef(name):
            formula = table.column(name).formula
            return expression if formula is None else into(formula)
        case _:
            return rebuilt(expression, tuple(map(into, children(expression))))


def random_cases(methodology: Methodology, random: Random, count: int) -> Iterator[Case]:
    """Forms filled at random, edges often."""
    clause = methodology.root.citation.clause
    for number in range(count):
        given = random_given(methodology, random)
        yield Case(f"random {number + 1}", CaseKind.RANDOM, "", clause, given)
