"""The pages of words list exactly the words of the language."""

from __future__ import annotations

import pytest

from dsl.words import spellings
from tests.spec.reference.fences import LANGUAGES
from tests.spec.reference.words_table import refreshed, words_page


@pytest.mark.parametrize("language", LANGUAGES)
def test_table_is_current(language: str) -> None:
    page = words_page(language).read_text(encoding="utf-8")
    assert page == refreshed(page, language), "run: python -m tests.spec.reference.refresh"
    assert all(f"`{words[language][0]}`" in page for words in spellings().values())
