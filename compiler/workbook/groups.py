"""Which top elements share a sheet: a criterion has its own, penalties stand together."""

from __future__ import annotations

from dataclasses import dataclass

from compiler.model.indicators import Element, Level
from compiler.workbook.draft import BookDraft


@dataclass(frozen=True, slots=True)
class Group:
    """Top elements of one sheet and the sheet's name."""

    name: str
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
            groups[-1] = Group(book.texts("penalties"), (*groups[-1].tops, top))
        else:
            groups.append(Group(book.text(top.label), (top,)))
    return tuple(groups)
