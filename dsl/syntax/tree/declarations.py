"""Statements about the methodology, its elements and what people fill; descriptions, clauses and flags."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING, Union

from dsl.source import Span
from dsl.syntax.tree.expressions import Expression, NumberLiteral
from dsl.syntax.tree.names import Label, Name, Text

if TYPE_CHECKING:
    from dsl.syntax.tree.file import Block


@dataclass(frozen=True, slots=True)
class Include:
    span: Span
    path: Text
    block: Block = ()


@dataclass(frozen=True, slots=True)
class MethodologyDecl:
    span: Span
    name: Name
    block: Block


@dataclass(frozen=True, slots=True)
class Act:
    span: Span
    label: Label
    block: Block = ()


@dataclass(frozen=True, slots=True)
class EditionDecl:
    span: Span
    text: Text
    block: Block = ()


@dataclass(frozen=True, slots=True)
class PeriodDecl:
    span: Span
    text: Text
    block: Block = ()


@dataclass(frozen=True, slots=True)
class Languages:
    """Languages of the act, its own first (`languages kk; ru`)."""

    span: Span
    names: tuple[Name, ...]
    block: Block = ()


@dataclass(frozen=True, slots=True)
class PrecisionDecl:
    span: Span
    number: NumberLiteral
    block: Block = ()


@dataclass(frozen=True, slots=True)
class BodyKindDecl:
    span: Span
    name: Name
    label: Label
    block: Block = ()


@dataclass(frozen=True, slots=True)
class BodiesDecl:
    """`bodies central`: the assessed bodies of a kind, as BodyDecl statements."""

    span: Span
    kind: Name
    block: Block


@dataclass(frozen=True, slots=True)
class BodyDecl:
    span: Span
    name: Name
    label: Label
    block: Block = ()


@dataclass(frozen=True, slots=True)
class NoTotal:
    """The scores of the parts are not added up to one."""

    span: Span
    reason: Text
    block: Block = ()


class DescriptionWord(Enum):
    TITLE = "title"
    DESCRIPTION = "description"
    SCORING = "scoring"
    NOTE = "note"
    HINT = "hint"


@dataclass(frozen=True, slots=True)
class Description:
    """A text that belongs to the enclosing statement (inside a form, NOTE is a paragraph)."""

    span: Span
    word: DescriptionWord
    label: Label
    block: Block = ()


@dataclass(frozen=True, slots=True)
class NumberText:
    """The act's own number of an element ("1.1.")."""

    span: Span
    text: Text
    block: Block = ()


class ProvenanceWord(Enum):
    STATED = "stated"
    RECONSTRUCTED = "reconstructed"
    ASSUMED = "assumed"


@dataclass(frozen=True, slots=True)
class Cites:
    span: Span
    clause: Text
    provenance: ProvenanceWord
    reason: Text | None
    block: Block = ()


@dataclass(frozen=True, slots=True)
class ForBodies:
    span: Span
    names: tuple[Name, ...]
    block: Block = ()


class LevelWord(Enum):
    DIRECTION = "direction"
    CRITERION = "criterion"
    INDICATOR = "indicator"
    PARAMETER = "parameter"
    GROUP = "group"
    ITEM = "item"
    PENALTY = "penalty"


@dataclass(frozen=True, slots=True)
class MaximumClause:
    """`, at most 20 points` in the heading of an element; with `per_version`, for each version."""

    span: Span
    value: NumberLiteral
    per_version: bool


@dataclass(frozen=True, slots=True)
class Copy:
    """Says of an element that it is one of the repeats of `name` (as written), the `number`-th."""

    name: str
    number: int


@dataclass(frozen=True, slots=True)
class ElementDecl:
    """`times`: the block is to be written out so many times. `copy` is set on what was written out."""

    span: Span
    level: LevelWord
    name: Name
    maximum: MaximumClause | None
    block: Block
    times: NumberLiteral | None = None
    copy: Copy | None = None


class TypeWord(Enum):
    NUMBER = "number"
    COUNT = "count"
    SHARE = "share"
    POINTS = "points"
    HOURS = "hours"
    DAYS = "days"
    MONTHS = "months"
    MONEY = "money"
    DATE = "date"
    YES_NO = "yes_no"
    CHOICE = "choice"
    TEXT = "text"
    LINK = "link"


@dataclass(frozen=True, slots=True)
class Range:
    """`, from 0 to 100`."""

    span: Span
    low: Expression
    high: Expression


@dataclass(frozen=True, slots=True)
class AtLeast:
    span: Span
    value: Expression


@dataclass(frozen=True, slots=True)
class AtMost:
    """`, at most 100` or `, at most required` (another input)."""

    span: Span
    value: Expression


class FlagWord(Enum):
    OPTIONAL = "optional"
    DECLINABLE = "declinable"
    INFORMATIVE = "informative"
    """Read by no rule, on purpose."""


@dataclass(frozen=True, slots=True)
class Flag:
    span: Span
    word: FlagWord


Clause = Union[Range, AtLeast, AtMost, Flag]


@dataclass(frozen=True, slots=True)
class InputDecl:
    span: Span
    name: Name
    type: TypeWord
    clauses: tuple[Clause, ...]
    label: Label
    block: Block = ()


@dataclass(frozen=True, slots=True)
class OptionDecl:
    """`points`: what a score by choice without lines of its own gives for it."""

    span: Span
    name: Name
    label: Label
    block: Block = ()
    points: Expression | None = None


@dataclass(frozen=True, slots=True)
class ConstantDecl:
    span: Span
    name: Name
    value: NumberLiteral
    label: Label
    block: Block = ()


@dataclass(frozen=True, slots=True)
class ValueDecl:
    span: Span
    name: Name
    type: TypeWord
    expression: Expression
    label: Label
    block: Block = ()


@dataclass(frozen=True, slots=True)
class VersionDecl:
    """A version of what is assessed (a language of a site); items below may have points for each version."""

    span: Span
    name: Name
    label: Label
    block: Block = ()
