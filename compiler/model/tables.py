"""Repeating tables: rows that people fill, counted, summed and averaged into values."""

from __future__ import annotations

from dataclasses import dataclass

from compiler.model.expressions import Expression
from compiler.model.texts import Citation, Label
from compiler.model.types import Type
from compiler.numbers import Interval


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table. `name` is unique in the table; the code of a cell is table[row].name with rows from 1.

    Exactly one of two kinds: an input column (`formula` None) with bounds as for Input, or a computed column, whose
    formula reads columns of the same row (ColumnRef) and quantities outside (Ref). A computed cell is not filled
    when the row is empty or a column it reads is not filled (except inside Filled).
    """

    name: str
    label: Label
    type: Type
    citation: Citation
    bounds: Interval | None = None
    optional: bool = False
    at_most: str | None = None
    """Name of another column of the same row that this one may not exceed."""
    formula: Expression | None = None
    scored: bool = True
    """False when no rule reads the column."""
    hint: Label | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """A row is *filled* when any of its input cells is; it is *complete* when all its required input cells are.

    When a filled row is incomplete, or fewer than `min_rows` rows are filled, every aggregate over the table is
    "not filled".
    """

    code: str
    label: Label
    columns: tuple[Column, ...]
    min_rows: int
    max_rows: int
    citation: Citation

    def column(self, name: str) -> Column:
        """The column of this name; KeyError when there is none."""
        for column in self.columns:
            if column.name == name:
                return column
        raise KeyError(f"{self.code}.{name}")

    @property
    def input_columns(self) -> tuple[Column, ...]:
        return tuple(c for c in self.columns if c.formula is None)

    @property
    def computed_columns(self) -> tuple[Column, ...]:
        return tuple(c for c in self.columns if c.formula is not None)
