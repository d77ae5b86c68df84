"""The order of formulas along a row: the same that a calculation sheet lays down a column, one body a row."""

from __future__ import annotations

from compiler.workbook.formula import Span, walk
from compiler.workbook.program import Line, Program


def row_order(program: Program, owners: tuple[str, ...]) -> tuple[str, ...]:
    """Codes of the owners' lines in the order of columns: nothing before what it reads. Lines that formulas read as a
    range (`#item.1 #item.2 …`) stand side by side."""
    ordered: list[str] = []
    for owner in owners:
        ordered.extend(code for group in _groups(program.by_owner.get(owner, ())) for code in group)
    return tuple(ordered)


def _groups(lines: tuple[Line, ...]) -> list[tuple[str, ...]]:
    """Lines in their order; the lines of a range together, after all that they read."""
    ranges = {_stem(node.first) for line in lines for node in walk(line.tree) if isinstance(node, Span)}
    groups: dict[str, list[Line]] = {}
    for line in lines:
        stem = _stem(line.code)
        groups.setdefault(stem if stem in ranges and stem != line.code else line.code, []).append(line)
    home = {line.code: name for name, group in groups.items() for line in group}
    done: dict[str, None] = {}
    for name in groups:
        waiting = [name]
        while waiting:
            top = waiting[-1]
            reads = (home.get(read, top) for line in groups[top] for read in line.reads)
            missing = [other for other in dict.fromkeys(reads) if other != top and other not in done]
            if missing and top not in done:
                waiting.extend(missing)
            else:
                done.setdefault(waiting.pop())
    return [tuple(line.code for line in groups[name]) for name in done]


def _stem(code: str) -> str:
    """The code without its number, if it has one: `x#item.3` is one of `x#item`."""
    stem, _, number = code.rpartition(".")
    return stem if number.isdigit() and "#" in stem else code
