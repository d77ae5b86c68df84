"""A score that can fall below zero."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from fractions import Fraction

from compiler.evaluate import Result
from compiler.model.indicators import Element
from compiler.model.methodology import Methodology
from compiler.rules.finding import Argument, Finding, shown_inputs
from compiler.rules.laboratory import extreme_start, search

RULE = "range-below-zero"


def range_below_zero(methodology: Methodology) -> Iterable[Finding]:
    """An element whose part is already reported is not reported again."""
    yield from _below(methodology, methodology.root)[1]


def _below(methodology: Methodology, element: Element) -> tuple[bool, list[Finding]]:
    inner = [_below(methodology, child) for child in element.children]
    findings = [finding for _, found in inner for finding in found]
    leaves = any(outside for outside, _ in inner)
    if leaves or element.score is None:
        return leaves, findings
    low = methodology.values[element.score].bounds.low
    if low is not None and low >= 0:
        return False, findings
    return True, [*findings, _finding(methodology, element, element.score, low)]


def _finding(methodology: Methodology, element: Element, score: str, low: Fraction | None) -> Finding:
    def depth(result: Result) -> Fraction | None:
        reached = result.outcome(score)
        return -reached if isinstance(reached, Fraction) else None

    arguments: tuple[tuple[str, Argument], ...] = (("bound", "−∞" if low is None else low),)
    unproven = Finding(RULE, element.code, arguments, variant="range-zero-unproven")

    def prove() -> Finding:
        hint = extreme_start(methodology, element, -1) if element.children else None
        found = search(methodology, (score,), depth, score, hint=hint)
        if found is None or not isinstance(found.outcome, Fraction):
            return unproven
        shown = (*arguments, ("reached", found.outcome), ("inputs", shown_inputs(found)))
        return Finding(RULE, element.code, shown, found)

    return replace(unproven, prove=prove)
