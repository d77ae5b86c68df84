"""Grids of tables: which lines a row has, what their columns are called and how their cells look."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from compiler.model.tables import Table
from compiler.model.types import Kind
from compiler.workbook.draft import BookDraft
from compiler.workbook.program import Line, LineRole
from compiler.workbook.styles import HELPER, STEP, Style, formatted

_FIGURES = frozenset({LineRole.INPUT, LineRole.COLUMN, LineRole.PICKED})


def suffixes_of(table: Table, lines: Iterable[Line]) -> tuple[str, ...]:
    """What the codes of the lines in a row end in, in their order: `.col#in`, `#present`, `.col`."""
    first = f"{table.code}[1]"
    return tuple(line.code[len(first) :] for line in lines if line.code.startswith(first))


def _column_of(suffix: str) -> str:
    """Name of the table's column that a suffix (`.col`, `.col#in`, `#picked.col.where`) is about."""
    return next(iter(_columns_of(suffix)), "")


def _columns_of(suffix: str) -> list[str]:
    return suffix.replace("#in", "").split(".")[1:]


def grid_heading(book: BookDraft, table: Table, suffix: str, line: Line) -> str:
    """What stands above the column of the lines that end with `suffix`."""
    match line.role:
        case LineRole.PRESENT | LineRole.COMPLETE | LineRole.FAULT | LineRole.MISREAD:
            return book.texts("col_" + line.role.value)
        case LineRole.EXCESS | LineRole.PICKED:
            labels = [book.text(table.column(name).label) for name in _columns_of(suffix)]
            text = book.texts("col_" + line.role.value, name=labels[0])
            for condition in labels[1:]:
                text = book.texts("aggregate_where", what=text, name=condition)
            return text
        case LineRole.READY | LineRole.PART | LineRole.CHOICE | LineRole.CONDITION | LineRole.THEN | LineRole.ELSE:
            return book.texts("line_" + line.role.value)
        case _:
            return book.text(table.column(_column_of(suffix)).label)


def cell_style(table: Table, suffix: str, line: Line) -> Style:
    """The look of a line in a grid: a figure as its column's type wants it, a helper small."""
    if line.role in _FIGURES:
        style = formatted(STEP, table.column(_column_of(suffix)).type)
        text = table.column(_column_of(suffix)).type.kind in (Kind.TEXT, Kind.LINK)
        return replace(style, horizontal="left", wrap=False) if text else style
    return HELPER
