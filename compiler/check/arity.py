"""How many arguments the functions of the language take."""

from __future__ import annotations

from dsl.syntax import tree

MOST_ARGUMENTS = 99
"""Arguments that `min`, `max` and the means take."""

_MANY, _TWO = (1, MOST_ARGUMENTS), (2, 2)
ARITY = {
    tree.FunctionWord.MIN: _MANY, tree.FunctionWord.MAX: _MANY, tree.FunctionWord.SUM: _MANY,
    tree.FunctionWord.MEAN: _MANY, tree.FunctionWord.GEOMETRIC_MEAN: _MANY, tree.FunctionWord.HARMONIC_MEAN: _MANY,
    tree.FunctionWord.WEIGHTED_MEAN: _MANY, tree.FunctionWord.WEIGHTED_GEOMETRIC_MEAN: _MANY,
    tree.FunctionWord.FIRST_FILLED: _MANY, tree.FunctionWord.MEAN_OF_FILLED: _MANY,
    tree.FunctionWord.SUM_OF_FILLED: _MANY, tree.FunctionWord.NORMALISE: (3, 3), tree.FunctionWord.ROUND: _TWO,
    tree.FunctionWord.ROUND_UP: _TWO, tree.FunctionWord.ROUND_DOWN: _TWO, tree.FunctionWord.TRUNCATE: _TWO,
    tree.FunctionWord.ROUND_STEP: _TWO, tree.FunctionWord.ROUND_UP_STEP: _TWO,
    tree.FunctionWord.ROUND_DOWN_STEP: _TWO,
}  # fmt: skip
"""Least and greatest number of arguments; one where nothing is said."""
