"""The table of words in three languages, made from dsl/words.toml for the pages `words.md`."""

from __future__ import annotations

import re
from pathlib import Path

from dsl.words import LANGUAGES as COLUMNS
from dsl.words import spellings
from tests.spec.reference.fences import ROOT

_HEADINGS = {"en": ("English", "Russian", "Kazakh"), "ru": ("английское", "русское", "казахское")}
_TABLE = re.compile(r"(?<=<!-- table of words -->\n).*?(?=<!-- end of the table -->)", re.DOTALL)


def words_page(language: str) -> Path:
    return ROOT / "dsl" / "reference" / language / "words.md"


def words_table(language: str) -> str:
    """One row a word: all its spellings, the one that is preferred first."""
    heads = dict(zip(COLUMNS, _HEADINGS[language], strict=True))
    order = (language, *(column for column in COLUMNS if column != language))
    lines = [f"| {' | '.join(heads[column] for column in order)} |", "|---|---|---|"]
    for columns in spellings().values():
        lines.append(f"| {' | '.join(_cell(columns[column]) for column in order)} |")
    return "\n" + "\n".join(lines) + "\n\n"


def _cell(words: tuple[str, ...]) -> str:
    return ", ".join(f"`{word}`" for word in words)


def refreshed(page: str, language: str) -> str:
    """The page with its table made anew."""
    assert _TABLE.search(page), "the page has no place for the table"
    return _TABLE.sub(lambda _: words_table(language), page)
