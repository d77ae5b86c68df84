"""Reduced rules of the grammar to nodes of the tree: a method for each rule name of `dsl/grammar/*.lark`.

Each method gets the parts of its rule (tokens, nodes, None for a missing optional) and the rule's span.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import Any

from dsl.diagnostics import Diagnostic, DiagnosticBag, diagnose
from dsl.source import Span
from dsl.syntax import tree
from dsl.syntax.alphabets import check_name
from dsl.syntax.engine import Method
from dsl.syntax.lexer import Lines, Token

Parts = list[Any]


_RELATIONS = {
    "EQUAL": tree.Relation.EQUAL, "EQUALS": tree.Relation.EQUAL, "UNEQUAL": tree.Relation.NOT_EQUAL,
    "NOT_EQUAL": tree.Relation.NOT_EQUAL, "LESSTHAN": tree.Relation.LESS, "UNDER": tree.Relation.LESS,
    "LESSEQUAL": tree.Relation.AT_MOST, "AT_MOST": tree.Relation.AT_MOST, "MORETHAN": tree.Relation.GREATER,
    "OVER": tree.Relation.GREATER, "MOREEQUAL": tree.Relation.AT_LEAST, "AT_LEAST": tree.Relation.AT_LEAST,
}  # fmt: skip


class Builder:
    """Makes the nodes of one file; faults inside a token (a date that does not exist, a mixed name) go to the bag."""

    def __init__(self, lines: Lines, bag: DiagnosticBag) -> None:
        self._lines = lines
        self._bag = bag

    def method(self, rule: str) -> Method:
        """The method for a rule name; every rule has one (a test sees to it)."""
        found: Method = getattr(self, "on_" + rule)
        return found

    # ------------------------------------------------------------------------------------------------ small parts

    def _span(self, token: Token) -> Span:
        return self._lines.span(token.start, token.end)

    def _fault(self, diagnostic: Diagnostic) -> None:
        self._bag.add(diagnostic)

    def name(self, token: Token) -> tree.Name:
        span = self._span(token)
        if not token.text.isascii():
            check_name(token.text, span, self._bag)
        return tree.Name(span, token.text)

    def _name_or_none(self, token: Token | None) -> tree.Name | None:
        return None if token is None else self.name(token)

    def on_text(self, parts: Parts, span: Span) -> tree.Text:
        language, token, unofficial = parts
        return tree.Text(span, token.text, language.text if language else None, unofficial is None)

    def on_quote(self, parts: Parts, span: Span) -> tree.Text:
        return tree.Text(span, parts[0].text)

    def on_label(self, parts: Parts, _: Span) -> tree.Label:
        return tuple(parts)

    def on_names(self, parts: Parts, _: Span) -> tuple[tree.Name, ...]:
        return tuple(self.name(token) for token in parts)

    def on_reason(self, parts: Parts, _: Span) -> tree.Text:
        text: tree.Text = parts[0]
        return text

    # ------------------------------------------------------------------------------------------------ expressions

    def on_number(self, parts: Parts, span: Span) -> tree.NumberLiteral:
        token, unit = parts
        digits = token.text.rstrip("%").rstrip().replace(",", ".")
        if token.text.endswith("%"):
            return tree.NumberLiteral(span, Fraction(digits) / 100, tree.Unit.SHARE)
        return tree.NumberLiteral(span, Fraction(digits), unit)

    def on_unit(self, parts: Parts, _: Span) -> tree.Unit:
        return tree.Unit(parts[0].terminal.removeprefix("UNIT_").lower())

    def on_negative(self, parts: Parts, span: Span) -> tree.NumberLiteral:
        number: tree.NumberLiteral = parts[0]
        return replace(number, span=span, value=-number.value)

    def on_date(self, parts: Parts, span: Span) -> tree.DateLiteral:
        written = parts[0].text
        numbers = [int(part) for part in written.replace("-", ".").split(".")]
        year, month, day = numbers if "-" in written else numbers[::-1]
        try:
            return tree.DateLiteral(span, date(year, month, day).isoformat())
        except ValueError:
            self._fault(diagnose("bad-date", span, date=written))
            return tree.DateLiteral(span, "2000-01-01")

    def on_reference(self, parts: Parts, _: Span) -> tree.NameRef:
        return tree.NameRef(self.name(parts[0]))

    def on_bracketed(self, parts: Parts, _: Span) -> tree.Expression:
        inner: tree.Expression = parts[0]
        return inner

    def on_property(self, parts: Parts, span: Span) -> tree.Property:
        word = tree.PropertyWord(parts[0].terminal.lower())
        return tree.Property(span, word, self._name_or_none(parts[1]) if len(parts) > 1 else None)

    def on_function(self, parts: Parts, _: Span) -> tree.FunctionWord:
        return tree.FunctionWord(parts[0].terminal.removeprefix("CALL_").lower())

    def on_aggregate(self, parts: Parts, _: Span) -> tree.AggregateWord:
        return tree.AggregateWord(parts[0].terminal.removeprefix("CALL_").lower())

    def on_call(self, parts: Parts, span: Span) -> tree.FunctionCall:
        return tree.FunctionCall(span, parts[0], tuple(parts[1:]))

    def on_aggregated(self, parts: Parts, span: Span) -> tree.Aggregate:
        return tree.Aggregate(span, parts[0], self.name(parts[1]), parts[2])

    def on_add(self, parts: Parts, span: Span) -> tree.Arithmetic:
        return tree.Arithmetic(span, tree.Sign.ADD, *parts)

    def on_subtract(self, parts: Parts, span: Span) -> tree.Arithmetic:
        return tree.Arithmetic(span, tree.Sign.SUBTRACT, *parts)

    def on_multiply(self, parts: Parts, span: Span) -> tree.Arithmetic:
        return tree.Arithmetic(span, tree.Sign.MULTIPLY, *parts)

    def on_divide(self, parts: Parts, span: Span) -> tree.Arithmetic:
        return tree.Arithmetic(span, tree.Sign.DIVIDE, *parts)

    def on_raised(self, parts: Parts, span: Span) -> tree.Arithmetic:
        return tree.Arithmetic(span, tree.Sign.POWER, *parts)

    def on_minus(self, parts: Parts, span: Span) -> tree.Minus:
        return tree.Minus(span, parts[0])

    def on_relation(self, parts: Parts, _: Span) -> tree.Relation:
        return _RELATIONS[parts[0].terminal]

    def on_compared(self, parts: Parts, span: Span) -> tree.Comparison:
        left, relation, right = parts
        return tree.Comparison(span, relation, left, right)

    def on_conjunction(self, parts: Parts, span: Span) -> tree.Conjunction:
        return tree.Conjunction(span, tuple(parts))

    def on_disjunction(self, parts: Parts, span: Span) -> tree.Disjunction:
        return tree.Disjunction(span, tuple(parts))

    def on_negated(self, parts: Parts, span: Span) -> tree.Negation:
        return tree.Negation(span, parts[0])

    def on_conditional(self, parts: Parts, span: Span) -> tree.Conditional:
        return tree.Conditional(span, *parts)

    # -------------------------------------------------------------------------------------- file and descriptions

    def on_include(self, parts: Parts, span: Span) -> tree.Include:
        return tree.Include(span, parts[0])

    def on_methodology(self, parts: Parts, span: Span) -> tree.MethodologyDecl:
        return tree.MethodologyDecl(span, self.name(parts[0]), ())

    def on_act(self, parts: Parts, span: Span) -> tree.Act:
        return tree.Act(span, parts[0])

    def on_edition(self, parts: Parts, span: Span) -> tree.EditionDecl:
        return tree.EditionDecl(span, parts[0])

    def on_period(self, parts: Parts, span: Span) -> tree.PeriodDecl:
        return tree.PeriodDecl(span, parts[0])

    def on_languages(self, parts: Parts, span: Span) -> tree.Languages:
        return tree.Languages(span, parts[0])

    def on_precision(self, parts: Parts, span: Span) -> tree.PrecisionDecl:
        return tree.PrecisionDecl(span, parts[0])

    def on_body_kind(self, parts: Parts, span: Span) -> tree.BodyKindDecl:
        return tree.BodyKindDecl(span, self.name(parts[0]), parts[1])

    def on_description_word(self, parts: Parts, _: Span) -> tree.DescriptionWord:
        return tree.DescriptionWord(parts[0].terminal.lower())

    def on_described(self, parts: Parts, span: Span) -> tree.Description:
        return tree.Description(span, *parts)

    def on_number_text(self, parts: Parts, span: Span) -> tree.NumberText:
        return tree.NumberText(span, parts[0])

    def on_provenance(self, parts: Parts, _: Span) -> tuple[tree.ProvenanceWord, tree.Text]:
        return tree.ProvenanceWord(parts[0].terminal.lower()), parts[1]

    def on_cites(self, parts: Parts, span: Span) -> tree.Cites:
        word, reason = parts[1] or (tree.ProvenanceWord.STATED, None)
        return tree.Cites(span, parts[0], word, reason)

    def on_for_bodies(self, parts: Parts, span: Span) -> tree.ForBodies:
        return tree.ForBodies(span, parts[0])

    # --------------------------------------------------------------------------------------------------- elements

    def on_level(self, parts: Parts, _: Span) -> tree.LevelWord:
        return tree.LevelWord(parts[0].terminal.lower())

    def on_maximum(self, parts: Parts, span: Span) -> tree.MaximumClause:
        return tree.MaximumClause(span, parts[0], parts[1] is not None)

    def on_element(self, parts: Parts, span: Span) -> tree.ElementDecl:
        return tree.ElementDecl(span, parts[0], self.name(parts[1]), parts[2], ())

    def on_type(self, parts: Parts, _: Span) -> tree.TypeWord:
        return tree.TypeWord(parts[0].terminal.removeprefix("TYPE_").lower())

    def on_clauses(self, parts: Parts, _: Span) -> tuple[tree.Clause, ...]:
        return tuple(parts)

    def on_range(self, parts: Parts, span: Span) -> tree.Range:
        return tree.Range(span, *parts)

    def on_at_least(self, parts: Parts, span: Span) -> tree.AtLeast:
        return tree.AtLeast(span, parts[0])

    def on_at_most(self, parts: Parts, span: Span) -> tree.AtMost:
        return tree.AtMost(span, parts[0])

    def on_flag(self, parts: Parts, span: Span) -> tree.Flag:
        return tree.Flag(span, tree.FlagWord(parts[0].terminal.lower()))

    def on_input(self, parts: Parts, span: Span) -> tree.InputDecl:
        name, kind, clauses, label = parts
        return tree.InputDecl(span, self.name(name), kind, clauses, label or ())

    def on_option(self, parts: Parts, span: Span) -> tree.OptionDecl:
        return tree.OptionDecl(span, self.name(parts[0]), parts[1] or ())

    def on_constant(self, parts: Parts, span: Span) -> tree.ConstantDecl:
        return tree.ConstantDecl(span, self.name(parts[0]), parts[1], parts[2] or ())

    def on_value(self, parts: Parts, span: Span) -> tree.ValueDecl:
        name, kind, expression, label = parts
        return tree.ValueDecl(span, self.name(name), kind, expression, label or ())

    def on_version(self, parts: Parts, span: Span) -> tree.VersionDecl:
        return tree.VersionDecl(span, self.name(parts[0]), parts[1] or ())

    def on_each_item(self, _: Parts, span: Span) -> tree.EachItem:
        return tree.EachItem(span, ())

    def on_equal_weights(self, _: Parts, span: Span) -> tree.EqualWeights:
        return tree.EqualWeights(span)

    def on_row_limit(self, parts: Parts, _: Span) -> tuple[str, tree.NumberLiteral]:
        return parts[0].terminal, parts[1]

    def on_row_limits(self, parts: Parts, _: Span) -> dict[str, tree.NumberLiteral]:
        return dict(parts)

    def on_table(self, parts: Parts, span: Span) -> tree.TableDecl:
        name, limits = parts
        return tree.TableDecl(span, self.name(name), limits.get("AT_LEAST"), limits.get("AT_MOST"), ())

    def on_column(self, parts: Parts, span: Span) -> tree.ColumnDecl:
        name, kind, formula, clauses, label = parts
        return tree.ColumnDecl(span, self.name(name), kind, clauses, formula, label or ())

    # ----------------------------------------------------------------------------------------------------- scores

    def on_score_formula(self, parts: Parts, span: Span) -> tree.ScoreFormula:
        return tree.ScoreFormula(span, parts[0])

    def on_score_bands(self, parts: Parts, span: Span) -> tree.ScoreBands:
        return tree.ScoreBands(span, parts[0], ())

    def _limit(self, relation: tree.Relation, parts: Parts, span: Span) -> tuple[tree.BandLimit, ...]:
        return (tree.BandLimit(span, relation, parts[0]),)

    def on_limit_at_least(self, parts: Parts, span: Span) -> tuple[tree.BandLimit, ...]:
        return self._limit(tree.Relation.AT_LEAST, parts, span)

    def on_limit_at_most(self, parts: Parts, span: Span) -> tuple[tree.BandLimit, ...]:
        return self._limit(tree.Relation.AT_MOST, parts, span)

    def on_limit_over(self, parts: Parts, span: Span) -> tuple[tree.BandLimit, ...]:
        return self._limit(tree.Relation.GREATER, parts, span)

    def on_limit_under(self, parts: Parts, span: Span) -> tuple[tree.BandLimit, ...]:
        return self._limit(tree.Relation.LESS, parts, span)

    def on_limit_exactly(self, parts: Parts, span: Span) -> tuple[tree.BandLimit, ...]:
        return self._limit(tree.Relation.EQUAL, parts, span)

    def on_limit_range(self, parts: Parts, span: Span) -> tuple[tree.BandLimit, ...]:
        low, high = parts
        return (
            tree.BandLimit(span, tree.Relation.AT_LEAST, low),
            tree.BandLimit(span, tree.Relation.AT_MOST, high),
        )

    def on_limits(self, parts: Parts, _: Span) -> tuple[tree.BandLimit, ...]:
        return tuple(limit for limits in parts if limits is not None for limit in limits)

    def on_band(self, parts: Parts, span: Span) -> tree.BandRow:
        return tree.BandRow(span, parts[0], parts[1], False, None)

    def on_gap_band(self, parts: Parts, span: Span) -> tree.BandRow:
        limits, result, reason = parts
        return tree.BandRow(span, limits, result, True, reason)

    def on_score_presence(self, parts: Parts, span: Span) -> tree.ScorePresence:
        return tree.ScorePresence(span, parts[0] or ())

    def on_score_assessor(self, parts: Parts, span: Span) -> tree.ScoreByAssessor:
        return tree.ScoreByAssessor(span, parts[0] or ())

    def on_when_score(self, parts: Parts, span: Span) -> tree.WhenRule:
        return tree.WhenRule(span, parts[0], parts[1], None)

    def on_when_not_assessed(self, parts: Parts, span: Span) -> tree.WhenRule:
        return tree.WhenRule(span, parts[0], None, parts[1])

    def on_move(self, parts: Parts, span: Span) -> tree.WeightMove:
        return tree.WeightMove(span, self.name(parts[0]), parts[1])

    def on_other_bodies(self, parts: Parts, span: Span) -> tree.OtherBodiesMove:
        return tree.OtherBodiesMove(span, parts[0])

    def on_charge_word(self, parts: Parts, _: Span) -> tree.AdjustmentWord:
        return tree.AdjustmentWord(parts[0].terminal.lower())

    def on_charge(self, parts: Parts, span: Span) -> tree.Adjustment:
        return tree.Adjustment(span, *parts)

    def on_coefficient(self, parts: Parts, span: Span) -> tree.Adjustment:
        return tree.Adjustment(span, tree.AdjustmentWord.COEFFICIENT, parts[0], None, parts[1], None)

    def on_floor(self, parts: Parts, span: Span) -> tree.Adjustment:
        return tree.Adjustment(span, tree.AdjustmentWord.FLOOR, parts[0], None, None, None)

    def on_cap(self, parts: Parts, span: Span) -> tree.Adjustment:
        return tree.Adjustment(span, tree.AdjustmentWord.CAP, parts[0], None, None, None)

    def on_rounding(self, parts: Parts, span: Span) -> tree.Adjustment:
        return tree.Adjustment(span, tree.AdjustmentWord.ROUNDING, parts[0], None, None, None)

    def on_given(self, parts: Parts, span: Span) -> tree.GivenValue:
        return tree.GivenValue(span, self.name(parts[0]), parts[1])

    def on_given_list(self, parts: Parts, _: Span) -> tuple[tree.GivenValue, ...]:
        return tuple(part for part in parts if part is not None)

    def on_example(self, parts: Parts, span: Span) -> tree.ExampleDecl:
        clause, target, given, prints, gives, rounded, reason = parts
        return tree.ExampleDecl(
            span, clause, given, prints, gives, rounded is not None, reason, self._name_or_none(target)
        )

    def on_acknowledged(self, parts: Parts, span: Span) -> tree.Acknowledge:
        rule, name, reason = parts
        return tree.Acknowledge(span, tree.Name(self._span(rule), rule.text), self._name_or_none(name), reason)

    # ------------------------------------------------------------------------------------------------------ forms

    def on_form(self, parts: Parts, span: Span) -> tree.FormDecl:
        return tree.FormDecl(span, self.name(parts[0]), ())

    def on_form_code(self, parts: Parts, span: Span) -> tree.FormCode:
        return tree.FormCode(span, parts[0])

    def on_role_word(self, parts: Parts, _: Span) -> tree.RoleWord:
        return tree.RoleWord(parts[0].terminal.removeprefix("ROLE_").lower())

    def on_role(self, parts: Parts, span: Span) -> tree.FormRole:
        return tree.FormRole(span, parts[0])

    def on_sheet(self, parts: Parts, span: Span) -> tree.SheetName:
        return tree.SheetName(span, parts[0])

    def on_paragraph_word(self, parts: Parts, _: Span) -> tree.ParagraphWord:
        return tree.ParagraphWord(parts[0].terminal.lower())

    def on_paragraph(self, parts: Parts, span: Span) -> tree.ParagraphDecl:
        return tree.ParagraphDecl(span, *parts)

    def on_field(self, parts: Parts, span: Span) -> tree.FieldDecl:
        before, name, after = parts
        return tree.FieldDecl(span, before or (), self.name(name), after or ())

    def on_grid(self, _: Parts, span: Span) -> tree.GridDecl:
        return tree.GridDecl(span, ())

    def on_column_heading(self, parts: Parts, span: Span) -> tree.HeadingDecl:
        return tree.HeadingDecl(span, *parts)

    def on_column_heading_empty(self, parts: Parts, span: Span) -> tree.HeadingDecl:
        return tree.HeadingDecl(span, (), parts[0])

    def on_numbered(self, _: Parts, span: Span) -> tree.NumberedRow:
        return tree.NumberedRow(span)

    def on_section(self, parts: Parts, span: Span) -> tree.SectionDecl:
        return tree.SectionDecl(span, parts[0])

    def on_row_word(self, parts: Parts, _: Span) -> tree.RowWord:
        return tree.RowWord(parts[0].terminal.lower())

    def on_cell_text(self, parts: Parts, _: Span) -> tree.CellText:
        return tree.CellText(parts[0])

    def on_cell_field(self, parts: Parts, _: Span) -> tree.CellField:
        return tree.CellField(self.name(parts[0]))

    def on_cell_property(self, parts: Parts, span: Span) -> tree.CellProperty:
        word = tree.CellWord(parts[0].terminal.removesuffix("_TEXT").lower())
        return tree.CellProperty(span, word, self._name_or_none(parts[1]) if len(parts) > 1 else None)

    def on_cell(self, parts: Parts, span: Span) -> tree.CellDecl:
        content, columns, rows = parts
        return tree.CellDecl(span, content, self._count(columns), self._count(rows))

    def _count(self, number: tree.NumberLiteral | None) -> int:
        """How many columns or rows a cell takes: a whole number from 1 to 200."""
        if number is None:
            return 1
        if number.unit is None and number.value.denominator == 1 and 1 <= number.value <= 200:
            return int(number.value)
        self._fault(diagnose("bad-cell-size", number.span))
        return 1

    def on_cells(self, parts: Parts, _: Span) -> tuple[tree.CellDecl, ...]:
        return tuple(parts)

    def on_row(self, parts: Parts, span: Span) -> tree.RowDecl:
        return tree.RowDecl(span, *parts)

    def on_rows(self, parts: Parts, span: Span) -> tree.RepeatDecl:
        return tree.RepeatDecl(span, self.name(parts[0]), parts[1])

    def on_across(self, parts: Parts, span: Span) -> tree.AcrossDecl:
        return tree.AcrossDecl(span, self.name(parts[0]), parts[1], ())

    def on_items(self, parts: Parts, span: Span) -> tree.ItemRows:
        return tree.ItemRows(span, self.name(parts[0]), parts[1])
