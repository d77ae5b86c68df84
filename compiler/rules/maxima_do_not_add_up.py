"""The maxima of the parts do not add up to the maximum of the whole."""

from __future__ import annotations

from collections.abc import Iterable

from compiler.model.methodology import Methodology
from compiler.rules.finding import Finding
from compiler.rules.maxima import declared_maximum, sum_of_maxima, sums_children


def maxima_do_not_add_up(methodology: Methodology) -> Iterable[Finding]:
    """Only where the whole is the sum of its parts; penalties do not count."""
    for element in methodology.root.walk():
        declared = declared_maximum(methodology, element)
        if declared is None or not element.children or not sums_children(methodology, element):
            continue
        total = sum_of_maxima(methodology, element)
        if total is not None and total != declared:
            yield Finding(
                "maxima-do-not-add-up",
                element.code,
                (("declared", declared), ("sum", total), ("difference", abs(total - declared))),
            )
