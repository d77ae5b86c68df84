"""The cases of a real workbook whose formulas run with all cases elsewhere: long tables filled to the end, and some of
all cases, spread evenly."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from itertools import chain, zip_longest
from random import Random

from compiler.crosscheck.cases.base import Case, CaseKind
from compiler.crosscheck.cases.entries import PATTERNS, extreme, keep_order, random_row, typical, typical_rows
from compiler.evaluate import NOT_FILLED, Cell
from compiler.model.methodology import Methodology
from compiler.model.tables import Table

Row = Mapping[str, Cell]
MIXED = (1, 2, 3)
"""Distances between neighbours in the list of rows that are mixed."""
RANDOM_FORMS = 4


def sampled(
    methodology: Methodology, cases: Sequence[Case], count: int, seed: int, carried: Callable[[Case], bool]
) -> tuple[Case, ...]:
    """`count` cases, a third of them with long tables, as far as there are so many; any beginning has both kinds.
    `cases` are those of the same methodology with short tables."""
    kept = [case for case in cases if carried(case)]
    long = list(long_cases(methodology, kept, Random(seed))) if methodology.tables else []
    long = long[: -(-count // 3)]
    wanted = count - len(long)
    spread = [kept[number * len(kept) // wanted] for number in range(min(wanted, len(kept)))]
    Random(seed).shuffle(spread)
    turns = zip_longest(spread[::2], long, spread[1::2])
    return tuple(case for case in chain.from_iterable(turns) if case is not None)


def long_cases(methodology: Methodology, cases: Sequence[Case], random: Random) -> Iterator[Case]:
    """All tables at once with as many rows as they take: alike, mixed, at random, with gaps, with only the last row."""
    clause = methodology.root.citation.clause
    start = typical(methodology)

    def case(what: str, rows: Callable[[Table], Sequence[Row]]) -> Case:
        tables = {code: tuple(rows(table)) for code, table in methodology.tables.items()}
        given = keep_order(methodology, replace(start, tables=tables))
        return Case(f"long tables, {what}", CaseKind.TABLE, "", clause, given)

    pools = {code: _pool(table, cases) for code, table in methodology.tables.items()}
    for stride in MIXED:
        yield case(f"mixed rows, every {stride}.", lambda t, s=stride: _cycled(pools[t.code], t.max_rows, s))  # type: ignore[misc]
    for share, name in ((Fraction(0), "least"), (Fraction(1), "greatest")):
        yield Case(f"long tables, {name} entries", CaseKind.FORM, "", clause, extreme(methodology, share, True))
    for share, name in ((Fraction(0), "least"), (Fraction(1), "greatest")):
        # A limit between a count of rows and an entry is passed where one is great and the other small.
        given = replace(extreme(methodology, share, True), tables=extreme(methodology, 1 - share, True).tables)
        given = keep_order(methodology, given)
        yield Case(f"long tables, {name} entries outside", CaseKind.FORM, "", clause, given)
    for pattern in range(PATTERNS):
        yield case(f"pattern {pattern}", lambda t, p=pattern: typical_rows(t, t.max_rows, p))  # type: ignore[misc]
    for number in range(RANDOM_FORMS):
        yield case(f"random {number + 1}", lambda t: [random_row(t, random, 1.0) for _ in range(t.max_rows)])
    yield case("gaps", _with_gaps)
    yield case(
        "every second row", lambda t: [row if n % 2 else {} for n, row in enumerate(typical_rows(t, t.max_rows))]
    )
    yield case("only the last row", lambda t: [*({} for _ in range(t.max_rows - 1)), *typical_rows(t, 1)])
    yield case("the last row begun", _last_begun)


def _pool(table: Table, cases: Sequence[Case]) -> tuple[Row, ...]:
    """Different complete rows of the cases that are about this table."""
    required = [column.name for column in table.input_columns if not column.optional]
    found: dict[tuple[tuple[str, Cell], ...], Row] = {}
    for case in cases:
        for row in case.given.tables.get(table.code, ()) if case.about == table.code else ():
            if row and all(row.get(name, NOT_FILLED) is not NOT_FILLED for name in required):
                found.setdefault(tuple(sorted(row.items(), key=lambda item: item[0])), row)
    return tuple(found.values()) or typical_rows(table, min(PATTERNS, table.max_rows))


def _cycled(pool: Sequence[Row], count: int, stride: int) -> Sequence[Row]:
    return [pool[number * stride % len(pool)] for number in range(count)]


def _with_gaps(table: Table) -> Sequence[Row]:
    """Every row lacks one of its cells, each another."""
    names = [column.name for column in table.input_columns]
    rows = typical_rows(table, table.max_rows)
    return [{**row, names[number % len(names)]: NOT_FILLED} for number, row in enumerate(rows)]


def _last_begun(table: Table) -> Sequence[Row]:
    rows = typical_rows(table, table.max_rows)
    name = table.input_columns[0].name
    return [*rows[:-1], {name: rows[-1][name]}]
