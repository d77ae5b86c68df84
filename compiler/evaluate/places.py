"""The place of a body among those of its kind: the one definition, for the language, a campaign and the rating alike.

The emitted rating computes the same by formulas; the cross-check holds it against this.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from compiler.evaluate.states import NOT_FILLED, Outcome
from compiler.model.methodology import Methodology
from compiler.numbers import DEFAULT_DIGITS, digits_for, snap


def places(outcomes: Sequence[Outcome], digits: int) -> tuple[Outcome, ...]:
    """1 and how many are greater, as seen at the precision: equal bodies share the best place.

    Bodies that it is not applicable to are left out and have no place. One that is not filled leaves all places open,
    because it may come before any other.
    """
    seen = [snap(outcome, digits) if isinstance(outcome, Fraction) else outcome for outcome in outcomes]
    unsettled = NOT_FILLED in outcomes

    def place(own: Outcome) -> Outcome:
        if not isinstance(own, Fraction):
            return own
        if unsettled:
            return NOT_FILLED
        return Fraction(1 + sum(isinstance(other, Fraction) and other > own for other in seen))

    return tuple(place(own) for own in seen)


def precision_of(methodology: Methodology, score: str) -> int:
    """Decimals at which places see this score."""
    return digits_for(methodology.values[score].bounds) or DEFAULT_DIGITS
