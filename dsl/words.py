"""The language's words (`words.toml`): every keyword in en, ru and kk, ready for the lexer and the printer."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

LANGUAGES = ("en", "ru", "kk")
HEADER = {"en": "esep", "ru": "есеп", "kk": "есеп"}
_FILE = Path(__file__).parent / "words.toml"
_PIECE = re.compile(r"-?\w+")


@dataclass(frozen=True, slots=True)
class Keyword:
    """One spelling: `pieces` after the first word (a piece may begin with a hyphen), and its terminal."""

    terminal: str
    spelling: str
    pieces: tuple[str, ...]


@cache
def spellings() -> Mapping[str, Mapping[str, tuple[str, ...]]]:
    """Terminal → language → spellings, the canonical one first."""
    data = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    return {key.upper(): {lang: tuple(words[lang]) for lang in LANGUAGES} for key, words in data.items()}


@cache
def keywords(language: str) -> Mapping[str, tuple[Keyword, ...]]:
    """First word (ё as е) → the keywords that begin with it, those of more words first."""
    found: dict[str, list[Keyword]] = {}
    for terminal, spelling in _all(language):
        first, *rest = _PIECE.findall(fold(spelling))
        found.setdefault(first, []).append(Keyword(terminal, spelling, tuple(rest)))
    return {first: tuple(sorted(items, key=lambda k: -len(k.pieces))) for first, items in found.items()}


def word(key: str, language: str) -> str:
    """The canonical spelling of the word `key` (its key in words.toml)."""
    return spellings()[key.upper()][language][0]


def unit_of_one(key: str, language: str) -> str:
    """The unit as it stands after 1: час, hour."""
    forms = spellings()[key.upper()][language]
    return forms[0] if language == "kk" else forms[-1]


def fold(text: str) -> str:
    """ё and е are the same letter in keywords."""
    return text.replace("ё", "е")


def _all(language: str) -> Iterator[tuple[str, str]]:
    for terminal, columns in spellings().items():
        for spelling in columns[language]:
            yield terminal, spelling
