"""A token that does not fit, explained: the common slips have a message of their own."""

from __future__ import annotations

from dataclasses import dataclass

from dsl.diagnostics import DiagnosticBag, Fix, diagnose
from dsl.source import Source
from dsl.syntax.lexer import OPEN_TEXT, Lexer, Token


@dataclass(frozen=True, slots=True)
class Slip:
    """`token` came after `previous` in a parser state that accepts only `accepts`."""

    token: Token
    previous: Token | None
    accepts: frozenset[str]
    state: int
    too_deep: bool


def explain(slip: Slip, source: Source, lexer: Lexer, bag: DiagnosticBag) -> None:
    """Put the diagnostic that fits the slip best into the bag."""
    token = slip.token
    span = lexer.lines.span(token.start, token.end)
    if token.terminal == OPEN_TEXT:
        opening = token.text[0]
        closing = "»" if opening == "«" else '"'
        end = lexer.lines.span(token.end, token.end)
        bag.add(diagnose("unclosed-text", span, fix=Fix(end, closing), opening=opening, closing=closing))
        return
    bag.add(diagnose("unexpected-word", span, found=token.text))
