"""Findings about elements of the assessment, each where it starts."""

from __future__ import annotations

from collections.abc import Callable

from compiler.model.indicators import Element
from compiler.rules.finding import Finding


def innermost(element: Element, finding_of: Callable[[Element], Finding | None]) -> tuple[Finding, ...]:
    """Findings about the element and what is below it; none about an element of which a part has one already."""
    below = tuple(finding for child in element.children for finding in innermost(child, finding_of))
    if below:
        return below
    own = finding_of(element)
    return () if own is None else (own,)
