"""All cases of a methodology: its examples, every place where a rule turns, whole forms, tables, then random ones."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from random import Random

from compiler.crosscheck.cases.base import Case, CaseKind
from compiler.crosscheck.cases.entries import random_given, typical
from compiler.crosscheck.cases.local import LocalCases, example_cases
from compiler.crosscheck.cases.repeats import values_with_cases
from compiler.crosscheck.cases.whole import (
    column_cases,
    form_cases,
    mixed_cases,
    random_cases,
    rubbish_cases,
    table_cases,
)
from compiler.model.methodology import Methodology

LEAST_RANDOM = 50
SEEN_FIRST = 200
"""Random forms that show which states a value can be in."""
ORDER = (
    CaseKind.EXAMPLE,
    CaseKind.FORM,
    CaseKind.THRESHOLD,
    CaseKind.TIE,
    CaseKind.LIMIT,
    CaseKind.TABLE,
    CaseKind.CONDITION,
)
"""Kinds that come first, in this order; the others follow, shuffled, so that every beginning is a fair choice."""


def generate(
    methodology: Methodology, count: int, seed: int, carried: Callable[[Case], bool] = lambda _: True
) -> tuple[Case, ...]:
    """Every case that the model calls for, and random ones until there are `count` (50 at least). Names are unique.

    The same model, count and seed give the same cases. An engine that runs only some of them runs the first ones.
    Cases that are not `carried` are left out: a workbook may hold only a part of the model.
    """
    return complete(methodology, called_for(methodology, seed), count, seed, carried)


def called_for(methodology: Methodology, seed: int, wanted: Callable[[str], bool] = lambda _: True) -> tuple[Case, ...]:
    """Every case that the model calls for, each once. The greater part of the work of `generate`. Values, inputs and
    tables that are not `wanted` get no cases of their own."""
    made: dict[tuple[object, ...], Case] = {}
    for case in _called_for(methodology, Random(seed), wanted):
        made.setdefault(_key(case), case)
    return tuple(made.values())


def complete(
    methodology: Methodology, called: tuple[Case, ...], count: int, seed: int, carried: Callable[[Case], bool]
) -> tuple[Case, ...]:
    """Those of the cases that are carried, with random ones, in order and named."""
    random = Random(seed + 1)
    kept = [case for case in called if carried(case)]
    rest = [case for case in kept if case.kind not in ORDER]
    rest += random_cases(methodology, random, max(LEAST_RANDOM, count - len(kept)))
    random.shuffle(rest)
    first = sorted((case for case in kept if case.kind in ORDER), key=lambda case: ORDER.index(case.kind))
    return _named([*first, *rest])


def needed(cases: tuple[Case, ...]) -> int:
    """How many of the first cases hold every example, whole form, threshold and tie."""
    last = ORDER.index(CaseKind.TIE)
    return sum(case.kind in ORDER[: last + 1] for case in cases)


def _called_for(methodology: Methodology, random: Random, wanted: Callable[[str], bool]) -> Iterator[Case]:
    yield from example_cases(methodology)
    whole = tuple(form_cases(methodology, wanted))
    yield from whole
    yield from rubbish_cases(methodology)
    start = typical(methodology)
    seen = [case.given for case in whole] + [random_given(methodology, random) for _ in range(SEEN_FIRST)]
    local = LocalCases(methodology, start, seen)
    for value in values_with_cases(methodology):
        if wanted(value.code):
            yield from local.of(value)
    for table in methodology.tables.values():
        if not wanted(table.code):
            continue
        yield from column_cases(table, local, start)
        yield from mixed_cases(table, local)
        yield from table_cases(methodology, table, random)


def _key(case: Case) -> tuple[object, ...]:
    """What makes two cases the same: kind, subject and everything given."""
    given = case.given
    tables = tuple((code, tuple(tuple(sorted(row.items())) for row in rows)) for code, rows in given.tables.items())
    overrides = tuple(sorted(given.overrides.items(), key=lambda item: item[0]))
    return (case.kind, case.about, case.rubbish, tuple(given.inputs.items()), tables, overrides)


def _named(cases: list[Case]) -> tuple[Case, ...]:
    seen: dict[str, int] = {}
    named = []
    for case in cases:
        number = seen.get(case.name, 0) + 1
        seen[case.name] = number
        named.append(case if number == 1 else replace(case, name=f"{case.name} ({number})"))
    return tuple(named)
