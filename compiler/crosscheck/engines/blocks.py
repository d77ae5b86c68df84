"""Cells gathered into few rectangles, for a program that gives the values of a rectangle in one answer."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from compiler.crosscheck.engines.base import Address
from compiler.workbook.cell_names import cell_position

ROWS_BETWEEN = 20
COLUMNS_BETWEEN = 3
"""So many cells that nobody asked for are rather read too than asked around."""


@dataclass(frozen=True, slots=True)
class Block:
    """A rectangle, its ends counted from 0; `cells` are those wanted of it, with row and column inside it."""

    sheet: str
    left: int
    top: int
    right: int
    bottom: int
    cells: tuple[tuple[Address, int, int], ...]


def blocks(addresses: Iterable[Address]) -> tuple[Block, ...]:
    """Every cell is in one block. Runs of a column that begin and end in the same rows are put together."""
    columns: dict[tuple[str, int], dict[int, Address]] = {}
    for address in addresses:
        row, column = cell_position(address[1])
        columns.setdefault((address[0], column), {})[row] = address
    runs: dict[tuple[str, int, int], list[int]] = {}
    for (sheet, column), cells in columns.items():
        for rows in parted(cells, ROWS_BETWEEN):
            runs.setdefault((sheet, rows[0], rows[-1]), []).append(column)
    return tuple(
        Block(
            sheet,
            beside[0],
            top,
            beside[-1],
            bottom,
            tuple(
                (address, row - top, column - beside[0])
                for column in beside
                for row, address in columns[sheet, column].items()
                if top <= row <= bottom
            ),
        )
        for (sheet, top, bottom), found in runs.items()
        for beside in parted(found, COLUMNS_BETWEEN)
    )


def parted(numbers: Iterable[int], between: int) -> list[list[int]]:
    """In order, a new list wherever more than so many numbers are left out."""
    found: list[list[int]] = []
    for number in sorted(numbers):
        if found and number - found[-1][-1] <= between + 1:
            found[-1].append(number)
        else:
            found.append([number])
    return found
