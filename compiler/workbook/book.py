"""A workbook as data: sheets of cells with content, style, validation and links; nothing of the file format.

Formulas are trees over codes; `addresses` says where each code stands.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from fractions import Fraction
from typing import Union

from compiler.workbook.cell_names import cell_name, quoted_sheet
from compiler.workbook.formula import Address, Resolver, Tree
from compiler.workbook.styles import Style


class SheetRole(Enum):
    """The one role that a sheet has."""

    START = "start"
    FORM = "form"
    INPUTS = "inputs"
    SCALE = "scale"
    REFERENCE = "reference"
    PARAMETERS = "parameters"
    TABLE = "table"
    CALCULATION = "calculation"
    RESULT = "result"
    CHECKS = "checks"
    LISTS = "lists"


INPUT_ROLES = frozenset({SheetRole.FORM, SheetRole.INPUTS})


@dataclass(frozen=True, slots=True)
class Formula:
    """A live formula. `numeric` is False when it gives text only."""

    tree: Tree


Content = Union[None, str, Fraction, Formula]


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell, or a merged block of `rows` × `columns`. Rows and columns count from 0.

    `link` is the code or sheet of the place in this workbook that the cell leads to.
    """

    row: int
    column: int
    content: Content
    style: Style
    code: str = ""
    rows: int = 1
    columns: int = 1
    link: Address | None = None


class ValidationKind(Enum):
    WHOLE = "whole"
    DECIMAL = "decimal"
    DATE = "date"
    LIST = "list"
    LENGTH = "length"
    CUSTOM = "custom"


@dataclass(frozen=True, slots=True)
class Validation:
    """What a cell takes; anything else is refused. `low` and `high` are the bounds of numbers, dates and lengths.

    `formula` is the text of a custom rule or of the list's name; `high_formula` replaces `high` where the bound
    depends on another cell.
    """

    kind: ValidationKind
    prompt_title: str
    prompt: str
    error_title: str
    error: str
    low: Fraction | None = None
    high: Fraction | None = None
    formula: str = ""
    high_formula: str = ""


@dataclass(frozen=True, slots=True)
class ValidatedCell:
    """One cell, or `rows` cells below each other; a bound by another cell is written for the first of them."""

    row: int
    column: int
    validation: Validation
    rows: int = 1


@dataclass(frozen=True, slots=True)
class Highlight:
    """Conditional format: cells of the rectangle whose value equals the formula text get the style."""

    first_row: int
    first_column: int
    last_row: int
    last_column: int
    criterion: str
    style: Style


@dataclass(frozen=True, slots=True)
class Block:
    """`rows` cells below each other with the same content and style. In a formula every cell of another block stands in
    the row of the formula itself; `code` names the whole column."""

    row: int
    column: int
    rows: int
    content: Formula | None
    style: Style
    code: str = ""


class ChartKind(Enum):
    BARS = "bars"
    """Horizontal, the first category on top."""
    STACKED_BARS = "stacked bars"


@dataclass(frozen=True, slots=True)
class Area:
    """Cells in one row or one column of a sheet, both ends included."""

    sheet: str
    first_row: int
    first_column: int
    last_row: int
    last_column: int


@dataclass(frozen=True, slots=True)
class Series:
    """`color` is RRGGBB."""

    name: str
    categories: Area
    values: Area
    color: str


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart whose top left corner lies in a cell; width and height in pixels. `most`: the end of the value axis, when
    it is known."""

    kind: ChartKind
    title: str
    category_axis: str
    value_axis: str
    series: tuple[Series, ...]
    row: int
    column: int
    width: int
    height: int
    description: str
    number_format: str = "General"
    axis_format: str = "General"
    most: float | None = None


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet. Widths in characters, heights in points; `outline` maps rows to their group level."""

    name: str
    role: SheetRole
    title: str
    cells: tuple[Cell, ...]
    widths: tuple[float, ...]
    heights: Mapping[int, float]
    outline: Mapping[int, int]
    validations: tuple[ValidatedCell, ...] = ()
    highlights: tuple[Highlight, ...] = ()
    frozen_rows: int = 0
    repeat_rows: tuple[int, int] | None = None
    print_from: int = 0
    landscape: bool = False
    hidden: bool = False
    blocks: tuple[Block, ...] = ()
    frozen_columns: int = 0
    charts: tuple[Chart, ...] = ()
    repeat_columns: int = 0
    """How many columns on the left repeat on every page."""
    pages_across: int = 1
    print_columns: int = 0
    """How many columns from the left are printed; all of them when 0."""
    breaks: tuple[int, ...] = ()
    """Rows that begin a page."""
    column_breaks: tuple[int, ...] = ()
    """Columns that begin a page; the sheet is then printed at `scale`, its title above each page."""
    scale: int = 0
    """Percentage of print where pages across are stated; 0: what fits `pages_across` and `pages_down`."""
    pages_down: int = 0
    """0: as many as there are."""

    def last_row(self) -> int:
        """The last row that holds anything; 0 on an empty sheet."""
        ends = (*(c.row + c.rows for c in self.cells), *(b.row + b.rows for b in self.blocks))
        return max(ends, default=1) - 1


@dataclass(frozen=True, slots=True)
class DefinedName:
    """A name for a cell or a range within one sheet."""

    name: str
    first: Address
    last: Address
    listed: bool = False
    """A list of options, a range even with a single one: to some engines MATCH finds nothing in a cell."""

    def reference(self) -> str:
        """As a file states it: with the sheet and `$`."""
        first, last = (cell_name(end.row, end.column, fixed=True) for end in (self.first, self.last))
        alone = first == last and not self.listed
        return f"{quoted_sheet(self.first.sheet)}!{first if alone else f'{first}:{last}'}"


@dataclass(frozen=True, slots=True)
class Column:
    """Where a block stands. `differs`: its cells are constants, each with its own."""

    sheet: str
    column: int
    row: int
    rows: int
    differs: bool = False


@dataclass(frozen=True, slots=True)
class Properties:
    """Document properties; `custom` is the machine identity."""

    title: str
    subject: str
    language: str
    footer: str
    page_of: str
    custom: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Workbook:
    """All sheets in order; the first one opens. `addresses`: code → where it stands (inputs, checked copies,
    parameters, values and their helper cells, table cells)."""

    sheets: tuple[Sheet, ...]
    names: tuple[DefinedName, ...]
    addresses: Mapping[str, Address]
    properties: Properties
    formulas: Mapping[str, Tree] = field(default_factory=dict)
    """Code → tree, for every formula that has a code."""
    constants: Mapping[str, Fraction] = field(default_factory=dict)
    """Code → number, for every locked number that has a code."""
    columns: Mapping[str, Column] = field(default_factory=dict)
    """Code → column, for every block that has a code; `addresses` has its first cell."""

    def in_row(self, row: int) -> Resolver:
        """Where the codes stand for a formula of a block in this row."""

        def resolve(code: str) -> Address:
            column = self.columns.get(code)
            return self.addresses[code] if column is None else Address(column.sheet, row, column.column)

        return resolve
