"""What a quantity can be besides a number, and what is given to the evaluator."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum
from fractions import Fraction
from types import MappingProxyType
from typing import Final


class State(Enum):
    """A quantity without a value."""

    NOT_FILLED = "not_filled"
    NOT_APPLICABLE = "not_applicable"

    @property
    def sign(self) -> str:
        """How the state stands in a cell of a workbook or a file."""
        return "" if self is State.NOT_FILLED else "-"


NOT_FILLED: Final = State.NOT_FILLED
NOT_APPLICABLE: Final = State.NOT_APPLICABLE

Outcome = Fraction | State
"""What a rule gives: a number or a state."""

Cell = Fraction | str | State
"""What an input or a cell of a table holds: texts and links are strings."""

_NOTHING: Mapping[str, Cell] = MappingProxyType({})
_NO_TABLES: Mapping[str, Sequence[Mapping[str, Cell]]] = MappingProxyType({})
_NO_OVERRIDES: Mapping[str, Outcome] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Given:
    """Everything known about one body.

    `inputs`: by code, absent means not filled. `tables`: by code, the rows in order, each by column name (absent: not
    filled; an empty row is skipped). `overrides`: values set by hand, which are then not computed.
    """

    inputs: Mapping[str, Cell] = field(default_factory=lambda: _NOTHING)
    tables: Mapping[str, Sequence[Mapping[str, Cell]]] = field(default_factory=lambda: _NO_TABLES)
    overrides: Mapping[str, Outcome] = field(default_factory=lambda: _NO_OVERRIDES)
