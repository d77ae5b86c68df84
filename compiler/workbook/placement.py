"""Placement along a row: the same formulas that a calculation sheet lays down a column, one body a row."""

from __future__ import annotations

from collections.abc import Mapping

from compiler.workbook.formula import Address
from compiler.workbook.program import Line, Program


def row_order(program: Program, owners: tuple[str, ...]) -> tuple[str, ...]:
    """Codes of the owners' lines in the order of columns. Lines that formulas read as a range (`#item.1 #item.2 …`)
    stand side by side."""
    ordered: list[str] = []
    for owner in owners:
        ordered.extend(code for group in _groups(program.by_owner.get(owner, ())) for code in group)
    return tuple(ordered)


def along_row(codes: tuple[str, ...], sheet: str, row: int, first_column: int = 0) -> Mapping[str, Address]:
    """Addresses of one body's lines."""
    return {code: Address(sheet, row, first_column + column) for column, code in enumerate(codes)}


def _groups(lines: tuple[Line, ...]) -> list[list[str]]:
    """Lines in order, numbered ones gathered behind the first of their kind."""
    groups: dict[str, list[str]] = {}
    for line in lines:
        stem, _, number = line.code.rpartition(".")
        numbered = number.isdigit() and "#" in stem
        groups.setdefault(stem if numbered else line.code, []).append(line.code)
    return list(groups.values())
