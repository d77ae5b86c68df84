"""Statements about scores: formulas, bands, conditions, adjustments, examples, acknowledgements."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from dsl.source import Span
from dsl.syntax.tree.expressions import Expression, FunctionWord, NumberLiteral, OverBodies, Relation
from dsl.syntax.tree.names import Label, Name, Text

if TYPE_CHECKING:
    from dsl.syntax.tree.file import Block


@dataclass(frozen=True, slots=True)
class ScoreFormula:
    span: Span
    expression: Expression
    block: Block = ()


@dataclass(frozen=True, slots=True)
class ScoreBands:
    """Its block holds BandRow statements (and Cites, ForBodies)."""

    span: Span
    operand: Expression
    block: Block


@dataclass(frozen=True, slots=True)
class BandLimit:
    span: Span
    relation: Relation
    value: Expression


@dataclass(frozen=True, slots=True)
class BandRow:
    """`over 70% and under 100%: 1`. One EQUAL limit is a single point; `fills_gap` with its reason."""

    span: Span
    limits: tuple[BandLimit, ...]
    result: Expression
    fills_gap: bool
    reason: Text | None
    block: Block = ()


@dataclass(frozen=True, slots=True)
class CategoryDecl:
    """`category standing by score`: its block holds CategoryBand statements (and Cites, ForBodies, Description)."""

    span: Span
    name: Name
    operand: Expression
    label: Label
    block: Block


@dataclass(frozen=True, slots=True)
class CategoryBand:
    """`at least 90 and under 95: «AA»`, as BandRow with a label in place of points."""

    span: Span
    limits: tuple[BandLimit, ...]
    label: Label
    fills_gap: bool
    reason: Text | None
    block: Block = ()


@dataclass(frozen=True, slots=True)
class ScoreByChoice:
    """Its block holds OptionPoints, one for each option of the choice (and Cites, ForBodies)."""

    span: Span
    choice: Name
    block: Block = ()


@dataclass(frozen=True, slots=True)
class OptionPoints:
    """`option main_page: 5`."""

    span: Span
    option: Name
    points: Expression
    block: Block = ()


@dataclass(frozen=True, slots=True)
class ScorePresence:
    """Full marks when present: makes a yes/no input."""

    span: Span
    label: Label
    block: Block = ()


@dataclass(frozen=True, slots=True)
class ScoreByAssessor:
    """The assessor gives points from 0 to the maximum, for each version where the maximum is per version."""

    span: Span
    label: Label
    block: Block = ()


@dataclass(frozen=True, slots=True)
class WeightMove:
    """`weight moves to X less E`."""

    span: Span
    target: Name
    less: Expression | None


@dataclass(frozen=True, slots=True)
class WhenRule:
    """`if C: score E` (score given), `if C: mean score of bodies` (`of_bodies`) or `if C: not assessed; weight moves
    to X` (neither)."""

    span: Span
    condition: Expression
    score: Expression | None
    move: WeightMove | None
    of_bodies: bool = False
    block: Block = ()


@dataclass(frozen=True, slots=True)
class OtherBodiesMove:
    """For the kinds of body without this element its weight moves to another one."""

    span: Span
    move: WeightMove
    block: Block = ()


class AdjustmentWord(Enum):
    DEDUCTION = "deduction"
    BONUS = "bonus"
    COEFFICIENT = "coefficient"
    FLOOR = "floor"
    CAP = "cap"
    ROUNDING = "rounding"


@dataclass(frozen=True, slots=True)
class Adjustment:
    """`deduct 0,1 for each defects, at most 50% * maximum`; `condition`, `each` and `limit` only where they apply.
    `rounding`: which one, where the word is ROUNDING."""

    span: Span
    word: AdjustmentWord
    amount: Expression
    each: Expression | None
    condition: Expression | None
    limit: Expression | None
    block: Block = ()
    rounding: FunctionWord = FunctionWord.ROUND


@dataclass(frozen=True, slots=True)
class EachItem:
    """What its block says holds for every item (leaf) below the enclosing element."""

    span: Span
    block: Block


@dataclass(frozen=True, slots=True)
class EqualWeights:
    """The children share the element's maximum equally."""

    span: Span
    block: Block = ()


@dataclass(frozen=True, slots=True)
class GivenValue:
    """`done 2`, or a figure over bodies: `greatest of bodies(done) 40`."""

    span: Span
    what: Name | OverBodies
    value: Expression


@dataclass(frozen=True, slots=True)
class ExampleDecl:
    """`example «38-т.»: done 2; required 5 gives 7,6`. Without a target, of the enclosing element's score.

    `rounded`: the act printed a rounded number. `prints` with `reason`: what the act prints by mistake.
    """

    span: Span
    clause: Text
    given: tuple[GivenValue, ...]
    prints: NumberLiteral | None
    gives: NumberLiteral
    rounded: bool
    reason: Text | None
    target: Name | None = None
    block: Block = ()


@dataclass(frozen=True, slots=True)
class Acknowledge:
    """`acknowledged gap X because «…»`; `rule` is a lint rule's name."""

    span: Span
    rule: Name
    name: Name | None
    reason: Text
    block: Block = ()
