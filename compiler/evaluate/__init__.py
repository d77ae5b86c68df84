"""Model and inputs in, exact outcomes out, with a trace that leads every number to its clause."""

from compiler.evaluate.evaluator import Evaluator, Result, evaluate
from compiler.evaluate.states import NOT_APPLICABLE, NOT_FILLED, Cell, Given, Outcome, State

__all__ = [
    "NOT_APPLICABLE",
    "NOT_FILLED",
    "Cell",
    "Evaluator",
    "Given",
    "Outcome",
    "Result",
    "State",
    "evaluate",
]
