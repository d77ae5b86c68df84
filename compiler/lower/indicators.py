"""Elements: what an indicator says becomes an ordered chain of steps that ends with its score."""

from __future__ import annotations

from fractions import Fraction
from itertools import islice

from compiler.lower.adjustments import lower_adjustment
from compiler.lower.applicability import lower_absent_move, lower_ordinary, lower_weight, lower_when_rules
from compiler.lower.bands import lower_bands
from compiler.lower.categories import lower_categories
from compiler.lower.choices import lower_choice
from compiler.lower.draft import Context, Decided, Draft, context_of
from compiler.lower.expressions import lower_expression, total_of_children
from compiler.lower.inputs import lower_value_decl, marked
from compiler.lower.labels import citation_of, joined, standard
from compiler.lower.repeats import lower_repeat
from compiler.model import expressions as model
from compiler.model.expressions import UNSET
from compiler.model.indicators import Element, Level, Step, StepRole
from compiler.model.quantities import Case, Cases, Formula, Rule, Total
from compiler.model.texts import Citation, Label
from compiler.resolve import ElementNode
from compiler.resolve.program import SCORES
from dsl.diagnostics import SecondPlace, diagnose
from dsl.source import Span
from dsl.syntax import tree

_ZERO, _ONE = model.Number(Fraction(0)), model.Number(Fraction(1))
_ScoreRule = tree.ScoreFormula | tree.ScoreBands | tree.ScoreByChoice | tree.ScorePresence | tree.ScoreByAssessor


def heading(draft: Draft, node: ElementNode, inherited: Citation | None) -> tuple[Label, Citation]:
    """Title and clause of an element; both are required and reported when missing."""
    if node.decl is None:
        label = draft.described(draft.program.head.block, tree.DescriptionWord.TITLE) or standard("total")
        return standard("total"), citation_of(draft.program.head.block, None) or Citation(label.translations[0].text)
    label_found = draft.described(node.statements, tree.DescriptionWord.TITLE)
    if label_found is None or not label_found.translations[0].text.strip():
        draft.bag.add(diagnose("title-missing", node.decl.name.span, name=node.decl.name.text))
    citation = citation_of(node.statements, inherited)
    checked = draft.require_citation(citation, node.decl.name.span, node.decl.name.text)
    return label_found or standard("score"), checked


def lower_element(
    draft: Draft, node: ElementNode, contexts: dict[str, Context], inputs: dict[str, tuple[str, ...]]
) -> Element:
    """The element with its steps; everything it reads has been declared before."""
    context = contexts[node.code]
    span = node.decl.name.span if node.decl is not None else draft.program.head.name.span
    children = tuple(
        lower_element(draft, child, contexts, inputs) for child in node.children if child.code in draft.present
    )
    for child in node.children:
        if child.code not in draft.present:
            lower_absent_move(draft, child, context_of(child.code, context.citation, context.label))
    before = len(draft.values)
    steps: list[Step] = []
    weight = lower_weight(draft, node, context.citation, span)
    if weight is not None:
        steps.append(weight)
    for statement in node.statements:
        if isinstance(statement, tree.ValueDecl) and draft.applies(statement.block):
            steps.append(Step(StepRole.LET, lower_value_decl(draft, node, statement, context)))
    cases, case_steps = lower_when_rules(draft, node, context)
    steps.extend(case_steps)
    scored = draft.is_scored(node) if node.decl is not None else draft.program.total
    if node.copy is not None:
        unbegun = lower_repeat(draft, node, context, span)
        cases = (Case(unbegun, None), *cases)
        steps.append(Step(StepRole.CONDITION if scored else StepRole.LET, unbegun))
    if scored:
        steps.extend(_score_steps(draft, node, cases, context, span))
    elif node.decl is None and not children:
        draft.bag.add(diagnose("no-criteria", span, name=node.code))
    maximum = f"{node.code}.maximum"
    made = list(islice(draft.values, before, None))
    if maximum in draft.values and maximum not in made:
        made.insert(0, maximum)
    if cases and scored:
        score, ordinary = f"{node.code}.score", f"{node.code}.ordinary"
        conditions = tuple(case.condition for case in cases)
        draft.decided.append(Decided(conditions, frozenset(made) - {score, ordinary, maximum}, score, ordinary))
    later = len(draft.values)
    categories = lower_categories(draft, node, context)
    has_maximum = maximum in draft.parameters or maximum in draft.values
    return Element(
        code=node.code,
        level=Level.TOTAL if node.decl is None else Level(node.decl.level.value),
        number=_number(node),
        label=context.label,
        citation=context.citation,
        maximum=maximum if has_maximum else None,
        score=f"{node.code}.score" if scored else None,
        steps=(*_in_order(made, steps), *_behind(draft, later, categories)),
        inputs=(*inputs[node.code], *draft.peer_inputs.get(node.code, ())),
        tables=tuple(table.code for table in node.tables if table.code in draft.present),
        children=children,
        description=_text(draft, node, tree.DescriptionWord.DESCRIPTION),
        scoring=_text(draft, node, tree.DescriptionWord.SCORING),
        note=_text(draft, node, tree.DescriptionWord.NOTE),
    )


def _in_order(made: list[str], named: list[Step]) -> tuple[Step, ...]:
    """All values made for the element, in the order of making; those without a role of their own are intermediate."""
    roles = {step.code: step.role for step in named}
    return tuple(Step(roles.get(code, StepRole.LET), code) for code in made)


def _behind(draft: Draft, start: int, categories: tuple[Step, ...]) -> tuple[Step, ...]:
    """The categories, each after the values made for it alone: all values from number `start` on."""
    roles = {step.code for step in categories}
    later = islice(draft.values, start, None)
    return tuple(Step(StepRole.CATEGORY if code in roles else StepRole.LET, code) for code in later)


def _number(node: ElementNode) -> str:
    return next((s.text.text for s in node.statements if isinstance(s, tree.NumberText)), "")


def _text(draft: Draft, node: ElementNode, word: tree.DescriptionWord) -> Label | None:
    return draft.described(node.statements, word) if node.decl is not None else None


def _score_steps(
    draft: Draft, node: ElementNode, cases: tuple[Case, ...], context: Context, span: Span
) -> tuple[Step, ...]:
    rule, citation, rule_span = _base(draft, node, context, span)
    adjustments = [s for s in node.statements if isinstance(s, tree.Adjustment) and draft.applies(s.block)]
    score = f"{node.code}.score"
    label = joined(context.label, standard("score")) if node.decl is not None else context.label
    if not adjustments and not cases:
        draft.add_value(score, label, rule, citation, rule_span)
        return (Step(StepRole.FINAL, score),)
    running = draft.add_value(f"{node.code}.base", standard("base"), rule, citation, rule_span)
    steps = [Step(StepRole.BASE, running)]
    for adjustment in adjustments:
        steps.extend(lower_adjustment(draft, adjustment, running, context))
        running = steps[-1].code
    lower_ordinary(draft, node, cases, running, context, span)
    final: Rule = Cases(cases, running) if cases else Formula(model.Ref(running))
    draft.add_value(score, label, final, context.citation, span)
    return (*steps, Step(StepRole.FINAL, score))


def _base(draft: Draft, node: ElementNode, context: Context, span: Span) -> tuple[Rule, Citation, Span]:
    rules: list[_ScoreRule] = [s for s in node.statements if isinstance(s, SCORES) and draft.applies(s.block)]
    for extra in rules[1:]:
        first = SecondPlace(rules[0].span, "first-given-here")
        draft.bag.add(diagnose("score-given-twice", extra.span, labels=(first,)))
    if not rules:
        total = total_of_children(draft, node.code)
        if not total.items:
            slug = "no-rule" if node.decl is not None else "no-criteria"
            draft.bag.add(diagnose(slug, span, name=draft.written(node.code)))
            return Formula(_ZERO), context.citation, span
        return total, context.citation, span
    statement = rules[0]
    citation = citation_of(statement.block, context.citation) or context.citation
    inner = Context(context.place, citation, context.label)
    match statement:
        case tree.ScoreFormula(
            _, tree.Property(_, tree.PropertyWord.SUM_OF_ITEMS | tree.PropertyWord.MEAN_OF_ITEMS as word, None) as items
        ):
            total = total_of_children(draft, node.code, mean=word is tree.PropertyWord.MEAN_OF_ITEMS)
            if not total.items:
                draft.bag.add(diagnose("no-items", items.span, name=node.code))
                return Formula(_ZERO), citation, statement.span
            return total, citation, statement.span
        case tree.ScoreFormula(_, expression):
            return Formula(lower_expression(draft, expression, inner, "number")), citation, statement.span
        case tree.ScoreBands():
            return lower_bands(draft, statement, inner), citation, statement.span
        case tree.ScoreByChoice():
            return lower_choice(draft, statement, inner), citation, statement.span
        case tree.ScorePresence():
            return Formula(_presence(draft, node)), citation, statement.span
        case tree.ScoreByAssessor():
            codes = tuple(code for code, _, _ in marked(draft, node, "points"))
            return Total(codes, (1,) * len(codes)), citation, statement.span


def _presence(draft: Draft, node: ElementNode) -> model.Expression:
    """Full marks for each version that is present."""
    parts: list[model.Expression] = []
    for code, _, maximum in marked(draft, node, "present"):
        present = model.Compare(model.Comparison.EQUAL, model.Ref(code), _ONE, UNSET)
        parts.append(model.If(present, model.Ref(maximum), _ZERO))
    total: model.Expression = parts[0] if parts else _ZERO  # no versions: reported with the maximum
    for part in parts[1:]:
        total = model.Binary(model.Operator.ADD, total, part)
    return total
