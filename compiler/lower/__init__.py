"""Lower: a checked program to the model, one Methodology for each kind of body.

Adds what the text leaves implicit (steps of a score, cells for every number, moved weights), removes everything that
belongs to other kinds of body, and promises a model that passes compiler.model.invariants.
"""

from compiler.lower.edition import Lowered, lower

__all__ = ["Lowered", "lower"]
