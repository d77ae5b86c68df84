"""Diagnostics to words: the catalogue's templates filled in for one language."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from typing import assert_never

from dsl.diagnostics.catalogue import Entry, EntryTexts, entry, terms
from dsl.diagnostics.diagnostic import Argument, Diagnostic, Term, Terms
from dsl.phrases import filled, outline
from dsl.words import unit_of_one, word

_OR = {"ru": " или ", "kk": " немесе ", "en": " or "}


def texts_of(diagnostic: Diagnostic, language: str) -> EntryTexts:
    """The catalogue's texts for the diagnostic in `ru`, `kk` or `en`."""
    return entry(diagnostic.slug).texts[language]


def message_of(diagnostic: Diagnostic, language: str) -> str:
    """One sentence: what is wrong here."""
    return _fill(texts_of(diagnostic, language).message, diagnostic, language)


def help_of(diagnostic: Diagnostic, language: str) -> str | None:
    """What to do about it."""
    template = texts_of(diagnostic, language).help
    return None if template is None else _fill(template, diagnostic, language)


def label_of(diagnostic: Diagnostic, key: str, language: str) -> str:
    """The words for one of the second places."""
    return _fill(texts_of(diagnostic, language).labels[key], diagnostic, language)


def phrase(key: str, language: str) -> str:
    """A phrase of `catalogue/terms.toml`."""
    return terms()[key][language]


def advice_of(entry: Entry, language: str) -> str:
    """What to do about such a fault in general: the words of this language, dots for what a place would say."""
    return filled(outline(entry.texts[language].help or ""), _spoken(language))


def _fill(template: str, diagnostic: Diagnostic, language: str) -> str:
    """The words of the text that it speaks of are those of its file; prose is in the reader's language."""
    words: dict[str, object] = {**_spoken(diagnostic.words or language)}
    return filled(template, words | {name: _show(value, language) for name, value in diagnostic.arguments})


@dataclass(frozen=True, slots=True)
class _Words:
    """The language's words by their keys in `words.toml`, as templates ask for them: `{word[cites]}`."""

    language: str
    form: Callable[[str, str], str]

    def __getitem__(self, key: str) -> str:
        return self.form(key, self.language)


def _spoken(language: str) -> dict[str, _Words]:
    """`word`, with a capital at the beginning of a sentence `Word`; a unit after 1 is `one`."""
    return {
        "word": _Words(language, word),
        "Word": _Words(language, lambda key, own: word(key, own)[:1].upper() + word(key, own)[1:]),
        "one": _Words(language, unit_of_one),
    }


def _show(value: Argument, language: str) -> str:
    match value:
        case str():
            return value
        case int():
            return str(value)
        case Fraction():
            return _show_fraction(value, language)
        case Term(key):
            return phrase(key, language)
        case Terms(items):
            words = [_show(item, language) for item in items]
            return _OR[language].join(filter(None, (", ".join(words[:-1]), words[-1]))) if words else ""
        case _:
            assert_never(value)


def _show_fraction(value: Fraction, language: str) -> str:
    """A decimal where it is finite (with a comma in ru and kk), else a fraction."""
    rest = value.denominator
    for factor in (2, 5):
        while rest % factor == 0:
            rest //= factor
    if rest != 1:
        return f"{value.numerator}/{value.denominator}"
    places = 0
    while (value * 10**places).denominator != 1:
        places += 1
    digits = f"{abs(value.numerator) * 10**places // value.denominator:0{places + 1}d}"
    whole, part = (digits[:-places], digits[-places:]) if places else (digits, "")
    mark = "." if language == "en" else ","
    return ("-" if value < 0 else "") + whole + (mark + part if part else "")
