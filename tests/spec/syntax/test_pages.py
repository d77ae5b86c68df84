"""The examples on the pages of E1 codes: the wrong one gives that fault and no other, the right one none."""

from __future__ import annotations

import pytest

from dsl.diagnostics import DiagnosticBag
from dsl.diagnostics.catalogue import Entry
from dsl.diagnostics.page import page_of
from dsl.source import Source
from dsl.syntax.parser import parse
from tests.support.pages import LANGUAGES, entries_from, examples, quotes

ENTRIES = entries_from("E1")
_WITHOUT_EXAMPLE = 13
"""Pages about files, monstrous lines and signs that nobody sees, which tell in words what an example cannot show."""


def faults(text: str) -> DiagnosticBag:
    bag = DiagnosticBag()
    parse(Source("sample.esep", text), bag)
    return bag


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.slug)
def test_page(entry: Entry, language: str) -> None:
    found = examples(entry, language)
    if not found:
        assert len(page_of(entry, language).splitlines()) >= 7
        return
    (_, wrong), (_, right) = found
    (diagnostic,) = faults(wrong)
    assert diagnostic.slug == entry.slug
    assert quotes(entry, language, diagnostic)
    assert not len(faults(right))


@pytest.mark.parametrize("language", LANGUAGES)
def test_nearly_all_pages_have_examples(language: str) -> None:
    assert sum(not examples(entry, language) for entry in ENTRIES) == _WITHOUT_EXAMPLE
