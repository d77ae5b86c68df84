"""Compares what an engine gives with what the evaluator gives: states exactly, numbers as far as a double carries.

An engine computes in doubles, the evaluator in fractions. Which branch a rule takes must agree exactly, and does, since
every comparison sees rounded operands; what is left is the representation of the result itself, some units in the
16th digit for each operation. A billionth is far above that and far below anything that an act prints.
"""

from __future__ import annotations

from fractions import Fraction

from compiler.crosscheck.engines.base import Reading
from compiler.evaluate import Cell, State

RELATIVE = 1e-9
ABSOLUTE = 1e-9


def agrees(expected: Cell, reading: Reading) -> bool:
    """True when the engine's reading says the same as the evaluator."""
    # Called for every cell of every case: no fraction is compared with anything here, for that is slow.
    if isinstance(expected, State):
        return reading == expected.sign
    if isinstance(expected, str):
        return reading == expected
    if not isinstance(reading, float):
        return False
    exact = float(expected)
    return abs(reading - exact) <= max(ABSOLUTE, RELATIVE * abs(exact))


def shown(cell: Cell) -> str:
    """The evaluator's outcome as the workbook would show it, numbers with 15 digits."""
    match cell:
        case State():
            return cell.sign
        case str():
            return cell
        case Fraction():
            return f"{float(cell):.15g}"
