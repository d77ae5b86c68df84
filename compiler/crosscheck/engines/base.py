"""What every spreadsheet engine offers: open a workbook's bytes once, then calculate it for many settings of its cells.

An address is (sheet, cell), as in ("Есеп", "C7"). A cell that an engine cannot give (missing, an error value) is a
Fault in its place, never left out.
"""

from __future__ import annotations

from collections.abc import Collection, Hashable, Mapping
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from typing import Protocol, TypeVar

Address = tuple[str, str]
Value = float | str | None
"""A number, a text, or None for a blank cell."""


@dataclass(frozen=True, slots=True)
class Fault:
    """What stands in place of a value that the engine did not give: an error value or a missing cell."""

    text: str


Reading = Value | Fault
Settings = Mapping[Address, Value]
Readings = Mapping[Address, Reading]


def installed(package: str) -> str:
    """The version of a Python package that is here; "" when it is not."""
    try:
        return version(package)
    except PackageNotFoundError:
        return ""


Key = TypeVar("Key", bound=Hashable)


def differences(typed: Mapping[Key, Value], wanted: Mapping[Key, Value]) -> tuple[list[Key], dict[Key, Value]]:
    """From the cells that are typed in now to those that are wanted: which to put back as they were opened, and what to
    type into which others. Most cases differ little from the one before."""
    back = [place for place in typed if place not in wanted]
    return back, {place: value for place, value in wanted.items() if place not in typed or typed[place] != value}


class EngineError(Exception):
    """The engine could not do its work at all: the workbook does not load, a cell to set does not exist, the program
    wrote nothing or did not recalculate."""


class Session(Protocol):
    """One workbook in one engine. Each run starts from the workbook as it was opened. Forked processes may run cases of
    a session that was opened before them."""

    def run(self, settings: Settings) -> Readings:
        """Set these cells, calculate, read every readable cell. EngineError when a cell is not settable."""

    def close(self) -> None:
        """Give back files and processes."""


class Engine(Protocol):
    """A spreadsheet engine."""

    @property
    def name(self) -> str:
        """The name used on the command line and in reports."""

    def missing(self) -> str | None:
        """None when the engine can be used here, else how to install it."""

    def version(self) -> str:
        """The engine's own version; "" when it is missing."""

    def open(self, workbook: bytes, settable: Collection[Address], readable: Collection[Address]) -> Session:
        """Load a workbook. Settable cells may hold formulas (probes). EngineError when it cannot be loaded."""
