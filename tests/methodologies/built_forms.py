"""The sheets of official forms in freshly built workbooks, whatever methodology, edition and kind of workbook has them.

A form is found by its code: first in the sources (which methodology), then at the end of cell A1 of its sheet.
"""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from openpyxl import load_workbook
from openpyxl.cell.cell import Cell
from openpyxl.worksheet.worksheet import Worksheet

from tests.methodologies.filled_rating import PUBLISHED, fill_rating
from tests.methodologies.form_fidelity import Fidelity, FormCell, compare
from tests.methodologies.official_forms import OfficialForm

ROOT = Path(__file__).parents[2]
METHODOLOGIES = ROOT / "methodologies"
CODE = re.compile(r"^\s*код\s+[«\"]([^»\"]+)[»\"]", re.MULTILINE)

Sheets = Mapping[str, Mapping[str, tuple[FormCell, ...]]]
"""Code of a form → workbook and sheet → its cells."""


def declared_codes(folder: Path) -> frozenset[str]:
    """Codes of the forms that the methodology's sources write down."""
    texts = (path.read_text(encoding="utf-8") for path in sorted(folder.rglob("*.esep")))
    return frozenset(code for text in texts for code in CODE.findall(text))


@dataclass(slots=True)
class BuiltForms:
    """Builds what is asked for, once: a methodology in one language, all editions, bodies and kinds, into `folder`."""

    folder: Path
    declared: Mapping[str, str] = field(default_factory=dict)
    """Code of a form → id of the methodology that declares it."""
    sheets: dict[tuple[str, str], Sheets] = field(default_factory=dict)

    def __post_init__(self) -> None:
        folders = sorted(path.parent for path in METHODOLOGIES.glob("*/main.esep"))
        self.declared = {code: path.name for path in folders for code in sorted(declared_codes(path))}

    def fidelity(self, form: OfficialForm) -> Mapping[str, Fidelity]:
        """For each sheet with the form; empty when no methodology has it."""
        lines, corrections = form.lines(), form.corrections()
        return {place: compare(cells, lines, corrections) for place, cells in self.cells(form).items()}

    def cells(self, form: OfficialForm) -> Mapping[str, tuple[FormCell, ...]]:
        methodology = self.declared.get(form.id)
        if methodology is None:
            return {}
        key = methodology, form.language
        if key not in self.sheets:
            built = _build(methodology, form.language, self.folder / "_".join(key))
            self.sheets[key] = _sheets(built, METHODOLOGIES / methodology)
        return self.sheets[key].get(form.id, {})


def _build(methodology: str, language: str, folder: Path) -> Path:
    arguments = ["build", str(METHODOLOGIES / methodology), "--lang", language, "--out", str(folder)]
    command = [sys.executable, "-m", "compiler.cli.main", *arguments]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"{methodology} cannot be built: {done.stderr[-3000:]}"
    return folder


def _sheets(folder: Path, methodology: Path) -> Sheets:
    """A rating, blank until bodies are entered, is compared with the published figures in it, where there are any."""
    found: dict[str, dict[str, tuple[FormCell, ...]]] = {}
    for path in sorted(folder.rglob("*.xlsx")):
        workbook = load_workbook(path, data_only=True)
        if path.name.startswith("rating_") and (methodology / PUBLISHED).exists():
            fill_rating(path, workbook, methodology)
        for sheet in workbook.worksheets:
            title, dot, code = str(sheet["A1"].value).rpartition(" · ")
            if title and dot:
                found.setdefault(code, {})[f"{path.relative_to(folder)}, {sheet.title}"] = tuple(form_cells(sheet))
    return found


def form_cells(sheet: Worksheet) -> Iterator[FormCell]:
    """The page; the row above it (title, way back) is the workbook's own and is not printed."""
    last_rows = {(area.min_row, area.min_col): area.max_row for area in sheet.merged_cells.ranges}
    for row in sheet.iter_rows(min_row=2):
        for cell in row:
            if isinstance(cell, Cell) and (text := printed(cell)):
                yield FormCell(cell.row, last_rows.get((cell.row, cell.column), cell.row), text)


def printed(cell: Cell) -> str:
    """The cell as a reader sees it: decimal comma, percentages, a unit given by the number format."""
    value, form = cell.value, cell.number_format
    if isinstance(value, bool) or not isinstance(value, int | float):
        return "" if value is None else str(value)
    number = f"{round(value * 100 if '%' in form else value, 10):g}".replace(".", ",")
    unit = "".join(re.findall(r'"([^"]*)"', form.split(";", maxsplit=1)[0]))
    return f"{number}{'%' if '%' in form else ''}{unit}"
