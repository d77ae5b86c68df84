"""Cells by name, as in "C7" (A1 notation), and by row and column, both counted from 0."""

from __future__ import annotations

import re
from functools import lru_cache

_CELL = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})")


@lru_cache(maxsize=1024)
def column_name(column: int) -> str:
    """Letters of a column counted from 0: A, B, … Z, AA."""
    letters = ""
    rest = column + 1
    while rest:
        rest, digit = divmod(rest - 1, 26)
        letters = chr(ord("A") + digit) + letters
    return letters


def cell_name(row: int, column: int, fixed: bool = False) -> str:
    """The name of a cell counted from 0; `fixed`: with `$` before letters and number."""
    return f"${column_name(column)}${row + 1}" if fixed else f"{column_name(column)}{row + 1}"


def cell_position(name: str) -> tuple[int, int]:
    """Row and column of "C7", from 0. ValueError for what is no name of a cell; `$` is not read."""
    found = _CELL.fullmatch(name)
    if found is None:
        raise ValueError(f"{name!r} is no cell")
    column = 0
    for letter in found[1]:
        column = column * 26 + ord(letter) - ord("A") + 1
    return int(found[2]) - 1, column - 1


@lru_cache(maxsize=256)
def quoted_sheet(name: str) -> str:
    """A sheet name as it stands before `!`."""
    return "'" + name.replace("'", "''") + "'"
