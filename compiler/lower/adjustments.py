"""Adjustments: coefficient, bonus, deduction, floor, cap and rounding, each a step after the one before."""

from __future__ import annotations

from fractions import Fraction

from compiler.lower.draft import Context, Draft
from compiler.lower.expressions import lower_condition, lower_expression
from compiler.lower.functions import rounded_to_step
from compiler.lower.labels import citation_of, standard
from compiler.model import expressions as model
from compiler.model.expressions import UNSET
from compiler.model.indicators import Step, StepRole
from compiler.model.quantities import Formula
from compiler.model.texts import Citation
from dsl.syntax import tree

_ROLES = {
    tree.AdjustmentWord.DEDUCTION: StepRole.DEDUCTION,
    tree.AdjustmentWord.BONUS: StepRole.BONUS,
    tree.AdjustmentWord.COEFFICIENT: StepRole.COEFFICIENT,
    tree.AdjustmentWord.FLOOR: StepRole.FLOOR,
    tree.AdjustmentWord.CAP: StepRole.CAP,
    tree.AdjustmentWord.ROUNDING: StepRole.ROUNDING,
}


def lower_adjustment(draft: Draft, rule: tree.Adjustment, before: str, context: Context) -> tuple[Step, ...]:
    """The steps of one adjustment to the running score `before`: its amount (where it has one), then the new score."""
    citation = citation_of(rule.block, context.citation) or context.citation
    inner = Context(context.place, citation, context.label)
    running = model.Ref(before)
    match rule.word:
        case tree.AdjustmentWord.DEDUCTION | tree.AdjustmentWord.BONUS:
            amount = _amount(draft, rule, inner)
            deducting = rule.word is tree.AdjustmentWord.DEDUCTION
            operator = model.Operator.SUBTRACT if deducting else model.Operator.ADD
            after = _after(draft, rule, model.Binary(operator, running, model.Ref(amount)), citation, inner)
            return Step(StepRole.LET, amount), after
        case tree.AdjustmentWord.COEFFICIENT:
            amount = _amount(draft, rule, inner)
            product = model.Binary(model.Operator.MULTIPLY, running, model.Ref(amount))
            return Step(StepRole.LET, amount), _after(draft, rule, product, citation, inner)
        case tree.AdjustmentWord.FLOOR | tree.AdjustmentWord.CAP:
            limit = lower_expression(draft, rule.amount, inner, "limit")
            function = model.Function.MAX if rule.word is tree.AdjustmentWord.FLOOR else model.Function.MIN
            return (_after(draft, rule, model.Call(function, (running, limit)), citation, inner),)
        case tree.AdjustmentWord.ROUNDING:
            if rule.rounding in tree.STEPPED.values():
                step = lower_expression(draft, rule.amount, inner, "points")
                rounded: model.Expression = rounded_to_step(rule.rounding, running, step)
            else:
                digits = rule.amount.value if isinstance(rule.amount, tree.NumberLiteral) else Fraction(0)
                function = model.Function(rule.rounding.value)
                rounded = model.Call(function, (running, model.Number(digits)), UNSET)
            return (_after(draft, rule, rounded, citation, inner),)


def _amount(draft: Draft, rule: tree.Adjustment, context: Context) -> str:
    """What is taken, added or multiplied by: the amount for each fact, up to its limit, under its condition."""
    stem = rule.word.value
    expression = lower_expression(draft, rule.amount, context, stem)
    if rule.each is not None:
        each = lower_expression(draft, rule.each, context)
        expression = model.Binary(model.Operator.MULTIPLY, expression, each)
    if rule.limit is not None:
        limit = lower_expression(draft, rule.limit, context, "limit")
        expression = model.Call(model.Function.MIN, (expression, limit))
    if rule.condition is not None:
        neutral = Fraction(1) if rule.word is tree.AdjustmentWord.COEFFICIENT else Fraction(0)
        expression = model.If(lower_condition(draft, rule.condition, context), expression, model.Number(neutral))
    label = draft.described(rule.block, tree.DescriptionWord.TITLE) or standard(stem)
    code = draft.fresh(context.element, f"{stem}_amount")
    return draft.add_value(code, label, Formula(expression), context.citation, rule.span)


def _after(
    draft: Draft, rule: tree.Adjustment, expression: model.Expression, citation: Citation, context: Context
) -> Step:
    code = draft.fresh(context.element, f"after_{rule.word.value}")
    draft.add_value(code, standard(f"after_{rule.word.value}"), Formula(expression), citation, rule.span)
    return Step(_ROLES[rule.word], code)
