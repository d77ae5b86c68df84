"""Reasons in several languages: each reader sees the one in his language, else the one there is."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from compiler.cli.check_command import command as check
from compiler.cli.diff_command import command as diff

TEXT = """есеп ru
методика m
  акт «Приказ № 1»
  основа без текста, потому что ru «приказа нет» kk «бұйрық жоқ»
  языки ru; kk
  вид органа office «Управление»

поправка «2025-01-01»
  акт ru «Приказ № 2» kk «№ 2 бұйрық»
  изложить
    цитата «п. 1»
    критерий a, не более 10 баллов
      название «А»
      цитата «п. 2»
      вход x число, от 0 до 10 «Икс»
      балл = 2 балла * x
      признано range-exceeds-maximum, потому что ru «так в акте» kk «актіде солай»
    критерий b, не более 10 баллов
      название «Б»
      цитата «п. 3»
      вход y число, от 0 до 10 «Игрек»
      балл = 2 балла * y
      признано range-exceeds-maximum, потому что «и здесь»
      пример «п. 4»: y 1 печатает 3 даёт 2, потому что «опечатка» kk «қате басылған»

поправка «2026-01-01»
  акт «Приказ № 3»
  изменить
    цитата «п. 7»
    критерий a, не более 12 баллов
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "main.esep").write_text(TEXT, encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize(
    ("reader", "reasons"),
    [
        ("ru", ("так в акте", "и здесь", "опечатка")),
        ("kk", ("актіде солай", "и здесь", "қате басылған")),
        ("en", ("так в акте", "и здесь", "опечатка")),
    ],
)
def test_acknowledgements_say_why_in_the_language_of_the_reader(
    folder: Path, reader: str, reasons: tuple[str, ...]
) -> None:
    output = CliRunner().invoke(check, [str(folder), "--all", "--format", "concise", "--lang", reader]).stdout
    for reason in reasons:
        assert reason in output, (reader, reason, output)
    others = {"так в акте", "актіде солай", "опечатка", "қате басылған"} - set(reasons)
    assert not any(other in output for other in others)


@pytest.mark.parametrize(
    ("reader", "reason", "act"), [("ru", "приказа нет", "Приказ № 3"), ("kk", "бұйрық жоқ", "Приказ № 3")]
)
def test_a_base_without_text_says_why_in_the_language_of_the_reader(
    folder: Path, reader: str, reason: str, act: str
) -> None:
    output = CliRunner().invoke(diff, [str(folder), "--lang", reader]).stdout
    assert reason in output and act in output
