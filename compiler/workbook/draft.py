"""Drafts of a workbook and its sheets while they are laid out; mutable, live only inside the planner."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from math import floor

from compiler.model.methodology import Methodology
from compiler.model.texts import Label, Language
from compiler.model.types import Type
from compiler.workbook.book import (
    INPUT_ROLES,
    Block,
    Cell,
    Chart,
    Column,
    Content,
    DefinedName,
    Formula,
    Highlight,
    Sheet,
    SheetRole,
    ValidatedCell,
    Validation,
)
from compiler.workbook.formula import Address, Tree
from compiler.workbook.metrics import DEFAULT_ROW_HEIGHT, GAP, MAX_ROW_HEIGHT, text_height
from compiler.workbook.paging import fitting_scale, page_breaks, pages_across, print_scale, printed_height
from compiler.workbook.program import Program
from compiler.workbook.styles import Style
from compiler.workbook.texts import Texts

MAX_SHEET_NAME = 31
_CONTENTS = (str, Fraction, Formula)
_FORBIDDEN = "\\/?*[]:"
_WIDE_ROLES = frozenset({SheetRole.TABLE, SheetRole.INPUTS})
"""Sheets of tables that may be many pages wide: the number of the row, in the first column, is on each."""


@dataclass(slots=True)
class SheetDraft:
    """One sheet under construction. `put` places a cell and notes the address of its code."""

    book: BookDraft
    name: str
    role: SheetRole
    title: str
    widths: list[float]
    cells: list[Cell] = field(default_factory=list)
    heights: dict[int, float] = field(default_factory=dict)
    outline: dict[int, int] = field(default_factory=dict)
    validations: list[ValidatedCell] = field(default_factory=list)
    highlights: list[Highlight] = field(default_factory=list)
    frozen_rows: int = 0
    repeat_rows: tuple[int, int] | None = None
    print_from: int = 0
    landscape: bool = False
    hidden: bool = False
    blocks: list[Block] = field(default_factory=list)
    frozen_columns: int = 0
    charts: list[Chart] = field(default_factory=list)
    repeat_columns: int = 0
    pages_across: int = 1
    pages_down: int = 0
    print_columns: int | None = None
    """How many columns from the left are printed; all of them when None."""
    kept: set[int] = field(default_factory=set)
    """Rows that a page break may not part from the row after them."""
    parts: dict[int, int] = field(default_factory=dict)
    """First and last rows of parts that begin a page if they take more than one."""
    column_breaks: tuple[int, ...] = ()
    scale: int = 0
    whole: bool = False
    """Whether all rows go on one page, where that is legible."""

    def keep(self, first: int, last: int) -> None:
        """Rows that stay on one page, both ends included."""
        self.kept.update(range(first, last))

    def put(
        self,
        row: int,
        column: int,
        content: Content | Tree,
        style: Style,
        code: str = "",
        rows: int = 1,
        columns: int = 1,
        link: Address | None = None,
        validation: Validation | None = None,
    ) -> None:
        """Places a cell; rows grow until a wrapped text fits. A bare tree becomes a formula."""
        content = content if content is None or isinstance(content, _CONTENTS) else Formula(content)
        self.cells.append(Cell(row, column, content, style, code, rows, columns, link))
        if code:
            self.book.place(code, Address(self.name, row, column), content)
        if validation is not None:
            self.validations.append(ValidatedCell(row, column, validation))
        if isinstance(content, str) and style.wrap:
            self._grow(row, rows, text_height(content, self.span_width(column, columns), style.size, style.bold))

    def block(
        self,
        row: int,
        column: int,
        rows: int,
        content: Tree | None,
        style: Style,
        code: str = "",
        validation: Validation | None = None,
    ) -> None:
        """Places a column of cells with the same content."""
        formula = None if content is None else Formula(content)
        self.blocks.append(Block(row, column, rows, formula, style, code))
        if code:
            self.book.place(code, Address(self.name, row, column), formula)
            self.book.columns[code] = Column(self.name, column, row, rows)
        if validation is not None:
            self.validations.append(ValidatedCell(row, column, validation, rows))

    def span_width(self, column: int, columns: int) -> float:
        """Of neighbouring columns, with what the program adds between them."""
        return sum(self.widths[column : column + columns]) + GAP * (columns - 1)

    def _grow(self, row: int, rows: int, needed: float) -> None:
        """Rows of a merged block share what the text needs."""
        for covered in range(row, row + rows):
            known = self.heights.get(covered, DEFAULT_ROW_HEIGHT)
            self.heights[covered] = min(MAX_ROW_HEIGHT, max(known, needed / rows))

    def at(self, row: int, column: int = 0) -> Address:
        """The address of a cell of this sheet; rows and columns from 0."""
        return Address(self.name, row, column)

    def finish(self) -> Sheet:
        """The sheet, with the ends of its pages."""
        printed = self.widths[: self.print_columns]
        if self.pages_across == 1 and not self.column_breaks:
            repeated = self.repeat_columns or int(self.role in _WIDE_ROLES)
            first = self.print_from if self.repeat_rows is None else self.repeat_rows[0]
            height = self._height(first)
            dense = self.role is SheetRole.TABLE
            self.pages_across, self.pages_down = pages_across(printed, height, self.landscape, repeated, dense)
            if self.pages_across > 1:
                self.repeat_columns = repeated
                if self.repeat_rows is not None:
                    # A title would be cut in the column that repeats; the header has it.
                    self.print_from = self.repeat_rows[0]
        sheet = Sheet(
            self.name,
            self.role,
            self.title,
            tuple(sorted(self.cells, key=lambda cell: (cell.row, cell.column))),
            tuple(self.widths),
            dict(self.heights),
            dict(self.outline),
            tuple(self.validations),
            tuple(self.highlights),
            self.frozen_rows,
            self.repeat_rows,
            self.print_from,
            self.landscape,
            self.hidden,
            tuple(self.blocks),
            self.frozen_columns,
            tuple(self.charts),
            self.repeat_columns,
            self.pages_across,
            len(printed),
            pages_down=self.pages_down,
        )
        if self.whole:
            return self._on_one_page(sheet, printed)
        if self.pages_across > 1 or not self.kept:
            return sheet
        height = printed_height(self.landscape) / print_scale(printed, self.landscape)
        rows = range(self.print_from, sheet.last_row() + 1)
        every = self.role not in INPUT_ROLES
        breaks = page_breaks(self.heights, self.kept, rows, self.repeat_rows, height, self.parts, every)
        return replace(sheet, breaks=breaks)

    def _height(self, first: int) -> float:
        """Points of all rows from this one on."""
        ends = (*(c.row + c.rows for c in self.cells), *(b.row + b.rows for b in self.blocks))
        return sum(self.heights.get(row, DEFAULT_ROW_HEIGHT) for row in range(first, max(ends, default=first)))

    def _on_one_page(self, sheet: Sheet, printed: Sequence[float]) -> Sheet:
        height = self._height(self.print_from)
        if self.column_breaks:
            scale = fitting_scale(height, self.landscape, self.scale)
            return replace(sheet, column_breaks=self.column_breaks, scale=scale)
        fitted = floor(100 * print_scale(printed, self.landscape))
        return replace(sheet, pages_down=int(fitting_scale(height, self.landscape, fitted) < fitted))


@dataclass(slots=True)
class BookDraft:
    """The workbook under construction, with what every sheet needs to know."""

    methodology: Methodology
    language: Language
    program: Program
    texts: Texts
    code_names: Mapping[str, str] = field(default_factory=dict)
    """Code of an input, parameter or value → its defined name."""
    worded: dict[object, tuple[str, str, str, str]] = field(default_factory=dict)
    """By field, the words that its cells show when they are chosen or filled wrongly."""
    sheets: list[SheetDraft] = field(default_factory=list)
    addresses: dict[str, Address] = field(default_factory=dict)
    formulas: dict[str, Tree] = field(default_factory=dict)
    constants: dict[str, Fraction] = field(default_factory=dict)
    names: dict[str, DefinedName] = field(default_factory=dict)
    lists: dict[str, Type] = field(default_factory=dict)
    """Lists that drop-downs use, by defined name."""
    columns: dict[str, Column] = field(default_factory=dict)

    def sheet(self, name: str, role: SheetRole, title: str, widths: list[float]) -> SheetDraft:
        """A new sheet; its name is made legal, and a clash of names gets a readable number."""
        draft = SheetDraft(self, self._free_name(name), role, title, widths)
        self.sheets.append(draft)
        return draft

    def _free_name(self, wanted: str) -> str:
        legal = "".join(" " if letter in _FORBIDDEN else letter for letter in wanted).strip(" '")
        base = " ".join(legal.split())[:MAX_SHEET_NAME].rstrip()
        taken = {sheet.name.casefold() for sheet in self.sheets}
        for number in range(1, len(taken) + 2):
            suffix = "" if number == 1 else f" ({number})"
            name = base[: MAX_SHEET_NAME - len(suffix)].rstrip() + suffix
            if name.casefold() not in taken:
                return name
        raise AssertionError("one of n + 1 names is free")

    def place(self, code: str, address: Address, content: Content) -> None:
        """Says where the cell of a code is and what it holds. ValueError for a code that has a cell already."""
        if code in self.addresses:
            raise ValueError(f"{code} is placed twice: {self.addresses[code]}, {address}")
        self.addresses[code] = address
        if isinstance(content, Formula):
            self.formulas[code] = content.tree
        elif isinstance(content, Fraction):
            self.constants[code] = content

    def name_range(self, name: str, first: Address, last: Address | None = None) -> None:
        """Defines a name for a cell, or for all cells from `first` to `last` of one sheet."""
        self.names[name] = DefinedName(name, first, first if last is None else last, last is not None)

    def text(self, label: Label) -> str:
        """The label in the workbook's language, else the act's own text."""
        return label.text(self.language)

    def in_all_languages(self, label: Label) -> tuple[str, ...]:
        """The label in every language of the methodology's workbooks: their cells stand in the same places."""
        return tuple(label.text(language) for language in self.methodology.identity.languages)
