"""What a lint rule finds: the rule, the code it is about, arguments for its texts, and a concrete counterexample."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from compiler.evaluate import Cell, Outcome
from compiler.model.texts import Reason

Argument = str | int | Fraction
"""What the texts of a rule are filled with."""


@dataclass(frozen=True, slots=True)
class Counterexample:
    """Inputs that show the fault. `code` is the quantity to look at, `outcome` what it then is."""

    inputs: tuple[tuple[str, Cell], ...]
    tables: tuple[tuple[str, tuple[Mapping[str, Cell], ...]], ...]
    code: str
    outcome: Outcome


@dataclass(frozen=True, slots=True)
class Finding:
    """`rule` is the name that an acknowledgement uses; `slug` the entry of the catalogue (usually the same; another
    when the fault could be neither shown nor excluded). `acknowledged` is the reason why the finding stands."""

    rule: str
    code: str
    arguments: tuple[tuple[str, Argument], ...] = ()
    counterexample: Counterexample | None = None
    acknowledged: Reason | None = None
    variant: str = ""
    prove: Callable[[], Finding] | None = field(default=None, compare=False, repr=False)
    """Looks for a counterexample, which takes a while: the finding with it, or as it was."""

    @property
    def slug(self) -> str:
        """The entry of the catalogue that words the finding."""
        return self.variant or self.rule


SHOWN_INPUTS = 8


def shown(number: Fraction) -> str:
    """A decimal with a comma when it is finite, else a fraction."""
    rest, places = number.denominator, 0
    while rest > 1 and (rest % 2 == 0 or rest % 5 == 0):
        rest //= 10 if rest % 10 == 0 else 2 if rest % 2 == 0 else 5
        places += 1
    if rest > 1:
        return f"{number.numerator}/{number.denominator}"
    if places == 0:
        return str(number.numerator)
    digits = str(abs(number.numerator) * 10**places // number.denominator).rjust(places + 1, "0")
    return f"{'-' if number < 0 else ''}{digits[:-places]},{digits[-places:]}"


def shown_inputs(counterexample: Counterexample) -> str:
    """`a.b = 1; c = 2`, tables by their number of rows and the cells of the first. Of many inputs the zeros are left
    out first, then the last ones, and their number is given."""
    inputs = list(counterexample.inputs)
    if len(inputs) > SHOWN_INPUTS:
        inputs = [(code, cell) for code, cell in inputs if cell != 0][:SHOWN_INPUTS]
    parts = [f"{code} = {_shown_cell(cell)}" for code, cell in inputs]
    for code, rows in counterexample.tables:
        cells = ", ".join(f"{name} = {_shown_cell(cell)}" for name, cell in rows[0].items()) if rows else ""
        parts.append(f"{code}: {len(rows)} × ({cells})" if rows else f"{code}: 0")
    left_out = len(counterexample.inputs) - len(inputs)
    return "; ".join(parts) + (f"; … (+{left_out})" if left_out else "")


def _shown_cell(cell: Cell) -> str:
    if isinstance(cell, Fraction):
        return shown(cell)
    return f"«{cell}»" if isinstance(cell, str) else "—"
