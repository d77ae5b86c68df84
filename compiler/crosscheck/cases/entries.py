"""Entries that an input or a column of a table takes: typical, least, greatest, random; always within its bounds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction
from math import floor
from random import Random

from compiler.evaluate import NOT_APPLICABLE, Cell, Given
from compiler.model.methodology import Methodology
from compiler.model.peers import PeerFunction
from compiler.model.quantities import Input
from compiler.model.tables import Column, Table
from compiler.model.types import WHOLE, Kind

TEXT = "мәтін"
LINK = "https://example.kz/"
UNBOUNDED = 100
"""Stands for a bound that an input does not have."""
PATTERNS = 7
"""Rows that differ from each other before they repeat."""

Field = Input | Column
Row = Mapping[str, Cell]


def step(field: Field) -> Fraction:
    """The smallest difference between two entries that a person would type."""
    return Fraction(1) if field.type.kind in WHOLE | {Kind.DATE, Kind.YES_NO, Kind.CHOICE} else Fraction(1, 100)


def ends(field: Field) -> tuple[Fraction, Fraction] | None:
    """Least and greatest number that the field takes; None for texts and links."""
    match field.type.kind:
        case Kind.TEXT | Kind.LINK:
            return None
        case Kind.YES_NO:
            return Fraction(0), Fraction(1)
        case Kind.CHOICE:
            return Fraction(1), Fraction(len(field.type.options))
        case _:
            bounds = field.bounds
            low = Fraction(0) if bounds is None or bounds.low is None else bounds.low
            high = low + UNBOUNDED if bounds is None or bounds.high is None else bounds.high
            return low, high


def allowed(field: Field, number: Fraction) -> bool:
    """Within the bounds, and whole where only whole numbers are."""
    limits = ends(field)
    if limits is None or not limits[0] <= number <= limits[1]:
        return False
    return step(field) != 1 or number.denominator == 1


def between(field: Field, share: Fraction) -> Cell:
    """The entry at this share of the way from the least to the greatest; another text for another share."""
    limits = ends(field)
    if limits is None:
        return f"{LINK if field.type.kind is Kind.LINK else TEXT}{floor(100 * share)}"
    low, high = limits
    smallest = step(field)
    return min(high, low + floor((high - low) * share / smallest) * smallest)


def random_entry(field: Field, random: Random) -> Cell:
    """An end, a neighbour of an end, or anything between."""
    limits = ends(field)
    if limits is None:
        return between(field, Fraction(random.randrange(10), 10))
    low, high = limits
    if random.random() < 0.4:
        edge = random.choice((low, high, low + step(field), high - step(field), Fraction(1), Fraction(0)))
        return edge if allowed(field, edge) else low
    share = Fraction(random.randrange(1001), 1000)
    if random.random() < 0.5:
        share *= share  # amounts near the lower end are the usual ones
    return between(field, share)


def typical(methodology: Methodology, share: Fraction = Fraction(2, 5), rows: int = 3) -> Given:
    """Every input filled, somewhat below the middle unless said otherwise; every table with a few complete rows."""
    return keep_order(
        methodology,
        Given(
            {code: between(i, share) for code, i in methodology.inputs.items()},
            {t.code: typical_rows(t, min(t.max_rows, max(rows, t.min_rows))) for t in methodology.tables.values()},
        ),
    )


def plentiful(methodology: Methodology) -> Given:
    """Every input filled, well above the middle, every question answered with yes; rows of every pattern in tables."""
    given = typical(methodology, Fraction(4, 5), PATTERNS)
    yes = {code: Fraction(1) for code, field in methodology.inputs.items() if field.type.kind is Kind.YES_NO}
    return replace(given, inputs={**given.inputs, **yes})


def extreme(methodology: Methodology, share: Fraction, full_tables: bool) -> Given:
    """Every input at its least (share 0) or greatest (share 1); tables with their fewest or most rows."""
    return keep_order(
        methodology,
        Given(
            {code: between(i, share) for code, i in methodology.inputs.items()},
            {
                t.code: tuple(_row(t, share) for _ in range(t.max_rows if full_tables else t.min_rows))
                for t in methodology.tables.values()
            },
        ),
    )


def typical_rows(table: Table, count: int, pattern: int = 0) -> tuple[Row, ...]:
    """Complete rows that differ from each other and from one pattern (0 to 6) to the next."""
    return tuple(
        _keep_row_order(
            table,
            {
                column.name: between(column, Fraction((1 + 2 * number + 3 * place + pattern) % PATTERNS, PATTERNS - 1))
                for place, column in enumerate(table.input_columns)
            },
        )
        for number in range(count)
    )


def random_row(table: Table, random: Random, complete: float) -> Row:
    """A row each of whose required cells is filled with probability `complete`."""
    row: dict[str, Cell] = {}
    for column in table.input_columns:
        if random.random() < (0.6 if column.optional else complete):
            row[column.name] = random_entry(column, random)
    return _keep_row_order(table, row)


def random_given(methodology: Methodology, random: Random) -> Given:
    """Complete in most cases, else with some or many blanks."""
    complete = random.choice((1.0, 1.0, 1.0, 0.98, 0.5))
    inputs: dict[str, Cell] = {}
    for code, field in methodology.inputs.items():
        if field.declinable and random.random() < 0.15:
            inputs[code] = NOT_APPLICABLE
        elif random.random() < (0.6 if field.optional else complete):
            inputs[code] = random_entry(field, random)
    tables = {}
    for table in methodology.tables.values():
        least = table.min_rows if complete == 1.0 else 0
        few = min(table.max_rows, least + 6)
        count = table.max_rows if random.random() < 0.05 else random.randint(least, few)
        tables[table.code] = tuple(random_row(table, random, complete) for _ in range(count))
    return keep_order(methodology, Given(inputs, tables))


def keep_order(methodology: Methodology, given: Given) -> Given:
    """Everything with every entry lowered to the one it may not exceed."""
    limits = {code: field.at_most for code, field in methodology.inputs.items() if field.at_most is not None}
    for code, figure in methodology.peers.items():
        if figure.of in methodology.inputs and figure.function is PeerFunction.GREATEST:
            limits.setdefault(figure.of, code)
        elif figure.of in methodology.inputs and figure.function is PeerFunction.LEAST:
            limits.setdefault(code, figure.of)
    tables = dict(given.tables)
    for code, rows in given.tables.items():
        if any(column.at_most is not None for column in methodology.tables[code].columns):
            tables[code] = tuple(_keep_row_order(methodology.tables[code], row) for row in rows)
    return replace(given, inputs=_lowered(given.inputs, limits), tables=tables)


def _lowered(cells: Mapping[str, Cell], limits: Mapping[str, str]) -> Mapping[str, Cell]:
    """A chain of limits settles after as many rounds as it has links."""
    lowered = dict(cells)
    for _ in limits:
        settled = True
        for name, limit in limits.items():
            own, other = lowered.get(name), lowered.get(limit)
            if isinstance(own, Fraction) and isinstance(other, Fraction) and own > other:
                lowered[name] = other
                settled = False
        if settled:
            break
    return lowered


def _row(table: Table, share: Fraction) -> Row:
    return _keep_row_order(table, {column.name: between(column, share) for column in table.input_columns})


def _keep_row_order(table: Table, row: Row) -> Row:
    limits = {column.name: column.at_most for column in table.columns if column.at_most is not None}
    return _lowered(row, limits) if limits else row
