"""The pages of faults in returned workbooks say what the catalogue says."""

from __future__ import annotations

from pathlib import Path

import pytest

from dsl.diagnostics.catalogue import Entry, entries

PAGES = Path(__file__).parents[3] / "dsl" / "diagnostics" / "pages"
ENTRIES = tuple(entry for entry in entries().values() if "E5018" <= entry.code <= "E5042")


@pytest.mark.parametrize("language", ["ru", "en"])
@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.slug)
def test_page(entry: Entry, language: str) -> None:
    page = (PAGES / language / f"{entry.code}.md").read_text(encoding="utf-8")
    texts = entry.texts[language]
    assert page.startswith(f"# {entry.code}. {texts.title}\n\n{texts.why}\n")
    assert page.count("```text\n") == 2
