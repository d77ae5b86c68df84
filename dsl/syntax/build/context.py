"""What the builders of all concepts share: names are checked, spans made, faults inside a token reported."""

from __future__ import annotations

from typing import Any

from dsl.diagnostics import Diagnostic, DiagnosticBag
from dsl.source import Span
from dsl.syntax import tree
from dsl.syntax.alphabets import check_name
from dsl.syntax.lexer import Lines, Token

Parts = list[Any]
"""The parts of a reduced rule: tokens, nodes, and None for a missing optional."""


class Context:
    """One file's lines and bag."""

    def __init__(self, lines: Lines, bag: DiagnosticBag) -> None:
        self._lines = lines
        self._bag = bag

    def span(self, token: Token) -> Span:
        """The place of a token."""
        return self._lines.span(token.start, token.end)

    def fault(self, diagnostic: Diagnostic) -> None:
        """Reports what only a builder can see: the grammar has accepted the line."""
        self._bag.add(diagnostic)

    def name(self, token: Token) -> tree.Name:
        """The name; letters of two alphabets in it are a fault."""
        span = self.span(token)
        if not token.text.isascii():
            check_name(token.text, span, self._bag)
        return tree.Name(span, token.text)

    def name_or_none(self, token: Token | None) -> tree.Name | None:
        return None if token is None else self.name(token)
