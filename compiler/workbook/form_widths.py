"""Column widths of a form: stated ones, else from the content, over all its grids."""

from __future__ import annotations

from compiler.model.forms import (
    AcrossRow,
    BodyRows,
    Cell,
    Form,
    Grid,
    Heading,
    RepeatAcross,
    RepeatRows,
    Row,
    SectionRow,
    TextCell,
    TotalRow,
)
from compiler.workbook.draft import BookDraft
from compiler.workbook.metrics import GAP, text_width

FIELD_WIDTH = 14.0
LEAST, MOST = 6.0, 60.0
UPRIGHT, ACROSS = 99.0, 146.0
"""Width of a printed A4 page, upright and across, at full size."""
PAGE = 90.0
"""Width that a form without grids takes."""


def form_widths(book: BookDraft, form: Form) -> list[float]:
    """One width for each sheet column; grids share columns from the left."""
    grids = [block for block in form.blocks if isinstance(block, Grid)]
    if not grids:
        return [PAGE / 6] * 6
    widths: list[float] = []
    for grid in grids:
        own = _grid_widths(book, grid)
        widths = [
            max(widths[c] if c < len(widths) else 0.0, own[c] if c < len(own) else 0.0)
            for c in range(max(len(widths), len(own)))
        ]
    total = sum(widths)
    if total < PAGE * 0.7:
        # A narrow form gets its widest column stretched, so that texts around the grid have room.
        widest = widths.index(max(widths))
        widths[widest] += PAGE * 0.7 - total
    return widths


def stretched(widths: list[float], landscape: bool) -> list[float]:
    """The same columns over the whole width of the printed page; narrow ones keep their width."""
    room = (ACROSS if landscape else UPRIGHT) - sum(widths) - GAP * len(widths)
    wide = sum(width for width in widths if width >= FIELD_WIDTH)
    if room <= 0 or wide == 0:
        return widths
    return [round(width * (1 + room / wide), 1) if width >= FIELD_WIDTH else width for width in widths]


def _grid_widths(book: BookDraft, grid: Grid) -> list[float]:
    leaves = [leaf for heading in grid.headings for leaf in heading.leaves()]
    contents: list[list[str]] = [[] for _ in leaves]
    for cells in _cell_rows(grid):
        column = 0
        for cell in cells:
            if cell.columns == 1 and isinstance(cell.content, TextCell) and column < len(leaves):
                contents[column].append(book.text(cell.content.text))
            column += cell.columns
    return [_width(book, leaf, texts) for leaf, texts in zip(leaves, contents, strict=True)]


def _cell_rows(grid: Grid) -> list[tuple[Cell, ...]]:
    rows: list[tuple[Cell, ...]] = []
    for row in grid.rows:
        match row:
            case Row(cells) | TotalRow(cells) | RepeatRows(_, cells) | BodyRows(_, cells):
                if all(cell.rows == 1 for cell in cells):
                    rows.append(cells)
            case RepeatAcross():
                rows.extend(across.fixed for across in row.rows if isinstance(across, AcrossRow))
            case SectionRow():
                pass
    return rows


def _width(book: BookDraft, leaf: Heading, texts: list[str]) -> float:
    heading = "" if leaf.text is None else book.text(leaf.text)
    longest_word = _longest_word(heading, bold=True)
    if leaf.width is not None:
        # A stated width gives way to a word, which no program breaks where a person would.
        return max(float(leaf.width), min(longest_word + 1.0, FIELD_WIDTH * 2))
    longest_word = max((longest_word, *(_longest_word(text) for text in texts)))
    # A text column is as wide as a text of typical length needs in a few lines.
    length = max((text_width(text) for text in texts), default=0.0)
    wanted = length if length <= 30 else min(30 + (length - 30) / 4, MOST)
    floor = FIELD_WIDTH if not texts else LEAST
    return min(MOST, max(floor, longest_word + 2.0, wanted + 2.0))


def _longest_word(text: str, bold: bool = False) -> float:
    return max((text_width(word, bold=bold) for word in text.split()), default=0.0)
