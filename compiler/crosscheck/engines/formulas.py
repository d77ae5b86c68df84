"""The `formulas` library: parses and computes every formula of a workbook, one formula shape at a time.

The library's own workbook model takes seconds to load and to run thousands of cells. Here each shape of formula is
compiled once by the library, every cell is computed by the library's functions, and only cells behind a changed one
are computed again; what this module adds is the order. It is not thread-safe: work is spread over forked processes.
"""

from __future__ import annotations

import logging
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from compiler.crosscheck.engines.base import Address, EngineError, Fault, Reading, Readings, Settings, installed
from compiler.crosscheck.engines.formulas_rounding import correct_roundings
from compiler.crosscheck.engines.graph import Graph
from compiler.crosscheck.package import Package, require_stored
from compiler.crosscheck.references import Shape

REMEMBERED = 200_000
"""Results kept of each session; a case repeats most of what its neighbours computed."""

Scalar = Any
"""float, str, bool, an error value of the library, or its mark for a blank cell."""


class Formulas:
    """The engine; stateless."""

    @property
    def name(self) -> str:
        return "formulas"

    def missing(self) -> str | None:
        return None if self.version() else "pip install formulas==1.3.4"

    def version(self) -> str:
        return installed("formulas")

    def open(self, workbook: bytes, settable: Collection[Address], readable: Collection[Address]) -> FormulasSession:
        package = Package(workbook)
        require_stored(package, (*settable, *readable))
        graph = Graph.of(package, readable)
        return FormulasSession(graph, ShapeComputer(), frozenset(settable), tuple(readable))


class FormulasSession:
    """One loaded workbook: the value of every cell as it was opened, and for each run what differs from that."""

    def __init__(
        self,
        graph: Graph,
        computer: ShapeComputer,
        settable: frozenset[Address],
        readable: tuple[Address, ...],
    ) -> None:
        self._graph = graph
        self._computer = computer
        self._settable = settable
        self._readable = readable
        self._base: dict[Address, Scalar] = {
            address: self._computer.blank if value is None else value for address, value in graph.constants.items()
        }
        for address in graph.order:
            self._base[address] = self._compute(address, {})

    def run(self, settings: Settings) -> Readings:
        values = self._changed(settings)
        return {address: self._read(address, values) for address in self._readable}

    def close(self) -> None:
        """Nothing is held."""

    def _changed(self, settings: Settings) -> dict[Address, Scalar]:
        """Values that differ from the workbook as it was opened."""
        values: dict[Address, Scalar] = {}
        for address, value in settings.items():
            if address not in self._settable:
                raise EngineError(f"{address[0]}!{address[1]} was not opened as a cell to set")
            new = self._computer.blank if value is None else value
            if not same(new, self._value(address, {})):
                values[address] = new
        for address in self._graph.behind(values):
            if address not in settings:
                new = self._compute(address, values)
                if not same(new, self._base[address]):
                    values[address] = new
        return values

    def _value(self, address: Address, values: Mapping[Address, Scalar]) -> Scalar:
        if address in values:
            return values[address]
        return self._base.get(address, self._computer.blank)

    def _compute(self, address: Address, values: Mapping[Address, Scalar]) -> Scalar:
        shape = self._graph.formulas[address]
        arguments = tuple(tuple(self._value(cell, values) for cell in area.cells()) for area in shape.areas)
        return self._computer.compute(shape, arguments)

    def _read(self, address: Address, values: Mapping[Address, Scalar]) -> Reading:
        value = self._value(address, values)
        if value is self._computer.blank:
            return None
        if isinstance(value, (bool, int, float)):
            return float(value)
        return value if type(value) is str else Fault(str(value))


@dataclass(frozen=True, slots=True)
class Place:
    """An argument of a compiled shape: the number of its area, and the library's description of where it stands."""

    number: int
    range: Any


class ShapeComputer:
    """Computes formulas of any shape with the library's functions; remembers shapes and results."""

    def __init__(self) -> None:
        import schedula
        from formulas.functions import replace_empty

        logging.getLogger("schedula").setLevel(logging.CRITICAL)
        logging.getLogger("formulas").setLevel(logging.CRITICAL)
        correct_roundings()
        self.blank: Scalar = schedula.EMPTY
        self._replace_empty = replace_empty
        self._functions: dict[str, Any] = {}
        self._results: dict[tuple[object, ...], Scalar] = {}

    def compute(self, shape: Shape, arguments: tuple[tuple[Scalar, ...], ...]) -> Scalar:
        """The value of a formula of this shape, whose areas hold these values row by row."""
        key = (shape.text, tuple(tuple((type(v), v) for v in area) for area in arguments))
        if key not in self._results:
            if len(self._results) >= REMEMBERED:
                self._results.clear()
            self._results[key] = self._compute_anew(shape, arguments)
        return self._results[key]

    def _compute_anew(self, shape: Shape, arguments: tuple[tuple[Scalar, ...], ...]) -> Scalar:
        import numpy
        from formulas.ranges import Ranges

        if shape.text not in self._functions:
            self._functions[shape.text] = self._compile(shape)
        function, places = self._functions[shape.text]
        given = []
        for place in places:
            area = shape.areas[place.number]
            block = numpy.array(arguments[place.number], object).reshape(area.height, area.width)
            given.append(Ranges().set_value(place.range, block))
        return self._scalar(function(*given))

    def _compile(self, shape: Shape) -> tuple[Any, tuple[Place, ...]]:
        from formulas.cell import Cell
        from formulas.errors import FormulaError
        from formulas.ranges import Ranges

        try:
            cell = Cell("'[B.XLSX]R'!A1", f"={shape.text}").compile()
        except FormulaError as error:
            raise EngineError(f"formulas cannot parse {shape.text!r}") from error
        places = tuple(Place(_number(name), Ranges.get_range(name)) for name in cell.inputs)
        if {place.number for place in places} != set(range(len(shape.areas))):
            raise EngineError(f"formulas sees other references in {shape.text!r}: {sorted(cell.inputs)}")
        return cell.func, places

    def _scalar(self, result: object) -> Scalar:
        import numpy

        array = numpy.asarray(self._replace_empty(result), object)
        if array.size != 1:
            raise EngineError(f"a formula gives {array.size} values instead of one")
        value = array.flat[0]
        return value.item() if isinstance(value, numpy.generic) else value


def same(one: Scalar, other: Scalar) -> bool:
    """Equal and of one type: 1 and TRUE differ to a spreadsheet."""
    return type(one) is type(other) and bool(one == other)


def _number(name: str) -> int:
    """The area that "'[B.XLSX]P3'!A1:B2" stands for, from 0."""
    return int(name[name.index("]P") + 2 : name.index("'!")]) - 1
