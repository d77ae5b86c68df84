"""A score that can fall below zero."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from compiler.evaluate import Result
from compiler.model.indicators import Element
from compiler.model.methodology import Methodology
from compiler.rules.elements import innermost
from compiler.rules.finding import Counterexample, Finding
from compiler.rules.laboratory import extreme_start, search
from compiler.rules.proving import to_be_proven

RULE = "range-below-zero"


def range_below_zero(methodology: Methodology) -> Iterable[Finding]:
    """An element whose part is already reported is not reported again."""

    def finding(element: Element) -> Finding | None:
        if element.score is None:
            return None
        low = methodology.values[element.score].bounds.low
        return None if low is not None and low >= 0 else _finding(methodology, element, element.score, low)

    return innermost(methodology.root, finding)


def _finding(methodology: Methodology, element: Element, score: str, low: Fraction | None) -> Finding:
    def depth(result: Result) -> Fraction | None:
        reached = result.outcome(score)
        return -reached if isinstance(reached, Fraction) else None

    unproven = Finding(RULE, element.code, (("bound", "−∞" if low is None else low),), variant="range-zero-unproven")

    def look() -> Counterexample | None:
        hint = extreme_start(methodology, element, -1) if element.children else None
        return search(methodology, (score,), depth, score, hint=hint)

    return to_be_proven(unproven, look)
