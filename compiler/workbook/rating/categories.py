"""Colours of categories, and the names of the cells that hold their words."""

from __future__ import annotations

from compiler.workbook.cell_names import column_name
from compiler.workbook.styles import Style

_SCALE = ("C6E0B4", "E2EFDA", "FFF2CC", "FCE4D6", "F8CBAD")
"""Light grounds, the best category first; the text stays dark, and says the category itself."""


def category_styles(count: int) -> tuple[Style, ...]:
    """A look for each of so many categories, spread over the scale."""
    steps = max(count - 1, 1)
    grounds = (_SCALE[round(number * (len(_SCALE) - 1) / steps)] for number in range(count))
    return tuple(Style("category", bold=True, color="1F1F1F", fill=ground) for ground in grounds)


def category_name(list_name: str, position: int) -> str:
    """Defined name of the cell with one option of a list, counted from 1; letters only behind the list's own name."""
    return f"{list_name}_{column_name(position - 1).lower()}"
