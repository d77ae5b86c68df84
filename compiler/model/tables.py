"""Repeating tables: rows that people fill, counted, summed and averaged into values."""

from __future__ import annotations

from dataclasses import dataclass

from compiler.model.expressions import ColumnRef, Expression, Filled, Ref, children
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
    "not filled"; so is one whose columns need a quantity outside the table that is not filled (outside_reads).
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

    def always_filled(self, name: str) -> bool:
        """Whether the column holds something in every row that an aggregate counts."""
        column = self.column(name)
        return column.formula is None and not column.optional

    def outside_reads(self, *names: str | None) -> tuple[str, ...]:
        """Codes of the quantities outside the table that these columns need, directly or through other columns of the
        row (those inside Filled are not needed). While one of them is not filled, no aggregate of the columns is."""
        found: dict[str, None] = {}
        waiting = [name for name in names if name is not None]
        seen: set[str] = set()
        while waiting:
            name = waiting.pop()
            formula = self.column(name).formula
            if name in seen or formula is None:
                continue
            seen.add(name)
            for node in _needed(formula):
                match node:
                    case Ref(code):
                        found.setdefault(code)
                    case ColumnRef(column):
                        waiting.append(column)
        return tuple(found)

    @property
    def input_columns(self) -> tuple[Column, ...]:
        """What people fill, in the order of the table."""
        return tuple(c for c in self.columns if c.formula is None)

    @property
    def computed_columns(self) -> tuple[Column, ...]:
        """What is computed in each row; each reads columns before it."""
        return tuple(c for c in self.columns if c.formula is not None)


def _needed(expression: Expression) -> tuple[Ref | ColumnRef, ...]:
    if isinstance(expression, Ref | ColumnRef):
        return (expression,)
    if isinstance(expression, Filled):
        return ()
    return tuple(node for child in children(expression) for node in _needed(child))
