"""Many bodies and published figures on the command line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from compiler.cli.main import cli
from tests.support.bodies import TEXT

HEADING = "body;kind;sites.done;sites.secret;calls.answered;calls.all"
ROWS = ("finance;ministry;30;нет;1;2", "energy;ministry;20;нет;1;1", "defence;;0;да;1;4", "pavlodar;office;5;нет;1;1")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "main.esep").write_text(TEXT, encoding="utf-8")
    (tmp_path / "bodies.csv").write_text("\n".join((HEADING, *ROWS)) + "\n", encoding="utf-8")
    return tmp_path


def esep(*arguments: object) -> Result:
    return CliRunner().invoke(cli, [str(argument) for argument in arguments])


def test_a_table_of_bodies_by_kind(folder: Path) -> None:
    done = esep("eval", folder, "--inputs", folder / "bodies.csv", "--lang", "ru")
    assert done.exit_code == 0, done.output
    lines = [" ".join(line.split()) for line in done.stdout.splitlines()]
    assert lines == [
        "Министерства",
        "total standing sites calls calls.place",
        "Министерство финансов 24 средняя 20 4 2",
        "Министерство энергетики ≈23,333333 средняя ≈13,333333 10 1",
        "Министерство обороны ≈20,666667 средняя ≈16,666667 4 3",
        "Управления",
        "total standing sites calls calls.place",
        "Павлодар 30 высокая 20 10 1",
    ]


def test_scores_as_json_and_csv(folder: Path) -> None:
    done = esep("eval", folder, "--inputs", folder / "bodies.csv", "--format", "json", "--body", "ministry")
    records = json.loads(done.stdout)
    assert [record["body"] for record in records] == ["finance", "energy", "defence"]
    assert records[1]["scores"]["sites"]["exact"] == "40/3"
    assert records[1]["scores"]["standing"] == {"state": "value", "category": {"ru": "средняя"}}
    assert records[0]["figures"]["sites.greatest_of_bodies_1"]["exact"] == "30"
    printed = esep("eval", folder, "--inputs", folder / "bodies.csv", "--format", "csv", "--lang", "ru").stdout
    assert printed.splitlines()[:3] == [
        "body;kind;=total;=standing;=sites;=calls;=calls.place",
        "finance;ministry;24;средняя;20;4;2",
        "energy;ministry;23,3333333333;средняя;13,3333333333;10;1",
    ]


def test_csv_of_scores_is_a_file_of_cases(folder: Path) -> None:
    """What eval prints can be put beside the inputs and is then what the rules give."""
    printed = esep("eval", folder, "--inputs", folder / "bodies.csv", "--format", "csv", "--lang", "ru").stdout
    expected = [line.split(";", 2)[2] for line in printed.splitlines()]
    lines = [f"{row};{more}" for row, more in zip((HEADING, *ROWS), expected, strict=True)]
    (folder / "cases").mkdir()
    (folder / "cases" / "all.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    done = esep("crosscheck", folder, "--engine", "ironcalc", "--cases", "1", "--body", "office", "--lang", "en")
    assert done.exit_code == 0, done.output
    assert "Published figures: 20 agree, 0 printed differently, 0 differ." in done.output


def test_one_body_as_csv(folder: Path) -> None:
    (folder / "one.csv").write_text("sites.done;5\nsites.greatest_of_bodies_1;20\nsites.secret;нет\n", encoding="utf-8")
    done = esep("eval", folder, "--inputs", folder / "one.csv", "--body", "office", "--format", "csv", "--lang", "en")
    assert done.stdout.splitlines() == ["total;", "standing;", "sites;5", "calls;", "calls.place;"]
    assert "Figures over all bodies are not given" in done.stderr
    assert "sites.greatest_of_bodies_1" not in done.stderr  # given


def test_faults_have_row_and_column(folder: Path) -> None:
    (folder / "bodies.csv").write_text(f"{HEADING}\n{ROWS[0]}\nenergy;ministry;x;нет;1;1\n", encoding="utf-8")
    done = esep("eval", folder, "--inputs", folder / "bodies.csv", "--lang", "en")
    assert done.exit_code == 1
    assert "bodies.csv:3:17" in done.stderr
    assert done.stdout == ""


def test_an_undeclared_difference_fails_the_crosscheck(folder: Path) -> None:
    (folder / "cases").mkdir()
    cases = folder / "cases" / "2025.csv"
    arguments = ("crosscheck", folder, "--engine", "ironcalc", "--cases", "1", "--body", "office", "--lang", "en")
    cases.write_text(f"{HEADING};=sites\n{ROWS[3]};20 ≠ 19\n", encoding="utf-8")
    declared = esep(*arguments)
    assert declared.exit_code == 0, declared.output
    assert "2025.csv:2: pavlodar, sites: the rule gives 20, the source prints 19" in declared.output
    cases.write_text(f"{HEADING};=sites\n{ROWS[3]};19\n", encoding="utf-8")
    report = folder / "report.json"
    differing = esep(*arguments, "--report", report)
    assert differing.exit_code == 1
    assert "2025.csv:2: pavlodar, sites: 19 is written, but the rule gives 20" in differing.output
    assert json.loads(report.read_text(encoding="utf-8"))["published"]["differ"][0]["found"] == "20"
    assert 'failures="1"' in (folder / "report.bodies.junit.xml").read_text(encoding="utf-8")
    cases.write_text(f"{HEADING};=sites\n{ROWS[3]};много\n", encoding="utf-8")
    assert esep(*arguments).exit_code == 1
