"""Makes the cached values of a workbook useless: an engine that trusts them instead of calculating is found out."""

from __future__ import annotations

from collections.abc import Mapping

from compiler.crosscheck.engines.base import Address, EngineError, Reading
from compiler.crosscheck.package import FORMULA, Package, RawCell, style

SENTINEL = -987654321.125
"""Exact in a double and in 15 digits; no methodology has a score or an amount like it."""
_PLANTED = f"<v>{SENTINEL!r}</v>"


def with_sentinels(workbook: bytes) -> bytes:
    """The workbook with the sentinel as the cached value of every formula cell."""
    package = Package(workbook)

    def plant(_sheet: str, cell: RawCell) -> str | None:
        formula = FORMULA.search(cell.inside)
        return None if formula is None else f'<c r="{cell.name}"{style(cell)}>{formula.group(0)}{_PLANTED}</c>'

    package.change(plant)
    return package.to_bytes()


def refuse_sentinels(readings: Mapping[Address, Reading]) -> None:
    """EngineError when a planted value came back: the engine did not recalculate."""
    for (sheet, cell), reading in readings.items():
        if reading == SENTINEL:
            raise EngineError(f"{sheet}!{cell} still holds the planted value: the workbook was not recalculated")
