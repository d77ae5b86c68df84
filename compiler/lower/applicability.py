"""Applicability: "if … score …", "if … not assessed", and weights that move to another element."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction

from compiler.lower.draft import Context, Draft, Move
from compiler.lower.expressions import lower_condition, lower_expression
from compiler.lower.labels import citation_of, joined, standard
from compiler.lower.peers import peer_input
from compiler.model import expressions as model
from compiler.model.expressions import UNSET
from compiler.model.indicators import Step, StepRole
from compiler.model.peers import PeerFunction
from compiler.model.quantities import Case, Cases, Formula, Rule
from compiler.model.texts import Citation
from compiler.model.types import Kind
from compiler.resolve import ElementNode, SymbolKind
from dsl.diagnostics import SecondPlace, diagnose
from dsl.source import Span
from dsl.syntax import tree


def applying(draft: Draft, node: ElementNode) -> tuple[tree.WhenRule, ...]:
    """The conditional rules of an element that hold for the body, in order; rule N has the code when_N."""
    return tuple(s for s in node.statements if isinstance(s, tree.WhenRule) and draft.applies(s.block))


def collect_moves(draft: Draft) -> None:
    """Notes every weight that may move, before any expression asks for the weight of an element."""
    for node in draft.program.root.walk():
        if node.code in draft.present:
            _report_idle(draft, node)
            for number, rule in enumerate(applying(draft, node), start=1):
                if rule.move is not None:
                    earlier = tuple(f"{node.code}.when_{n}" for n in range(1, number))
                    condition, amount = f"{node.code}.when_{number}", f"{node.code}.moved_{number}"
                    _note(draft, node, rule.move, condition, amount, earlier)
        elif node.parent is None or node.parent in draft.present:
            for statement in node.statements:
                if isinstance(statement, tree.OtherBodiesMove):
                    _note(draft, node, statement.move, None, f"{node.code}.moved")


def _report_idle(draft: Draft, node: ElementNode) -> None:
    """A rule for other bodies needs a line that says which bodies the element is for."""
    if any(isinstance(statement, tree.ForBodies) for statement in node.statements):
        return
    for statement in node.statements:
        if isinstance(statement, tree.OtherBodiesMove):
            draft.bag.add(diagnose("idle-move", statement.span))


def report_unused_weights(draft: Draft, known: Mapping[str, tuple[str, ...]]) -> None:
    """Weight that moves to an element whose score does not look at its weight; called when all values exist and what
    each reads is known."""
    read = {code for found in known.values() for code in found}
    for target, moves in draft.moves.items():
        if f"{target}.weight" in read:
            continue
        for move in moves:
            label = SecondPlace(draft.origins[target], "moves-to")
            draft.bag.add(diagnose("moved-weight-unused", draft.origins[move.amount], labels=(label,), name=target))


def _note(
    draft: Draft,
    node: ElementNode,
    move: tree.WeightMove,
    condition: str | None,
    amount: str,
    earlier: tuple[str, ...] = (),
) -> None:
    symbol = draft.typing.scopes.find(move.target.text, node.code)
    if symbol is None:
        return  # reported by the check
    if symbol.kind is not SymbolKind.ELEMENT:
        draft.bag.add(diagnose("element-expected", move.target.span, name=move.target.text))
    elif symbol.code not in draft.present:
        draft.missing(move.target)
    else:
        draft.moves.setdefault(symbol.code, []).append(Move(node.code, condition, amount, earlier))


def lower_absent_move(draft: Draft, node: ElementNode, context: Context) -> None:
    """The amount that moves from an element that this kind of body does not have."""
    for statement in node.statements:
        if isinstance(statement, tree.OtherBodiesMove):
            citation = citation_of(statement.block, context.citation) or context.citation
            inner = Context(context.place, citation, context.label)
            _moved(draft, statement.move, f"{node.code}.moved", inner, statement.span)


def lower_when_rules(draft: Draft, node: ElementNode, context: Context) -> tuple[tuple[Case, ...], tuple[Step, ...]]:
    """The cases of an element's score, and the steps (conditions and alternative scores) that they rest on."""
    cases: list[Case] = []
    steps: list[Step] = []
    for number, rule in enumerate(applying(draft, node), start=1):
        citation = citation_of(rule.block, context.citation) or context.citation
        inner = Context(context.place, citation, context.label)
        condition = f"{node.code}.when_{number}"
        label = draft.described(rule.block, tree.DescriptionWord.TITLE) or joined(context.label, standard("when"))
        lowered = lower_condition(draft, rule.condition, inner)
        draft.add_value(condition, label, Formula(lowered), citation, rule.span, Kind.YES_NO)
        steps.append(Step(StepRole.CONDITION, condition))
        if rule.of_bodies:
            mean = peer_input(draft, PeerFunction.MEAN, f"{node.code}.ordinary", inner, rule.span)
            cases.append(Case(condition, mean))
        elif rule.score is None:
            cases.append(Case(condition, None))
        else:
            score = f"{node.code}.when_{number}_score"
            value = Formula(lower_expression(draft, rule.score, inner, "points"))
            draft.add_value(score, standard("when_score"), value, citation, rule.span)
            steps.append(Step(StepRole.ALTERNATIVE, score))
            cases.append(Case(condition, score))
        if rule.move is not None:
            steps.append(Step(StepRole.LET, _moved(draft, rule.move, f"{node.code}.moved_{number}", inner, rule.span)))
    return tuple(cases), tuple(steps)


def lower_ordinary(
    draft: Draft, node: ElementNode, cases: tuple[Case, ...], running: str, context: Context, span: Span
) -> None:
    """The score that a body gets where no condition gives it the mean of the others: what that mean is taken of."""
    by_mean = {case.condition for case in cases if case.result in draft.peers}
    if not by_mean:
        return
    others = tuple(case for case in cases if case.condition not in by_mean)
    rule: Rule = Cases(others, running) if others else Formula(model.Ref(running))
    label = joined(context.label, standard("ordinary"))
    code = draft.add_value(f"{node.code}.ordinary", label, rule, context.citation, span)
    draft.values[code] = replace(draft.values[code], unless=tuple(sorted(by_mean)))


def _moved(draft: Draft, move: tree.WeightMove, code: str, context: Context, span: Span) -> str:
    gains = context.element in draft.moves  # what has moved here moves on
    weight: model.Expression = model.Ref(f"{context.element}.{'weight' if gains else 'maximum'}")
    code_of_maximum = f"{context.element}.maximum"
    if code_of_maximum not in draft.parameters and code_of_maximum not in draft.values:
        draft.bag.add(diagnose("no-maximum", span, name=draft.written(context.element)))
    if move.less is not None:
        less = lower_expression(draft, move.less, context, "number")
        weight = model.Binary(model.Operator.SUBTRACT, weight, less)
    return draft.add_value(code, joined(context.label, standard("moved")), Formula(weight), context.citation, span)


def lower_weight(draft: Draft, node: ElementNode, citation: Citation, span: Span) -> Step | None:
    """The weight of an element to which weights move: its maximum and what has moved; None when nothing can move."""
    moves = draft.moves.get(node.code)
    if not moves:
        return None
    if f"{node.code}.maximum" not in draft.parameters and f"{node.code}.maximum" not in draft.values:
        draft.bag.add(diagnose("no-maximum", span, name=draft.written(node.code)))
        return None
    weight: model.Expression = model.Ref(f"{node.code}.maximum")
    for move in moves:
        amount: model.Expression = model.Ref(move.amount)
        if move.condition is not None:
            holds = _holds(move.condition)
            if move.earlier:
                holds = model.And((holds, *(model.Not(_holds(code)) for code in move.earlier)))
            amount = model.If(holds, amount, model.Number(_ZERO))
        weight = model.Binary(model.Operator.ADD, weight, amount)
    code = draft.add_value(f"{node.code}.weight", standard("weight"), Formula(weight), citation, span)
    return Step(StepRole.WEIGHT, code)


def _holds(condition: str) -> model.Expression:
    return model.Compare(model.Comparison.EQUAL, model.Ref(condition), model.Number(_ONE), UNSET)


_ZERO, _ONE = Fraction(0), Fraction(1)
