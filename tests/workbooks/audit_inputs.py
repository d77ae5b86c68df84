"""Rules about inputs: unlocked cells, validations, lists, bounds, repeating rows."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from openpyxl.cell.cell import MergedCell
from openpyxl.utils import column_index_from_string, range_boundaries
from openpyxl.worksheet.worksheet import Worksheet

from tests.workbooks.book_file import BookFile, Finding

TITLE, PROMPT, ERROR = 32, 255, 224
MATRIX_CLAUSE_ROW = 6
"""Row of the clauses in the heading of a matrix."""


def _validations(sheet: Worksheet) -> list[Any]:
    return list(sheet.data_validations.dataValidation)


def _by_cell(sheet: Worksheet) -> dict[str, Any]:
    found = {}
    for validation in _validations(sheet):
        for block in validation.sqref.ranges:
            for row in sheet[block.coord] if ":" in block.coord else ((sheet[block.coord],),):
                for cell in row:
                    found[cell.coordinate] = validation
    return found


def _validated(book: BookFile, sheet: Worksheet) -> Iterator[tuple[Any, Any]]:
    """Unlocked cells with their validation."""
    validations = _by_cell(sheet)
    return ((cell, validations[cell.coordinate]) for cell in book.unlocked(sheet) if cell.coordinate in validations)


def rule_8_repeating_rows(book: BookFile) -> list[Finding]:
    """Rows of an outline group look and take the same as the row before the group; none is hidden."""
    found = []
    for sheet in book.sheets:
        validated = _by_cell(sheet)
        for number, row in sorted(sheet.row_dimensions.items()):
            if row.hidden:
                found.append(Finding(8, f"{sheet.title}!{number}", "hidden: a protected sheet cannot open it"))
            if not row.outlineLevel or sheet.row_dimensions[number - 1].outlineLevel:
                continue
            last = number
            while sheet.row_dimensions[last].outlineLevel:
                last += 1
            unlocked = [
                cell.coordinate
                for r in sheet.iter_rows(number, last - 1)
                for cell in r
                if cell.has_style and not cell.protection.locked and not isinstance(cell, MergedCell)
            ]
            if not unlocked or any(place not in validated for place in unlocked):
                found.append(Finding(8, f"{sheet.title}!{number}", "spare rows without inputs or validations"))
    return found


def rule_9_unlocked(book: BookFile) -> list[Finding]:
    found = []
    for sheet in book.sheets:
        validated = _by_cell(sheet)
        cells = book.unlocked(sheet)
        for cell in cells:
            if cell.coordinate not in validated:
                found.append(Finding(9, f"{sheet.title}!{cell.coordinate}", "unlocked without a validation"))
            if not cell.style.startswith("input "):
                found.append(Finding(9, f"{sheet.title}!{cell.coordinate}", "an input without a named input style"))
            if cell.border.left.style in (None, "thin"):
                found.append(Finding(9, f"{sheet.title}!{cell.coordinate}", "no cue besides colour"))
        free = {cell.coordinate for cell in cells}
        found.extend(
            Finding(9, f"{sheet.title}!{place}", "a validation on a locked cell") for place in validated.keys() - free
        )
    return found


def rule_10_validations(book: BookFile) -> list[Finding]:
    found = []
    for sheet in book.sheets:
        for v in _validations(sheet):
            place = f"{sheet.title}!{v.sqref}"
            if not v.showErrorMessage or v.errorStyle not in (None, "stop"):
                found.append(Finding(10, place, "does not block"))
            for text, limit in ((v.promptTitle, TITLE), (v.errorTitle, TITLE), (v.prompt, PROMPT), (v.error, ERROR)):
                if not text or len(text) > limit:
                    found.append(Finding(10, place, f"text missing or longer than {limit}: {text!r}"))
    return found


def rule_11_lists(book: BookFile) -> list[Finding]:
    names = book.book.defined_names
    return [
        Finding(11, f"{sheet.title}!{v.sqref}", f"list from {v.formula1}")
        for sheet in book.sheets
        for v in _validations(sheet)
        if v.type == "list" and v.formula1.lstrip("=") not in names
    ]


def rule_12_bounds(book: BookFile) -> list[Finding]:
    found = []
    for sheet in book.sheets:
        for cell, v in _validated(book, sheet):
            place = f"{sheet.title}!{cell.coordinate}"
            between = v.operator in (None, "between") and v.formula1 and v.formula2
            if v.type in ("whole", "decimal", "textLength") and not between:
                found.append(Finding(12, place, "a number without both bounds"))
            if cell.style == "input share" and not cell.number_format.endswith("%"):
                found.append(Finding(12, place, "a share without %"))
    return found


def rule_13_declined(book: BookFile) -> list[Finding]:
    """Where "-" is allowed, the rule also bounds numbers, so that blank, zero and "-" stay apart."""
    found = []
    for sheet in book.sheets:
        for v in _validations(sheet):
            if v.type == "custom" and '"-"' in v.formula1 and not ("ISNUMBER" in v.formula1 and ">=" in v.formula1):
                found.append(Finding(13, f"{sheet.title}!{v.sqref}", v.formula1))
    return found


def rule_14_clauses(book: BookFile) -> list[Finding]:
    """Every prompt ends with its clause, and every calculated value has one in its row."""
    found = []
    for sheet in book.sheets:
        for v in _validations(sheet):
            if not re.search(r"(Основание|Негізі|Basis): ?.", v.prompt or "") and not (v.prompt or "").endswith("…"):
                found.append(Finding(14, f"{sheet.title}!{v.sqref}", "a prompt without its clause"))
    for name, defined in book.book.defined_names.items():
        if name.startswith("v_"):
            for title, place in defined.destinations:
                sheet = book.book[title]
                min_column, first, _, last = range_boundaries(place)
                # In a matrix, where a name stands for a column, the clause is in the column's heading; beside copies,
                # in the last of the columns that repeat on every page.
                repeated = (
                    column_index_from_string(sheet.print_title_cols.split("$")[-1]) if sheet.print_title_cols else 6
                )
                clause = sheet.cell(MATRIX_CLAUSE_ROW, min_column) if last > first else sheet.cell(first, repeated)
                if not clause.value:
                    found.append(Finding(14, f"{title}!{place}", "a value without its clause"))
    return found


def rule_15_links_and_dates(book: BookFile) -> list[Finding]:
    found = []
    for sheet in book.sheets:
        for cell, v in _validated(book, sheet):
            place = f"{sheet.title}!{cell.coordinate}"
            if cell.style == "input link" and not (v.type == "custom" and "http" in v.formula1):
                found.append(Finding(15, place, "a link that is not checked"))
            if cell.style == "input date" and v.type not in ("date", "decimal"):
                found.append(Finding(15, place, "a date that is not checked"))
    return found
