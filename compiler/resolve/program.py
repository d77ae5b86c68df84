"""What the resolver produces: the tree of elements with codes and symbols, the forms, and the methodology's head."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum

from dsl.source import Span
from dsl.syntax import tree

ROOT = "total"
"""Code of the root element, whose score is the total."""

PREDECLARED = ("body_name", "period")
"""Inputs that every methodology has: the assessed body's name and the reporting period, as texts."""


class SymbolKind(Enum):
    ELEMENT = "element"
    INPUT = "input"
    CONSTANT = "constant"
    VALUE = "value"
    TABLE = "table"
    COLUMN = "column"
    VERSION = "version"


@dataclass(frozen=True, slots=True)
class Symbol:
    """A named thing. `code` is unique and ASCII; `owner` is the code of the element it is declared in (for a column:
    of its table). `type` is None for elements, tables and versions."""

    name: str
    code: str
    kind: SymbolKind
    owner: str
    span: Span
    type: tree.TypeWord | None = None
    options: tuple[tree.OptionDecl, ...] = ()


@dataclass(frozen=True, slots=True)
class TableNode:
    code: str
    owner: str
    decl: tree.TableDecl
    columns: Mapping[str, Symbol]


SCORES = (tree.ScoreFormula, tree.ScoreBands, tree.ScoreByChoice, tree.ScorePresence, tree.ScoreByAssessor)
"""Statements that give an element its score."""


@dataclass(frozen=True, slots=True)
class ElementNode:
    """An element with everything said of it: `statements` are those of its block that are neither child elements nor
    tables, with the parent's "each item" statements copied in."""

    code: str
    decl: tree.ElementDecl | None
    """None for the root."""
    statements: tree.Block
    children: tuple[ElementNode, ...]
    tables: tuple[TableNode, ...]
    symbols: Mapping[str, Symbol]
    parent: str | None

    @property
    def name(self) -> str:
        """As its parent knows it; empty for the root."""
        return "" if self.decl is None else self.decl.name.text.rpartition(".")[2]

    @property
    def copy(self) -> tree.Copy | None:
        """Set on one of the repeats of an element."""
        return None if self.decl is None else self.decl.copy

    @property
    def scored(self) -> bool:
        """False for a repeat that only holds data: it has neither a rule of its own nor parts with scores."""
        if self.copy is None or any(isinstance(statement, SCORES) for statement in self.statements):
            return True
        return any(child.scored for child in self.children)

    def walk(self) -> tuple[ElementNode, ...]:
        """This element and all below it, in order."""
        found: list[ElementNode] = [self]
        for child in self.children:
            found.extend(child.walk())
        return tuple(found)


@dataclass(frozen=True, slots=True)
class Program:
    head: tree.MethodologyDecl
    root: ElementNode
    elements: Mapping[str, ElementNode]
    tables: Mapping[str, TableNode]
    forms: tuple[tree.FormDecl, ...]
    bodies: tuple[tree.BodyKindDecl, ...]
    languages: tuple[str, ...]
    """Language codes of the act, its own first."""
    assessed: tuple[tree.BodiesDecl, ...] = ()
    """The bodies that the methodology names, by kind."""
    total: bool = True
    """Whether the scores of the parts make one overall score."""
    lost: frozenset[str] = frozenset()
    """Names declared where nothing can be, which is reported: no rule is to blame for not knowing them."""
