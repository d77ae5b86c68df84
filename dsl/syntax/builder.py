"""Reduced rules of the grammar to nodes of the tree: finds the method for each rule name of `dsl/grammar/*.lark`."""

from __future__ import annotations

from functools import cache

from dsl.diagnostics import DiagnosticBag
from dsl.syntax.build.context import Context
from dsl.syntax.build.elements import Elements
from dsl.syntax.build.expressions import Expressions
from dsl.syntax.build.forms import Forms
from dsl.syntax.build.scores import Scores
from dsl.syntax.build.structure import Structure
from dsl.syntax.engine import Method
from dsl.syntax.lexer import Lines


class Builder:
    """Makes the nodes of one file; faults inside a token (a date that does not exist, a mixed name) go to the bag."""

    def __init__(self, lines: Lines, bag: DiagnosticBag) -> None:
        context = Context(lines, bag)
        self._parts = {part: part(context) for part in _PARTS}
        self._methods: dict[str, Method] = {}

    def method(self, rule: str) -> Method:
        """The method for a rule name; every rule has exactly one (a test sees to it)."""
        found = self._methods.get(rule)
        if found is None:
            found = self._methods[rule] = getattr(self._parts[_part_with(rule)], "on_" + rule)
        return found

    def rules(self) -> tuple[str, ...]:
        """The names of all rules that have a method."""
        return tuple(name.removeprefix("on_") for part in _PARTS for name in dir(part) if name.startswith("on_"))


_Part = type[Expressions | Structure | Elements | Scores | Forms]
_PARTS: tuple[_Part, ...] = (Expressions, Structure, Elements, Scores, Forms)


@cache
def _part_with(rule: str) -> _Part:
    return next(part for part in _PARTS if hasattr(part, "on_" + rule))
