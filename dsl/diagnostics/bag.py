"""The bag that every pass puts its diagnostics into."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from dsl.diagnostics.diagnostic import Diagnostic, Severity


class DiagnosticBag:
    """Collects diagnostics; the same one twice counts once. Iterating gives them in the order of the files."""

    def __init__(self) -> None:
        self._found: dict[Diagnostic, Diagnostic] = {}
        self._repeated: frozenset[str] = frozenset()
        self._words: dict[str, str] = {}

    @property
    def _items(self) -> tuple[Diagnostic, ...]:
        return tuple(self._found.values())

    def repeats(self, names: frozenset[str]) -> None:
        """From now on what differs only in the number of a repeat (`office_1`, `office_2` of `office`) is the same."""
        self._repeated |= names

    def speaks(self, path: str, language: str) -> None:
        """The file of this path is written in the words of this language: remedies use them."""
        self._words[path] = language

    def spoken(self, diagnostic: Diagnostic) -> Diagnostic:
        """The diagnostic with the language of the file that it is about."""
        own = self._words.get(diagnostic.span.path)
        return diagnostic if diagnostic.words is not None or own is None else replace(diagnostic, words=own)

    def add(self, diagnostic: Diagnostic) -> None:
        """Puts it in, unless the same one is there."""
        spoken = self.spoken(diagnostic)
        self._found.setdefault(without_numbers(spoken, self._repeated), spoken)

    def extend(self, diagnostics: Iterable[Diagnostic]) -> None:
        """Puts all of them in, each once; of another bag also what it knows of the files' languages."""
        if isinstance(diagnostics, DiagnosticBag):
            self._words |= diagnostics._words
        for diagnostic in diagnostics:
            self.add(diagnostic)

    def __len__(self) -> int:
        return len(self._items)

    def __iter__(self) -> Iterator[Diagnostic]:
        return iter(self.sorted())

    def sorted(self) -> tuple[Diagnostic, ...]:
        """By path, line, column and code; files keep the order of their first diagnostic."""
        files: dict[str, int] = {}
        for item in self._items:
            files.setdefault(item.span.path, len(files))
        return tuple(
            sorted(self._items, key=lambda d: (files[d.span.path], d.span.line, d.span.column, d.code)),
        )

    def of(self, severity: Severity) -> tuple[Diagnostic, ...]:
        """Those of one severity, sorted."""
        return tuple(item for item in self.sorted() if item.severity is severity)

    @property
    def has_errors(self) -> bool:
        """Whether later passes must not run."""
        return any(item.severity is Severity.ERROR for item in self._items)


def without_numbers(diagnostic: Diagnostic, repeated: frozenset[str]) -> Diagnostic:
    """The diagnostic with `office` for `office_2` in its arguments, for the names of repeated blocks."""
    arguments = tuple(
        (name, plain_code(value, repeated) if isinstance(value, str) else value) for name, value in diagnostic.arguments
    )
    return replace(diagnostic, arguments=arguments) if repeated else diagnostic


def plain_code(text: str, repeated: frozenset[str]) -> str:
    """The text without the numbers of repeats."""
    if not repeated:
        return text
    names = "|".join(sorted(map(re.escape, repeated)))
    return re.sub(rf"(?<!\w)({names})_\d+(?!\w)", r"\1", text)
