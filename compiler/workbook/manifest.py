"""The manifest: every formula, locked constant, label and validation of a workbook, kept outside the file.

A returned workbook is compared with it cell by cell; protection inside the file proves nothing.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Any

from compiler.workbook.book import Formula, Sheet, Validation, Workbook
from compiler.workbook.formula import cell_name, print_formula, print_number


def canonical(formula: str) -> str:
    """The formula without what programs change on saving: case, `$`, blanks, `_xlfn.`, TRUE for TRUE(). Texts inside
    quotes stay as they are."""
    pieces = formula.lstrip("=").split('"')
    for index in range(0, len(pieces), 2):
        outside = pieces[index].replace("$", "").replace(" ", "").replace("_xlfn.", "").upper()
        pieces[index] = outside.replace("TRUE()", "TRUE").replace("FALSE()", "FALSE")
    return '"'.join(pieces)


def manifest(workbook: Workbook) -> Mapping[str, Any]:
    """Plain data, ready for JSON: identity, sheets in order, defined names, address of every code."""
    sheets = [_sheet(sheet, workbook) for sheet in workbook.sheets]
    formulas = "\n".join(f"{s['name']}!{cell}={text}" for s in sheets for cell, text in s["formulas"].items())
    return {
        "identity": dict(workbook.properties.custom),
        "formulas_fingerprint": hashlib.sha256(formulas.encode()).hexdigest(),
        "sheets": sheets,
        "names": {
            name.name: [
                name.first.sheet,
                cell_name(name.first.row, name.first.column),
                cell_name(name.last.row, name.last.column),
            ]
            for name in workbook.names
        },
        "codes": {
            code: [address.sheet, cell_name(address.row, address.column)]
            for code, address in workbook.addresses.items()
        },
    }


def _sheet(sheet: Sheet, workbook: Workbook) -> dict[str, Any]:
    formulas: dict[str, str] = {}
    constants: dict[str, str] = {}
    labels: dict[str, str] = {}
    inputs: list[str] = []
    for cell in sheet.cells:
        name = cell_name(cell.row, cell.column)
        if not cell.style.locked:
            inputs.append(name)
        match cell.content:
            case None:
                continue
            case Formula(tree):
                formulas[name] = canonical(print_formula(tree, workbook.addresses.__getitem__, sheet.name))
            case str():
                labels[name] = cell.content
            case number:
                constants[name] = print_number(number)
    return {
        "name": sheet.name,
        "role": sheet.role.value,
        "formulas": formulas,
        "constants": constants,
        "labels": labels,
        "inputs": inputs,
        "validations": {cell_name(v.row, v.column): _validation(v.validation) for v in sheet.validations},
    }


def _validation(validation: Validation) -> list[str]:
    """Kind and rule; prompts are texts and prove nothing."""
    ends = [("" if end is None else print_number(end)) for end in (validation.low, validation.high)]
    return [validation.kind.value, *ends, canonical(validation.formula), canonical(validation.high_formula)]
