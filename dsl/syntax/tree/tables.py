"""Statements about repeating tables."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from dsl.source import Span
from dsl.syntax.tree.declarations import Clause, TypeWord
from dsl.syntax.tree.expressions import Expression, NumberLiteral
from dsl.syntax.tree.names import Label, Name

if TYPE_CHECKING:
    from dsl.syntax.tree.file import Block


@dataclass(frozen=True, slots=True)
class TableDecl:
    span: Span
    name: Name
    min_rows: NumberLiteral | None
    max_rows: NumberLiteral | None
    block: Block


@dataclass(frozen=True, slots=True)
class ColumnDecl:
    """`formula` None: people fill it."""

    span: Span
    name: Name
    type: TypeWord
    clauses: tuple[Clause, ...]
    formula: Expression | None
    label: Label
    block: Block = ()
