"""The file: same bytes every time, stored values that are right, formulas that nothing rewrote."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path
from random import Random

import openpyxl
import pytest

from compiler.evaluate import Evaluator, State
from compiler.excel.writer import write
from compiler.model.texts import Language
from compiler.model.types import Kind
from compiler.workbook.book import Formula
from compiler.workbook.caches import CacheError, Caches
from compiler.workbook.cell_names import cell_name
from compiler.workbook.formula import print_formula
from compiler.workbook.identity import Build
from compiler.workbook.plan import plan_assessment, plan_report
from tests.support.models import sample_methodology
from tests.unit.workbook.random_inputs import random_given
from tests.unit.workbook.recalculation import Sheets

BUILD = Build("0" * 64, "0.1.0")
SCRIPT = """
import sys
from pathlib import Path
from compiler.excel.writer import write
from compiler.model.texts import Language
from compiler.workbook.identity import Build
from compiler.workbook.plan import plan_assessment
from tests.support.models import sample_methodology
write(plan_assessment(sample_methodology(), Language.RU, Build("0" * 64, "0.1.0")), Path(sys.argv[1]), {})
"""


def test_same_bytes_with_any_hash_seed(tmp_path: Path) -> None:
    contents = set()
    for seed in ("0", "1", "77"):
        path = tmp_path / f"{seed}.xlsx"
        environment = {**os.environ, "PYTHONHASHSEED": seed}
        subprocess.run([sys.executable, "-c", SCRIPT, str(path)], check=True, env=environment)
        contents.add(path.read_bytes())
    assert len(contents) == 1


def test_formulas_stand_in_the_file_as_printed(tmp_path: Path) -> None:
    workbook = plan_assessment(sample_methodology(), Language.KK, BUILD)
    write(workbook, tmp_path / "a.xlsx", {})
    book = openpyxl.load_workbook(tmp_path / "a.xlsx")
    formulas = 0
    for sheet in workbook.sheets:
        for cell in sheet.cells:
            found = book[sheet.name].cell(cell.row + 1, cell.column + 1)
            if isinstance(cell.content, Formula):
                text = print_formula(cell.content.tree, workbook.addresses.__getitem__, sheet.name)
                assert found.value == "=" + text
                formulas += 1
            elif isinstance(cell.content, str):
                assert found.value == cell.content
    assert formulas > 300


def test_stored_values_of_an_empty_workbook(tmp_path: Path) -> None:
    """What a viewer shows before anything recalculates is what a recalculation gives."""
    methodology = sample_methodology()
    workbook = plan_report(methodology, Language.RU, BUILD)
    sheets = Sheets(workbook, tmp_path / "r.xlsx", methodology, Language.RU)
    sheets.model.evaluate()
    stored = openpyxl.load_workbook(tmp_path / "r.xlsx", data_only=True)
    for sheet in workbook.sheets:
        for cell in sheet.cells:
            if isinstance(cell.content, Formula):
                shown = stored[sheet.name].cell(cell.row + 1, cell.column + 1).value
                recalculated = sheets.at(sheet.name, cell.row, cell.column)
                assert ("" if shown is None else shown) == recalculated, (sheet.name, cell_name(cell.row, cell.column))


def test_values_of_the_evaluator_are_stored(tmp_path: Path) -> None:
    workbook = plan_assessment(sample_methodology(), Language.KK, BUILD)
    write(workbook, tmp_path / "a.xlsx", {"total.score": 42.5, "integration.score": "-"})
    stored = openpyxl.load_workbook(tmp_path / "a.xlsx", data_only=True)
    for code, value in (("total.score", 42.5), ("integration.score", "-")):
        address = workbook.addresses[code]
        assert stored[address.sheet].cell(address.row + 1, address.column + 1).value == value


def test_caches_follow_the_formulas() -> None:
    """With inputs known, the small evaluator of caches gives what the exact evaluator gives."""
    methodology = sample_methodology()
    workbook = plan_assessment(methodology, Language.KK, BUILD)
    evaluator = Evaluator(methodology)
    random = Random("caches")
    for _ in range(20):
        given = random_given(methodology, random, 0.02)
        known: dict[str, float | str] = {}
        cells = dict(given.inputs)
        types = {code: item.type for code, item in methodology.inputs.items()}
        for table in methodology.tables.values():
            for number, row in enumerate(given.tables.get(table.code, ()), 1):
                for name, cell in row.items():
                    cells[f"{table.code}[{number}].{name}"] = cell
                    types[f"{table.code}[{number}].{name}"] = table.column(name).type
        for code, cell in cells.items():
            if isinstance(cell, State):
                known[code] = "-"
            elif isinstance(cell, str):
                known[code] = cell
            elif types[code].kind is Kind.YES_NO:
                known[code] = "Иә" if cell == 1 else "Жоқ"
            elif types[code].kind is Kind.CHOICE:
                known[code] = types[code].options[int(cell) - 1].label.text(Language.KK)
            else:
                known[code] = float(cell)
        caches = Caches(workbook, known)
        for code, outcome in evaluator.run(given).values.items():
            found = caches.of(workbook.formulas[code])
            if isinstance(outcome, State):
                assert found == ("" if outcome is State.NOT_FILLED else "-"), code
            else:
                assert found == pytest.approx(float(outcome), rel=1e-9, abs=1e-9), code


def test_a_cache_refuses_errors() -> None:
    workbook = plan_report(sample_methodology(), Language.KK, BUILD)
    bad = Caches(workbook, {"quality.plan": "мәтін"})
    assert bad.of(workbook.formulas["quality.plan#in"]) == ""
    with pytest.raises(CacheError):
        Caches(workbook, {"quality.mean_answer": "мәтін"}).of(workbook.formulas["quality.index#part.1"])


def test_no_part_carries_the_time_of_the_build(tmp_path: Path) -> None:
    write(plan_report(sample_methodology(), Language.EN, BUILD), tmp_path / "r.xlsx", {})
    with zipfile.ZipFile(tmp_path / "r.xlsx") as archive:
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        core = archive.read("docProps/core.xml").decode()
    assert core.count("2020-01-01T00:00:00Z") == 2
    assert "<dc:language>en</dc:language>" in core
