"""A score that can exceed the declared maximum of its element."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from compiler.evaluate import Result
from compiler.model.indicators import Element, StepRole
from compiler.model.methodology import Methodology
from compiler.rules.elements import innermost
from compiler.rules.finding import Counterexample, Finding
from compiler.rules.laboratory import extreme_start, search
from compiler.rules.maxima import declared_maximum
from compiler.rules.proving import to_be_proven

RULE = "range-exceeds-maximum"


def range_exceeds_maximum(methodology: Methodology) -> Iterable[Finding]:
    """An element whose part is already reported is not reported again. Where weight may move to the element, its weight
    is the limit."""

    def finding(element: Element) -> Finding | None:
        return _finding(methodology, element) if _may_exceed(methodology, element) else None

    return innermost(methodology.root, finding)


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
    arguments = (("maximum", maximum), ("bound", "∞" if high is None else high))
    unproven = Finding(RULE, element.code, arguments, variant="range-maximum-unproven")

    def look() -> Counterexample | None:
        codes = (score,) if weight is None else (score, weight)
        hint = extreme_start(methodology, element, 1) if element.children else None
        return search(methodology, codes, excess, score, hint=hint)

    return to_be_proven(unproven, look)
