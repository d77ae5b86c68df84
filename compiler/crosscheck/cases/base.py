"""A case: what is given, and the clause it is about; and small changes of what is given."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import Enum

from compiler.evaluate import NOT_FILLED, Cell, Given, Outcome


class CaseKind(Enum):
    """What a case is there to show."""

    EXAMPLE = "example"
    THRESHOLD = "threshold"
    TIE = "tie"
    LIMIT = "limit"
    CONDITION = "condition"
    STATE = "state"
    OPTION = "option"
    RUBBISH = "rubbish"
    FORM = "form"
    TABLE = "table"
    RANDOM = "random"


@dataclass(frozen=True, slots=True)
class Case:
    """`about` is the code of the quantity or table that the case is there for, "" for the whole form.

    `rubbish` is typed into every cell that takes no text and is blank in `given`: it must read as not filled.
    """

    name: str
    kind: CaseKind
    about: str
    clause: str
    given: Given
    rubbish: str = ""


def with_input(given: Given, code: str, cell: Cell) -> Given:
    """With this input."""
    return replace(given, inputs={**given.inputs, code: cell})


def with_override(given: Given, code: str, outcome: Outcome) -> Given:
    """With this value set by hand."""
    return replace(given, overrides={**given.overrides, code: outcome})


def with_rows(given: Given, table: str, rows: Sequence[Mapping[str, Cell]]) -> Given:
    """With these rows in the table."""
    return replace(given, tables={**given.tables, table: tuple(rows)})


def with_cell(given: Given, table: str, row: int, column: str, cell: Cell) -> Given:
    """With this cell of a row that is there (rows from 0)."""
    rows = [dict(cells) for cells in given.tables[table]]
    rows[row][column] = cell
    return with_rows(given, table, rows)


def without_input(given: Given, code: str) -> Given:
    """With this input blank."""
    return with_input(given, code, NOT_FILLED)
