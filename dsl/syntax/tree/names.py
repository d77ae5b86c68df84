"""Texts, labels and names."""

from __future__ import annotations

from dataclasses import dataclass

from dsl.source import Span


@dataclass(frozen=True, slots=True)
class Text:
    """A quoted text. `language` is None for the act's own language; line breaks inside are kept, indentation is not.
    `also`: a reason in further languages."""

    span: Span
    text: str
    language: str | None = None
    official: bool = True
    also: tuple[Text, ...] = ()


Label = tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class Name:
    """A name as written, dots included (`functions.share`)."""

    span: Span
    text: str
