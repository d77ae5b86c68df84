"""Declared maxima of elements as numbers, and how an element's score is made of its children's."""

from __future__ import annotations

from fractions import Fraction

from compiler.model.expressions import Ref
from compiler.model.indicators import Element, Level, StepRole
from compiler.model.methodology import Methodology
from compiler.model.quantities import Formula, Parameter, Total, Value


def declared_maximum(methodology: Methodology, element: Element) -> Fraction | None:
    """The maximum as a number; None when there is none or it depends on inputs."""
    if element.maximum is None:
        return None
    quantity = methodology.quantity(element.maximum)
    if isinstance(quantity, Parameter):
        return quantity.value
    if isinstance(quantity, Value) and isinstance(quantity.rule, Total) and not quantity.rule.mean:
        versions = [methodology.parameters.get(code) for code in quantity.rule.items]
        return sum((part.value for part in versions if part is not None), Fraction(0)) if all(versions) else None
    if isinstance(quantity, Value) and quantity.bounds.low is not None:
        return quantity.bounds.low if quantity.bounds.low == quantity.bounds.high else None
    return None


def sum_of_maxima(methodology: Methodology, element: Element) -> Fraction | None:
    """Sum over the children without penalties; a child without a maximum counts by its own children. None when some
    child says nothing."""
    total = Fraction(0)
    for child in element.children:
        if child.level is Level.PENALTY:
            continue
        own = declared_maximum(methodology, child)
        if own is None:
            own = sum_of_maxima(methodology, child) if child.children else None
        if own is None:
            return None
        total += own
    return total


def sums_children(methodology: Methodology, element: Element) -> bool:
    """True when the score before adjustments is the plain sum of the children's scores."""
    base = next((step.code for step in element.steps if step.role is StepRole.BASE), element.score)
    while base is not None and base in methodology.values:
        match methodology.values[base].rule:
            case Formula(Ref(code)):
                base = code
            case Total(items, _, False):
                scores = {child.score for child in element.children if child.level is not Level.PENALTY}
                return scores <= set(items)
            case _:
                return False
    return False
