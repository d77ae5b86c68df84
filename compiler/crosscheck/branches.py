"""The decisions inside a formula's text: conditions of IF, and which argument of MIN and MAX wins, each with the
conditions that must hold for it to be looked at."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

CALL = re.compile(r'"(?:[^"]|"")*"|\'(?:[^\']|\'\')*\'|([A-Z][A-Z0-9.]*)?\(|[),]')
GUARDS = ('""', '"-"')
RANGE = re.compile(r"[^\s(),]*:[^\s(),]*")


@dataclass(frozen=True, slots=True)
class Condition:
    """A piece of a formula that is true or false, and how it comes out."""

    text: str
    holds: bool

    def __str__(self) -> str:
        return f"{self.text} is {'true' if self.holds else 'false'}"


@dataclass(frozen=True, slots=True)
class Branch:
    """One outcome of one decision; reached when `path` and `outcome` come out so. `gives` is the text of what IF then
    gives, "" for MIN and MAX."""

    path: tuple[Condition, ...]
    outcome: Condition
    gives: str = ""

    @property
    def is_guard(self) -> bool:
        """True when the branch only says "not filled" or "not applicable": it stands guard, often over what bounds and
        the cells before rule out already."""
        return self.gives in GUARDS

    def __str__(self) -> str:
        return str(self.outcome)


@dataclass(frozen=True, slots=True)
class Called:
    """A function call in a formula: where its name starts, where it ends, and where its arguments are."""

    name: str
    start: int
    end: int
    arguments: tuple[tuple[int, int], ...]


def branches(formula: str) -> tuple[Branch, ...]:
    """Both outcomes of every decision of the formula (its text without "=")."""
    return tuple(dict.fromkeys(_branches(formula, ())))


def calls(formula: str) -> tuple[Called, ...]:
    """Every call and every pair of parentheses (named ""), outer ones before those inside them."""
    found: list[Called] = []
    stack: list[tuple[str, int, list[int]]] = []
    for token in CALL.finditer(formula):
        text = token.group(0)
        if text.endswith("("):
            stack.append((token.group(1) or "", token.start(), [token.end()]))
        elif text == "," and stack:
            stack[-1][2].append(token.end())
        elif text == ")" and stack:
            name, start, starts = stack.pop()
            stops = [place - 1 for place in starts[1:]] + [token.start()]
            found.append(Called(name, start, token.end(), tuple(zip(starts, stops, strict=True))))
    return tuple(sorted(found, key=lambda called: (called.start, -called.end)))


def _branches(text: str, path: tuple[Condition, ...]) -> Iterator[Branch]:
    last = 0
    for called in calls(text):
        if called.start < last:
            continue  # inside a call that was looked at already
        last = called.end
        arguments = [text[start:stop] for start, stop in called.arguments]
        if called.name == "IF" and len(arguments) >= 2:
            condition = arguments[0]
            yield from _decision(condition, path, arguments[1], "".join(arguments[2:]))
            yield from _branches(condition, path)
            yield from _branches(arguments[1], (*path, Condition(condition, True)))
            for other in arguments[2:]:
                yield from _branches(other, (*path, Condition(condition, False)))
            continue
        if called.name in ("MIN", "MAX") and len(arguments) == 2 and not any(map(RANGE.search, arguments)):
            yield from _decision(f"({arguments[0]})<({arguments[1]})", path)
        for argument in arguments:
            yield from _branches(argument, path)


def _decision(
    condition: str, path: tuple[Condition, ...], when_true: str = "", when_false: str = ""
) -> tuple[Branch, Branch]:
    return Branch(path, Condition(condition, True), when_true), Branch(path, Condition(condition, False), when_false)
