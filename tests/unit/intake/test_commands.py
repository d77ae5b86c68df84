"""`esep eval` and `esep explain` with a filled workbook of a real methodology: the same answer as from JSON."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from compiler.cli.main import cli
from compiler.driver import compile_methodology
from compiler.excel.release import Released, prepare, release
from compiler.model.texts import Language
from compiler.workbook.identity import Build
from tests.unit.intake.filling import type_into

ICT = Path(__file__).parents[3] / "methodologies" / "ict_2015"
INPUTS = {"interagency.documents.sent": 200, "interagency.documents.to_send": 500}


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Released:
    compiled = compile_methodology(ICT)
    assert compiled.lowered is not None
    methodology = compiled.lowered.edition.methodology("omo")
    folder = tmp_path_factory.mktemp("ict")
    made = release(prepare(methodology), "assessment", Language.RU, Build(compiled.fingerprint(), "0"), folder)
    type_into(made.path, {made.workbook.addresses[code]: value for code, value in INPUTS.items()})
    return made


def run(*arguments: str) -> Result:
    return CliRunner().invoke(cli, [*arguments, "--lang", "ru"], catch_exceptions=False)


def test_eval_needs_no_body_and_gives_the_same_as_json(filled: Released, tmp_path: Path) -> None:
    inputs = tmp_path / "inputs.json"
    inputs.write_text(json.dumps({"inputs": INPUTS}), encoding="utf-8")
    from_json = run("eval", str(ICT), "--body", "omo", "--inputs", str(inputs), "--trace")
    from_book = run("eval", str(ICT), "--inputs", str(filled.path), "--trace")
    assert from_book.exit_code == from_json.exit_code == 0
    assert from_book.output == from_json.output != ""


def test_eval_refuses_another_body(filled: Released) -> None:
    done = run("eval", str(ICT), "--body", "zhao", "--inputs", str(filled.path))
    assert done.exit_code == 1
    assert "Книга сделана для вида органа «omo», а нужна для вида «zhao»." in done.output


def test_eval_says_what_to_do_with_a_macro_workbook(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsm"
    path.write_bytes(b"PK\x03\x04")
    done = run("eval", str(ICT), "--inputs", str(path))
    assert done.exit_code == 1
    assert "E5018" in done.output and "Книга Excel (*.xlsx)" in done.output


def test_eval_of_a_workbook_that_is_not_there(tmp_path: Path) -> None:
    assert run("eval", str(ICT), "--inputs", str(tmp_path / "none.xlsx")).exit_code == 2


def test_explain_takes_the_body_of_the_workbook(filled: Released) -> None:
    done = run("explain", str(ICT), "interagency.documents", "--inputs", str(filled.path))
    assert done.exit_code == 0
    assert "200" in done.output and "500" in done.output
    unknown = run("explain", str(ICT), "interagency.nothing", "--inputs", str(filled.path))
    assert unknown.exit_code == 2
