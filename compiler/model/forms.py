"""Forms: the pages of an act as blocks in reading order. Fields refer to quantities by code and define nothing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from typing import Union

from compiler.model.texts import Citation, Label


class FormRole(Enum):
    REPORT = "report"
    """The agency fills it."""
    SCALE = "scale"
    """Official points; its number cells are the parameters."""
    CONCLUSION = "conclusion"
    """Results, nothing to fill."""
    REFERENCE = "reference"
    """A list of the act, nothing to fill."""
    ACT = "act"
    """The evaluator fills it (reconciliation act)."""
    APPEAL = "appeal"
    """The commission fills it (disagreement table)."""
    SURVEY = "survey"
    """Respondents fill it."""
    RATING = "rating"
    """Bodies side by side; a page of the rating workbook."""


class TextStyle(Enum):
    ANNEX = "annex"
    """A narrow box at the right: "Annex 2 to the methodology"."""
    MARK = "mark"
    """Right-aligned: "Form"."""
    TITLE = "title"
    HEADING = "heading"
    """Heading of a table."""
    BODY = "body"
    NOTE = "note"
    CAPTION = "caption"
    """Small centred text under a blank line: (signature)."""
    SIGNATURE = "signature"


@dataclass(frozen=True, slots=True)
class Paragraph:
    style: TextStyle
    text: Label


@dataclass(frozen=True, slots=True)
class FieldLine:
    """A line with a blank: text before, the field (code of an input or value), text after."""

    before: Label | None
    code: str
    after: Label | None
    style: TextStyle = TextStyle.BODY


@dataclass(frozen=True, slots=True)
class TextCell:
    text: Label


@dataclass(frozen=True, slots=True)
class QuantityCell:
    """Shows or takes the quantity `code`. `present` is False when the body has no such quantity: the cell stays
    locked and empty."""

    code: str
    present: bool = True


@dataclass(frozen=True, slots=True)
class ColumnCell:
    """In a repeating row: the cell of this column of the row's table."""

    column: str


@dataclass(frozen=True, slots=True)
class OrdinalCell:
    """In a repeating row, and in that of a body: its number, from 1."""


@dataclass(frozen=True, slots=True)
class BodyNameCell:
    """In the row of a body: its name."""


@dataclass(frozen=True, slots=True)
class EmptyCell:
    """Empty in the form and not to be filled."""


CellContent = Union[TextCell, QuantityCell, ColumnCell, OrdinalCell, BodyNameCell, EmptyCell]


@dataclass(frozen=True, slots=True)
class Cell:
    """Content over `columns` neighbouring columns of the grid (1: no merge) and `rows` rows."""

    content: CellContent
    columns: int = 1
    rows: int = 1


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a grid. Spans add up to the grid's width (cells covered from above are left out)."""

    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class SectionRow:
    """A heading across the whole grid."""

    text: Label


@dataclass(frozen=True, slots=True)
class TotalRow:
    """A row of totals; laid out as Row, set off by style."""

    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class RepeatRows:
    """One row for each of the table's max_rows rows."""

    table: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class RepeatAcross:
    """A table laid out across: each of `rows` is a grid row with fixed first cells and then `per_band` cells, one for a
    table row; the whole, section headings included, is repeated downwards until max_rows are placed."""

    table: str
    per_band: int
    rows: tuple[AcrossRow | SectionRow, ...]


@dataclass(frozen=True, slots=True)
class BodyRows:
    """On a page of the rating: a row for each body of the kind, the best total first; quantities are its own."""

    kind: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class AcrossRow:
    fixed: tuple[Cell, ...]
    column: str


GridRow = Union[Row, SectionRow, TotalRow, RepeatRows, RepeatAcross, BodyRows]


@dataclass(frozen=True, slots=True)
class Heading:
    """A column heading, possibly nested: leaves are the grid's columns, in order. `width` in characters, None: chosen
    from the content. One whose children all have no text is a single column of the act, laid over several of the grid:
    lists below its cells divide it further."""

    text: Label | None
    width: int | None = None
    children: tuple[Heading, ...] = ()

    def leaves(self) -> tuple[Heading, ...]:
        """The columns of the grid under this heading, from left to right."""
        if not self.children:
            return (self,)
        return tuple(leaf for child in self.children for leaf in child.leaves())

    def depth(self) -> int:
        """How many rows of headings it needs."""
        return 1 if self.undivided else 1 + max(child.depth() for child in self.children)

    @property
    def undivided(self) -> bool:
        """True for a single column of the act, on one column of the grid or on several."""
        return all(child.text is None and not child.children for child in self.children)

    def columns(self) -> tuple[Heading, ...]:
        """The columns that the act has under this heading."""
        return (self,) if self.undivided else tuple(part for child in self.children for part in child.columns())


@dataclass(frozen=True, slots=True)
class Grid:
    """A table of the form. `headings` None on all leaves: the act prints no heading row. `numbered`: a row "1 2 3"."""

    headings: tuple[Heading, ...]
    numbered: bool
    rows: tuple[GridRow, ...]

    @property
    def width(self) -> int:
        """Columns of the grid."""
        return sum(len(h.leaves()) for h in self.headings)


Block = Union[Paragraph, FieldLine, Grid]


@dataclass(frozen=True, slots=True)
class Form:
    """One form of the act. `code` is the row of the list of forms ("I15-A1"); `sheet` the sheet's name."""

    code: str
    role: FormRole
    sheet: Label
    title: Label
    citation: Citation
    blocks: tuple[Block, ...]
    name: str = ""
    """What the text calls the form, as a code: the workbook of a questionnaire is named after it."""


def quantities_of(form: Form) -> Iterator[str]:
    """Codes of the quantities in the rows of bodies."""
    for block in form.blocks:
        if isinstance(block, Grid):
            rows = (row for row in block.rows if isinstance(row, BodyRows))
            contents = (cell.content for row in rows for cell in row.cells)
            yield from (content.code for content in contents if isinstance(content, QuantityCell) and content.present)
