"""A finding that stands unproven until inputs that show the fault are looked for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction

from compiler.rules.finding import Counterexample, Finding, shown_inputs


def to_be_proven(unproven: Finding, look: Callable[[], Counterexample | None]) -> Finding:
    """`unproven`, which says that the fault could be neither shown nor excluded; when its proof is asked for and
    `look` finds a counterexample, the rule's own finding, which shows the inputs and the number that they lead to."""

    def prove() -> Finding:
        found = look()
        if found is None:
            return unproven
        reached = (("reached", found.outcome),) if isinstance(found.outcome, Fraction) else ()
        shown = (*unproven.arguments, *reached, ("inputs", shown_inputs(found)))
        return Finding(unproven.rule, unproven.code, shown, found)

    return replace(unproven, prove=prove)
