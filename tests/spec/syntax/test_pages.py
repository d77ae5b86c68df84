"""The examples on the pages of E1 codes: the wrong one gives that fault and no other, the right one none."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from dsl.diagnostics import DiagnosticBag, entries, help_of, message_of
from dsl.diagnostics.catalogue import Entry
from dsl.source import Source
from dsl.syntax.parser import parse

_PAGES = Path(__file__).parents[3] / "dsl" / "diagnostics" / "pages"
_EXAMPLE = re.compile(r"```esep\n(.*?)```", re.DOTALL)
ENTRIES = tuple(entry for entry in entries().values() if entry.code.startswith("E1"))
_WITHOUT_EXAMPLE = 12
"""Pages about files and monstrous lines, which tell in words what an example cannot show."""


def faults(text: str) -> DiagnosticBag:
    bag = DiagnosticBag()
    parse(Source("sample.esep", text), bag)
    return bag


@pytest.mark.parametrize("language", ["ru", "en"])
@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.code)
def test_page(entry: Entry, language: str) -> None:
    page = (_PAGES / language / f"{entry.code}.md").read_text(encoding="utf-8")
    texts = entry.texts[language]
    assert page.startswith(f"# {entry.code}. {texts.title}\n\n{texts.why}\n")
    examples = _EXAMPLE.findall(page)
    if not examples:
        assert len(page.splitlines()) >= 7
        return
    wrong, right = examples
    (diagnostic,) = faults(wrong)
    assert diagnostic.slug == entry.slug
    assert f"> {message_of(diagnostic, language)}\n" in page
    assert f"> {help_of(diagnostic, language)}\n" in page
    assert not len(faults(right))


@pytest.mark.parametrize("language", ["ru", "en"])
def test_nearly_all_pages_have_examples(language: str) -> None:
    pages = [path.read_text(encoding="utf-8") for path in (_PAGES / language).glob("E1*.md")]
    assert sum("```esep" not in page for page in pages) == _WITHOUT_EXAMPLE
