"""LibreOffice Calc without a window: cases are copies of the workbook with their input cells changed, many in one call.

It runs in a profile of its own that is told always to recalculate; planted cached values prove that it did.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Collection, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from queue import SimpleQueue

from compiler.crosscheck.engines.base import Address, EngineError, Readings, Settings
from compiler.crosscheck.package import Package, require_stored
from compiler.crosscheck.staleness import refuse_sentinels, with_sentinels

INSTALL = "apt-get install libreoffice-calc"
FILES_A_CALL = 20
CALLS_AT_ONCE = 2
"""Programs that run side by side, each with a profile of its own."""
SECONDS_A_CALL = 600
PROFILE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema"
 xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode" oor:op="fuse">
<value>0</value></prop></item>
</oor:items>
"""


class LibreOffice:
    """The engine; found by the name of its program."""

    def __init__(self, program: str = "soffice") -> None:
        self._program = program

    @property
    def name(self) -> str:
        return "libreoffice"

    def missing(self) -> str | None:
        return None if shutil.which(self._program) else INSTALL

    def version(self) -> str:
        if self.missing() is not None:
            return ""
        answer = subprocess.run([self._program, "--version"], capture_output=True, text=True, timeout=60, check=False)
        words = answer.stdout.split()
        return words[1] if len(words) > 1 else ""

    def open(self, workbook: bytes, settable: Collection[Address], readable: Collection[Address]) -> LibreOfficeSession:
        if self.missing() is not None:
            raise EngineError(f"LibreOffice is not here: {INSTALL}")
        require_stored(Package(workbook), (*settable, *readable))
        return LibreOfficeSession(self._program, with_sentinels(workbook), frozenset(settable), tuple(readable))


class LibreOfficeSession:
    """One workbook, with profile folders of its own."""

    def __init__(
        self, program: str, workbook: bytes, settable: frozenset[Address], readable: tuple[Address, ...]
    ) -> None:
        self._program = program
        self._workbook = workbook
        self._settable = settable
        self._readable = readable
        self._folder = Path(tempfile.mkdtemp(prefix="esep-libreoffice-"))
        self._free: SimpleQueue[Path] = SimpleQueue()
        for number in range(CALLS_AT_ONCE):
            profile = self._folder / f"profile{number}"
            (profile / "user").mkdir(parents=True)
            (profile / "user" / "registrymodifications.xcu").write_text(PROFILE, encoding="utf-8")
            self._free.put(profile)

    def run(self, settings: Settings) -> Readings:
        return next(self.run_all([settings]))

    def run_all(self, cases: Sequence[Settings]) -> Iterator[Readings]:
        size = max(1, min(FILES_A_CALL, -(-len(cases) // CALLS_AT_ONCE)))
        batches = [cases[start : start + size] for start in range(0, len(cases), size)]
        with ThreadPoolExecutor(CALLS_AT_ONCE) as calls:
            for readings in calls.map(self._run_batch, batches):
                yield from readings

    def close(self) -> None:
        shutil.rmtree(self._folder, ignore_errors=True)

    def _run_batch(self, batch: Sequence[Settings]) -> list[Readings]:
        with tempfile.TemporaryDirectory(dir=self._folder) as work:
            given, calculated = Path(work) / "given", Path(work) / "calculated"
            given.mkdir()
            names = [f"case{number}.xlsx" for number in range(len(batch))]
            for name, settings in zip(names, batch, strict=True):
                (given / name).write_bytes(self._with(settings))
            said = self._convert([given / name for name in names], calculated)
            return [self._read(calculated / name, said) for name in names]

    def _with(self, settings: Settings) -> bytes:
        for address in settings:
            if address not in self._settable:
                raise EngineError(f"{address[0]}!{address[1]} was not opened as a cell to set")
        package = Package(self._workbook)
        package.set(settings)
        return package.to_bytes()

    def _convert(self, files: Sequence[Path], target: Path) -> str:
        profile = self._free.get()
        command = [self._program, f"-env:UserInstallation={profile.as_uri()}", "--headless", "--norestore"]
        command += ["--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir", str(target), *map(str, files)]
        environment = {**os.environ, "SAL_USE_VCLPLUGIN": "svp"}
        try:
            answer = subprocess.run(
                command, capture_output=True, text=True, timeout=SECONDS_A_CALL, env=environment, check=False
            )
        except subprocess.TimeoutExpired as error:
            raise EngineError(f"LibreOffice took more than {SECONDS_A_CALL} s for {len(files)} files") from error
        finally:
            self._free.put(profile)
        return (answer.stderr or answer.stdout).strip()

    def _read(self, path: Path, said: str) -> Readings:
        # A second process on one profile exits with 0 and writes nothing: only the file proves the work.
        if not path.is_file():
            raise EngineError(f"LibreOffice wrote no {path.name}: {said}")
        readings = Package(path.read_bytes()).read(self._readable)
        refuse_sentinels(readings)
        return readings
