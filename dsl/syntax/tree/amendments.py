"""Statements about amending acts: what they restate, insert and remove."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from dsl.source import Span
from dsl.syntax.tree.names import Name, Text

if TYPE_CHECKING:
    from dsl.syntax.tree.file import Block


@dataclass(frozen=True, slots=True)
class BaseWithoutText:
    """The base act is not here: the first edition that can be compiled is that of the first amendment."""

    span: Span
    reason: Text
    block: Block = ()


@dataclass(frozen=True, slots=True)
class AmendmentDecl:
    """An amending act; `edition` names the edition that it makes."""

    span: Span
    edition: Text
    block: Block


@dataclass(frozen=True, slots=True)
class RestateDecl:
    """Each named thing of its block takes the place of the one that has its name."""

    span: Span
    block: Block


@dataclass(frozen=True, slots=True)
class ChangeDecl:
    """Of each named thing of its block only what is written changes; everything else of it stays."""

    span: Span
    block: Block


@dataclass(frozen=True, slots=True)
class InsertDecl:
    """What its block declares is new; it stands behind `after`, else at the end of what it belongs to."""

    span: Span
    after: Name | None
    block: Block


@dataclass(frozen=True, slots=True)
class RemoveDecl:
    span: Span
    names: tuple[Name, ...]
    block: Block = ()
