"""A score that can exceed the declared maximum of its element."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from fractions import Fraction

from compiler.evaluate import Result
from compiler.model.indicators import Element, StepRole
from compiler.model.methodology import Methodology
from compiler.rules.finding import Argument, Finding, shown_inputs
from compiler.rules.laboratory import extreme_start, search
from compiler.rules.maxima import declared_maximum

RULE = "range-exceeds-maximum"


def range_exceeds_maximum(methodology: Methodology) -> Iterable[Finding]:
    """An element whose part is already reported is not reported again. Where weight may move to the element, its weight
    is the limit."""
    yield from _below(methodology, methodology.root)[1]


def _below(methodology: Methodology, element: Element) -> tuple[bool, list[Finding]]:
    """Whether anything at or below the element leaves its range, and the findings."""
    inner = [_below(methodology, child) for child in element.children]
    findings = [finding for _, found in inner for finding in found]
    leaves = any(outside for outside, _ in inner)
    if not leaves and _may_exceed(methodology, element):
        return True, [*findings, _finding(methodology, element)]
    return leaves, findings


def _weight(element: Element) -> str | None:
    weights = [step.code for step in element.steps if step.role is StepRole.WEIGHT]
    return weights[-1] if weights else None


def _may_exceed(methodology: Methodology, element: Element) -> bool:
    maximum = declared_maximum(methodology, element)
    if maximum is None or element.score is None:
        return False
    weight = _weight(element)
    moved = methodology.values[weight].bounds.high if weight is not None else None
    limit = maximum if moved is None else max(maximum, moved)
    high = methodology.values[element.score].bounds.high
    return high is None or high > limit


def _finding(methodology: Methodology, element: Element) -> Finding:
    maximum = declared_maximum(methodology, element)
    score = element.score
    if maximum is None or score is None:
        raise AssertionError(f"{element.code}: no maximum to exceed")
    weight = _weight(element)

    def excess(result: Result) -> Fraction | None:
        reached = result.outcome(score)
        if not isinstance(reached, Fraction):
            return None
        moved = None if weight is None else result.outcome(weight)
        return reached - (max(maximum, moved) if isinstance(moved, Fraction) else maximum)

    high = methodology.values[score].bounds.high
    arguments: tuple[tuple[str, Argument], ...] = (("maximum", maximum), ("bound", "∞" if high is None else high))
    unproven = Finding(RULE, element.code, arguments, variant="range-maximum-unproven")

    def prove() -> Finding:
        codes = (score,) if weight is None else (score, weight)
        hint = extreme_start(methodology, element, 1) if element.children else None
        found = search(methodology, codes, excess, score, hint=hint)
        if found is None or not isinstance(found.outcome, Fraction):
            return unproven
        shown = (*arguments, ("reached", found.outcome), ("inputs", shown_inputs(found)))
        return Finding(RULE, element.code, shown, found)

    return replace(unproven, prove=prove)
