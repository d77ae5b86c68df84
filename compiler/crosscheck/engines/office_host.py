"""Run by the Python that has LibreOffice's bridge (`uno`), never imported by the compiler: keeps one LibreOffice open.

Standard input and output: a line of JSON each way for every request; the first line says which program and which
settings of its profile. When the input ends, however the asking program ended, LibreOffice is killed and its folder
removed.
"""

from __future__ import annotations

import base64
import contextlib
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from queue import SimpleQueue
from typing import Any
from xml.sax.saxutils import escape

import uno
from com.sun.star.beans import PropertyValue
from com.sun.star.connection import NoConnectException

XLSX = "Calc MS Excel 2007 XML"
SECONDS_TO_START = 90
CONSTANTS = 1 | 2 | 4 | 16
"""Of CellFlags: numbers, dates, texts, formulas; what else hangs on a cell stays."""

Place = tuple[str, int, int]
"""A sheet's name, a column and a row from 0."""
Handler = Callable[[dict[str, Any]], object]
Uno = Any
"""An object of LibreOffice: its interfaces are known at run time only."""


def serve(handlers: Callable[[Uno, Path], Mapping[str, Handler]]) -> None:
    """Answer requests by their name ("do"); `handlers` gets the context of the program that was started, and a folder
    that vanishes with it."""
    asked: SimpleQueue[dict[str, Any]] = SimpleQueue()
    first = json.loads(sys.stdin.readline())
    folder = Path(tempfile.mkdtemp(prefix="esep-libreoffice-"))
    pipe = f"esep-{os.getpid()}"
    office = started(first["program"], first["registry"], folder / "profile", pipe)
    threading.Thread(target=listen, args=(asked, office, folder), daemon=True).start()
    tell({"group": office.pid})
    try:
        known = handlers(connected(pipe, office), folder)
        tell({"gives": None})
        while True:
            request = asked.get()
            tell({"gives": known[request["do"]](request)})
    except Exception as error:  # whatever it is, the program that asked is told, and asks no more
        tell({"error": f"{type(error).__name__}: {error}"})
        threading.Event().wait()


def listen(asked: SimpleQueue[dict[str, Any]], office: subprocess.Popen[bytes], folder: Path) -> None:
    """In a thread of its own, so that the end of the input is seen while LibreOffice calculates or hangs."""
    for line in sys.stdin:
        asked.put(json.loads(line))
    with contextlib.suppress(ProcessLookupError):
        os.killpg(office.pid, signal.SIGKILL)
    office.wait()
    for _ in range(20):  # the last of the killed processes may still be writing
        shutil.rmtree(folder, ignore_errors=True)
        if not folder.exists():
            break
        time.sleep(0.1)
    os._exit(0)


def tell(answer: Mapping[str, object]) -> None:
    """Sends an answer, one line of JSON, to whoever started this program."""
    print(json.dumps(answer), flush=True)


def started(
    program: str, registry: Iterable[tuple[str, str, str]], profile: Path, pipe: str
) -> subprocess.Popen[bytes]:
    """In a group of its own: the program is a child of the command that starts it."""
    (profile / "user").mkdir(parents=True)
    items = "".join(
        f'<item oor:path="{path}"><prop oor:name="{name}" oor:op="fuse"><value>{escape(value)}</value></prop></item>'
        for path, name, value in registry
    )
    (profile / "user" / "registrymodifications.xcu").write_text(
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema"'
        f' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">{items}</oor:items>\n',
        encoding="utf-8",
    )
    options = ["--headless", "--norestore", "--nologo", "--nodefault", f"--accept=pipe,name={pipe};urp;"]
    return subprocess.Popen(
        [program, f"-env:UserInstallation={profile.as_uri()}", *options],
        env={**os.environ, "SAL_USE_VCLPLUGIN": "svp"},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )


def connected(pipe: str, office: subprocess.Popen[bytes]) -> Uno:
    """The context of the program as soon as it answers."""
    resolver = service(uno.getComponentContext(), "com.sun.star.bridge.UnoUrlResolver")
    end = time.monotonic() + SECONDS_TO_START
    while True:
        try:
            return resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
        except NoConnectException:
            if office.poll() is not None or time.monotonic() > end:
                raise
            time.sleep(0.1)


def service(context: Uno, name: str) -> Uno:
    """A new service of the office program, by its full name."""
    return context.ServiceManager.createInstanceWithContext(name, context)


def named(name: str, value: object) -> Uno:
    """A named argument, as calls of the office program take them."""
    item = PropertyValue()
    item.Name, item.Value = name, value
    return item


def loaded(context: Uno, path: Path) -> Uno:
    """The document, opened without a window."""
    desktop = service(context, "com.sun.star.frame.Desktop")
    document = desktop.loadComponentFromURL(path.as_uri(), "_blank", 0, (named("Hidden", True),))
    if document is None:
        raise ValueError(f"LibreOffice does not open {path.name}")
    return document


class Workbook:
    """One workbook whose cells are set, calculated and read, again and again."""

    def __init__(self, context: Uno, folder: Path) -> None:
        self._context = context
        self._folder = folder
        self._document: Uno = None
        self._sheets: dict[str, Uno] = {}
        self._blocks: list[Uno] = []
        self._cells: dict[Place, Uno] = {}
        self._before: dict[Place, Callable[[], None]] = {}

    def handlers(self) -> Mapping[str, Handler]:
        return {"open": self.open, "run": self.run, "save": self.save}

    def open(self, asked: dict[str, Any]) -> None:
        """`workbook` as base64; `blocks` to be read after each run: sheet, left, top, right, bottom."""
        path = self._folder / "workbook.xlsx"
        path.write_bytes(base64.b64decode(asked["workbook"]))
        self._document = loaded(self._context, path)
        sheets = self._document.Sheets
        self._sheets = {name: sheets.getByName(name) for name in sheets.ElementNames}
        for sheet in self._sheets.values():
            sheet.unprotect("")
        # Nothing is drawn, undone or calculated between the cells of a case.
        self._document.enableAutomaticCalculation(False)
        self._document.lockControllers()
        self._document.addActionLock()
        self._document.getUndoManager().lock()
        self._blocks = [self._sheets[sheet].getCellRangeByPosition(*ends) for sheet, *ends in asked["blocks"]]

    def run(self, asked: dict[str, Any]) -> list[list[list[object]]]:
        """Put cells `back` as they were opened, `put` values into others, calculate; the values of all blocks."""
        for sheet, column, row in asked["back"]:
            self._before[sheet, column, row]()
        for sheet, column, row, value in asked["put"]:
            self._put((sheet, column, row), value)
        self._document.calculate()
        return [self._read(block) for block in self._blocks]

    def save(self, _asked: dict[str, Any]) -> str:
        """The workbook as it is now, saved as .xlsx, as base64."""
        path = self._folder / "saved.xlsx"
        self._document.storeToURL(path.as_uri(), (named("FilterName", XLSX),))
        return base64.b64encode(path.read_bytes()).decode("ascii")

    def _put(self, place: Place, value: float | str | None) -> None:
        cell = self._cell(place)
        if value is None:
            cell.clearContents(CONSTANTS)
        elif value == "":  # a text that is there and empty; as a constant it would be a blank cell
            cell.setFormula('=""')
        elif isinstance(value, str):
            cell.setString(value)  # whatever it looks like, it stays a text
        else:
            cell.setValue(value)

    def _cell(self, place: Place) -> Uno:
        """Found once: each object of LibreOffice costs several trips to it, the first time."""
        if place not in self._cells:
            sheet, column, row = place
            cell = self._cells[place] = self._sheets[sheet].getCellByPosition(column, row)
            self._before[place] = restoring(cell)
        return self._cells[place]

    @staticmethod
    def _read(block: Uno) -> list[list[object]]:
        """Numbers and texts row by row; for an error value its number in a list, as JSON has nothing for it."""
        rows = [list(row) for row in block.getDataArray()]
        for y, row in enumerate(rows):
            for x, value in enumerate(row):
                if value is None:
                    row[x] = [block.getCellByPosition(x, y).getError()]
        return rows


def restoring(cell: Uno) -> Callable[[], None]:
    """What gives the cell again the content that it has now."""
    match cell.getType().value:
        case "EMPTY":
            return lambda: cell.clearContents(CONSTANTS)
        case "VALUE":
            number = cell.getValue()
            return lambda: cell.setValue(number)
        case "TEXT":
            text = cell.getString()
            return lambda: cell.setString(text)
        case _:
            formula = cell.getFormula()
            return lambda: cell.setFormula(formula)


if __name__ == "__main__":
    serve(lambda context, folder: Workbook(context, folder).handlers())
