"""Diagnostics to words: the catalogue's templates filled in for one language."""

from __future__ import annotations

from fractions import Fraction
from typing import assert_never

from dsl.diagnostics.catalogue import EntryTexts, entry, terms
from dsl.diagnostics.diagnostic import Argument, Diagnostic, Term, Terms

_OR = {"ru": " или ", "kk": " немесе ", "en": " or "}


def texts_of(diagnostic: Diagnostic, language: str) -> EntryTexts:
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


def _fill(template: str, diagnostic: Diagnostic, language: str) -> str:
    return template.format_map({name: _show(value, language) for name, value in diagnostic.arguments})


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
