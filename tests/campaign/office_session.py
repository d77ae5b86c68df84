"""Run by the Python that has LibreOffice's bridge, never imported by tests: types into workbooks as a person.

A request has `source`, `target`, `cells` (sheet, cell, what is typed) and `changes`. Every text goes through
LibreOffice's entry of a cell, so its decimal comma, its dates and its lists are what reads it. Then it saves the file.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from compiler.crosscheck.engines.office_host import XLSX, loaded, named, serve, service


def typed(context: Any, job: dict[str, Any]) -> None:
    document = loaded(context, Path(job["source"]))
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


if __name__ == "__main__":
    serve(lambda context, _folder: {"type": lambda job: typed(context, job)})
