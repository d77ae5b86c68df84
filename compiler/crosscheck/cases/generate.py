"""All cases of a methodology: its examples, every place where a rule turns, whole forms, tables, then random ones."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from random import Random

from compiler.crosscheck.cases.base import Case, CaseKind
from compiler.crosscheck.cases.entries import typical
from compiler.crosscheck.cases.local import LocalCases, example_cases
from compiler.crosscheck.cases.whole import column_cases, form_cases, random_cases, table_cases
from compiler.model.methodology import Methodology

LEAST_RANDOM = 50
FIRST = (
    CaseKind.EXAMPLE,
    CaseKind.THRESHOLD,
    CaseKind.TIE,
    CaseKind.LIMIT,
    CaseKind.CONDITION,
    CaseKind.FORM,
    CaseKind.TABLE,
)
"""Kinds that are never left out when an engine runs only some of the cases."""


def generate(methodology: Methodology, count: int, seed: int) -> tuple[Case, ...]:
    """Every case that the model calls for, then random ones until there are `count` (50 at least). Names are unique.

    The same model, count and seed give the same cases.
    """
    random = Random(seed)
    made: dict[tuple[object, ...], Case] = {}
    for case in _called_for(methodology, random):
        made.setdefault(_key(case), case)
    rest = max(LEAST_RANDOM, count - len(made))
    cases = [*made.values(), *random_cases(methodology, random, rest)]
    return _named(cases)


def chosen(cases: tuple[Case, ...], count: int) -> tuple[Case, ...]:
    """Some of the cases, for a slow engine: all of the kinds in FIRST, the others spread evenly up to `count`."""
    rest = [index for index, case in enumerate(cases) if case.kind not in FIRST]
    room = max(0, count - (len(cases) - len(rest)))
    kept = {rest[position * len(rest) // room] for position in range(room)} if room < len(rest) else set(rest)
    return tuple(case for index, case in enumerate(cases) if case.kind in FIRST or index in kept)


def _called_for(methodology: Methodology, random: Random) -> Iterator[Case]:
    yield from example_cases(methodology)
    yield from form_cases(methodology)
    start = typical(methodology)
    local = LocalCases(methodology, start)
    for value in methodology.values.values():
        yield from local.of(value)
    for table in methodology.tables.values():
        yield from column_cases(table, local, start)
        yield from table_cases(methodology, table, random)


def _key(case: Case) -> tuple[object, ...]:
    """What makes two cases the same: kind, subject and everything given."""
    given = case.given
    tables = tuple((code, tuple(tuple(sorted(row.items())) for row in rows)) for code, rows in given.tables.items())
    overrides = tuple(sorted(given.overrides.items(), key=lambda item: item[0]))
    return (case.kind, case.about, tuple(given.inputs.items()), tables, overrides)


def _named(cases: list[Case]) -> tuple[Case, ...]:
    seen: dict[str, int] = {}
    named = []
    for case in cases:
        number = seen.get(case.name, 0) + 1
        seen[case.name] = number
        named.append(case if number == 1 else replace(case, name=f"{case.name} ({number})"))
    return tuple(named)
