"""Check: every expression of a program gets a dimension; sums of unlike things and unknown names are reported."""

from compiler.check.dimensions import Dimension
from compiler.check.expressions import Place, Typing
from compiler.check.program import check_program

__all__ = ["Dimension", "Place", "Typing", "check_program"]
