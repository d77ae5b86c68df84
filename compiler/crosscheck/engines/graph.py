"""The formulas that some cells of a workbook need, in an order in which each comes after what it refers to."""

from __future__ import annotations

import heapq
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from compiler.crosscheck.engines.base import Address, EngineError, Fault, Value
from compiler.crosscheck.package import Package
from compiler.crosscheck.references import Shape, shape_of


@dataclass(frozen=True, slots=True)
class Graph:
    """`constants` holds the cells referred to that have no formula (None: blank); `users` the cells that refer to a
    cell; `position` where a cell stands in `order`."""

    formulas: Mapping[Address, Shape]
    constants: Mapping[Address, Value]
    order: tuple[Address, ...]
    position: Mapping[Address, int]
    users: Mapping[Address, tuple[Address, ...]]

    @staticmethod
    def of(package: Package, wanted: Collection[Address]) -> Graph:
        """EngineError for a reference to a missing sheet, a name that is not defined, or a circle."""
        texts = package.formulas()
        names = package.defined_names
        sheets = frozenset(package.sheets)
        formulas: dict[Address, Shape] = {}
        operands: dict[Address, tuple[Address, ...]] = {}
        stack, seen = list(wanted), set(wanted)
        while stack:
            address = stack.pop()
            if address[0] not in sheets:
                raise EngineError(f"no sheet {address[0]!r} in the workbook")
            if address not in texts:
                continue
            shape = shape_of(texts[address], address[0], names)
            formulas[address] = shape
            operands[address] = tuple(dict.fromkeys(cell for area in shape.areas for cell in area.cells()))
            new = [cell for cell in operands[address] if cell not in seen]
            seen.update(new)
            stack.extend(new)
        constants: dict[Address, Value] = {}
        for address, value in package.read(seen - formulas.keys()).items():
            if isinstance(value, Fault):
                raise EngineError(f"{address[0]}!{address[1]} holds the constant {value.text}")
            constants[address] = value
        order = _order(operands)
        position = {address: index for index, address in enumerate(order)}
        return Graph(formulas, constants, order, position, _users(operands))

    def behind(self, changed: Mapping[Address, object]) -> Iterator[Address]:
        """Formula cells that refer to a changed cell, in order. `changed` may grow while this runs: each cell that is
        added as its turn comes brings its users in."""
        heap: list[int] = []
        waiting: set[int] = set()

        def add(address: Address) -> None:
            for user in self.users.get(address, ()):
                place = self.position[user]
                if place not in waiting:
                    waiting.add(place)
                    heapq.heappush(heap, place)

        for address in tuple(changed):
            add(address)
        while heap:
            address = self.order[heapq.heappop(heap)]
            yield address
            if address in changed:
                add(address)


def _users(operands: Mapping[Address, tuple[Address, ...]]) -> dict[Address, tuple[Address, ...]]:
    users: dict[Address, list[Address]] = {}
    for address, cells in operands.items():
        for cell in cells:
            users.setdefault(cell, []).append(address)
    return {address: tuple(cells) for address, cells in users.items()}


def _order(operands: Mapping[Address, tuple[Address, ...]]) -> tuple[Address, ...]:
    waits = {address: sum(cell in operands for cell in cells) for address, cells in operands.items()}
    users = _users(operands)
    ready = [address for address, count in waits.items() if count == 0]
    order: list[Address] = []
    while ready:
        address = ready.pop()
        order.append(address)
        for user in users.get(address, ()):
            waits[user] -= 1
            if waits[user] == 0:
                ready.append(user)
    if len(order) < len(operands):
        sheet, cell = next(address for address, count in waits.items() if count)
        raise EngineError(f"{sheet}!{cell} is in a circle of references, or behind one")
    return tuple(order)
