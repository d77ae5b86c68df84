"""Which quantity never exceeds which: declared limits of inputs, counts and sums over the same table, a quantity and
its greatest and least over all bodies."""

from __future__ import annotations

from collections.abc import Mapping

from compiler.model.expressions import Binary, Expression, Operator, Ref, RowAggregate, RowFunction
from compiler.model.peers import PeerFunction, Peers
from compiler.model.quantities import Formula, Input, Value
from compiler.model.tables import Table


def never_exceeds(
    lower: str,
    upper: str,
    inputs: Mapping[str, Input],
    values: Mapping[str, Value],
    tables: Mapping[str, Table],
    peers: Mapping[str, Peers],
) -> bool:
    """True when `lower` is certainly at most `upper`, following declared limits from one to the next."""
    greatest = peers.get(upper)
    seen: set[str] = set()
    current: str | None = lower
    while current is not None and current not in seen:
        if current == upper:
            return True
        seen.add(current)
        if _by_rows(current, upper, values, tables) or _is_part(current, upper, inputs, values):
            return True
        if greatest is not None and greatest.function is PeerFunction.GREATEST and greatest.of == current:
            return True
        entry = inputs.get(current)
        least = peers.get(current)
        if least is not None and least.function is PeerFunction.LEAST:
            current = least.of
            continue
        current = _renamed(current, values) if entry is None else entry.at_most
    return False


def _renamed(code: str, values: Mapping[str, Value]) -> str | None:
    """The quantity that a value merely repeats."""
    match _formula(code, values):
        case Ref(other):
            return other
        case _:
            return None


def _formula(code: str, values: Mapping[str, Value]) -> Expression | None:
    value = values.get(code)
    return value.rule.expression if value is not None and isinstance(value.rule, Formula) else None


def _is_part(lower: str, upper: str, inputs: Mapping[str, Input], values: Mapping[str, Value]) -> bool:
    """`upper` is a sum of quantities that are never negative, and `lower` is one of them."""
    expression = _formula(upper, values)
    parts = None if expression is None else _summands(expression)
    if parts is None or lower not in parts:
        return False
    return all(_never_negative(part, inputs, values) for part in parts)


def _summands(expression: Expression) -> tuple[str, ...] | None:
    match expression:
        case Ref(code):
            return (code,)
        case Binary(Operator.ADD, left, right):
            first, second = _summands(left), _summands(right)
            return None if first is None or second is None else (*first, *second)
        case _:
            return None


def _never_negative(code: str, inputs: Mapping[str, Input], values: Mapping[str, Value]) -> bool:
    found = inputs.get(code) or values.get(code)
    return found is not None and found.bounds is not None and found.bounds.low is not None and found.bounds.low >= 0


def _by_rows(lower: str, upper: str, values: Mapping[str, Value], tables: Mapping[str, Table]) -> bool:
    """A count of some rows and the count of all; a sum over some rows and over all; sums of a column and its limit."""
    part, whole = _formula(lower, values), _formula(upper, values)
    if not isinstance(part, RowAggregate) or not isinstance(whole, RowAggregate):
        return False
    same_rows = part.table == whole.table and whole.where in (None, part.where)
    if not same_rows or part.function is not whole.function:
        return False
    if part.function is RowFunction.COUNT:
        return whole.column in (None, part.column)
    if part.function is not RowFunction.SUM or part.column is None or whole.column is None:
        return False
    table = tables[part.table]
    first, second = table.column(part.column), table.column(whole.column)
    bounds = second.bounds
    never_negative = bounds is not None and bounds.low is not None and bounds.low >= 0
    limited = first == second or (first.at_most == second.name and not first.optional and not second.optional)
    return never_negative and limited
