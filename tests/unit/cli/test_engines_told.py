"""What `esep doctor` says of LibreOffice, and `esep crosscheck` of branches and short tables, in each language."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner

from compiler.cli.crosscheck_command import _print
from compiler.cli.doctor_command import command as doctor
from compiler.crosscheck.engines.office import INSTALL
from compiler.crosscheck.planning import SHORT
from compiler.crosscheck.report import CrosscheckReport, NeverReached, SubjectReport


@pytest.mark.parametrize(
    ("lang", "absent", "bridge"),
    [("ru", "нет", "мост LibreOffice"), ("kk", "жоқ", "көпір"), ("en", "absent", "bridge to Python")],
)
def test_a_missing_libreoffice_and_its_bridge_are_named(
    lang: str, absent: str, bridge: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "/nowhere")
    done = CliRunner().invoke(doctor, ["--lang", lang])
    assert done.exit_code == 0
    program, python = (line for line in done.output.splitlines() if "LibreOffice" in line)
    assert program.split()[:2] == [absent, "LibreOffice"]
    assert "libreoffice-calc python3-uno" in program
    assert bridge in python and "apt-get install python3-uno" in python


def test_doctor_knows_version_and_python_of_libreoffice() -> None:
    parts = json.loads(CliRunner().invoke(doctor, ["--format", "json", "--lang", "en"]).output)
    program, python = (part for part in parts if "LibreOffice" in part["name"])
    assert program["install"] == INSTALL
    assert program["version"][0].isdigit()
    assert "python" in python["version"]


@pytest.mark.parametrize(
    ("lang", "short", "holds", "fails"),
    [
        ("ru", "короткие таблицы", "условие C5<0 выполнено", "условие C5<0 не выполнено"),
        ("kk", "қысқа кестелер", "C5<0 шарты орындалған", "C5<0 шарты орындалмаған"),
        ("en", "short tables", "C5<0 is true", "C5<0 is false"),
    ],
)
def test_branches_and_short_tables_in_the_readers_language(
    lang: str, short: str, holds: str, fails: str, capsys: pytest.CaptureFixture[str]
) -> None:
    standard = f"sample assessment omo ru, {SHORT}"
    never = tuple(NeverReached("Расчёт", "C7", "IF(C5<0,0,C5)", "C5<0", held, False) for held in (True, False))
    subjects = (
        SubjectReport(standard, {}, (), never),
        SubjectReport("sample assessment omo ru", {}, (), (), standard=standard, same=7),
    )
    _print(CrosscheckReport("sample", "", 1, subjects), lang)
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == f"sample assessment omo ru, {short}"
    assert lines[1].endswith(holds) and lines[2].endswith(fails)
    assert f"sample assessment omo ru, {short}" in lines[4]
