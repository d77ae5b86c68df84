"""One kind of body while its sheets are laid out."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from compiler.model.bands import BandTable
from compiler.model.indicators import Element, Level
from compiler.model.methodology import AssessedBody, Methodology
from compiler.model.quantities import Value
from compiler.model.types import Kind
from compiler.workbook.book import Column
from compiler.workbook.draft import BookDraft
from compiler.workbook.formula import Address, Cell, Span, Tree, renamed

FIRST = 9
"""The row of the first body, on every matrix sheet."""
BLANK_ROWS = 20
"""Rows of a kind of which the methodology names no bodies."""
NUMBER, BODY, PRESENT = "#number", "#body", "#present"
"""Columns that every kind has: the body's number in the list, its name, 1 where a name stands."""
_SHORT = re.compile(r"\(([^()]{1,10})\)\s*$")
_LONGEST_MARK = 12


@dataclass(slots=True)
class KindDraft:
    """`book` is the workbook as this kind of body sees it: with its own methodology and program. `mark` ends the names
    of its sheets."""

    book: BookDraft
    mark: str
    bodies: tuple[AssessedBody, ...]
    rows: int
    wholes: set[str] = field(default_factory=set)
    """Codes of the columns that some formula reads from the first body to the last."""

    @property
    def methodology(self) -> Methodology:
        return self.book.methodology

    def key(self, code: str) -> str:
        """The code with its kind of body: what the workbook knows the column by."""
        return f"{self.methodology.body.name}:{code}"

    def cell(self, code: str) -> Cell:
        """The cell of the code in the row at hand."""
        return Cell(self.key(code))

    def whole(self, code: str) -> Span:
        """All bodies' cells of a column."""
        self.wholes.add(code)
        return Span(self.key(f"{code}#first"), self.key(f"{code}#last"))

    def keyed(self, tree: Tree) -> Tree:
        """A tree of the program, which knows nothing of kinds, as a formula of the workbook."""
        return renamed(tree, self.key)

    def pin(self) -> None:
        """Gives the ends of whole columns their fixed addresses, once all columns have a place."""
        for code in sorted(self.wholes):
            column = self.book.columns[self.key(code)]
            last = column.row + column.rows - 1
            for end, row in (("first", column.row), ("last", last)):
                self.book.addresses[self.key(f"{code}#{end}")] = Address(column.sheet, row, column.column, fixed=True)

    def constants(self, code: str, sheet: str, column: int, row: int = FIRST) -> None:
        """Notes that the cells of this column are constants of their own."""
        self.book.columns[self.key(code)] = Column(sheet, column, row, self.rows, differs=True)
        self.book.addresses[self.key(code)] = Address(sheet, row, column)


def short_mark(book: BookDraft, methodology: Methodology) -> str:
    """What sheets of this kind end in: the abbreviation that its label has in brackets, else the label, else a name."""
    label = book.text(methodology.body.label)
    found = _SHORT.search(label)
    if found is not None:
        return f" {found.group(1)}"
    return f" {label}" if len(label) <= _LONGEST_MARK else f" {methodology.body.name}"


@dataclass(frozen=True, slots=True)
class Ranked:
    """What bodies are ranked by: the total, or a direction where there is no total, never a penalty, of which less is
    better. `parts` make it up."""

    element: Element
    score: str
    mark: str
    parts: tuple[Element, ...]


def ranked(methodology: Methodology) -> tuple[Ranked, ...]:
    """What bodies are ranked by: the total, or where the act has none, each part of the whole but the penalties."""
    root = methodology.root
    if root.score is not None:
        return (Ranked(root, root.score, "", scored_children(root)),)
    return tuple(
        Ranked(top, top.score, f" {number}", scored_children(top))
        for number, top in enumerate(root.children, 1)
        if top.score is not None and top.level is not Level.PENALTY
    )


def label_of(book: BookDraft, element: Element) -> str:
    """What readers see of it; a penalty says that it is one, for its points are no merit."""
    label = book.text(element.label)
    return f"{label} ({book.texts('rating_penalty')})" if element.level is Level.PENALTY else label


def scored_children(element: Element) -> tuple[Element, ...]:
    """Those parts of an element that have scores."""
    return tuple(child for child in element.children if child.score is not None)


def category_of(methodology: Methodology, element: Element) -> Value | None:
    """The value that gives the element's score a category."""
    for step in element.steps:
        value = methodology.values.get(step.code)
        if value is None or value.type.kind is not Kind.CHOICE or not isinstance(value.rule, BandTable):
            continue
        if value.rule.operand == element.score:
            return value
    return None
