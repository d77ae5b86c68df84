"""The pages of faults in returned workbooks show what is wrong and what is right."""

from __future__ import annotations

import pytest

from dsl.diagnostics.catalogue import Entry
from tests.support.pages import LANGUAGES, entries_between, entries_from, examples


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("entry", entries_between("E5018", "E5042") + entries_from("E51"), ids=lambda entry: entry.slug)
def test_page(entry: Entry, language: str) -> None:
    assert len(examples(entry, language, "text|csv")) == 2
