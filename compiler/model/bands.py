"""Bands: intervals of a quantity, each with its own open or closed ends, that lead to points."""

from __future__ import annotations

from dataclasses import dataclass

from compiler.model.texts import Citation, Label


@dataclass(frozen=True, slots=True)
class BandEnd:
    """One end of a band: the code of the parameter that holds the threshold, and whether it belongs to the band."""

    parameter: str
    closed: bool


@dataclass(frozen=True, slots=True)
class Band:
    """`low` or `high` None: the band has no end on that side. `result` is the code of the quantity that the band gives.

    `fills_gap` marks a band that the act does not have: the methodology's own resolution of a gap, with its reason
    in the citation.
    """

    low: BandEnd | None
    high: BandEnd | None
    result: str
    label: Label
    citation: Citation
    fills_gap: bool = False


@dataclass(frozen=True, slots=True)
class BandTable:
    """The first band that holds the operand decides. In no band (a gap): not filled. Operand and thresholds are
    compared at `digits` decimals. `operand` is the code of a quantity."""

    operand: str
    bands: tuple[Band, ...]
    digits: int
