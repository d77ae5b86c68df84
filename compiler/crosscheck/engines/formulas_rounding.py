"""ROUND, ROUNDUP and ROUNDDOWN for `formulas`, as a spreadsheet has them: on the 15-digit decimal of the argument.

The library's own multiply by a power of ten in binary: ROUND(1.005,2) gives 1.0, ROUNDUP(1.1,2) gives 1.11.
"""

from __future__ import annotations

from decimal import ROUND_DOWN, ROUND_HALF_UP, ROUND_UP, Context, Decimal
from functools import partial

CONTEXT = Context(prec=400)
"""Room for every double at every number of decimals."""


def round_decimal(value: float, digits: float, rounding: str) -> float:
    """`value`, seen as its decimal of 15 significant digits, rounded symmetrically about zero."""
    unit = Decimal(1).scaleb(-int(digits), CONTEXT)
    seen = Decimal(f"{value:.14e}")
    if seen.adjusted() < unit.adjusted() - 1:
        seen = seen.scaleb(unit.adjusted() - 1 - seen.adjusted()) if rounding == ROUND_UP else Decimal(0)
    count = CONTEXT.divide(seen, unit).to_integral_value(rounding=rounding, context=CONTEXT)
    return float(CONTEXT.multiply(count, unit))


def correct_roundings() -> None:
    """Put the three functions into the library's table; to be called before a formula is parsed."""
    import formulas
    from formulas.functions import wrap_ufunc

    table = formulas.get_functions()
    for name, rounding in (("ROUND", ROUND_HALF_UP), ("ROUNDUP", ROUND_UP), ("ROUNDDOWN", ROUND_DOWN)):
        table[name] = wrap_ufunc(partial(round_decimal, rounding=rounding))
