"""Values and inputs that get no cases of their own: those of a repeat neither the first nor the last of its block.

All repeats of a block are one text and so the same formulas; whole and random forms still fill them all.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import accumulate

from compiler.model.methodology import Methodology
from compiler.model.quantities import Cases, Value


def values_with_cases(methodology: Methodology) -> Iterator[Value]:
    """The values of the methodology, those of repeats in between left out."""
    between = _between(methodology)
    for value in methodology.values.values():
        source = value.rule.otherwise if isinstance(value.rule, Cases) else value.code
        if not any(part in between for code in (value.code, source) for part in _around(code)):
            yield value


def inputs_with_cases(methodology: Methodology) -> Iterator[str]:
    """The codes of the inputs that rules read, those of repeats in between left out."""
    between = _between(methodology)
    for code, field in methodology.inputs.items():
        if field.scored and not any(part in between for part in _around(code)):
            yield code


def _between(methodology: Methodology) -> frozenset[str]:
    """Elements of the repeats that have one before and one after them."""
    blocks: dict[str, list[str]] = {}
    for repeat in methodology.repeats:
        blocks.setdefault(repeat.element.rpartition("_")[0], []).append(repeat.element)
    return frozenset(element for block in blocks.values() for element in block[1:-1])


def _around(code: str) -> Iterator[str]:
    """The element of the code and every element around it: a, a.b, a.b.c."""
    return accumulate(code.split("."), lambda outer, name: f"{outer}.{name}")
