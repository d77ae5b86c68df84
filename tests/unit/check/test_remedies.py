"""Remedies speak of the words of the file, in the reader's prose."""

from __future__ import annotations

from pathlib import Path

import pytest

from compiler.driver import compile_methodology, remarks_of
from dsl.diagnostics import DiagnosticBag, help_of
from dsl.source import Source
from dsl.syntax.parser import parse
from dsl.syntax.printer import print_file
from tests.support.compiling import compiled

RUSSIAN = """есеп ru
методика m
  языки ru
  вид органа office «Управление»
критерий a, не более 10 баллов
  название «А»
  балл = 1 балл
"""
ENGLISH = """esep en
methodology m
  languages en
  body kind office «Office»
criterion a, at most 10 points
  title «A»
  score by bands of 5
"""


@pytest.mark.parametrize(
    ("text", "reader", "remedies"),
    [
        (RUSSIAN, "ru", {"clause-missing": "«цитата «п. 37»»"}),
        (RUSSIAN, "kk", {"clause-missing": "«цитата «37-т.»»"}),
        (RUSSIAN, "en", {"clause-missing": "“цитата «cl. 37»”"}),
        (ENGLISH, "ru", {"clause-missing": "«cites «п. 37»»", "bands-empty": "«at least 80%: 2»"}),
        (ENGLISH, "kk", {"clause-missing": "«cites «37-т.»»", "bands-empty": "«at least 80%: 2»"}),
    ],
)
def test_remedies_speak_of_the_words_of_the_file(text: str, reader: str, remedies: dict[str, str]) -> None:
    """The prose is in the reader's language; what is to be written into the file is in the file's."""
    found = {item.slug: help_of(item, reader) for item in compiled(text).bag}
    for slug, remedy in remedies.items():
        assert remedy in (found[slug] or ""), found


def test_findings_speak_of_the_words_of_the_file(tmp_path: Path) -> None:
    main = tmp_path / "main.esep"
    main.write_text(RUSSIAN.replace("балл = 1 балл", "цитата «п. 1»\n  балл = 20 баллов"), encoding="utf-8")
    (remark,) = [r for r in remarks_of(compile_methodology(tmp_path)) if r.diagnostic.slug == "range-exceeds-maximum"]
    assert "«не более максимум»" in (help_of(remark.diagnostic, "kk") or "")
    assert "“не более максимум”" in (help_of(remark.diagnostic, "en") or "")
    main.write_text(to_english(main.read_text(encoding="utf-8")), encoding="utf-8")
    (remark,) = [r for r in remarks_of(compile_methodology(tmp_path)) if r.diagnostic.slug == "range-exceeds-maximum"]
    assert "«at most maximum»" in (help_of(remark.diagnostic, "ru") or "")


def to_english(text: str) -> str:
    file = parse(Source("m.esep", text), DiagnosticBag())
    assert file is not None
    return print_file(file, "en")
