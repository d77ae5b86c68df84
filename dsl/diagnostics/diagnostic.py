"""One diagnostic: what is wrong, where, and what can be done. Texts live in the catalogue, never here.

Make one with `dsl.diagnostics.diagnose(slug, span, **arguments)`; it takes code and severity from the catalogue.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from fractions import Fraction
from typing import Union

from dsl.source import Span


class Severity(Enum):
    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Term:
    """An argument that is itself a phrase of the catalogue (`catalogue/terms.toml`), shown in the reader's language."""

    key: str


@dataclass(frozen=True, slots=True)
class Terms:
    """Several phrases or words, shown as "a, b or c"; plain strings stay as they are."""

    items: tuple[Term | str, ...]


Argument = Union[str, int, Fraction, Term, Terms]


@dataclass(frozen=True, slots=True)
class SecondPlace:
    """Another place that belongs to the story; `key` names the text under `labels` of the catalogue entry."""

    span: Span
    key: str


@dataclass(frozen=True, slots=True)
class Fix:
    """Replacing `span` by `replacement` mends the fault (an empty span inserts)."""

    span: Span
    replacement: str


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """`code` ("E1001") and `slug` ("unclosed-text") name the same catalogue entry."""

    code: str
    slug: str
    severity: Severity
    span: Span
    arguments: tuple[tuple[str, Argument], ...] = ()
    labels: tuple[SecondPlace, ...] = ()
    fix: Fix | None = None
    words: str | None = None
    """The language of the words of the file that it speaks of; None: there is no such file, or it is not known."""
