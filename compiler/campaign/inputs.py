"""The accepted inputs as CSV, one file for each kind of body and one for each table; `esep eval` reads the former."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from decimal import Decimal, localcontext
from fractions import Fraction
from pathlib import Path

from compiler.campaign.files import write_table
from compiler.campaign.scores import Scored
from compiler.evaluate.cells import EXCEL_EPOCH
from compiler.evaluate.states import Cell, Given, State
from compiler.model.types import Kind, Type


def write_inputs(folder: Path, results: Sequence[Scored]) -> None:
    """`<kind>.csv`: a row a body, a column an input; `<kind>.<table>.csv`: a row for every filled row of a table."""
    kinds: dict[str, list[Scored]] = {}
    for one in results:
        kinds.setdefault(one.standing.body.kind, []).append(one)
    for kind, group in kinds.items():
        methodology = group[0].methodology
        codes = [code for code in methodology.inputs if code not in methodology.peers]
        rows = [
            [
                one.standing.body.code,
                kind,
                *(written_cell(_given(one).inputs.get(code), methodology.inputs[code].type) for code in codes),
            ]
            for one in group
        ]
        write_table(folder / f"{kind}.csv", ["body", "kind", *codes], rows)
        for table in methodology.tables.values():
            columns = table.input_columns
            lines = [
                [one.standing.body.code, str(number), *(written_cell(row.get(c.name), c.type) for c in columns)]
                for one in group
                for number, row in enumerate(_given(one).tables.get(table.code, ()), 1)
                if row
            ]
            write_table(folder / f"{kind}.{table.code}.csv", ["body", "row", *(c.name for c in columns)], lines)


def _given(one: Scored) -> Given:
    counted = one.standing.counted
    if counted is None or counted.given is None:
        raise ValueError(f"{one.standing.body.code} was scored without inputs")
    return counted.given


def written_cell(cell: Cell | None, type_: Type) -> str:
    """As `esep eval` reads it: numbers exactly, dates as days, options and yes/no by their words in the language."""
    match cell:
        case None:
            return ""
        case State():
            return cell.sign
        case str():
            return cell
        case Fraction():
            return _number(cell, type_)


def _number(number: Fraction, type_: Type) -> str:
    match type_.kind:
        case Kind.DATE:
            return (EXCEL_EPOCH + timedelta(days=int(number))).isoformat()
        case Kind.CHOICE:
            return type_.options[int(number) - 1].name
        case _:
            return str(number.numerator) if number.denominator == 1 else format(_decimal(number), "f")


def _decimal(number: Fraction) -> Decimal:
    """Exact: what comes from a cell is a finite decimal."""
    with localcontext() as context:
        context.prec = 60
        return Decimal(number.numerator) / Decimal(number.denominator)
