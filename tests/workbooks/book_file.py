"""A generated file as the audit sees it: openpyxl's view and the raw XML beside it."""

from __future__ import annotations

import re
import zipfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import openpyxl
from openpyxl.worksheet.worksheet import Worksheet


@dataclass(frozen=True)
class Finding:
    rule: int
    place: str
    text: str


@dataclass
class BookFile:
    """`path` is opened once; checks only read."""

    path: Path
    parts: dict[str, bytes] = field(default_factory=dict)
    book: Any = None

    def __post_init__(self) -> None:
        with zipfile.ZipFile(self.path) as archive:
            self.parts = {info.filename: archive.read(info) for info in archive.infolist()}
        self.book = openpyxl.load_workbook(self.path)

    @property
    def sheets(self) -> list[Worksheet]:
        return list(self.book.worksheets)

    @property
    def kind(self) -> str:
        """What the workbook is for, as it says itself."""
        return next((item.value for item in self.book.custom_doc_props.props if item.name == "esep.kind"), "")

    def xml(self, number: int) -> str:
        """XML of a sheet, from 1; XlsxWriter numbers parts in the order of sheets."""
        return self.parts[f"xl/worksheets/sheet{number}.xml"].decode()

    def formulas(self) -> list[tuple[Worksheet, str, str]]:
        """(sheet, cell, text without "=") of every formula."""
        found = []
        for sheet in self.sheets:
            for row in sheet.iter_rows():
                for cell in row:
                    if isinstance(cell.value, str) and cell.data_type == "f":
                        found.append((sheet, cell.coordinate, cell.value[1:]))
        return found

    def unlocked(self, sheet: Worksheet) -> list[Any]:
        """Cells that a person can change; the top left ones of merged blocks."""
        found = []
        for row in sheet.iter_rows():
            for cell in row:
                if not isinstance(cell, openpyxl.cell.MergedCell) and cell.has_style and not cell.protection.locked:
                    found.append(cell)
        return found


def outside_quotes(formula: str) -> str:
    """The formula with texts and sheet names taken out."""
    return re.sub(r"'(?:[^']|'')*'!", "SHEET!", re.sub(r'"(?:[^"]|"")*"', '""', formula))
