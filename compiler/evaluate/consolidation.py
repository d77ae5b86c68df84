"""From a body's full inputs to what the consolidation holds of it: its inputs, and one number for each aggregate."""

from __future__ import annotations

from compiler.evaluate.evaluator import Result
from compiler.evaluate.states import NOT_FILLED, Cell, Given
from compiler.model.consolidated import Consolidated


def consolidate(result: Result, model: Consolidated) -> Given:
    """`result`: of the full methodology. What is not filled stays away."""
    found: dict[str, Cell] = {}
    for code in model.methodology.inputs:
        aggregate = model.figures.get(code)  # a sum over repeats has the code of the value that it was
        cell = result.quantities[code] if aggregate is None else result.aggregates[aggregate]
        if cell is not NOT_FILLED:
            found[code] = cell
    return Given(found)
