"""Which values a workbook can compute from the inputs that it holds, and which numbers of the act these need."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import chain

from compiler.model.forms import (
    AcrossRow,
    Cell,
    ColumnCell,
    FieldLine,
    Form,
    Grid,
    GridRow,
    QuantityCell,
    RepeatAcross,
    RepeatRows,
    Row,
    TotalRow,
)
from compiler.model.methodology import Methodology
from compiler.workbook.program import Line, LineRole, Program, row_code


def placed_on(forms: Iterable[Form], methodology: Methodology) -> Iterator[str]:
    """Codes of the quantities that stand on the forms, filled in or shown, and of the table cells that people fill."""
    for block in chain.from_iterable(form.blocks for form in forms):
        match block:
            case FieldLine():
                yield block.code
            case Grid():
                for row in block.rows:
                    yield from _placed_in(row, methodology)
            case _:
                pass


def _placed_in(row: GridRow, methodology: Methodology) -> Iterator[str]:
    match row:
        case Row(cells) | TotalRow(cells):
            yield from _quantities(cells)
        case RepeatRows(table, cells):
            yield from _quantities(cells)
            for cell in cells:
                if isinstance(cell.content, ColumnCell):
                    yield from _column(table, cell.content.column, methodology)
        case RepeatAcross(table, _, rows):
            for across in rows:
                if isinstance(across, AcrossRow):
                    yield from _quantities(across.fixed)
                    yield from _column(table, across.column, methodology)
        case _:
            pass


def _quantities(cells: tuple[Cell, ...]) -> Iterator[str]:
    return (cell.content.code for cell in cells if isinstance(cell.content, QuantityCell) and cell.content.present)


def _column(code: str, column: str, methodology: Methodology) -> Iterator[str]:
    """The cells that are filled in; of a computed column none."""
    table = methodology.tables[code]
    rows = range(1, table.max_rows + 1) if table.column(column).formula is None else ()
    return (row_code(code, number, column) for number in rows)


def restrict(program: Program, methodology: Methodology, placed: frozenset[str]) -> Program:
    """The program without lines that need, directly or not, an input cell that is not `placed`, and without those that
    no input moves and no form shows: they say nothing about the body. Figures over all bodies are present, though
    nothing fills them."""
    kept = dict(program.lines)
    shown = placed & methodology.values.keys()
    present = placed - shown
    known = (
        present
        | methodology.peers.keys()
        | methodology.parameters.keys()
        | {f"{code}#min_rows" for code in methodology.tables}
    )
    for table in methodology.tables.values():
        if any(f"{table.code}[1].{column.name}" not in present for column in table.input_columns):
            kept = {code: line for code, line in kept.items() if line.owner != table.code}
    available = set(known)
    for code, line in tuple(kept.items()):
        if all(read in available or read == code for read in line.reads):
            available.add(code)
        else:
            del kept[code]
    # A value is computed whole or not at all: helper cells without their value go too.
    kept = {
        code: line
        for code, line in kept.items()
        if line.owner in kept or line.owner in methodology.tables or line.role is LineRole.INPUT
    }
    kept = _moved(kept, present, shown, frozenset(methodology.peers))
    by_owner = {owner: tuple(line for line in lines if line.code in kept) for owner, lines in program.by_owner.items()}
    return replace(program, lines=kept, by_owner={owner: lines for owner, lines in by_owner.items() if lines})


def _moved(
    lines: Mapping[str, Line], present: frozenset[str], shown: frozenset[str], figures: frozenset[str]
) -> dict[str, Line]:
    """Lines of owners that depend on an input or are shown, and of all owners that these read."""
    moved: set[str] = set(present)
    owners: set[str] = set(shown)
    for code, line in lines.items():
        filled = line.role is LineRole.INPUT and line.owner not in figures
        if filled or any(read in moved for read in line.reads):
            moved.add(code)
            owners.add(line.owner)
    for line in reversed(tuple(lines.values())):
        if line.owner in owners:
            owners.update(lines[read].owner for read in line.reads if read in lines)
    return {code: line for code, line in lines.items() if line.owner in owners}


def parameters_read(program: Program, methodology: Methodology) -> frozenset[str]:
    """Codes of the parameters that the lines of the program read."""
    read = {code for line in program.lines.values() for code in line.reads}
    return frozenset(read & methodology.parameters.keys())
