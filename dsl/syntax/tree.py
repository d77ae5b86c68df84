"""The syntax tree: what a file says, word for word, independent of the language its keywords are written in.

Every node is frozen and carries its span. Statements carry the statements indented under them in `block`; which
statement may stand in which block is checked later, so that a misplaced line gets a message of its own.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from fractions import Fraction
from typing import Union

from dsl.source import Span

# ----------------------------------------------------------------------------------------------------- texts, names


@dataclass(frozen=True, slots=True)
class Text:
    """A quoted text. `language` is None for the act's own language; line breaks inside are kept, indentation is not."""

    span: Span
    text: str
    language: str | None = None
    official: bool = True


Label = tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class Name:
    """A name as written, dots included (`functions.share`)."""

    span: Span
    text: str


# ------------------------------------------------------------------------------------------------------ expressions


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


Expression = Union[
    NumberLiteral,
    DateLiteral,
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
]

# ------------------------------------------------------------------------------------- statements: file, methodology


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


# ----------------------------------------------------------------------------------------- statements: descriptions


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


# --------------------------------------------------------------------------------------------- statements: elements


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
class ElementDecl:
    span: Span
    level: LevelWord
    name: Name
    maximum: MaximumClause | None
    block: Block


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
    span: Span
    name: Name
    label: Label
    block: Block = ()


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


# ---------------------------------------------------------------------------------------- statements: rules of score


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
    """`if C: score E` (score given) or `if C: not assessed; weight moves to X` (score None)."""

    span: Span
    condition: Expression
    score: Expression | None
    move: WeightMove | None
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
    """`deduct 0,1 for each defects, at most 50% * maximum`; `condition`, `each` and `limit` only where they apply."""

    span: Span
    word: AdjustmentWord
    amount: Expression
    each: Expression | None
    condition: Expression | None
    limit: Expression | None
    block: Block = ()


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
    span: Span
    name: Name
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


# ----------------------------------------------------------------------------------------------- statements: tables


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


# ------------------------------------------------------------------------------------------------ statements: forms


@dataclass(frozen=True, slots=True)
class FormDecl:
    span: Span
    name: Name
    block: Block


@dataclass(frozen=True, slots=True)
class FormCode:
    span: Span
    text: Text
    block: Block = ()


class RoleWord(Enum):
    REPORT = "report"
    SCALE = "scale"
    CONCLUSION = "conclusion"
    REFERENCE = "reference"
    ACT = "act"
    APPEAL = "appeal"
    SURVEY = "survey"


@dataclass(frozen=True, slots=True)
class FormRole:
    span: Span
    word: RoleWord
    block: Block = ()


@dataclass(frozen=True, slots=True)
class SheetName:
    span: Span
    label: Label
    block: Block = ()


class ParagraphWord(Enum):
    """NOTE paragraphs are Description statements."""

    ANNEX = "annex"
    MARK = "mark"
    HEADLINE = "headline"
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    CAPTION = "caption"
    SIGNATURE = "signature"


@dataclass(frozen=True, slots=True)
class ParagraphDecl:
    span: Span
    word: ParagraphWord
    label: Label
    block: Block = ()


@dataclass(frozen=True, slots=True)
class FieldDecl:
    """`field «before» name «after»`."""

    span: Span
    before: Label
    name: Name
    after: Label
    block: Block = ()


@dataclass(frozen=True, slots=True)
class GridDecl:
    span: Span
    block: Block


@dataclass(frozen=True, slots=True)
class HeadingDecl:
    """A column heading; HeadingDecl statements in its block are nested under it. An empty label: no heading."""

    span: Span
    label: Label
    width: NumberLiteral | None
    block: Block = ()


@dataclass(frozen=True, slots=True)
class NumberedRow:
    span: Span
    block: Block = ()


class CellWord(Enum):
    NUMBER = "number"
    TITLE = "title"
    DESCRIPTION = "description"
    SCORING = "scoring"
    NOTE = "note"
    MAXIMUM = "maximum"
    SCORE = "score"
    LABEL = "label"
    """The label of an input, constant, value or column."""
    ORDINAL = "ordinal"
    EMPTY = "empty"


@dataclass(frozen=True, slots=True)
class CellText:
    label: Label

    @property
    def span(self) -> Span:
        return self.label[0].span


@dataclass(frozen=True, slots=True)
class CellProperty:
    """`title p1`, `maximum`, `maximum kk`, `empty`; without a name, of the item or column of a repeated row."""

    span: Span
    word: CellWord
    name: Name | None


@dataclass(frozen=True, slots=True)
class CellField:
    """An input, constant, value, score or column by name."""

    name: Name

    @property
    def span(self) -> Span:
        return self.name.span


@dataclass(frozen=True, slots=True)
class CellDecl:
    span: Span
    content: CellText | CellProperty | CellField
    columns: int = 1
    rows: int = 1


class RowWord(Enum):
    ROW = "row"
    TOTAL = "total"


@dataclass(frozen=True, slots=True)
class RowDecl:
    span: Span
    word: RowWord
    cells: tuple[CellDecl, ...]
    block: Block = ()


@dataclass(frozen=True, slots=True)
class SectionDecl:
    span: Span
    label: Label
    block: Block = ()


@dataclass(frozen=True, slots=True)
class RepeatDecl:
    """`rows systems: ordinal; name; degree`: a row for each row of the table."""

    span: Span
    table: Name
    cells: tuple[CellDecl, ...]
    block: Block = ()


@dataclass(frozen=True, slots=True)
class AcrossDecl:
    """`across systems by 4` with RowDecl statements: the last cell of each names the column laid across."""

    span: Span
    table: Name
    per_band: NumberLiteral
    block: Block


@dataclass(frozen=True, slots=True)
class ItemRows:
    """`items X: number; title; maximum`: a row for each item below X; groups become section rows."""

    span: Span
    element: Name
    cells: tuple[CellDecl, ...]
    block: Block = ()


Statement = Union[
    Include,
    MethodologyDecl,
    Act,
    EditionDecl,
    PeriodDecl,
    Languages,
    PrecisionDecl,
    BodyKindDecl,
    Description,
    NumberText,
    Cites,
    ForBodies,
    ElementDecl,
    InputDecl,
    OptionDecl,
    ConstantDecl,
    ValueDecl,
    VersionDecl,
    ScoreFormula,
    ScoreBands,
    BandRow,
    ScorePresence,
    ScoreByAssessor,
    WhenRule,
    OtherBodiesMove,
    Adjustment,
    EachItem,
    EqualWeights,
    ExampleDecl,
    Acknowledge,
    TableDecl,
    ColumnDecl,
    FormDecl,
    FormCode,
    FormRole,
    SheetName,
    ParagraphDecl,
    FieldDecl,
    GridDecl,
    HeadingDecl,
    NumberedRow,
    RowDecl,
    SectionDecl,
    RepeatDecl,
    AcrossDecl,
    ItemRows,
]

Block = tuple[Statement, ...]


@dataclass(frozen=True, slots=True)
class Comment:
    """`-- …` to the end of its line; `own_line` when nothing else stands on the line."""

    span: Span
    text: str
    own_line: bool


@dataclass(frozen=True, slots=True)
class File:
    """One parsed file. `language` is the language of its keywords."""

    path: str
    language: str
    statements: Block
    comments: tuple[Comment, ...]
