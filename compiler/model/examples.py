"""Worked examples of the act, and findings that the methodology acknowledges."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from compiler.model.texts import Citation, Reason


@dataclass(frozen=True, slots=True)
class Given:
    """A quantity (input or value) set by hand; a value set here is not computed."""

    code: str
    value: Fraction


@dataclass(frozen=True, slots=True)
class Example:
    """With `given`, the quantity `target` is `gives`.

    `decimals` is the number of decimals to which the act rounded the printed result, None when it is exact.
    `prints` is what the act prints when that is a misprint, with `reason`.
    """

    code: str
    body: str | None
    """The kind of body the example is for; None: any."""
    target: str
    given: tuple[Given, ...]
    gives: Fraction
    decimals: int | None
    prints: Fraction | None
    reason: Reason | None
    citation: Citation


@dataclass(frozen=True, slots=True)
class Acknowledgement:
    """A finding that is known and accepted: the lint rule's name, the code it is about, and why it stands."""

    rule: str
    code: str
    reason: Reason
