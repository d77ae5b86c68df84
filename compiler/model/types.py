"""Types of quantities: what is measured, in which unit, which options a choice has."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from compiler.model.texts import Label


class Kind(Enum):
    """What a quantity is. SHARE is stored as a fraction (70% is 0.7)."""

    NUMBER = "number"
    COUNT = "count"
    SHARE = "share"
    POINTS = "points"
    HOURS = "hours"
    DAYS = "days"
    MONTHS = "months"
    MONEY = "money"
    DATE = "date"
    YES_NO = "yes_no"
    CHOICE = "choice"
    TEXT = "text"
    LINK = "link"


NUMERIC = frozenset({Kind.NUMBER, Kind.COUNT, Kind.SHARE, Kind.POINTS, Kind.HOURS, Kind.DAYS, Kind.MONTHS, Kind.MONEY})
WHOLE = frozenset({Kind.COUNT})
"""Kinds whose values are whole numbers."""


@dataclass(frozen=True, slots=True)
class Option:
    """One option of a choice; `name` is unique within the choice. Its value is its position, from 1."""

    name: str
    label: Label


@dataclass(frozen=True, slots=True)
class Type:
    """Kind of a quantity; `options` is filled for CHOICE only."""

    kind: Kind
    options: tuple[Option, ...] = ()

    @property
    def numeric(self) -> bool:
        return self.kind in NUMERIC
