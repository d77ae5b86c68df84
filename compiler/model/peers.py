"""Figures over all bodies of one kind: the mean, the greatest or the least of a quantity, a body's place among them.

A single body does not know the others. Its model has an input for each such figure, which the consolidation fills;
`Methodology.peers` tells what belongs there, and who has all bodies at hand (evaluator, rating workbook) computes it.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class PeerFunction(Enum):
    MEAN = "mean"
    GREATEST = "greatest"
    LEAST = "least"
    RANK = "rank"
    """1 + the number of bodies with a greater value, at the precision `digits`: equal bodies share the best place, and
    the places that they fill together are not given to others."""


@dataclass(frozen=True, slots=True)
class Peers:
    """`function` of the quantity `of` (an input or a value) over all bodies of the kind.

    Bodies for which `of` is not applicable are left out; one for which it is not filled makes the figure not filled.
    Where all are left out, and for the rank of a body that is itself left out, the figure is not applicable.
    """

    function: PeerFunction
    of: str
    digits: int = 10
