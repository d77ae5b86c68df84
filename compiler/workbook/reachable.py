"""Which values a workbook can compute from the inputs that it holds."""

from __future__ import annotations

from dataclasses import replace

from compiler.model.methodology import Methodology
from compiler.workbook.program import LineRole, Program


def restrict(program: Program, methodology: Methodology, present: frozenset[str]) -> Program:
    """The program without lines that need, directly or not, an input cell outside `present`."""
    kept = dict(program.lines)
    known = present | methodology.parameters.keys() | {f"{code}#min_rows" for code in methodology.tables}
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
    by_owner = {owner: tuple(line for line in lines if line.code in kept) for owner, lines in program.by_owner.items()}
    return replace(program, lines=kept, by_owner={owner: lines for owner, lines in by_owner.items() if lines})
