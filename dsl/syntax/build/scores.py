"""Rules of score, adjustments, examples (`grammar/scores.lark`)."""

from __future__ import annotations

from dsl.source import Span
from dsl.syntax import tree
from dsl.syntax.build.context import Context, Parts


class Scores:
    """Each method gets the parts of its rule and the rule's span."""

    def __init__(self, context: Context) -> None:
        self._context = context

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

    def on_category(self, parts: Parts, span: Span) -> tree.CategoryDecl:
        name, operand, label = parts
        return tree.CategoryDecl(span, self._context.name(name), operand, label or (), ())

    def on_category_band(self, parts: Parts, span: Span) -> tree.CategoryBand:
        return tree.CategoryBand(span, parts[0], parts[1], False, None)

    def on_category_gap(self, parts: Parts, span: Span) -> tree.CategoryBand:
        limits, label, reason = parts
        return tree.CategoryBand(span, limits, label, True, reason)

    def on_score_choice(self, parts: Parts, span: Span) -> tree.ScoreByChoice:
        return tree.ScoreByChoice(span, self._context.name(parts[0]))

    def on_option_points(self, parts: Parts, span: Span) -> tree.OptionPoints:
        return tree.OptionPoints(span, self._context.name(parts[0]), parts[1])

    def on_score_presence(self, parts: Parts, span: Span) -> tree.ScorePresence:
        return tree.ScorePresence(span, parts[0] or ())

    def on_score_assessor(self, parts: Parts, span: Span) -> tree.ScoreByAssessor:
        return tree.ScoreByAssessor(span, parts[0] or ())

    def on_when_score(self, parts: Parts, span: Span) -> tree.WhenRule:
        return tree.WhenRule(span, parts[0], parts[1], None)

    def on_when_mean_of_bodies(self, parts: Parts, span: Span) -> tree.WhenRule:
        return tree.WhenRule(span, parts[0], None, None, of_bodies=True)

    def on_when_not_assessed(self, parts: Parts, span: Span) -> tree.WhenRule:
        return tree.WhenRule(span, parts[0], None, parts[1])

    def on_move(self, parts: Parts, span: Span) -> tree.WeightMove:
        return tree.WeightMove(span, self._context.name(parts[0]), parts[1])

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
        rounding, decimals = parts
        return tree.Adjustment(span, tree.AdjustmentWord.ROUNDING, decimals, None, None, None, rounding=rounding)

    def on_rounding_to_step(self, parts: Parts, span: Span) -> tree.Adjustment:
        rounding, step = parts
        stepped = tree.STEPPED[rounding]
        return tree.Adjustment(span, tree.AdjustmentWord.ROUNDING, step, None, None, None, rounding=stepped)

    def on_rounding_word(self, parts: Parts, _: Span) -> tree.FunctionWord:
        return tree.FunctionWord(parts[0].terminal.removesuffix("_TO").lower())

    def on_given(self, parts: Parts, span: Span) -> tree.GivenValue:
        what = parts[0] if isinstance(parts[0], tree.OverBodies) else self._context.name(parts[0])
        return tree.GivenValue(span, what, parts[1])

    def on_given_list(self, parts: Parts, _: Span) -> tuple[tree.GivenValue, ...]:
        return tuple(part for part in parts if part is not None)

    def on_example(self, parts: Parts, span: Span) -> tree.ExampleDecl:
        clause, target, given, prints, gives, rounded, reason = parts
        return tree.ExampleDecl(
            span, clause, given, prints, gives, rounded is not None, reason, self._context.name_or_none(target)
        )

    def on_acknowledged(self, parts: Parts, span: Span) -> tree.Acknowledge:
        rule, name, reason = parts
        return tree.Acknowledge(
            span, tree.Name(self._context.span(rule), rule.text), self._context.name_or_none(name), reason
        )
