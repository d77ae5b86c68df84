"""Every code has a page in Russian and in English, which begins with what the catalogue says; no page is left over."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from dsl import diagnostics
from dsl.diagnostics.catalogue import Entry, entries
from dsl.diagnostics.page import page_of
from tests.support.pages import LANGUAGES

PAGES = Path(diagnostics.__file__).parent / "pages"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("entry", entries().values(), ids=lambda entry: entry.slug)
def test_heading(entry: Entry, language: str) -> None:
    texts = entry.texts[language]
    assert page_of(entry, language).startswith(f"# {entry.code}. {texts.title}\n\n{texts.why}\n")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_has_its_code(language: str) -> None:
    codes = {entry.code for entry in entries().values()}
    assert {path.stem for path in (PAGES / language).glob("*.md")} == codes
    assert {path.stem for path in PAGES.iterdir()} == set(LANGUAGES)


def test_in_kazakh_the_catalogue_speaks() -> None:
    for entry in entries().values():
        texts = entry.texts["kk"]
        assert page_of(entry, "kk").startswith(f"# {entry.code}. {texts.title}\n\n{texts.why}\n")
        assert not re.search(r"\{[a-z_]+\}", page_of(entry, "kk")), "blanks are filled in only where the fault is"
