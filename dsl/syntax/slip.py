"""A token that does not fit, with all that is known of the place where it stands."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from dsl.syntax.lexer import Token


@dataclass(frozen=True, slots=True)
class Slip:
    """`token` came after `before` (the tokens of the heading so far) where only `fits` could stand.

    `fitting(n, more)` gives what could stand after the first `n` tokens and then the terminals `more`.
    """

    token: Token
    before: tuple[Token, ...]
    fits: frozenset[str]
    fitting: Callable[[int, tuple[str, ...]], frozenset[str]]
    too_deep: bool

    @property
    def previous(self) -> Token | None:
        """The token before the one that does not fit."""
        return self.before[-1] if self.before else None
