"""The union of all statements, comments, and a whole file."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Union

from dsl.source import Span
from dsl.syntax.tree.amendments import AmendmentDecl, BaseWithoutText, ChangeDecl, InsertDecl, RemoveDecl, RestateDecl
from dsl.syntax.tree.declarations import (
    Act,
    BodiesDecl,
    BodyDecl,
    BodyKindDecl,
    Cites,
    ConstantDecl,
    Description,
    EditionDecl,
    ElementDecl,
    ForBodies,
    Include,
    InputDecl,
    Languages,
    MethodologyDecl,
    NoTotal,
    NumberText,
    OptionDecl,
    PeriodDecl,
    PrecisionDecl,
    ValueDecl,
    VersionDecl,
)
from dsl.syntax.tree.forms import (
    AcrossDecl,
    EachBody,
    EachRepeat,
    FieldDecl,
    FormCode,
    FormDecl,
    FormRole,
    GridDecl,
    HeadingDecl,
    ItemRows,
    NumberedRow,
    ParagraphDecl,
    RepeatDecl,
    RowDecl,
    SectionDecl,
    SheetName,
)
from dsl.syntax.tree.scores import (
    Acknowledge,
    Adjustment,
    BandRow,
    CategoryBand,
    CategoryDecl,
    EachItem,
    EqualWeights,
    ExampleDecl,
    OptionPoints,
    OtherBodiesMove,
    ScoreBands,
    ScoreByAssessor,
    ScoreByChoice,
    ScoreFormula,
    ScorePresence,
    WhenRule,
)
from dsl.syntax.tree.tables import ColumnDecl, TableDecl

Statement = Union[
    Include,
    MethodologyDecl,
    Act,
    EditionDecl,
    BaseWithoutText,
    AmendmentDecl,
    RestateDecl,
    ChangeDecl,
    InsertDecl,
    RemoveDecl,
    PeriodDecl,
    Languages,
    PrecisionDecl,
    BodyKindDecl,
    BodiesDecl,
    BodyDecl,
    NoTotal,
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
    CategoryDecl,
    CategoryBand,
    ScoreByChoice,
    OptionPoints,
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
    EachBody,
    EachRepeat,
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
