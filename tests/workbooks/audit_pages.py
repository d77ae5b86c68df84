"""Rules about printed pages: legible, whole words, and no page that ends between a heading and what it heads.

Page ends are found from the file alone, as a program that prints would place them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from openpyxl.cell import Cell, MergedCell
from openpyxl.utils import range_boundaries
from openpyxl.worksheet.worksheet import Worksheet

from compiler.workbook.metrics import text_width
from compiler.workbook.styles import ELEMENT, HEADER, SECTION
from tests.workbooks.audit_look import column_width
from tests.workbooks.book_file import BookFile, Finding

LEAST_SCALE = 0.6
"""Ten points of type are six on paper."""
ROW = 12.75
_UNIT = 5.25
"""Points of a unit of column width."""
_WIDE = 1.04
"""Estimates of widths err to the wide side."""
_WORD = re.compile(r"[А-Яа-яЁёӘәҒғҚқҢңӨөҰұҮүҺһІі]{4}")


def print_scale(sheet: Worksheet) -> float:
    """Of one page across; a sheet with more of them fills each, or states its percentage with the ends of pages."""
    fitted = sheet.sheet_properties.pageSetUpPr
    if fitted is None or not fitted.fitToPage:
        return int(sheet.page_setup.scale or 100) / 100
    low, first, high, last = _area(sheet)
    total = sum(column_width(sheet, column) for column in range(low, high + 1)) * _UNIT
    scale = min(1.0, _room(sheet)[0] * int(sheet.page_setup.fitToWidth or 1) / total)
    if int(sheet.page_setup.fitToHeight or 0) == 1:
        scale = min(scale, _room(sheet)[1] / sum(_height(sheet, row) for row in range(first, last + 1)))
    return scale


def rule_23_legible(book: BookFile) -> list[Finding]:
    """No sheet is reduced until nobody can read it."""
    scales = {sheet.title: print_scale(sheet) for sheet in book.sheets}
    return [Finding(23, name, f"printed at {scale:.0%}") for name, scale in scales.items() if scale < LEAST_SCALE]


def rule_23_page_ends(book: BookFile) -> list[Finding]:
    """The last row of a page heads nothing that comes on the next one."""
    fills = {"FF" + style.fill for style in (HEADER, SECTION, ELEMENT)}
    found = []
    for sheet in book.sheets:
        if int(sheet.page_setup.fitToWidth or 1) > 1 or sheet.col_breaks.brk:
            continue
        for row in page_ends(sheet):
            cells = [cell for cell in sheet[row] if isinstance(cell, Cell) and cell.value is not None]
            heading = bool(cells) and all(cell.fill.fgColor.rgb in fills and cell.font.b for cell in cells)
            title = len(cells) == 1 and cells[0].font.b and cells[0].font.sz >= 11
            if heading or title:
                found.append(Finding(23, f"{sheet.title}!{row}", f"a page ends with the heading {cells[0].value}"))
    return found


def page_ends(sheet: Worksheet) -> Iterator[int]:
    """The last rows of pages that others follow, from 1."""
    _, first, _, last = _area(sheet)
    height = _room(sheet)[1] / print_scale(sheet)
    stated = {entry.id for entry in sheet.row_breaks.brk}
    repeated = range(0)
    if sheet.print_title_rows:
        low, high = (int(part) for part in sheet.print_title_rows.replace("$", "").split(":"))
        repeated = range(low, high + 1)
    again = sum(_height(sheet, row) for row in repeated)
    used = 0.0
    for row in range(first, last + 1):
        needed = _height(sheet, row)
        if row > first and (used + needed > height or row - 1 in stated):
            yield row - 1
            used = again if repeated and row > repeated[-1] else 0.0
        used += needed


def rule_24_words(book: BookFile) -> list[Finding]:
    """A column is as wide as the longest word of each label in it; those of a matrix over several pages are short names
    with their codes below."""
    found = []
    for sheet in book.sheets:
        if sheet.print_title_cols and book.kind == "rating":
            continue
        merged = {(block.min_row, block.min_col): block for block in sheet.merged_cells.ranges}
        for cell in (cell for row in sheet.iter_rows() for cell in row):
            if isinstance(cell, MergedCell) or not isinstance(cell.value, str) or cell.data_type == "f":
                continue
            block = merged.get((cell.row, cell.column))
            columns = range(cell.column, (block.max_col if block else cell.column) + 1)
            width = sum(column_width(sheet, column) for column in columns) - 0.7
            for word in cell.value.split() if cell.alignment.wrap_text else ():
                for part in re.split(r"(?<=[-/])", word):
                    if _WORD.search(part) and text_width(part, int(cell.font.sz), bool(cell.font.b)) > width * _WIDE:
                        found.append(Finding(24, f"{sheet.title}!{cell.coordinate}", f"no room for {part}"))
    return found


def _area(sheet: Worksheet) -> tuple[int, int, int, int]:
    """First column, first row, last column, last row that are printed."""
    low, top, high, bottom = range_boundaries(str(sheet.print_area).rpartition("!")[2].replace("$", ""))
    return int(low), int(top), int(high), int(bottom)


def _room(sheet: Worksheet) -> tuple[float, float]:
    """Width and height between the margins, in points."""
    short, long = 595.3, 841.9
    width, height = (long, short) if sheet.page_setup.orientation == "landscape" else (short, long)
    margins = sheet.page_margins
    return width - 72 * (margins.left + margins.right), height - 72 * (margins.top + margins.bottom)


def _height(sheet: Worksheet, row: int) -> float:
    known = sheet.row_dimensions.get(row)
    return float(known.height) if known is not None and known.height else ROW
