"""Wrong commands, paths and places to write to: a message in the reader's language and status 2, never a traceback."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from compiler.cli.main import COMMANDS
from tests.support.signals import interruptions_heeded
from tests.unit.cli.test_commands import ICT, ROOT, esep

CYRILLIC = {"ru", "kk"}


@pytest.mark.parametrize("lang", ["ru", "kk", "en"])
@pytest.mark.parametrize(
    ("words", "named"),
    [
        (("nosuch",), "nosuch"),
        (("--nosuch",), "--nosuch"),
        (("check",), "PATHS"),
        (("check", ICT, "--frmat", "json"), "--format"),
        (("check", ICT, "--format"), "--format"),
        (("check", ICT, "--format", "xml"), "concise"),
        (("crosscheck", ICT, "--cases", "0"), "1"),
        (("crosscheck", ICT, "--seed", "x"), "--seed"),
        (("diff", "one", "two"), "esep diff --help"),
        (("explain", "a", "b", "c"), "esep explain --help"),
        (("eval", ICT), "--inputs"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else "",
)
def test_wrong_usage(words: tuple[str, ...], named: str, lang: str) -> None:
    done = esep(*words, ESEP_LANG=lang)
    assert (done.returncode, done.stdout) == (2, "")
    assert named in done.stderr
    said = done.stderr.partition("\n")[0]
    assert any("а" <= letter <= "я" for letter in said) == (lang in CYRILLIC)
    assert "Error" not in done.stderr


@pytest.mark.parametrize("lang", ["ru", "kk", "en"])
def test_help_is_in_one_language(lang: str) -> None:
    for command in ((), *((name,) for name in COMMANDS)):
        done = esep(*command, "--help", ESEP_LANG=lang)
        assert done.returncode == 0
        english = [word for word in ("Usage:", "Options", "Show", "[required]", "default:") if word in done.stdout]
        assert bool(english) == (lang == "en"), command


def test_without_a_command_the_help_and_status_2() -> None:
    done = esep(ESEP_LANG="kk")
    assert (done.returncode, done.stdout) == (2, "")
    assert "crosscheck" in done.stderr


@pytest.mark.parametrize(
    "words",
    [
        ("check", "{path}"),
        ("build", "{path}"),
        ("crosscheck", "{path}"),
        ("diff", "{path}"),
        ("explain", "{path}", "x"),
        ("eval", "{path}", "--inputs", "{csv}"),
        ("intake", "{csv}", "--methodology", "{path}", "--out", "{csv}.out"),
    ],
    ids=lambda words: words[0],
)
def test_where_no_methodology_is(words: tuple[str, ...], tmp_path: Path) -> None:
    csv = tmp_path / "inputs.csv"
    csv.write_text("x;1\n", encoding="utf-8")
    empty = tmp_path / "empty"
    empty.mkdir()
    for path, said in ((empty, "main.esep"), (tmp_path / "nosuch", "nosuch")):
        done = esep(*(word.format(path=path, csv=csv) for word in words), "--lang", "ru")
        assert done.returncode == 2, done.stderr
        assert said in done.stderr


@pytest.mark.parametrize(
    "words",
    [
        ("build", ICT, "--kind", "report", "--body", "omo", "--out", "{file}/out"),
        ("build", ICT, "--kind", "report", "--bodies", "{file}", "--out", "{file}/out"),
        ("crosscheck", ICT, "--report", "{file}/report.json"),
        ("intake", "{file}", "--methodology", ICT, "--bodies", "{file}", "--out", "{file}/out"),
    ],
    ids=lambda words: f"{words[0]} {words[2]}",
)
def test_a_place_that_cannot_be_written_to(words: tuple[str, ...], tmp_path: Path) -> None:
    file = tmp_path / "bodies.csv"
    file.write_text("body;kind;name\nmf;omo;Министерство\n", encoding="utf-8")
    done = esep(*(word.format(file=file) for word in words), "--lang", "ru")
    assert done.returncode == 2, done.stderr
    assert "стоит файл" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_folder_where_a_file_is_wanted(tmp_path: Path) -> None:
    done = esep("eval", ICT, "--body", "omo", "--inputs", str(tmp_path), "--lang", "ru")
    assert done.returncode == 2
    assert "не файл" in done.stderr


def test_interrupted() -> None:
    command = [sys.executable, "-m", "compiler.cli.main", "crosscheck", ICT, "--engine", "ironcalc"]
    environment = {**os.environ, "ESEP_LANG": "ru"}
    with interruptions_heeded():
        work = subprocess.Popen(command, cwd=ROOT, env=environment, stderr=subprocess.PIPE, stdout=subprocess.PIPE)
    with work:
        assert work.stderr is not None
        work.stderr.read(1)  # the bar is there: the work has begun
        time.sleep(0.2)
        work.send_signal(signal.SIGINT)
        _, said = work.communicate(timeout=60)
    assert work.returncode == 130
    assert "Прервано" in said.decode()
    assert "Traceback" not in said.decode()
