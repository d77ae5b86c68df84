"""IronCalc, the quick second engine: a run changes what differs from the run before, evaluates and reads."""

from __future__ import annotations

import tempfile
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from compiler.crosscheck.engines.base import (
    Address,
    EngineError,
    Fault,
    Reading,
    Readings,
    Settings,
    Value,
    differences,
    installed,
)
from compiler.crosscheck.package import Package, require_stored
from compiler.crosscheck.staleness import refuse_sentinels, with_sentinels
from compiler.workbook.cell_names import cell_position

if TYPE_CHECKING:
    import ironcalc

Place = tuple[int, int, int]
"""A sheet's number from 0, a row and a column from 1, as the library counts."""
Watched = tuple[str, str]
"""A sheet, and a piece of a formula that stands on it."""

SPARE_COLUMN = 16_000
"""No workbook of ours is as wide."""

ERROR_VALUES = frozenset(
    [
        "#REF!",
        "#NAME?",
        "#VALUE!",
        "#DIV/0!",
        "#N/A",
        "#NUM!",
        "#NULL!",
        "#ERROR!",
        "#N/IMPL!",
        "#SPILL!",
        "#CALC!",
        "#CIRC!",
    ]
)


class IronCalc:
    """The engine; stateless."""

    @property
    def name(self) -> str:
        return "ironcalc"

    def missing(self) -> str | None:
        return None if self.version() else "pip install ironcalc==0.9.1"

    def version(self) -> str:
        return installed("ironcalc")

    def open(
        self,
        workbook: bytes,
        settable: Collection[Address],
        readable: Collection[Address],
        watched: Sequence[Watched] = (),
    ) -> IronCalcSession:
        """Load a workbook. `watched` are pieces of formulas, each computed in a spare cell of its sheet."""
        import ironcalc

        require_stored(Package(workbook), (*settable, *readable))
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "workbook.xlsx"
            path.write_bytes(with_sentinels(workbook))
            try:
                model = ironcalc.load_from_xlsx(str(path))
            except ironcalc.WorkbookError as error:
                raise EngineError(f"IronCalc cannot load the workbook: {error}") from error
        return IronCalcSession(model, settable, readable, watched)


class IronCalcSession:
    """One loaded workbook."""

    def __init__(
        self,
        model: ironcalc.Model,
        settable: Collection[Address],
        readable: Collection[Address],
        watched: Sequence[Watched],
    ) -> None:
        self._model = model
        names = [sheet["name"] for sheet in model.get_worksheets_properties()]
        self._index = {name: index for index, name in enumerate(names)}
        self._settable = {address: self._place(address) for address in settable}
        self._readable = [(address, self._place(address)) for address in readable]
        self._watched: dict[int, Place] = {}
        self._before: dict[Place, tuple[str | None, Value]] = {}
        self._changed: Mapping[Place, Value] = {}
        for number, (sheet, text) in enumerate(watched):
            place = (self._place((sheet, "A1"))[0], number + 1, SPARE_COLUMN)
            model.update_cell_with_formula(*place, f"={text}")
            self._watched[number] = place

    def _place(self, address: Address) -> Place:
        sheet, cell = address
        if sheet not in self._index:
            raise EngineError(f"IronCalc: no sheet {sheet!r}")
        row, column = cell_position(cell)
        return self._index[sheet], row + 1, column + 1

    def run(self, settings: Settings) -> Readings:
        return self.watch(settings)[0]

    def keep_watching(self, numbers: Collection[int]) -> None:
        """Compute only these of the watched pieces from now on."""
        for number in self._watched.keys() - set(numbers):
            self._model.clear_cell_contents(*self._watched.pop(number))

    def watch(self, settings: Settings) -> tuple[Readings, Mapping[int, Reading]]:
        """As `run`, and what the watched pieces of formulas gave, by their number."""
        self._change({self._place_of(address): value for address, value in settings.items()})
        self._model.evaluate()
        readings = {address: self._read(place) for address, place in self._readable}
        refuse_sentinels(readings)
        return readings, {number: self._read(place) for number, place in self._watched.items()}

    def _change(self, wanted: Mapping[Place, Value]) -> None:
        """From the cells that are changed now to those that are to be."""
        back, put = differences(self._changed, wanted)
        for place in back:
            formula, value = self._before[place]
            if formula is None:
                self._set(place, value)
            else:
                self._model.update_cell_with_formula(*place, formula)
        for place, value in put.items():
            if place not in self._before:
                self._before[place] = self._content(place)
            self._set(place, value)
        self._changed = wanted

    def close(self) -> None:
        """Nothing is held."""

    def _place_of(self, address: Address) -> Place:
        if address not in self._settable:
            raise EngineError(f"{address[0]}!{address[1]} was not opened as a cell to set")
        return self._settable[address]

    def _content(self, place: Place) -> tuple[str | None, Value]:
        formula = self._model.get_cell_formula(*place)
        if formula is not None:
            return formula, None
        return None, self._model.get_cell_value(*place)

    def _set(self, place: Place, value: Value) -> None:
        match value:
            case None:
                self._model.clear_cell_contents(*place)
            case str():
                self._model.update_cell_with_text(*place, value)
            case _:
                self._model.update_cell_with_number(*place, float(value))

    def _read(self, place: Place) -> Reading:
        value = self._model.get_cell_value(*place)
        if isinstance(value, bool):
            return float(value)
        if isinstance(value, str) and value in ERROR_VALUES:
            return Fault(value)
        if value is None or isinstance(value, str):
            return value
        return float(value)
