"""Expressions, as written."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from fractions import Fraction
from typing import Union

from dsl.source import Span
from dsl.syntax.tree.names import Name, Text


class Unit(Enum):
    """A unit written after a number ("0,1 балла"); SHARE is the percent sign."""

    SHARE = "share"
    POINTS = "points"
    HOURS = "hours"
    DAYS = "days"
    MONTHS = "months"
    MONEY = "money"


@dataclass(frozen=True, slots=True)
class NumberLiteral:
    """A number; 70% has value 7/10 and unit SHARE."""

    span: Span
    value: Fraction
    unit: Unit | None = None


@dataclass(frozen=True, slots=True)
class DateLiteral:
    """A date: 2015-12-31 or 31.12.2015; `iso` is YYYY-MM-DD and a real date."""

    span: Span
    iso: str


@dataclass(frozen=True, slots=True)
class TextLiteral:
    """The label of an option or a category, on the right of a comparison."""

    text: Text

    @property
    def span(self) -> Span:
        return self.text.span


@dataclass(frozen=True, slots=True)
class NameRef:
    name: Name

    @property
    def span(self) -> Span:
        return self.name.span


class PropertyWord(Enum):
    MAXIMUM = "maximum"
    """The declared maximum of an element."""
    WEIGHT = "weight"
    """Its weight: the maximum and what moved to it."""
    SCORE = "score"
    """Its score, after all adjustments."""
    SUM_OF_ITEMS = "sum_of_items"
    MEAN_OF_ITEMS = "mean_of_items"


@dataclass(frozen=True, slots=True)
class Property:
    """`maximum X`; without a name, of the element in which it stands."""

    span: Span
    word: PropertyWord
    name: Name | None


class Sign(Enum):
    ADD = "+"
    SUBTRACT = "-"
    MULTIPLY = "*"
    DIVIDE = "/"
    POWER = "^"


@dataclass(frozen=True, slots=True)
class Minus:
    span: Span
    operand: Expression


@dataclass(frozen=True, slots=True)
class Arithmetic:
    span: Span
    sign: Sign
    left: Expression
    right: Expression


class Relation(Enum):
    EQUAL = "="
    NOT_EQUAL = "<>"
    LESS = "<"
    AT_MOST = "<="
    GREATER = ">"
    AT_LEAST = ">="


@dataclass(frozen=True, slots=True)
class Comparison:
    span: Span
    relation: Relation
    left: Expression
    right: Expression


@dataclass(frozen=True, slots=True)
class Conjunction:
    span: Span
    items: tuple[Expression, ...]


@dataclass(frozen=True, slots=True)
class Disjunction:
    span: Span
    items: tuple[Expression, ...]


@dataclass(frozen=True, slots=True)
class Negation:
    span: Span
    operand: Expression


@dataclass(frozen=True, slots=True)
class Conditional:
    span: Span
    condition: Expression
    then: Expression
    other: Expression


class FunctionWord(Enum):
    MIN = "min"
    MAX = "max"
    ABS = "abs"
    ROUND = "round"
    ROUND_UP = "round_up"
    ROUND_DOWN = "round_down"
    SQRT = "sqrt"
    LN = "ln"
    EXP = "exp"
    FILLED = "filled"
    LOG_TEN = "log_ten"
    TRUNCATE = "truncate"
    ROUND_STEP = "round_step"
    """`round(x; step s)`, as the two after it: to a multiple of s."""
    ROUND_UP_STEP = "round_up_step"
    ROUND_DOWN_STEP = "round_down_step"
    NORMALISE = "normalise"
    COUNT = "count"
    """Of numbers in brackets: always refused, for only rows are counted."""
    SUM = "sum"
    MEAN = "mean"
    """Of the numbers in the brackets, as SUM is; over rows of a table both are an Aggregate."""
    GEOMETRIC_MEAN = "geometric_mean"
    HARMONIC_MEAN = "harmonic_mean"
    WEIGHTED_MEAN = "weighted_mean"
    """`weighted_mean(a by 2; b by 1)`: a number and its weight in turn."""
    WEIGHTED_GEOMETRIC_MEAN = "weighted_geometric_mean"
    FIRST_FILLED = "first_filled"
    MEAN_OF_FILLED = "mean_of_filled"
    SUM_OF_FILLED = "sum_of_filled"


STEPPED = {
    FunctionWord.ROUND: FunctionWord.ROUND_STEP,
    FunctionWord.ROUND_UP: FunctionWord.ROUND_UP_STEP,
    FunctionWord.ROUND_DOWN: FunctionWord.ROUND_DOWN_STEP,
}
"""The rounding to a step that goes with a rounding to decimals."""
WEIGHTED = (FunctionWord.WEIGHTED_MEAN, FunctionWord.WEIGHTED_GEOMETRIC_MEAN)


@dataclass(frozen=True, slots=True)
class FunctionCall:
    span: Span
    function: FunctionWord
    arguments: tuple[Expression, ...]


class AggregateWord(Enum):
    COUNT = "count"
    SUM = "sum"
    MEAN = "mean"
    LEAST = "least"
    GREATEST = "greatest"


@dataclass(frozen=True, slots=True)
class Aggregate:
    """`sum(systems.done where done > 0)`; `target` names a table (COUNT) or a column of one."""

    span: Span
    function: AggregateWord
    target: Name
    where: Expression | None


class OverBodiesWord(Enum):
    MEAN = "mean"
    GREATEST = "greatest"
    LEAST = "least"
    RANK = "rank"


@dataclass(frozen=True, slots=True)
class OverBodies:
    """`greatest of bodies(done / required)`: a figure over all assessed bodies of the same kind."""

    span: Span
    function: OverBodiesWord
    operand: Expression


class RepeatWord(Enum):
    SUM = "sum"
    MEAN = "mean"
    COUNT = "count"


@dataclass(frozen=True, slots=True)
class RepeatFigure:
    """`sum of repeats(department.staff)`: over all repeats that are begun; COUNT names the repeated element itself."""

    span: Span
    function: RepeatWord
    target: Name


Expression = Union[
    NumberLiteral,
    DateLiteral,
    TextLiteral,
    NameRef,
    Property,
    Minus,
    Arithmetic,
    Comparison,
    Conjunction,
    Disjunction,
    Negation,
    Conditional,
    FunctionCall,
    Aggregate,
    OverBodies,
    RepeatFigure,
]
