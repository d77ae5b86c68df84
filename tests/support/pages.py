"""Pages of diagnostics: their examples, and whether they quote what a diagnostic says."""

from __future__ import annotations

import re

from dsl.diagnostics import Diagnostic, help_of, message_of
from dsl.diagnostics.catalogue import Entry, entries
from dsl.diagnostics.page import page_of

LANGUAGES = ("ru", "en")
"""Those in which there are pages."""


def entries_from(*starts: str) -> tuple[Entry, ...]:
    """Entries of the catalogue whose codes begin so."""
    return tuple(entry for entry in entries().values() if entry.code.startswith(starts))


def entries_between(first: str, last: str) -> tuple[Entry, ...]:
    """Entries of the catalogue with these codes and the codes between them."""
    return tuple(entry for entry in entries().values() if first <= entry.code <= last)


def examples(entry: Entry, language: str, kinds: str = "esep") -> list[tuple[str, str]]:
    """Kind and text of each example on the page; `kinds` as in "csv|json"."""
    return re.findall(rf"```({kinds})\n(.*?)```", page_of(entry, language), re.DOTALL)


def quotes(entry: Entry, language: str, diagnostic: Diagnostic) -> bool:
    """Whether the page has the diagnostic's message and, where there is one, its help."""
    lines = page_of(entry, language).splitlines()
    said = (message_of(diagnostic, language), help_of(diagnostic, language))
    return all(text is None or f"> {text}" in lines for text in said)
