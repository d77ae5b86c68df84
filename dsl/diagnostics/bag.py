"""The bag that every pass puts its diagnostics into."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from dsl.diagnostics.diagnostic import Diagnostic, Severity


class DiagnosticBag:
    """Collects diagnostics; the same one twice counts once. Iterating gives them in the order of the files."""

    def __init__(self) -> None:
        self._items: dict[Diagnostic, None] = {}

    def add(self, diagnostic: Diagnostic) -> None:
        self._items[diagnostic] = None

    def extend(self, diagnostics: Iterable[Diagnostic]) -> None:
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
        return tuple(item for item in self.sorted() if item.severity is severity)

    @property
    def has_errors(self) -> bool:
        return any(item.severity is Severity.ERROR for item in self._items)
