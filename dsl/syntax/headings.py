"""A statement's heading back to text, in the words of any language."""

from __future__ import annotations

from collections.abc import Iterable
from typing import assert_never

from dsl.syntax import tree
from dsl.syntax.form_headings import FormHeadings
from dsl.syntax.formulas import date, unit_word
from dsl.syntax.spelling import Spelling
from dsl.syntax.wrapping import BREAK, fill, quoted


class Headings(Spelling):
    """Writes headings in one language."""

    __slots__ = ()

    def write(self, statement: tree.Statement, indent: int) -> str:
        """The heading, from its indentation on, without a line end; long ones run over several lines."""
        return fill(self._heading(statement), indent)

    def _heading(self, statement: tree.Statement) -> str:
        match statement:
            case (
                tree.Include() | tree.MethodologyDecl() | tree.Act() | tree.EditionDecl() | tree.PeriodDecl()
                | tree.Languages() | tree.PrecisionDecl() | tree.BodyKindDecl() | tree.BodiesDecl() | tree.BodyDecl()
                | tree.NoTotal() | tree.Description()
                | tree.NumberText() | tree.Cites() | tree.ForBodies()
            ):  # fmt: skip
                return self._structure(statement)
            case (
                tree.BaseWithoutText() | tree.AmendmentDecl() | tree.RestateDecl() | tree.ChangeDecl()
                | tree.InsertDecl() | tree.RemoveDecl()
            ):  # fmt: skip
                return self._amending(statement)
            case (
                tree.ElementDecl() | tree.InputDecl() | tree.OptionDecl() | tree.ConstantDecl() | tree.ValueDecl()
                | tree.VersionDecl() | tree.EachItem() | tree.EqualWeights() | tree.TableDecl() | tree.ColumnDecl()
            ):  # fmt: skip
                return self._element(statement)
            case (
                tree.ScoreFormula() | tree.ScoreBands() | tree.BandRow() | tree.CategoryDecl() | tree.CategoryBand()
                | tree.ScoreByChoice() | tree.OptionPoints()
                | tree.ScorePresence()
                | tree.ScoreByAssessor() | tree.WhenRule() | tree.OtherBodiesMove() | tree.Adjustment()
                | tree.ExampleDecl() | tree.Acknowledge()
            ):  # fmt: skip
                return self._rule(statement)
            case _:
                return FormHeadings(self.language).write(statement)

    def _clauses(self, clauses: Iterable[tree.Clause]) -> str:
        return "".join(", " + self._clause(clause) for clause in clauses)

    def _clause(self, clause: tree.Clause) -> str:
        match clause:
            case tree.Range(low=low, high=high):
                return f"{self._word('from')} {self._bound(low)} {self._word('to')} {self._bound(high)}"
            case tree.AtLeast(value=value):
                return f"{self._word('at_least')} {self._bound(value)}"
            case tree.AtMost(value=value):
                return f"{self._word('at_most')} {self._bound(value)}"
            case tree.Flag(word=flag):
                return self._word(flag.value)
            case _:
                assert_never(clause)

    # -------------------------------------------------------------------------------------- file and descriptions

    def _structure(
        self,
        statement: tree.Include | tree.MethodologyDecl | tree.Act | tree.EditionDecl | tree.PeriodDecl
        | tree.Languages | tree.PrecisionDecl | tree.BodyKindDecl | tree.BodiesDecl | tree.BodyDecl | tree.NoTotal
        | tree.Description | tree.NumberText | tree.Cites | tree.ForBodies,
    ) -> str:  # fmt: skip
        match statement:
            case tree.Include(path=path):
                return f"{self._word('include')} {quoted(path.text)}"
            case tree.MethodologyDecl(name=name):
                return f"{self._word('methodology')} {name.text}"
            case tree.Act(label=label):
                return self._labelled(self._word("act"), label)
            case tree.EditionDecl(text=text):
                return f"{self._word('edition')} {quoted(text.text)}"
            case tree.PeriodDecl(text=text):
                return f"{self._word('period')} {quoted(text.text)}"
            case tree.Languages(names=names):
                return f"{self._word('languages')} {'; '.join(name.text for name in names)}"
            case tree.PrecisionDecl(number=literal):
                return f"{self._word('precision')} {self._number(literal)}"
            case tree.BodyKindDecl(name=name, label=label):
                return self._labelled(f"{self._word('body_kind')} {name.text}", label)
            case tree.BodiesDecl(kind=kind):
                return f"{self._word('bodies')} {kind.text}"
            case tree.BodyDecl(name=name, label=label):
                return self._labelled(f"{self._word('body')} {name.text}", label)
            case tree.NoTotal(reason=reason):
                return f"{self._word('no_total')}{self._reason(reason)}"
            case tree.Description(word=kind, label=label):
                return self._labelled(self._word(kind.value), label)
            case tree.NumberText(text=text):
                return f"{self._word('number_text')} {quoted(text.text)}"
            case tree.Cites(clause=clause, provenance=provenance, reason=reason):
                cited = f"{self._word('cites')} {quoted(clause.text)}"
                if provenance is tree.ProvenanceWord.STATED:
                    return cited
                return f"{cited} {self._word(provenance.value)}{self._reason(reason)}"
            case tree.ForBodies(names=names):
                return f"{self._word('for_bodies')} {'; '.join(name.text for name in names)}"
            case _:
                assert_never(statement)

    def _amending(
        self,
        statement: tree.BaseWithoutText | tree.AmendmentDecl | tree.RestateDecl | tree.ChangeDecl | tree.InsertDecl
        | tree.RemoveDecl,
    ) -> str:  # fmt: skip
        match statement:
            case tree.BaseWithoutText(reason=reason):
                return f"{self._word('base_without_text')}{self._reason(reason)}"
            case tree.AmendmentDecl(edition=edition):
                return f"{self._word('amendment')} {quoted(edition.text)}"
            case tree.RestateDecl():
                return self._word("restate")
            case tree.ChangeDecl():
                return self._word("change")
            case tree.InsertDecl(after=after):
                place = "" if after is None else f" {self._word('after')} {after.text}"
                return f"{self._word('insert')}{place}"
            case tree.RemoveDecl(names=names):
                return f"{self._word('remove')} {'; '.join(name.text for name in names)}"
            case _:
                assert_never(statement)

    # --------------------------------------------------------------------------------------------------- elements

    def _element(
        self,
        statement: tree.ElementDecl | tree.InputDecl | tree.OptionDecl | tree.ConstantDecl | tree.ValueDecl
        | tree.VersionDecl | tree.EachItem | tree.EqualWeights | tree.TableDecl | tree.ColumnDecl,
    ) -> str:  # fmt: skip
        match statement:
            case tree.ElementDecl(level=level, name=name, maximum=maximum, times=times):
                return f"{self._word(level.value)} {name.text}{self._maximum(maximum)}{self._times(times)}"
            case tree.InputDecl(name=name, type=kind, clauses=clauses, label=label):
                start = f"{self._word('input')} {name.text} {self._type(kind)}{self._clauses(clauses)}"
                return self._labelled(start, label)
            case tree.OptionDecl(name=name, label=label, points=points):
                given = "" if points is None else f": {self._formula(points)}"
                return self._labelled(f"{self._word('option')} {name.text}", label) + given
            case tree.ConstantDecl(name=name, value=value, label=label):
                return self._labelled(f"{self._word('constant')} {name.text} = {self._number(value)}", label)
            case tree.ValueDecl(name=name, type=kind, expression=expression, label=label):
                start = f"{self._word('value')} {name.text} {self._type(kind)} = {self._formula(expression)}"
                return self._labelled(start, label)
            case tree.VersionDecl(name=name, label=label):
                return self._labelled(f"{self._word('version')} {name.text}", label)
            case tree.EachItem():
                return self._word("each_item")
            case tree.EqualWeights():
                return self._word("equal_weights")
            case tree.TableDecl(name=name, min_rows=least, max_rows=most):
                limits = self._rows("at_least", least) + self._rows("at_most", most)
                return f"{self._word('table')} {name.text}{limits}"
            case tree.ColumnDecl(name=name, type=kind, clauses=clauses, formula=expression, label=label):
                given = "" if expression is None else f" = {self._formula(expression)}"
                start = f"{self._word('column')} {name.text} {self._type(kind)}{given}{self._clauses(clauses)}"
                return self._labelled(start, label)
            case _:
                assert_never(statement)

    def _type(self, kind: tree.TypeWord) -> str:
        return self._word("type_" + kind.value)

    def _maximum(self, maximum: tree.MaximumClause | None) -> str:
        if maximum is None:
            return ""
        version = " " + self._word("per_version") if maximum.per_version else ""
        return f", {self._word('at_most')} {self._number(maximum.value)}{version}"

    def _times(self, times: tree.NumberLiteral | None) -> str:
        if times is None:
            return ""
        counted = unit_word("times", times.value, self.language)
        return f", {self._word('up_to')} {self._number(times)} {counted}"

    def _rows(self, key: str, literal: tree.NumberLiteral | None) -> str:
        if literal is None:
            return ""
        return f", {self._word(key)} {self._number(literal)} {unit_word('unit_rows', literal.value, self.language)}"

    # ----------------------------------------------------------------------------------------------------- scores

    def _rule(
        self,
        statement: tree.ScoreFormula | tree.ScoreBands | tree.BandRow | tree.CategoryDecl | tree.CategoryBand
        | tree.ScoreByChoice | tree.OptionPoints
        | tree.ScorePresence | tree.ScoreByAssessor | tree.WhenRule | tree.OtherBodiesMove | tree.Adjustment
        | tree.ExampleDecl | tree.Acknowledge,
    ) -> str:  # fmt: skip
        match statement:
            case tree.ScoreFormula(expression=expression):
                return f"{self._word('score')} = {self._formula(expression)}"
            case tree.ScoreBands(operand=operand):
                return f"{self._word('score_by_bands')} {self._formula(operand)}"
            case tree.BandRow(limits=limits, result=result, fills_gap=fills_gap, reason=reason):
                gap = self._word("gap") + " " if fills_gap else ""
                return f"{gap}{self._limits(limits)}: {self._formula(result)}{self._reason(reason)}"
            case tree.CategoryDecl(name=name, operand=operand, label=label):
                start = f"{self._word('category')} {name.text} {self._word('by')} {self._formula(operand)}"
                return self._labelled(start, label)
            case tree.CategoryBand(limits=limits, label=label, fills_gap=fills_gap, reason=reason):
                gap = self._word("gap") + " " if fills_gap else ""
                return f"{gap}{self._limits(limits)}: {self._label(label)}{self._reason(reason)}"
            case tree.ScoreByChoice(choice=name):
                return f"{self._word('score_by_choice')} {self._reference(name)}"
            case tree.OptionPoints(option=name, points=points):
                return f"{self._word('option')} {self._reference(name)}: {self._formula(points)}"
            case tree.ScorePresence(label=label):
                return self._labelled(self._word("score_presence"), label)
            case tree.ScoreByAssessor(label=label):
                return self._labelled(self._word("score_assessor"), label)
            case tree.WhenRule(condition=condition, score=score, move=move, of_bodies=of_bodies):
                start = f"{self._word('if')} {self._formula(condition)}:"
                if score is not None:
                    return f"{start} {self._word('score')} {self._formula(score)}"
                if of_bodies:
                    return f"{start} {self._word('mean_score_of_bodies')}"
                return f"{start} {self._word('not_assessed')}" + ("" if move is None else f"; {self._move(move)}")
            case tree.OtherBodiesMove(move=move):
                return f"{self._word('for_others')} {self._move(move)}"
            case tree.Adjustment():
                return self._adjustment(statement)
            case tree.ExampleDecl():
                return self._example(statement)
            case tree.Acknowledge(rule=rule, name=name, reason=reason):
                about = "" if name is None else " " + self._reference(name)
                return f"{self._word('acknowledged')} {rule.text}{about}{self._reason(reason)}"
            case _:
                assert_never(statement)

    def _move(self, move: tree.WeightMove) -> str:
        less = "" if move.less is None else f" {self._word('less')} {self._formula(move.less)}"
        return f"{self._word('moves_to')} {move.target.text}{less}"

    def _limits(self, limits: tuple[tree.BandLimit, ...]) -> str:
        return f" {self._word('and')} ".join(
            f"{self._word(_LIMIT_WORDS[limit.relation])} {self._bound(limit.value)}" for limit in limits
        )

    def _adjustment(self, statement: tree.Adjustment) -> str:
        match statement.word:
            case tree.AdjustmentWord.FLOOR:
                return f"{self._word('at_least')} {self._bound(statement.amount)}"
            case tree.AdjustmentWord.CAP:
                return f"{self._word('at_most')} {self._bound(statement.amount)}"
            case tree.AdjustmentWord.ROUNDING:
                plain = {stepped: function for function, stepped in tree.STEPPED.items()}
                word = self._word(f"{plain.get(statement.rounding, statement.rounding).value}_to")
                step = f" {self._word('to_step')}" if statement.rounding in plain else ""
                return f"{word}{step} {self._formula(statement.amount)}"
            case tree.AdjustmentWord.DEDUCTION | tree.AdjustmentWord.BONUS | tree.AdjustmentWord.COEFFICIENT:
                text = f"{self._word(statement.word.value)} {self._formula(statement.amount)}"
                for key, part in (("for_each", statement.each), ("if", statement.condition)):
                    text += "" if part is None else f" {self._word(key)} {self._formula(part)}"
                limit = statement.limit
                return text if limit is None else f"{text}, {self._word('at_most')} {self._formula(limit)}"
            case _:
                assert_never(statement.word)

    def _example(self, statement: tree.ExampleDecl) -> str:
        target = "" if statement.target is None else f" {self._word('example_of')} {statement.target.text}"
        given = f";{BREAK}".join(f"{self._given_name(item)} {self._given(item.value)}" for item in statement.given)
        parts = [f"{self._word('example')} {quoted(statement.clause.text)}{target}:", given]
        if statement.prints is not None:
            parts.append(f"{self._word('prints')} {self._number(statement.prints)}")
        parts.append(f"{self._word('gives')} {self._number(statement.gives)}")
        if statement.rounded:
            parts.append(self._word("rounded"))
        return " ".join(filter(None, parts)) + self._reason(statement.reason)

    def _given_name(self, item: tree.GivenValue) -> str:
        return self._formula(item.what) if isinstance(item.what, tree.OverBodies) else self._reference(item.what)

    def _given(self, value: tree.Expression) -> str:
        match value:
            case tree.NumberLiteral():
                return self._number(value)
            case tree.DateLiteral(iso=iso):
                return date(iso, self.language)
            case _:
                return self._formula(value)


_LIMIT_WORDS = {
    tree.Relation.AT_LEAST: "at_least",
    tree.Relation.AT_MOST: "at_most",
    tree.Relation.GREATER: "over",
    tree.Relation.LESS: "under",
    tree.Relation.EQUAL: "exactly",
    tree.Relation.NOT_EQUAL: "exactly",
}
