"""What a returned workbook is compared with, cell by cell: every formula, locked constant, locked text and validation.

It is kept outside the file, because protection inside proves nothing. Everything is in a form that saving in another
program does not change; long contents stand as fingerprints.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from compiler.workbook.book import Formula, Sheet, Validation, ValidationKind, Workbook
from compiler.workbook.cell_names import cell_name
from compiler.workbook.formula import print_formula, print_number
from compiler.workbook.identity import UNIT

_WORDS = {
    ValidationKind.WHOLE: "whole",
    ValidationKind.DECIMAL: "decimal",
    ValidationKind.DATE: "date",
    ValidationKind.LIST: "list",
    ValidationKind.LENGTH: "textLength",
    ValidationKind.CUSTOM: "custom",
}
"""As the file format names them."""


@dataclass(frozen=True, slots=True)
class PrintedFormula:
    """A formula where it stands; `code` is empty for a cell without one, `text` begins with `=`. A block of
    cells has one entry: `cell` is its range, `text` the formula of its first cell."""

    sheet: str
    cell: str
    code: str
    text: str


def printed_formulas(workbook: Workbook) -> tuple[PrintedFormula, ...]:
    """Every formula, in the order of the sheets and their rows; blocks after the single cells of their sheet."""
    resolve = workbook.addresses.__getitem__
    found: list[PrintedFormula] = []
    for sheet in workbook.sheets:
        for cell in sheet.cells:
            if isinstance(cell.content, Formula):
                text = "=" + print_formula(cell.content.tree, resolve, sheet.name)
                found.append(PrintedFormula(sheet.name, cell_name(cell.row, cell.column), cell.code, text))
        for block in sheet.blocks:
            if block.content is not None:
                text = "=" + print_formula(block.content.tree, workbook.in_row(block.row), sheet.name)
                place = range_name(block.row, block.column, block.rows)
                found.append(PrintedFormula(sheet.name, place, block.code, text))
    return tuple(found)


def range_name(row: int, column: int, rows: int) -> str:
    """A cell, or the range of some cells below each other."""
    first = cell_name(row, column)
    return first if rows == 1 else f"{first}:{cell_name(row + rows - 1, column)}"


def manifest(workbook: Workbook, formulas: Sequence[PrintedFormula]) -> Mapping[str, Any]:
    """Plain data, ready for JSON: defined names, then the sheets in order, each with its cells by kind of content."""
    by_sheet: dict[str, dict[str, str]] = {sheet.name: {} for sheet in workbook.sheets}
    for formula in formulas:
        by_sheet[formula.sheet][formula.cell] = fingerprint(canonical(formula.text))
    return {
        "names": {name.name: canonical(name.reference()) for name in workbook.names},
        "sheets": [_sheet(sheet, by_sheet[sheet.name]) for sheet in workbook.sheets],
    }


def canonical(formula: str) -> str:
    """The formula without what programs change on saving: case, `$`, blanks, quotes of sheet names, `_xlfn.`, TRUE for
    TRUE(). Texts inside double quotes stay as they are."""
    pieces = formula.lstrip("=").split('"')
    for index in range(0, len(pieces), 2):
        outside = pieces[index].replace("$", "").replace(" ", "").replace("'", "").replace("_xlfn.", "").upper()
        pieces[index] = outside.replace("TRUE()", "TRUE").replace("FALSE()", "FALSE")
    return '"'.join(pieces)


def canonical_number(value: float) -> str:
    """The digits that every program keeps."""
    return f"{value:.15g}"


def canonical_validation(kind: str, first: str, second: str) -> str:
    """`kind` as in the file. Lists and rules have one formula; some programs write 0 for the second."""
    return f"{kind};{canonical(first)}" + ("" if kind in ("list", "custom") else f";{canonical(second)}")


def fingerprint(text: str) -> str:
    """Short enough to read, long enough that two formulas never share it by chance."""
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def _sheet(sheet: Sheet, formulas: Mapping[str, str]) -> dict[str, Any]:
    fixed = (c for c in sheet.cells if c.style.locked and not c.code.startswith(UNIT))
    locked = [(cell_name(c.row, c.column), c.content) for c in fixed]
    return {
        "name": sheet.name,
        "role": sheet.role.value,
        "formulas": formulas,
        "constants": {
            name: canonical_number(float(content)) for name, content in locked if isinstance(content, Fraction)
        },
        "texts": {name: fingerprint(content) for name, content in locked if isinstance(content, str) and content},
        "validations": {
            range_name(item.row, item.column, item.rows): _validation(item.validation) for item in sheet.validations
        },
    }


def _validation(validation: Validation) -> str:
    """Kind and rule; prompts are texts and prove nothing."""
    low, high = ("" if end is None else print_number(end) for end in (validation.low, validation.high))
    return canonical_validation(_WORDS[validation.kind], validation.formula or low, validation.high_formula or high)
