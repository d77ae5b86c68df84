"""The page of a diagnostic: what it means, an example of the fault and its remedy."""

from __future__ import annotations

from pathlib import Path

from dsl.diagnostics.catalogue import Entry
from dsl.diagnostics.wording import advice_of

_FOLDER = Path(__file__).parent / "pages"
_WRITTEN = ("ru", "en")


def page_of(entry: Entry, language: str) -> str:
    """The page in the reader's language; in Kazakh, which has no pages, what the catalogue says of it."""
    if language in _WRITTEN:
        return (_FOLDER / language / f"{entry.code}.md").read_text(encoding="utf-8")
    texts = entry.texts[language]
    parts = [f"# {entry.code}. {texts.title}", texts.why, advice_of(entry, language)]
    return "\n\n".join(part for part in parts if part) + "\n"
