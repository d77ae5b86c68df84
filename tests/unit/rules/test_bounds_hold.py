"""Property: on the sample model every computed number lies in the bounds that interval analysis proved."""

from __future__ import annotations

from fractions import Fraction
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from compiler.evaluate import Cell, Evaluator, Given
from compiler.model.methodology import Methodology
from compiler.model.ranges import range_of_type
from compiler.model.types import WHOLE, Kind, Type
from compiler.numbers import Interval
from tests.support.models import sample_methodology

METHODOLOGY = sample_methodology()
EVALUATOR = Evaluator(METHODOLOGY)


def cell(type_: Type, bounds: Interval | None, optional: bool, random: Random) -> Cell | None:
    if optional and random.random() < 0.3:
        return None
    if type_.kind in (Kind.TEXT, Kind.LINK):
        return "…"
    limits = range_of_type(type_, bounds)
    assert limits.low is not None
    assert limits.high is not None
    if random.random() < 0.3:
        return random.choice([limits.low, limits.high])
    number = limits.low + (limits.high - limits.low) * Fraction(random.randint(0, 1000), 1000)
    whole = type_.kind in WHOLE or type_.kind in (Kind.YES_NO, Kind.CHOICE, Kind.DATE)
    return Fraction(round(number)) if whole else number


def random_body(methodology: Methodology, random: Random) -> Given:
    """Any body within the declared bounds and limits."""
    inputs: dict[str, Cell] = {}
    for code, item in methodology.inputs.items():
        made = cell(item.type, item.bounds, item.optional, random)
        if made is not None:
            inputs[code] = made
    for code, item in methodology.inputs.items():
        if item.at_most in inputs and code in inputs:
            inputs[code] = min(inputs[code], inputs[item.at_most])  # type: ignore[type-var]  # numbers both
    tables: dict[str, list[dict[str, Cell]]] = {}
    for code, table in methodology.tables.items():
        tables[code] = []
        for _ in range(random.randint(table.min_rows, table.max_rows)):
            made_row = {c.name: cell(c.type, c.bounds, c.optional, random) for c in table.input_columns}
            row = {name: found for name, found in made_row.items() if found is not None}
            for column in table.input_columns:
                if column.at_most in row and column.name in row:
                    row[column.name] = min(row[column.name], row[column.at_most])  # type: ignore[type-var]  # too
            tables[code].append(row)
    return Given(inputs, tables)


@settings(max_examples=200, deadline=None)
@given(st.integers(0, 10**9))
def test_every_number_lies_in_its_bounds(seed: int) -> None:
    result = EVALUATOR.run(random_body(METHODOLOGY, Random(seed)))
    for code, outcome in result.values.items():
        if isinstance(outcome, Fraction):
            assert METHODOLOGY.values[code].bounds.contains(outcome), (code, outcome)
