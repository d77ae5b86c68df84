"""Whether two workbooks compute the same: their formulas compared with every reference written as what stands there.

A reference from a row of a table to its own row, or to a whole column of a table, is written without the number of the
row, so that tables may differ in length: the formula of every row must then be that of every other row.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from compiler.crosscheck.engines.base import Address
from compiler.crosscheck.engines.graph import Graph
from compiler.crosscheck.package import Package
from compiler.crosscheck.references import Area, shape_of
from compiler.crosscheck.subject import Subject

ROW = re.compile(r"(?P<table>[^\[\]]+)\[(?P<row>\d+)\](?P<rest>.*)")
PLACE = re.compile(r"(?P<text>\"(?:[^\"]|\"\")*\")|P(?P<number>\d+)!A1(?::(?P<size>[A-Z]+\d+))?")


@dataclass(frozen=True, slots=True)
class Part:
    """What stands in a cell: a cell of a row of a table, or anything else (`table` empty, `row` 0)."""

    table: str
    row: int
    rest: str

    def __str__(self) -> str:
        return f"{self.table}[{self.row}]{self.rest}" if self.table else self.rest

    @property
    def key(self) -> str:
        """The same for all rows of a table."""
        return f"{self.table}[]{self.rest}" if self.table else self.rest


@dataclass(frozen=True, slots=True)
class Formula:
    """What a formula computes, the same for all rows of a table, and its text with names in place of references."""

    key: str
    text: str


class Naming:
    """The formulas behind the compared values of a workbook, by what they compute and in terms of what they read."""

    def __init__(self, subject: Subject) -> None:
        package = Package(subject.workbook)
        self._texts = package.formulas()
        self._names = package.defined_names
        self._lengths = {code: table.max_rows for code, table in subject.methodology.tables.items()}
        codes: dict[Address, list[str]] = {}
        for code, address in subject.addresses.items():
            codes.setdefault(address, []).append(code)
        self._parts = {address: _part(min(found)) for address, found in codes.items()}
        graph = Graph.of(package, subject.compared().values())
        self._constants = graph.constants
        self.formulas: dict[Address, Formula] = {
            address: Formula(self.part(address).key, self._canonical(address)) for address in graph.formulas
        }
        found: dict[str, set[str]] = {}
        for formula in self.formulas.values():
            found.setdefault(formula.key, set()).add(formula.text)
        self.by_key: Mapping[str, frozenset[str]] = {key: frozenset(texts) for key, texts in found.items()}

    def part(self, address: Address) -> Part:
        """What stands at this address. A constant is a part of its name; it is the whole name where there is no code,
        and the address is where there is neither."""
        part = self._parts.get(address)
        constant = self._constants.get(address)
        if part is None:
            return Part("", 0, f"{address[0]}!{address[1]}" if address in self._texts else f"={constant!r}")
        return part if constant is None else Part(part.table, part.row, f"{part.rest}={constant!r}")

    def unlike(self, standard: Naming) -> tuple[Address, ...]:
        """Formulas that the other workbook does not have, or not in all rows of the table."""
        return tuple(
            address
            for address, formula in self.formulas.items()
            if standard.by_key.get(formula.key) != frozenset({formula.text})
        )

    def covers(self, about: str, other: Naming) -> bool:
        """Whether all formulas of a value, input or table are the same in the other workbook."""
        own = [key for key in self.by_key if key == about or key.startswith((f"{about}#", f"{about}["))]
        return all(len(self.by_key[key]) == 1 and self.by_key[key] == other.by_key.get(key) for key in own)

    def _canonical(self, address: Address) -> str:
        shape = shape_of(self._texts[address], address[0], self._names)
        here = self.part(address)

        def put(found: re.Match[str]) -> str:
            return found["text"] or self._area(shape.areas[int(found["number"]) - 1], here)

        return PLACE.sub(put, shape.text)

    def _area(self, area: Area, here: Part) -> str:
        parts = [self.part(cell) for cell in area.cells()]
        if len(parts) == 1:
            return _seen(parts[0], here)
        shape = f"{area.height > 1:d}{area.width > 1:d}"
        columns: dict[tuple[str, str], list[int]] = {}
        for part in parts:
            columns.setdefault((part.table, part.rest), []).append(part.row)
        if all(
            table and rows == list(range(1, self._lengths.get(table, 0) + 1)) for (table, _), rows in columns.items()
        ):
            return "{" + shape + " " + " ".join(f"{table}[*]{rest}" for table, rest in columns) + "}"
        return "{" + shape + f" {area.height}x{area.width} " + " ".join(_seen(part, here) for part in parts) + "}"


def _part(code: str) -> Part:
    found = ROW.fullmatch(code)
    return Part("", 0, code) if found is None else Part(found["table"], int(found["row"]), found["rest"])


def _seen(part: Part, here: Part) -> str:
    if part.table and part.table == here.table:
        return f"{part.table}[{part.row - here.row:+d}]{part.rest}"
    return str(part)
