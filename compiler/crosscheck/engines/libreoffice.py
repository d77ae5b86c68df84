"""LibreOffice Calc without a window, open for all cases: each is typed into the workbook, calculated and read.

A session runs in a profile of its own that is told always to recalculate; planted cached values prove that it did. What
its first case gives is read from the file that LibreOffice saves of it, as it comes back from an agency.
"""

from __future__ import annotations

import base64
import os
from collections.abc import Collection
from typing import Any

from compiler.crosscheck.engines.base import Address, EngineError, Fault, Reading, Readings, Settings, differences
from compiler.crosscheck.engines.blocks import blocks
from compiler.crosscheck.engines.office import INSTALL, PROGRAM, Office, Setting, bridge, version
from compiler.crosscheck.package import Package, require_stored
from compiler.crosscheck.staleness import refuse_sentinels, with_sentinels
from compiler.workbook.cell_names import cell_position

HOST = "compiler.crosscheck.engines.office_host"
PROFILE: tuple[Setting, ...] = (
    ("/org.openoffice.Office.Calc/Formula/Load", "OOXMLRecalcMode", "0"),
    ("/org.openoffice.Setup/L10N", "ooSetupSystemLocale", "en-US"),
)
SECONDS_TO_OPEN = 600
SECONDS_A_CASE = 600
"""The first case touches most cells; the machine may be busy."""
ERRORS = {503: "#NUM!", 519: "#VALUE!", 524: "#REF!", 525: "#NAME?", 532: "#DIV/0!", 32767: "#N/A"}
"""LibreOffice's numbers of errors that Excel has too."""


class LibreOffice:
    """The engine; found by the name of its program."""

    def __init__(self, program: str = PROGRAM) -> None:
        self._program = program

    @property
    def name(self) -> str:
        return "libreoffice"

    def missing(self) -> str | None:
        return None if bridge(self._program) else INSTALL

    def version(self) -> str:
        return version(self._program) if self.missing() is None else ""

    def open(self, workbook: bytes, settable: Collection[Address], readable: Collection[Address]) -> LibreOfficeSession:
        if self.missing() is not None:
            raise EngineError(f"LibreOffice is not here: {INSTALL}")
        package = Package(workbook)
        require_stored(package, (*settable, *readable))
        formulas = package.formulas()
        constants = package.read([address for address in readable if address not in formulas])
        blank = frozenset(address for address, value in constants.items() if value is None)
        return LibreOfficeSession(self._program, with_sentinels(workbook), frozenset(settable), tuple(readable), blank)


class LibreOfficeSession:
    """One workbook. The program starts with the first case, in each process that runs cases."""

    def __init__(
        self,
        program: str,
        workbook: bytes,
        settable: frozenset[Address],
        readable: tuple[Address, ...],
        blank: frozenset[Address],
    ) -> None:
        """`blank`: those of the readable cells that hold nothing."""
        self._program = program
        self._workbook = workbook
        self._settable = settable
        self._readable = readable
        self._blank = blank
        self._blocks = blocks(readable)
        self.office: Office | None = None
        self._process = 0
        self._typed: Settings = {}

    def run(self, settings: Settings) -> Readings:
        for sheet, cell in settings:
            if (sheet, cell) not in self._settable:
                raise EngineError(f"{sheet}!{cell} was not opened as a cell to set")
        first = self._process != os.getpid()
        office = self._started() if first or self.office is None else self.office
        back, put = differences(self._typed, settings)
        self._typed = dict(settings)
        values = office.ask(
            "run",
            SECONDS_A_CASE,
            back=[_place(address) for address in back],
            put=[(*_place(address), value) for address, value in put.items()],
        )
        readings = self._saved(office) if first else self._read(values)
        refuse_sentinels(readings)
        return readings

    def close(self) -> None:
        if self.office is not None and self._process == os.getpid():
            self.office.close()
            self._process = 0

    def _started(self) -> Office:
        self._typed = {}
        self.office = office = Office(HOST, PROFILE, self._program)
        self._process = os.getpid()
        office.ask(
            "open",
            SECONDS_TO_OPEN,
            workbook=base64.b64encode(self._workbook).decode("ascii"),
            blocks=[(block.sheet, block.left, block.top, block.right, block.bottom) for block in self._blocks],
        )
        return office

    def _saved(self, office: Office) -> Readings:
        return Package(base64.b64decode(office.ask("save", SECONDS_TO_OPEN))).read(self._readable)

    def _read(self, values: list[list[list[Any]]]) -> Readings:
        found: dict[Address, Reading] = {}
        for block, rows in zip(self._blocks, values, strict=True):
            for address, row, column in block.cells:
                found[address] = self._reading(address, rows[row][column])
        return found

    def _reading(self, address: Address, value: float | str | list[int]) -> Reading:
        match value:
            case float() | int():
                return float(value)
            case "":
                blank = self._typed[address] is None if address in self._typed else address in self._blank
                return None if blank else ""
            case str():
                return value
            case list():
                (number,) = value
                return Fault(ERRORS.get(number, f"Err:{number}"))


def _place(address: Address) -> tuple[str, int, int]:
    """The sheet, the column and the row from 0."""
    row, column = cell_position(address[1])
    return address[0], column, row
