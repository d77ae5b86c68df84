"""A workbook of the sample filled in as a person fills it: words from lists, dates, numbers, texts."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from fractions import Fraction
from pathlib import Path

import openpyxl
from openpyxl.utils.datetime import from_excel

from compiler.evaluate import Cell, Given, State
from compiler.excel.release import Released, prepare, release
from compiler.intake.reading import Expected
from compiler.model.texts import Language
from compiler.model.types import Kind, Type
from compiler.workbook.formula import Address
from compiler.workbook.identity import Build
from compiler.workbook.program import row_code
from tests.support.models import sample_edition, sample_methodology
from tests.support.typing import word_for

FINGERPRINT = "ab" * 32
SAMPLE = sample_methodology()
EDITION = sample_edition()
EXPECTED = Expected(EDITION, FINGERPRINT)

Typed = str | int | float | datetime | bool


def built(folder: Path, kind: str, language: Language = Language.KK) -> Released:
    """A workbook of the sample as the compiler makes it."""
    return release(prepare(SAMPLE), kind, language, Build(FINGERPRINT, "0.1.0"), folder)


def type_into(path: Path, cells: Mapping[Address, Typed]) -> None:
    """Puts contents into cells, as a person would."""
    book = openpyxl.load_workbook(path)
    for address, content in cells.items():
        book[address.sheet].cell(address.row + 1, address.column + 1).value = content
    book.save(path)


def cells_of(released: Released, given: Given, language: Language = Language.KK) -> dict[Address, Typed]:
    """What is typed where, so that the workbook gives `given`; what the workbook has no cell for is left out."""
    found: dict[Address, Typed] = {}
    places = released.workbook.addresses
    for code, cell in given.inputs.items():
        if code in places:
            found[places[code]] = _typed(cell, SAMPLE.inputs[code].type, language)
    for code, rows in given.tables.items():
        for number, row in enumerate(rows, 1):
            for column, cell in row.items():
                place = row_code(code, number, column)
                if place in places:
                    found[places[place]] = _typed(cell, SAMPLE.tables[code].column(column).type, language)
    return found


def _typed(cell: Cell, type_: Type, language: Language) -> Typed:
    if isinstance(cell, State):
        return "-"
    if isinstance(cell, str):
        return cell
    word = word_for(type_, cell, language)
    if word is not None:
        return word
    if type_.kind is Kind.DATE:
        day = from_excel(int(cell))
        assert isinstance(day, datetime)
        return day
    return int(cell) if cell.denominator == 1 else float(Fraction(cell))
