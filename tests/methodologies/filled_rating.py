"""A rating workbook with the published figures of its methodology in it, as a spreadsheet engine computes it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from pathlib import Path

from openpyxl import load_workbook
from openpyxl.utils.cell import coordinate_from_string
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from compiler.crosscheck.engines.base import Address, Fault
from compiler.crosscheck.engines.ironcalc import IronCalc
from compiler.driver import compile_methodology
from compiler.evaluate.body_rows import read_bodies
from compiler.model.methodology import Edition
from dsl.diagnostics import DiagnosticBag

PUBLISHED = Path("cases") / "published.csv"


def fill_rating(path: Path, workbook: Workbook, methodology: Path) -> None:
    """Puts into `workbook` (the file at `path`, formulas as their values) what its formulas give for the published
    inputs of all bodies."""
    compiled = compile_methodology(methodology)
    assert compiled.lowered is not None
    settings = dict(_settings(compiled.lowered.edition, methodology / PUBLISHED, load_workbook(path)))
    formulas = load_workbook(path)
    pages = [sheet for sheet in formulas.worksheets if " · " in str(sheet["A1"].value)]
    readable = [address for sheet in pages for address in _formulas(sheet)]
    session = IronCalc().open(path.read_bytes(), tuple(settings), readable)
    for (sheet, cell), reading in session.run(settings).items():
        assert not isinstance(reading, Fault), (sheet, cell, reading)
        workbook[sheet][cell] = reading
    session.close()


def _formulas(sheet: Worksheet) -> Iterator[Address]:
    for row in sheet.iter_rows():
        yield from ((sheet.title, cell.coordinate) for cell in row if cell.data_type == "f")


def _settings(edition: Edition, cases: Path, workbook: Workbook) -> Iterator[tuple[Address, float]]:
    """Each input of each body in the row that the body has among those of its kind."""
    bag = DiagnosticBag()
    rows = read_bodies(edition, cases, bag)
    assert not len(bag)
    orders = {kind.name: [body.code for body in edition.assessed if body.kind == kind.name] for kind in edition.bodies}
    names = _columns(workbook)
    for row in rows:
        place = orders[row.kind].index(row.body)
        for code, value in row.given.inputs.items():
            if isinstance(value, Fraction):
                sheet, column, first = names[f"in_{row.kind}_{code.replace('.', '_')}"]
                yield (sheet, f"{column}{first + place}"), float(value)


def _columns(workbook: Workbook) -> Mapping[str, tuple[str, str, int]]:
    """Defined name → sheet, column and first row of the inputs that it names."""
    found: dict[str, tuple[str, str, int]] = {}
    for name, defined in workbook.defined_names.items():
        ((sheet, area),) = defined.destinations
        column, row = coordinate_from_string(area.replace("$", "").split(":")[0])
        found[name] = sheet, column, row
    return found
