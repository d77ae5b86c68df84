"""Reduced rules of the grammar to nodes of the tree: finds the method for each rule name of `dsl/grammar/*.lark`."""

from __future__ import annotations

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
        self._parts = (
            Expressions(context), Structure(context), Elements(context), Scores(context), Forms(context)
        )  # fmt: skip

    def method(self, rule: str) -> Method:
        """The method for a rule name; every rule has exactly one (a test sees to it)."""
        found: Method = next(getattr(part, "on_" + rule) for part in self._parts if hasattr(part, "on_" + rule))
        return found

    def rules(self) -> tuple[str, ...]:
        """The names of all rules that have a method."""
        return tuple(name.removeprefix("on_") for part in self._parts for name in dir(part) if name.startswith("on_"))
