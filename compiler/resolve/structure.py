"""Which statement may stand in which block; everything else is reported where it stands."""

from __future__ import annotations

from collections.abc import Iterator

from dsl.diagnostics import DiagnosticBag, Fix, SecondPlace, diagnose, rule_names, suggest
from dsl.source import Span
from dsl.syntax import tree

_TEXTS: tuple[type, ...] = (tree.Description, tree.NumberText)
_RULE_DETAILS: tuple[type, ...] = (tree.Cites, tree.ForBodies, tree.Description)

_ELEMENT_BODY: tuple[type, ...] = (
    *_TEXTS, tree.Cites, tree.ForBodies, tree.ElementDecl, tree.InputDecl, tree.ConstantDecl, tree.ValueDecl,
    tree.VersionDecl, tree.ScoreFormula, tree.ScoreBands, tree.CategoryDecl, tree.ScorePresence, tree.ScoreByAssessor,
    tree.ScoreByChoice,
    tree.WhenRule,
    tree.OtherBodiesMove, tree.Adjustment, tree.EachItem, tree.EqualWeights, tree.ExampleDecl, tree.Acknowledge,
    tree.TableDecl,
)  # fmt: skip

_WHOLE_ELEMENTS = (tree.ElementDecl, tree.TableDecl, tree.EachItem, tree.EqualWeights)
_ITEM_BODY = tuple(kind for kind in _ELEMENT_BODY if kind not in _WHOLE_ELEMENTS)
"""What "each item" copies into every item: single statements, no parts that have items or rows of their own."""

_TOP: tuple[type, ...] = (
    tree.Include, tree.MethodologyDecl, tree.ElementDecl, tree.FormDecl, tree.TableDecl, tree.InputDecl,
    tree.ConstantDecl, tree.ValueDecl, tree.Adjustment, tree.ExampleDecl, tree.Acknowledge, tree.ScoreFormula,
    tree.CategoryDecl, tree.BodiesDecl, tree.AmendmentDecl,
)  # fmt: skip

_AMENDED: tuple[type, ...] = (
    *(kind for kind in _TOP if kind not in (tree.Include, tree.AmendmentDecl)), tree.Cites, tree.VersionDecl,
    tree.ColumnDecl, tree.OptionDecl, tree.CategoryDecl, tree.BodyKindDecl, tree.BodyDecl,
)  # fmt: skip
"""What an amending act may restate; inclusions have been read by then."""

_ALLOWED: dict[type, tuple[type, ...]] = {
    tree.AmendmentDecl: (
        tree.Act, tree.Description, tree.PeriodDecl, tree.Languages, tree.Cites, tree.RestateDecl, tree.ChangeDecl,
        tree.InsertDecl, tree.RemoveDecl,
    ),
    tree.RestateDecl: _AMENDED,
    tree.ChangeDecl: _AMENDED,
    tree.InsertDecl: tuple(kind for kind in _AMENDED if kind not in (tree.MethodologyDecl, tree.BodyDecl)),
    tree.RemoveDecl: (tree.Cites,),
    tree.MethodologyDecl: (
        tree.Description, tree.Act, tree.EditionDecl, tree.PeriodDecl, tree.Languages, tree.PrecisionDecl,
        tree.BodyKindDecl, tree.NoTotal, tree.Cites, tree.Acknowledge, tree.BaseWithoutText,
    ),
    tree.ElementDecl: _ELEMENT_BODY,
    tree.EachItem: _ITEM_BODY,
    tree.InputDecl: (*_RULE_DETAILS, tree.OptionDecl),
    tree.ColumnDecl: (tree.Cites, tree.Description, tree.OptionDecl),
    tree.ConstantDecl: _RULE_DETAILS,
    tree.ValueDecl: _RULE_DETAILS,
    tree.ScoreFormula: _RULE_DETAILS,
    tree.ScoreBands: (tree.BandRow, *_RULE_DETAILS),
    tree.BandRow: (tree.Cites, tree.Description),
    tree.ScoreByChoice: (tree.OptionPoints, *_RULE_DETAILS),
    tree.OptionPoints: (tree.Cites,),
    tree.CategoryDecl: (tree.CategoryBand, *_RULE_DETAILS),
    tree.CategoryBand: (tree.Cites, tree.Description),
    tree.BodiesDecl: (tree.BodyDecl,),
    tree.ScorePresence: _RULE_DETAILS,
    tree.ScoreByAssessor: _RULE_DETAILS,
    tree.WhenRule: _RULE_DETAILS,
    tree.OtherBodiesMove: (tree.Cites,),
    tree.Adjustment: _RULE_DETAILS,
    tree.EqualWeights: (tree.Cites,),
    tree.ExampleDecl: (tree.ForBodies,),
    tree.TableDecl: (tree.Description, tree.Cites, tree.ForBodies, tree.ColumnDecl),
    tree.FormDecl: (
        tree.FormCode, tree.FormRole, tree.SheetName, tree.Description, tree.Cites, tree.ForBodies,
        tree.ParagraphDecl, tree.FieldDecl, tree.GridDecl,
    ),
    tree.GridDecl: (
        tree.HeadingDecl, tree.NumberedRow, tree.RowDecl, tree.SectionDecl, tree.RepeatDecl, tree.AcrossDecl,
        tree.ItemRows, tree.EachRepeat, tree.EachBody,
    ),
    tree.EachRepeat: (
        tree.RowDecl, tree.SectionDecl, tree.RepeatDecl, tree.AcrossDecl, tree.ItemRows, tree.EachRepeat,
    ),
    tree.HeadingDecl: (tree.HeadingDecl,),
    tree.AcrossDecl: (tree.RowDecl, tree.SectionDecl),
}  # fmt: skip


def check_structure(files: tuple[tree.File, ...], bag: DiagnosticBag) -> frozenset[str]:
    """Reports every statement that stands where it has no meaning, and every repeated one of a kind that is single.
    Gives the names that are declared where nothing can be: later passes do not report them as unknown."""
    lost: set[str] = set()
    for file in files:
        for statement in file.statements:
            if not isinstance(statement, _TOP):
                bag.add(diagnose("misplaced-at-top", _span(statement)))
            if isinstance(statement, tree.Acknowledge):
                _check_rule(statement, bag)
            _check_block(statement, bag, lost)
    return frozenset(lost)


def _check_rule(statement: tree.Acknowledge, bag: DiagnosticBag) -> None:
    """An acknowledgement names a finding that there can be."""
    name = statement.rule
    if name.text not in rule_names():
        nearest = suggest(name.text, rule_names())
        fix = None if nearest is None else Fix(name.span, nearest)
        bag.add(diagnose("acknowledged-rule-unknown", name.span, fix=fix, name=name.text))


def _check_block(parent: tree.Statement, bag: DiagnosticBag, lost: set[str]) -> None:
    """What is out of place is reported once for each parent: most often one wrong indentation has shifted it all."""
    allowed = _ALLOWED.get(type(parent), ())
    shifted = False
    for statement in parent.block:
        if isinstance(statement, tree.Acknowledge):
            _check_rule(statement, bag)
        if isinstance(statement, allowed) and not _idle_option(parent, statement):
            _check_block(statement, bag, lost)
            continue
        lost.update(_declared(statement))
        if shifted and allowed:
            continue
        if allowed:
            shifted = True
            bag.add(
                diagnose("misplaced-statement", _span(statement), labels=(SecondPlace(_span(parent), "inside-this"),))
            )
        else:
            bag.add(
                diagnose("block-not-expected", _span(statement), labels=(SecondPlace(_span(parent), "under-this"),))
            )
    for first, second in _repeated(parent):
        bag.add(diagnose("given-twice", second, labels=(SecondPlace(first, "first-given-here"),)))


def _declared(statement: tree.Statement) -> Iterator[str]:
    """The names that a statement and those below it give."""
    if isinstance(statement, _NAMED):
        yield statement.name.text
    for below in statement.block:
        yield from _declared(below)


def _idle_option(parent: tree.Statement, statement: tree.Statement) -> bool:
    """Options under something that is no choice."""
    chosen = isinstance(parent, (tree.InputDecl, tree.ColumnDecl)) and parent.type is tree.TypeWord.CHOICE
    return isinstance(statement, tree.OptionDecl) and not chosen


_NAMED = (tree.InputDecl, tree.ValueDecl, tree.ConstantDecl, tree.CategoryDecl, tree.TableDecl, tree.ElementDecl,
          tree.VersionDecl, tree.ColumnDecl)  # fmt: skip
_SINGLE = (tree.BaseWithoutText, tree.NumberText, tree.Act, tree.NoTotal, tree.EditionDecl,
           tree.PeriodDecl, tree.Languages, tree.FormCode,
           tree.FormRole, tree.SheetName, tree.Cites, tree.ForBodies)  # fmt: skip


def _repeated(parent: tree.Statement) -> Iterator[tuple[Span, Span]]:
    first: dict[object, Span] = {}
    for statement in parent.block:
        if isinstance(statement, _SINGLE):
            key: object = type(statement)
        elif isinstance(statement, tree.Description) and not (
            isinstance(parent, tree.FormDecl) and statement.word is tree.DescriptionWord.NOTE
        ):
            key = statement.word
        else:
            continue
        if key in first:
            yield first[key], statement.span
        else:
            first[key] = statement.span


def _span(statement: tree.Statement) -> Span:
    return statement.span
