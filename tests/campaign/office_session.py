"""Run by the Python that has LibreOffice's bridge (`uno`), never imported by tests: types into workbooks as a person.

Standard input: JSON with `profile`, `locale` and `jobs`, each with `source`, `target`, `cells` (sheet, cell, what is
typed) and `changes`. LibreOffice is started in that profile and locale; every text goes through its entry of a cell,
so its decimal comma, its dates and its lists are what reads it. Then it saves the file as .xlsx.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import uno  # type: ignore[import-not-found]
from com.sun.star.beans import PropertyValue  # type: ignore[import-not-found]
from com.sun.star.connection import NoConnectException  # type: ignore[import-not-found]

PROFILE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema"
 xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
<item oor:path="/org.openoffice.Setup/L10N"><prop oor:name="ooSetupSystemLocale" oor:op="fuse">
<value>{locale}</value></prop></item>
</oor:items>
"""
XLSX = "Calc MS Excel 2007 XML"
SECONDS = 90


def main() -> None:
    asked = json.load(sys.stdin)
    profile = Path(asked["profile"])
    (profile / "user").mkdir(parents=True)
    (profile / "user" / "registrymodifications.xcu").write_text(
        PROFILE.format(locale=asked["locale"]), encoding="utf-8"
    )
    pipe = f"esep{os.getpid()}"
    command = ["soffice", f"-env:UserInstallation={profile.as_uri()}", "--headless", "--norestore", "--nologo"]
    # A group of its own: the program is a child of the command, and must not outlive this script with our pipes open.
    office = subprocess.Popen(
        [*command, f"--accept=pipe,name={pipe};urp;"],
        env={**os.environ, "SAL_USE_VCLPLUGIN": "svp"},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        context = connected(pipe)
        for job in asked["jobs"]:
            do(context, job)
        service(context, "com.sun.star.frame.Desktop").terminate()
        office.wait(SECONDS)
    finally:
        if office.poll() is None:
            os.killpg(office.pid, signal.SIGKILL)


def connected(pipe: str) -> Any:
    resolver = service(uno.getComponentContext(), "com.sun.star.bridge.UnoUrlResolver")
    end = time.monotonic() + SECONDS
    while True:
        try:
            return resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
        except NoConnectException:
            if time.monotonic() > end:
                raise
            time.sleep(0.2)


def service(context: Any, name: str) -> Any:
    return context.ServiceManager.createInstanceWithContext(name, context)


def named(name: str, value: object) -> Any:
    item = PropertyValue()
    item.Name, item.Value = name, value
    return item


def do(context: Any, job: dict[str, Any]) -> None:
    desktop = service(context, "com.sun.star.frame.Desktop")
    document = desktop.loadComponentFromURL(Path(job["source"]).as_uri(), "_blank", 0, (named("Hidden", True),))
    dispatcher = service(context, "com.sun.star.frame.DispatchHelper")
    controller = document.CurrentController
    for sheet, cell, text in job["cells"]:
        page = document.Sheets.getByName(sheet)
        controller.setActiveSheet(page)
        controller.select(page.getCellRangeByName(cell))
        dispatcher.executeDispatch(controller.Frame, ".uno:EnterString", "", 0, (named("StringName", text),))
    for change in job["changes"]:
        CHANGES[change](document)
    document.storeToURL(Path(job["target"]).as_uri(), (named("FilterName", XLSX),))
    document.close(True)


def hide_row(document: Any) -> None:
    row = document.Sheets.getByIndex(1).Rows.getByIndex(2)
    row.IsVisible = False
    assert not row.IsVisible


def widen_column(document: Any) -> None:
    column = document.Sheets.getByIndex(1).Columns.getByIndex(1)
    before = column.Width
    column.Width = before + 2000
    assert column.Width > before


def reorder_sheets(document: Any) -> None:
    """The form goes to the end, the last sheet to the front."""
    sheets = document.Sheets
    form, last = sheets.getByIndex(1).Name, sheets.getByIndex(sheets.Count - 1).Name
    sheets.moveByName(form, sheets.Count)
    sheets.moveByName(last, 0)
    assert sheets.getByIndex(sheets.Count - 1).Name == form and sheets.getByIndex(0).Name == last


def add_comment(document: Any) -> None:
    """On the cell typed into last: on locked cells the protected sheet takes none."""
    controller = document.CurrentController
    place = document.CurrentSelection.CellAddress
    page = controller.ActiveSheet
    page.Annotations.insertNew(place, "Проверить до отправки")
    assert page.Annotations.Count > 0


CHANGES = {"row": hide_row, "column": widen_column, "order": reorder_sheets, "comment": add_comment}


main()
