"""Statements about forms: paragraphs, fields, grids and their rows and cells."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from dsl.source import Span
from dsl.syntax.tree.expressions import NumberLiteral
from dsl.syntax.tree.names import Label, Name, Text

if TYPE_CHECKING:
    from dsl.syntax.tree.file import Block


@dataclass(frozen=True, slots=True)
class FormDecl:
    span: Span
    name: Name
    block: Block


@dataclass(frozen=True, slots=True)
class FormCode:
    span: Span
    text: Text
    block: Block = ()


class RoleWord(Enum):
    REPORT = "report"
    SCALE = "scale"
    CONCLUSION = "conclusion"
    REFERENCE = "reference"
    ACT = "act"
    APPEAL = "appeal"
    SURVEY = "survey"
    RATING = "rating"


@dataclass(frozen=True, slots=True)
class FormRole:
    span: Span
    word: RoleWord
    block: Block = ()


@dataclass(frozen=True, slots=True)
class SheetName:
    span: Span
    label: Label
    block: Block = ()


class ParagraphWord(Enum):
    """NOTE paragraphs are Description statements."""

    ANNEX = "annex"
    MARK = "mark"
    HEADLINE = "headline"
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    CAPTION = "caption"
    SIGNATURE = "signature"


@dataclass(frozen=True, slots=True)
class ParagraphDecl:
    span: Span
    word: ParagraphWord
    label: Label
    block: Block = ()


@dataclass(frozen=True, slots=True)
class FieldDecl:
    """`field «before» name «after»`."""

    span: Span
    before: Label
    name: Name
    after: Label
    block: Block = ()


@dataclass(frozen=True, slots=True)
class GridDecl:
    span: Span
    block: Block


@dataclass(frozen=True, slots=True)
class HeadingDecl:
    """A column heading; HeadingDecl statements in its block are nested under it. An empty label: no heading."""

    span: Span
    label: Label
    width: NumberLiteral | None
    block: Block = ()


@dataclass(frozen=True, slots=True)
class NumberedRow:
    span: Span
    block: Block = ()


class CellWord(Enum):
    NUMBER = "number"
    TITLE = "title"
    DESCRIPTION = "description"
    SCORING = "scoring"
    NOTE = "note"
    MAXIMUM = "maximum"
    SCORE = "score"
    LABEL = "label"
    """The label of an input, constant, value or column."""
    ORDINAL = "ordinal"
    EMPTY = "empty"


@dataclass(frozen=True, slots=True)
class CellText:
    label: Label

    @property
    def span(self) -> Span:
        return self.label[0].span


@dataclass(frozen=True, slots=True)
class CellProperty:
    """`title p1`, `maximum`, `maximum kk`, `empty`; without a name, of the item or column of a repeated row."""

    span: Span
    word: CellWord
    name: Name | None


@dataclass(frozen=True, slots=True)
class CellField:
    """An input, constant, value, score or column by name."""

    name: Name

    @property
    def span(self) -> Span:
        return self.name.span


@dataclass(frozen=True, slots=True)
class CellDecl:
    span: Span
    content: CellText | CellProperty | CellField
    columns: int = 1
    rows: int = 1


class RowWord(Enum):
    ROW = "row"
    TOTAL = "total"


@dataclass(frozen=True, slots=True)
class RowDecl:
    span: Span
    word: RowWord
    cells: tuple[CellDecl, ...]
    block: Block = ()


@dataclass(frozen=True, slots=True)
class SectionDecl:
    span: Span
    label: Label
    block: Block = ()


@dataclass(frozen=True, slots=True)
class RepeatDecl:
    """`rows systems: ordinal; name; degree`: a row for each row of the table."""

    span: Span
    table: Name
    cells: tuple[CellDecl, ...]
    block: Block = ()


@dataclass(frozen=True, slots=True)
class AcrossDecl:
    """`across systems by 4` with RowDecl statements: the last cell of each names the column laid across."""

    span: Span
    table: Name
    per_band: NumberLiteral
    block: Block


@dataclass(frozen=True, slots=True)
class ItemRows:
    """`items X: number; title; maximum`: a row for each item below X; groups become section rows."""

    span: Span
    element: Name
    cells: tuple[CellDecl, ...]
    block: Block = ()


@dataclass(frozen=True, slots=True)
class EachRepeat:
    """`each repeat department` with rows in its block: they are written for each repeat, its names first."""

    span: Span
    name: Name
    block: Block


@dataclass(frozen=True, slots=True)
class EachBody:
    """`each body central: ordinal; body_name; total`: a row for each body of the kind, the best total first."""

    span: Span
    kind: Name
    cells: tuple[CellDecl, ...]
    block: Block = ()
