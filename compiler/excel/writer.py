"""Workbook as data → file. The same workbook gives the same bytes on every machine."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping
from datetime import datetime
from fractions import Fraction
from pathlib import Path
from typing import assert_never

import xlsxwriter

from compiler.excel.charts import write_chart
from compiler.excel.finish import finish
from compiler.excel.formats import Formats, highlight_properties
from compiler.excel.validations import write_validations
from compiler.excel.worksheet import PlainWorksheet
from compiler.workbook.book import Block, Cell, Formula, Sheet, SheetRole, Workbook
from compiler.workbook.caches import Cached, Caches
from compiler.workbook.cell_names import cell_name, quoted_sheet
from compiler.workbook.formula import Address, Resolver, Tree, print_formula
from compiler.workbook.paging import BOTTOM, LEFT, RIGHT, TOP
from compiler.workbook.styles import FONT

CREATED = datetime(2020, 1, 1)
"""Stands in every file instead of the time of the build."""
_A4 = 9
_FOOTER_LENGTH, _FOOTER_LENGTH_ACROSS = 80, 140
"""Signs of a line of the footer that leave room for the page number."""
_TABS = {
    SheetRole.START: "1F3864",
    SheetRole.FORM: "548235",
    SheetRole.INPUTS: "BF9000",
    SheetRole.SCALE: "2E75B6",
    SheetRole.REFERENCE: "2E75B6",
    SheetRole.PARAMETERS: "2E75B6",
    SheetRole.TABLE: "A6A6A6",
    SheetRole.CALCULATION: "A6A6A6",
    SheetRole.RESULT: "7030A0",
    SheetRole.CHECKS: "C00000",
    SheetRole.LISTS: "D9D9D9",
}
"""Colours of the tabs: what is filled in, what the act states, what is computed, what comes out."""


def write(workbook: Workbook, path: Path, cached: Mapping[str, Cached]) -> None:
    """Writes the file. `cached`: code → value ("" not filled, "-" not applicable) of inputs and values, from the
    evaluator; what is not in it is computed from the formulas."""
    caches = Caches(workbook, cached)
    options = {
        "default_format_properties": {"font_name": FONT, "font_size": 10},
        "strings_to_numbers": False,
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
    }
    book = xlsxwriter.Workbook(str(path), options)
    book.worksheet_class = PlainWorksheet
    formats = Formats(book)
    _identify(book, workbook)
    pages = {sheet.name: book.add_worksheet(sheet.name) for sheet in workbook.sheets}
    for name in workbook.names:
        book.define_name(name.name, f"={name.reference()}")
    resolve = workbook.addresses.__getitem__
    for sheet in workbook.sheets:
        page = pages[sheet.name]
        _set_up(page, sheet, workbook)
        for cell in sheet.cells:
            _write_cell(page, sheet, cell, formats, caches, resolve)
        for block in sheet.blocks:
            _write_block(page, sheet, block, formats, caches, workbook)
        for chart in sheet.charts:
            write_chart(book, page, chart)
        write_validations(page, sheet.validations)
        for mark in sheet.highlights:
            rule = {
                "type": "cell",
                "criteria": "==",
                "value": f"={mark.criterion}",
                "format": book.add_format(highlight_properties(mark.style)),
            }
            page.conditional_format(mark.first_row, mark.first_column, mark.last_row, mark.last_column, rule)
    pages[workbook.sheets[0].name].activate()
    book.close()
    finish(path, workbook.properties.language, formats.named_inputs())


def _identify(book: xlsxwriter.Workbook, workbook: Workbook) -> None:
    known = workbook.properties
    book.set_properties(
        {"title": known.title, "subject": known.subject, "author": "esep", "created": CREATED, "comments": known.footer}
    )
    for name, value in sorted(known.custom.items()):
        book.set_custom_property(name, value, "text")


def _set_up(page: PlainWorksheet, sheet: Sheet, workbook: Workbook) -> None:
    for column, width in enumerate(sheet.widths):
        page.set_column(column, column, width)
    if not sheet.charts:  # a chart covers rows of the common height
        page.low_rows()
    for row in sorted(sheet.heights.keys() | sheet.outline.keys()):
        page.set_row(row, sheet.heights.get(row), None, {"level": sheet.outline.get(row, 0)})
    if sheet.frozen_rows or sheet.frozen_columns:
        page.freeze_panes(sheet.frozen_rows, sheet.frozen_columns)
    if sheet.hidden:
        page.hide()
    page.hide_gridlines(2)
    page.protect("", {"format_columns": True, "format_rows": True})
    if sheet.landscape:
        page.set_landscape()
    page.set_paper(_A4)
    if sheet.column_breaks:
        page.set_print_scale(sheet.scale)
        page.set_v_pagebreaks(list(sheet.column_breaks))
    else:
        page.fit_to_pages(sheet.pages_across, sheet.pages_down)
    page.set_margins(left=LEFT, right=RIGHT, top=TOP, bottom=BOTTOM)
    if sheet.repeat_rows is not None:
        page.repeat_rows(*sheet.repeat_rows)
    if sheet.repeat_columns:
        page.repeat_columns(0, sheet.repeat_columns - 1)
    page.print_area(sheet.print_from, 0, sheet.last_row(), (sheet.print_columns or len(sheet.widths)) - 1)
    if sheet.breaks:
        page.set_h_pagebreaks(list(sheet.breaks))
    page.set_tab_color("#" + _TABS[sheet.role])
    room = _FOOTER_LENGTH_ACROSS if sheet.landscape else _FOOTER_LENGTH
    footer = _footer(workbook.properties.footer, room).replace("&", "&&")
    # The blank after the font size keeps a digit that follows from being read as part of it.
    page.set_footer(f"&L&8 {footer}&R&8 {workbook.properties.page_of}")
    headed = sheet.column_breaks or (sheet.print_from and sheet.role in (SheetRole.TABLE, SheetRole.INPUTS))
    title = sheet.title if headed else ""
    left = f"&L&8 {textwrap.shorten(title, room, placeholder=' …').replace('&', '&&')}" if title else ""
    page.set_header(f"{left}&R&8 {sheet.name.replace('&', '&&')}")


def _footer(text: str, room: int) -> str:
    """On two lines where one is too short for it."""
    lines = textwrap.wrap(text, room, max_lines=2, placeholder=" …")
    return "\n ".join(lines)


def _write_cell(
    page: PlainWorksheet, sheet: Sheet, cell: Cell, formats: Formats, caches: Caches, resolve: Resolver
) -> None:
    look = formats.get(cell.style)
    if cell.rows > 1 or cell.columns > 1:
        page.merge_range(cell.row, cell.column, cell.row + cell.rows - 1, cell.column + cell.columns - 1, "", look)
    match cell.content:
        case None:
            page.write_blank(cell.row, cell.column, None, look)
        case str() if cell.link is not None:
            page.write_url(cell.row, cell.column, _location(cell.link), look, cell.content)
        case str():
            page.write_string(cell.row, cell.column, cell.content, look)
        case Fraction():
            page.write_number(cell.row, cell.column, float(cell.content), look)
        case Formula(tree):
            text = print_formula(tree, resolve, sheet.name)
            page.write_formula(cell.row, cell.column, text, look, _stored(caches, cell, tree))
        case _:
            assert_never(cell.content)


_ROW = 987_654_320
"""Stands for the row of a formula that a block repeats; no sheet is as long."""


def _write_block(
    page: PlainWorksheet, sheet: Sheet, block: Block, formats: Formats, caches: Caches, workbook: Workbook
) -> None:
    """The formula is printed once: what differs from row to row is the number of the row itself."""
    look = formats.get(block.style)
    rows = range(block.row, block.row + block.rows)
    if block.content is None:
        for row in rows:
            page.write_blank(row, block.column, None, look)
        return
    tree, code = block.content.tree, block.code
    pieces = print_formula(tree, workbook.in_row(_ROW), sheet.name).split(str(_ROW + 1))
    if code in caches.known or not caches.differs(code):
        stored = caches.known[code] if code in caches.known else caches.of(tree, code, block.row)
        for row in rows:
            page.write_formula(row, block.column, str(row + 1).join(pieces), look, stored)
        return
    for row in rows:
        page.write_formula(row, block.column, str(row + 1).join(pieces), look, caches.of(tree, code, row))


def _stored(caches: Caches, cell: Cell, tree: Tree) -> Cached:
    known = caches.known.get(cell.code) if cell.code else None
    return caches.of(tree, cell.code) if known is None else known


def _location(address: Address) -> str:
    return f"internal:{quoted_sheet(address.sheet)}!{cell_name(address.row, address.column)}"
