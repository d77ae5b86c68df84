"""Which top elements share a sheet: a criterion has its own, penalties stand together."""

from __future__ import annotations

from dataclasses import dataclass

from compiler.model.indicators import Element, Level
from compiler.workbook.draft import BookDraft


@dataclass(frozen=True, slots=True)
class Group:
    """Top elements of one sheet, what they are called, and what sheet names end in: " 2" or ", penalties"."""

    name: str
    mark: str
    tops: tuple[Element, ...]

    def elements(self) -> tuple[Element, ...]:
        """All elements of the group, in the act's order."""
        return tuple(element for top in self.tops for element in top.walk())


def top_groups(book: BookDraft) -> tuple[Group, ...]:
    """The children of the root in the act's order; neighbouring penalties are one group."""
    groups: list[Group] = []
    for top in book.methodology.root.children:
        last = groups[-1].tops[-1] if groups else None
        if top.level is Level.PENALTY and last is not None and last.level is Level.PENALTY:
            groups[-1] = Group(book.texts("penalties"), book.texts("penalties_mark"), (*groups[-1].tops, top))
        else:
            groups.append(Group(book.text(top.label), f" {top.number.strip(' .') or len(groups) + 1}", (top,)))
    return tuple(groups)


def table_mark(book: BookDraft, table: str) -> str:
    """What the name of a sheet about this table says of its group; empty when it belongs to none."""
    for group in top_groups(book):
        if any(table in element.tables for element in group.elements()):
            return group.mark
    return ""


def numbered_sheet(book: BookDraft, stem: str) -> str:
    """The stem with the first number that no sheet has yet."""
    taken = {sheet.name.casefold() for sheet in book.sheets}
    number = 1
    while f"{stem} {number}".casefold() in taken:
        number += 1
    return f"{stem} {number}"
