"""The tamper audit: a returned workbook against the manifest of its template, cell by cell.

In: what the workbook holds and its record of the manifest. Out: every place where a formula, a locked number or text,
a rule of input, a name or a sheet is no longer what was issued, and from which row of a sheet cells have moved.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, time, timedelta
from enum import Enum
from typing import Any

from openpyxl.utils.datetime import to_excel

from compiler.intake.contents import Contents
from compiler.intake.sheets import Position, SheetContents, StoredCell
from compiler.intake.shown import shown
from compiler.intake.template import place_name
from compiler.workbook.cell_names import cell_name, cell_position
from compiler.workbook.manifest import canonical, canonical_number, canonical_validation, fingerprint
from dsl.diagnostics import Diagnostic, diagnose
from dsl.source import Span

_SMALL_AREA = 4096
"""Cells of an area that are written out one by one; a larger one is asked for each cell of the template."""
BELOW_ALL = 1 << 20
"""Rows of a sheet: no row is so far down."""
FARTHEST = 60
"""Rows by which a block of texts is looked for when it is not where it was."""


class Tampering(Enum):
    """What was done; `return-<value>` is the slug of its diagnostic."""

    FORMULA_CHANGED = "formula-changed"
    FORMULA_OVERWRITTEN = "formula-overwritten"
    FORMULA_REMOVED = "formula-removed"
    FORMULA_ADDED = "formula-added"
    NUMBER_CHANGED = "number-changed"
    TEXT_CHANGED = "text-changed"
    RULE_CHANGED = "rule-changed"
    NAME_CHANGED = "name-changed"
    SHEET_REMOVED = "sheet-removed"
    SHEET_ADDED = "sheet-added"
    ROWS_MOVED = "rows-moved"


@dataclass(frozen=True, slots=True)
class Change:
    """`cell` is empty where a whole sheet is meant, `sheet` is the name where a defined name is; `found` is what stands
    there now, "" for nothing."""

    what: Tampering
    sheet: str
    cell: str
    found: str

    def diagnostic(self, here: Span) -> Diagnostic:
        """`here`: the file."""
        place = place_name(self.sheet, self.cell)
        return diagnose(
            f"return-{self.what.value}", here, place=place, sheet=self.sheet, name=self.sheet, found=shown(self.found)
        )


@dataclass(frozen=True, slots=True)
class Audit:
    """`moved`: sheet → first row (from 0) from which cells are not where the template has them: nothing there can be
    trusted to be the input that it seems."""

    changes: tuple[Change, ...]
    moved: Mapping[str, int]

    def in_place(self, sheet: str, row: int) -> bool:
        """Whether what stands in this row (from 0) stands where it was issued."""
        return sheet not in self.moved or row < self.moved[sheet]


def audit(contents: Contents, record: Mapping[str, Any]) -> Audit:
    """`record`: the workbook's entry in the manifest."""
    changes: list[Change] = []
    moved: dict[str, int] = {}
    issued = {sheet["name"]: sheet for sheet in record["sheets"]}
    for name in contents.sheets:
        if name not in issued:
            changes.append(Change(Tampering.SHEET_ADDED, name, "", ""))
    for name, sheet in issued.items():
        if name not in contents.sheets:
            changes.append(Change(Tampering.SHEET_REMOVED, name, "", ""))
            continue
        first = _first_moved(sheet["texts"], contents.sheets[name])
        if first is not None:
            moved[name] = first
            changes.append(Change(Tampering.ROWS_MOVED, name, cell_name(first, 0), ""))
        limit = BELOW_ALL if first is None else first
        changes.extend(_cells(sheet, contents.sheets[name], limit))
        changes.extend(_rules(sheet, contents.sheets[name], limit))
    for name, reference in record["names"].items():
        found = contents.names.get(name, "")
        if canonical(found) != reference:
            changes.append(Change(Tampering.NAME_CHANGED, name, "", found))
    return Audit(tuple(changes), moved)


def _first_moved(texts: Mapping[str, str], sheet: SheetContents) -> int | None:
    """The row from which the fixed texts stand elsewhere: a row was inserted or deleted there, not a text retyped.

    One row off in the same way for most of the texts below: what remains after that are texts that were changed.
    """
    anchors = sorted((cell_position(cell), print_) for cell, print_ in texts.items())
    here = {position: fingerprint(text) for position, text in _texts(sheet)}
    wrong = [(position, print_) for position, print_ in anchors if here.get(position) != print_]
    if len(wrong) < 2:
        return None
    for step in range(1, FARTHEST + 1):
        for offset in (step, -step):
            found = sum(here.get((row + offset, column)) == print_ for (row, column), print_ in wrong)
            if found * 2 > len(wrong):
                first = min(row for (row, column), print_ in wrong if here.get((row + offset, column)) == print_)
                return _after_last_in_place(anchors, here, first)
    return None


def _after_last_in_place(anchors: list[tuple[Position, str]], here: Mapping[Position, str], first: int) -> int:
    """Rows between the last text in its place and the first that has moved may have moved too."""
    placed = [row for (row, column), print_ in anchors if row < first and here.get((row, column)) == print_]
    return max(placed, default=-1) + 1


def _texts(sheet: SheetContents) -> Iterator[tuple[Position, str]]:
    for position, cell in sheet.cells.items():
        if cell.formula is None and isinstance(cell.raw.value, str):
            yield position, cell.raw.value


def _cells(sheet: Mapping[str, Any], found: SheetContents, limit: int) -> Iterator[Change]:
    name = sheet["name"]
    formulas, numbers, texts = sheet["formulas"], sheet["constants"], sheet["texts"]
    places = {cell_position(cell): cell for kind in (formulas, numbers, texts) for cell in kind}
    for position, place in places.items():
        if position[0] >= limit:
            continue
        cell = found.cells.get(position)
        if place in formulas:
            what = _formula_change(cell, formulas[place])
        elif place in numbers:
            what = None if _is_number(cell, numbers[place]) else Tampering.NUMBER_CHANGED
        else:
            what = None if _is_text(cell, texts[place]) else Tampering.TEXT_CHANGED
        if what is not None:
            yield Change(what, name, place, _shown(cell))
    inputs = {cell_position(cell) for cell in sheet["validations"]}
    for position, cell in found.cells.items():
        # Formulas in input cells are findings of the input itself.
        if cell.formula is not None and position not in places and position not in inputs and position[0] < limit:
            yield Change(Tampering.FORMULA_ADDED, name, cell_name(*position), _shown(cell))


def _formula_change(cell: StoredCell | None, issued: str) -> Tampering | None:
    if cell is None:
        return Tampering.FORMULA_REMOVED
    if cell.formula is None:
        return Tampering.FORMULA_OVERWRITTEN
    return None if fingerprint(canonical(cell.formula)) == issued else Tampering.FORMULA_CHANGED


def _is_number(cell: StoredCell | None, issued: str) -> bool:
    """A number shown as a date arrives as one."""
    if cell is None or cell.formula is not None or isinstance(cell.raw.value, bool):
        return False
    value = cell.raw.value
    if isinstance(value, (date, time, timedelta)):
        value = to_excel(value)
    return isinstance(value, (int, float)) and canonical_number(float(value)) == issued


def _is_text(cell: StoredCell | None, issued: str) -> bool:
    """Programs keep the letters of a text and may rewrite its line ends."""
    if cell is None or cell.formula is not None or not isinstance(cell.raw.value, str):
        return False
    text = cell.raw.value
    return fingerprint(text) == issued or fingerprint(text.replace("\r\n", "\n")) == issued


def _rules(sheet: Mapping[str, Any], found: SheetContents, limit: int) -> Iterator[Change]:
    """Rules of input that were taken away or loosened; one change for each cell."""
    issued = {cell_position(cell): (cell, rule) for cell, rule in sheet["validations"].items()}
    here: dict[Position, str] = {}
    for rule in found.rules:
        text = canonical_validation(rule.kind, rule.first, rule.second)
        for top, left, bottom, right in rule.areas:
            if (bottom - top + 1) * (right - left + 1) <= _SMALL_AREA:
                covered = ((row, column) for row in range(top, bottom + 1) for column in range(left, right + 1))
                here.update((position, text) for position in covered if position in issued)
            else:
                inside = (p for p in issued if top <= p[0] <= bottom and left <= p[1] <= right)
                here.update((position, text) for position in inside)
    for position, (cell, rule) in issued.items():
        if position[0] < limit and here.get(position) != rule:
            yield Change(Tampering.RULE_CHANGED, sheet["name"], cell, here.get(position, ""))


def _shown(cell: StoredCell | None) -> str:
    if cell is None:
        return ""
    return f"={cell.formula}" if cell.formula is not None else str(cell.raw.value)
