"""What was given under one edition, as another edition would have it: the effect of an amendment on the same data."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from compiler.evaluate.states import Cell, Given
from compiler.model.methodology import Methodology
from compiler.model.types import Type


def carried(given: Given, old: Methodology, new: Methodology) -> Given:
    """The inputs, cells and values set by hand that both editions have, by code; an option by its name, wherever it
    stands now. What the new edition does not have, or has as something of another kind, is left out."""
    inputs = {code: new_cell for code, cell in given.inputs.items()
              if code in old.inputs and code in new.inputs
              and (new_cell := _cell(cell, old.inputs[code].type, new.inputs[code].type)) is not None}  # fmt: skip
    tables = {
        code: tuple(_row(row, _types(old, code), _types(new, code)) for row in rows)
        for code, rows in given.tables.items()
        if code in old.tables and code in new.tables
    }
    overrides = {code: outcome for code, outcome in given.overrides.items() if code in new.values}
    return Given(inputs, tables, overrides)


def lacking(old: Methodology, new: Methodology) -> tuple[str, ...]:
    """What the new edition asks for and data of the old one cannot hold: inputs, and columns of tables, by code."""
    inputs = (
        code
        for code, item in new.inputs.items()
        if item.scored and not item.optional and code not in new.peers
        and (code not in old.inputs or old.inputs[code].type.kind is not item.type.kind)
    )  # fmt: skip
    cells = (
        f"{code}.{column.name}"
        for code, table in new.tables.items()
        for column in table.columns
        if column.formula is None and column.scored and not column.optional
        and (code not in old.tables or column.name not in _types(old, code))
    )  # fmt: skip
    return (*inputs, *cells)


def _types(methodology: Methodology, table: str) -> Mapping[str, Type]:
    return {column.name: column.type for column in methodology.tables[table].columns if column.formula is None}


def _row(row: Mapping[str, Cell], old: Mapping[str, Type], new: Mapping[str, Type]) -> Mapping[str, Cell]:
    shared = {name: _cell(cell, old[name], new[name]) for name, cell in row.items() if name in old and name in new}
    return {name: cell for name, cell in shared.items() if cell is not None}


def _cell(cell: Cell, old: Type, new: Type) -> Cell | None:
    if old.kind is not new.kind:
        return None
    if not old.options or not isinstance(cell, Fraction):
        return cell
    name = old.options[int(cell) - 1].name
    return next((Fraction(place) for place, option in enumerate(new.options, 1) if option.name == name), None)
