"""The command line as its readers meet it: exit status, languages, messages instead of tracebacks."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
ICT = "methodologies/ict_2015"


def esep(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "compiler.cli.main", *arguments],
        cwd=ROOT, env={**os.environ, **environment}, capture_output=True, text=True, check=False,
    )  # fmt: skip


def test_check_of_a_sound_methodology_is_fine() -> None:
    done = esep("check", ICT, "--lang", "ru")
    assert done.returncode == 0
    assert "замечаний нет" in done.stdout


def test_check_reports_json() -> None:
    done = esep("check", ICT, "--format", "json", "--lang", "en")
    (record,) = json.loads(done.stdout)
    assert all(finding["acknowledged"] for finding in record["findings"] if finding["severity"] != "note")
    assert any(finding["slug"] == "example-misprint" for finding in record["findings"])


@pytest.mark.parametrize(
    ("content", "status"),
    [
        (b"", 1),
        (b"\xff\xfe\x00junk", 1),
        (bytes(range(256)) * 100, 1),
        ("есеп ru\nкритерий\n".encode(), 1),
        ("есеп ru\nвключить «нет.esep»\n".encode(), 1),
        ("есеп ru\nвключить «main.esep»\n".encode(), 1),
    ],
    ids=["empty", "utf-16", "binary", "cut short", "missing include", "include of itself"],
)
def test_bad_files_get_a_message_and_never_a_traceback(content: bytes, status: int, tmp_path: Path) -> None:
    (tmp_path / "main.esep").write_bytes(content)
    for lang in ("ru", "kk", "en"):
        done = esep("check", str(tmp_path), "--lang", lang)
        assert done.returncode == status, done.stdout + done.stderr
        assert "Traceback" not in done.stdout + done.stderr
        assert "main.esep" in done.stdout


def test_missing_path_is_wrong_usage() -> None:
    done = esep("check", "no/such/folder", "--lang", "ru")
    assert done.returncode == 2
    assert "no/such/folder" in done.stderr


def test_build_refuses_a_methodology_with_errors(tmp_path: Path) -> None:
    (tmp_path / "main.esep").write_text("есеп ru\nметодика проба\n  название «Проба»\n", encoding="utf-8")
    done = esep("build", str(tmp_path), "--out", str(tmp_path / "out"), "--lang", "ru")
    assert done.returncode == 1
    assert not (tmp_path / "out").exists()


def test_build_makes_a_rating_for_the_bodies_of_a_file(tmp_path: Path) -> None:
    bodies = tmp_path / "bodies.csv"
    bodies.write_text("body;kind;name\nalmaty;zhao;Алматы\nshymkent;zhao;Шымкент\n", encoding="utf-8")
    out = tmp_path / "out"
    done = esep("build", ICT, "--kind", "rating", "--bodies", str(bodies), "--out", str(out), "--lang", "ru")
    assert done.returncode == 0, done.stderr
    assert sorted(path.name for path in out.iterdir()) == ["manifest.json", "rating_ru.formulas.txt", "rating_ru.xlsx"]
    assert "Алматы".encode() in zipfile.ZipFile(out / "rating_ru.xlsx").read("xl/sharedStrings.xml")
    assert esep("build", ICT, "--kind", "rating", "--bodies", str(tmp_path / "no.csv")).returncode == 2
    bodies.write_text("body;kind;name\nalmaty;nosuch;Алматы\n", encoding="utf-8")
    assert esep("build", ICT, "--kind", "rating", "--bodies", str(bodies)).returncode == 1


def test_eval_gives_the_printed_example_of_clause_65(tmp_path: Path) -> None:
    inputs = tmp_path / "inputs.csv"
    inputs.write_text("interagency.documents.sent;200\ninteragency.documents.to_send;500\n", encoding="utf-8")
    done = esep("eval", ICT, "--body", "omo", "--inputs", str(inputs), "--format", "json")
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["interagency.documents"] == {"state": "value", "score": 1.2, "exact": "6/5"}


def test_eval_names_an_unknown_input_and_the_nearest_known_one(tmp_path: Path) -> None:
    inputs = tmp_path / "inputs.csv"
    inputs.write_text("interagency.documents.sendt;200\n", encoding="utf-8")
    done = esep("eval", ICT, "--body", "omo", "--inputs", str(inputs), "--lang", "ru")
    assert done.returncode == 1
    assert "interagency.documents.sendt" in done.stderr


def test_eval_asks_for_the_kind_of_body(tmp_path: Path) -> None:
    inputs = tmp_path / "inputs.csv"
    inputs.write_text("", encoding="utf-8")
    done = esep("eval", ICT, "--inputs", str(inputs), "--lang", "kk")
    assert done.returncode == 2
    assert "omo" in done.stderr


def test_explain_prints_a_page_and_a_rule() -> None:
    assert "E1011" in esep("explain", "E1011", "--lang", "ru").stdout
    rule = esep("explain", ICT, "interagency.documents", "--body", "omo", "--lang", "ru")
    assert rule.returncode == 0
    assert "65-т." in rule.stdout


def test_explain_suggests_a_near_name() -> None:
    done = esep("explain", ICT, "interagency.document", "--lang", "en")
    assert done.returncode == 2
    assert "interagency.documents" in done.stderr


@pytest.mark.parametrize(("lang", "word"), [("ru", "Проверить"), ("kk", "тексеру"), ("en", "Check")])
def test_help_speaks_the_reader_s_language(lang: str, word: str) -> None:
    assert word in esep("--help", ESEP_LANG=lang).stdout


@pytest.mark.parametrize(("lang", "word"), [("ru", "апелляций"), ("kk", "апелляциялардан"), ("en", "appeals")])
def test_what_to_do_next_stands_in_the_help_of_the_command_only(lang: str, word: str) -> None:
    assert word not in esep("--help", ESEP_LANG=lang).stdout
    assert word in esep("intake", "--help", ESEP_LANG=lang).stdout
