"""Random inputs of a model: values within bounds, blanks, "-" where allowed, rows of tables."""

from __future__ import annotations

from fractions import Fraction
from random import Random

from compiler.evaluate import NOT_APPLICABLE, Cell, Given
from compiler.model.methodology import Methodology
from compiler.model.types import WHOLE, Kind, Type
from compiler.numbers import Interval


def random_given(methodology: Methodology, random: Random, blank: float) -> Given:
    """`blank` is the share of required inputs that stay empty."""
    inputs: dict[str, Cell] = {}
    for code, item in methodology.inputs.items():
        if random.random() < (0.4 if item.optional else blank):
            continue
        if item.declinable and random.random() < 0.3:
            inputs[code] = NOT_APPLICABLE
        else:
            inputs[code] = _value(item.type, item.bounds, random)
    tables: dict[str, list[dict[str, Cell]]] = {}
    for table in methodology.tables.values():
        rows: list[dict[str, Cell]] = []
        for _ in range(random.randint(0, table.max_rows)):
            empty = random.random() < 0.1
            rows.append(
                {
                    column.name: _value(column.type, column.bounds, random)
                    for column in table.input_columns
                    if not empty and random.random() > (0.3 if column.optional else blank / 3)
                }
            )
        tables[table.code] = rows
    return Given(inputs=inputs, tables=tables)


def _value(type_: Type, bounds: Interval | None, random: Random) -> Cell:
    match type_.kind:
        case Kind.YES_NO:
            return Fraction(random.randint(0, 1))
        case Kind.CHOICE:
            return Fraction(random.randint(1, len(type_.options)))
        case Kind.TEXT | Kind.LINK:
            return random.choice(("мәтін", "https://gov.kz", "7"))
    low, high = Fraction(0), Fraction(100)
    if bounds is not None:
        low, high = bounds.low or low, bounds.high or high
    if random.random() < 0.3:
        return random.choice((low, high))
    small = min(high, low + random.choice((3, 20, 10**9)))
    if type_.kind in WHOLE or type_.kind is Kind.DATE:
        return Fraction(random.randint(int(low), int(small)))
    return Fraction(random.randint(int(low * 100), int(small * 100)), 100)
