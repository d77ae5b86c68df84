"""Rules about looks, print, accessibility and languages."""

from __future__ import annotations

import math
import re

from openpyxl.cell import MergedCell
from openpyxl.utils import column_index_from_string, get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from compiler.workbook.styles import HEADER
from tests.workbooks.book_file import BookFile, Finding

FONT = "Arial"
LONG_SHEET = 60
LEAST_SCALE = 60
PAGE_ACROSS = 148.0
"""Width of columns that a page of A4 across holds at full size."""
DRAWN = 1.07
"""LibreOffice draws columns up to so much wider than Excel."""
_ROUNDED = 1.0
"""Widths stand in files as whole pixels."""


def rule_23_print(book: BookFile) -> list[Finding]:
    found = []
    for sheet in book.sheets:
        setup = sheet.page_setup
        # A matrix goes over several pages across; each then repeats whose row it is.
        across = setup.fitToWidth in (None, 1) or sheet.print_title_cols
        if str(setup.paperSize) != "9" or not across or setup.fitToHeight not in (None, 0, 1):
            found.append(Finding(23, sheet.title, "not A4, one page wide"))
        fitted = sheet.sheet_properties.pageSetUpPr and sheet.sheet_properties.pageSetUpPr.fitToPage
        if fitted and sheet.col_breaks.brk:
            found.append(Finding(23, sheet.title, "ends of pages are stated, and Excel ignores them when it fits"))
        if not fitted:
            found.extend(_stated_pages(sheet))
        if not sheet.print_area:
            found.append(Finding(23, sheet.title, "no print area"))
        footer = (sheet.oddFooter.left.text or "") + (sheet.oddFooter.right.text or "")
        if re.search(r"&\d+\d[^\d ]", book.xml(book.sheets.index(sheet) + 1).split("<headerFooter")[-1]):
            found.append(Finding(23, sheet.title, "a font size runs into the text of header or footer"))
        if "&P" not in footer.replace("&[Page]", "&P") or not re.search(r"\d", sheet.oddFooter.left.text or ""):
            found.append(Finding(23, sheet.title, f"footer without page or edition: {footer!r}"))
        long = sheet.max_row > LONG_SHEET and sheet is not book.sheets[0] and _header_blocks(sheet) == 1
        if long and not sheet.print_title_rows:
            found.append(Finding(23, sheet.title, "long, and no rows repeat in print"))
    return found


def _stated_pages(sheet: Worksheet) -> list[Finding]:
    """Where the ends of pages across are stated, every page holds its columns, legibly, and no merged cell reaches over
    an end."""
    ends = [one.id for one in sheet.col_breaks.brk]
    scale = sheet.page_setup.scale or 100
    if not ends or not sheet.print_title_cols or scale < LEAST_SCALE:
        return [Finding(23, sheet.title, "not fitted to the page")]
    found = []
    repeated = column_index_from_string(sheet.print_title_cols.split(":")[1].strip("$"))
    room = PAGE_ACROSS / scale * 100
    printed = column_index_from_string(str(sheet.print_area).split("$")[-2]) if sheet.print_area else sheet.max_column
    for first, last in zip((repeated, *ends), (*ends, printed), strict=True):
        columns = (*range(1, repeated + 1), *range(first + 1, last + 1))
        if sum(column_width(sheet, column) for column in columns) * DRAWN > room + _ROUNDED:
            found.append(Finding(23, sheet.title, f"columns {first + 1}–{last} are wider than the page"))
    top = sheet.print_area.rpartition("$")[0].partition(":")[0].rpartition("$")[2] if sheet.print_area else "1"
    for block in sheet.merged_cells.ranges:
        if block.max_row >= int(top) and any(block.min_col <= end < block.max_col for end in ends):
            found.append(Finding(23, f"{sheet.title}!{block.coord}", "reaches over the end of a page"))
    return found


def _header_blocks(sheet: Worksheet) -> int:
    """How many tables with headings the sheet has; with several, no heading may repeat over the others' rows."""
    rows = [row[0].row for row in sheet.iter_rows() if any(c.fill.fgColor.rgb == "FF" + HEADER.fill for c in row)]
    return sum(1 for row in rows if row - 1 not in rows)


def rule_24_heights(book: BookFile) -> list[Finding]:
    """Frozen rows on every sheet but the first; a wrapped text has room for its lines, by a rough count."""
    found = []
    for sheet in book.sheets:
        if sheet is not book.sheets[0] and not sheet.freeze_panes:
            found.append(Finding(24, sheet.title, "no frozen rows"))
        merged = {(block.min_row, block.min_col): block for block in sheet.merged_cells.ranges}
        for row in sheet.iter_rows():
            for cell in row:
                if isinstance(cell, MergedCell) or not isinstance(cell.value, str) or cell.data_type == "f":
                    continue
                if not cell.alignment.wrap_text:
                    continue
                block = merged.get((cell.row, cell.column))
                columns = range(cell.column, (block.max_col if block else cell.column) + 1)
                rows = range(cell.row, (block.max_row if block else cell.row) + 1)
                width = sum(column_width(sheet, c) for c in columns)
                height = sum(sheet.row_dimensions[r].height or 12.75 for r in rows)
                per_line = max(width / (cell.font.sz / 10) / 0.88, 1)
                lines = sum(max(1, math.ceil(len(part) / per_line)) for part in cell.value.split("\n"))
                if height < 400 and lines * cell.font.sz * 1.15 > height:
                    found.append(Finding(24, f"{sheet.title}!{cell.coordinate}", f"{lines} lines in {height} points"))
    return found


def column_width(sheet: Worksheet, column: int) -> float:
    """With the gap to the next one. openpyxl keeps the width of equal neighbours with the first of them."""
    for dimension in sheet.column_dimensions.values():
        if dimension.min is not None and dimension.min <= column <= dimension.max:
            return float(dimension.width)
    return float(sheet.column_dimensions[get_column_letter(column)].width)


def rule_25_formats(book: BookFile) -> list[Finding]:
    known = re.compile(r"General|@|0|#,##0|0\.00(##)?|#,##0\.00|0\.00%|dd\.mm\.yyyy")
    formats = {
        cell.number_format: f"{sheet.title}!{cell.coordinate}"
        for sheet in book.sheets
        for row in sheet.iter_rows()
        for cell in row
    }
    return [Finding(25, place, text) for text, place in formats.items() if not known.fullmatch(text)]


def rule_26_states(book: BookFile) -> list[Finding]:
    """Conditional formats colour cells that say the state in words."""
    found = []
    count = 0
    for sheet in book.sheets:
        for formats in sheet.conditional_formatting:
            for rule in formats.rules:
                count += 1
                if rule.type != "cellIs" or not re.fullmatch(r"[a-z_]+(\d+_[a-z]+)?", rule.formula[0]):
                    found.append(Finding(26, sheet.title, f"colour by something else than a word: {rule.formula}"))
    return found if count else [Finding(26, "workbook", "no state is coloured")]


def rule_28_charts(book: BookFile) -> list[Finding]:
    """A rating has charts; every chart has a title and names on both axes (alt text is rule 29). Workbooks of one body
    have none: there is nothing to compare, and the conclusion is the act's own form."""
    found = []
    charts = {name: content for name, content in book.parts.items() if re.fullmatch(r"xl/charts/chart\d+\.xml", name)}
    kind = next((item.value for item in book.book.custom_doc_props.props if item.name == "esep.kind"), "")
    if kind == "rating" and not charts:
        found.append(Finding(28, "workbook", "a rating without charts"))
    for name, content in charts.items():
        if content.count(b"<c:title>") != 3:
            found.append(Finding(28, name, "a chart without its title or the name of an axis"))
    return found


def rule_29_access(book: BookFile) -> list[Finding]:
    found = []
    if not book.book.properties.title or not book.book.properties.language:
        found.append(Finding(29, "properties", "no title or language"))
    for sheet in book.sheets:
        if not isinstance(sheet["A1"].value, str) or not sheet["A1"].value.strip():
            found.append(Finding(29, sheet.title, "no title in A1"))
        if sheet.protection.selectLockedCells:
            found.append(Finding(29, sheet.title, "locked cells cannot be selected"))
        pairs = {
            (
                _rgb(cell.font.color, "000000"),
                _rgb(cell.fill.fgColor, "FFFFFF") if cell.fill.patternType == "solid" else "FFFFFF",
            ): cell.coordinate
            for row in sheet.iter_rows()
            for cell in row
            if cell.has_style
        }
        for (text, ground), place in pairs.items():
            if _contrast(text, ground) < 4.5:
                found.append(Finding(29, f"{sheet.title}!{place}", f"{text} on {ground}"))
    found.extend(
        Finding(29, name, "a drawing without alt text")
        for name, content in book.parts.items()
        if "drawing" in name and b"<xdr:cNvPr" in content and b"descr=" not in content
    )
    return found


def _rgb(color: object, default: str) -> str:
    value = getattr(color, "rgb", None)
    return value[-6:] if isinstance(value, str) else default


def _luminance(rgb: str) -> float:
    parts = [int(rgb[i : i + 2], 16) / 255 for i in (0, 2, 4)]
    linear = [p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _contrast(first: str, second: str) -> float:
    light, dark = sorted((_luminance(first), _luminance(second)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def rule_30_fonts(book: BookFile) -> list[Finding]:
    fonts = {
        cell.font.name: f"{sheet.title}!{cell.coordinate}"
        for sheet in book.sheets
        for row in sheet.iter_rows()
        for cell in row
        if cell.value is not None
    }
    return [Finding(30, place, f"font {name}") for name, place in fonts.items() if name != FONT]


def rule_30_languages(first: BookFile, second: BookFile) -> list[Finding]:
    found = []
    if len(first.sheets) != len(second.sheets):
        return [Finding(30, "sheets", "another number of sheets")]
    for one, two in zip(first.sheets, second.sheets, strict=True):
        cells = (
            {c.coordinate: c for row in sheet.iter_rows() for c in row if c.value is not None or c.has_style}
            for sheet in (one, two)
        )
        here, there = cells
        if here.keys() != there.keys():
            found.append(Finding(30, one.title, "other cells"))
            continue
        for place, cell in here.items():
            other = there[place]
            if "f" in (cell.data_type, other.data_type):
                if _neutral(str(cell.value), first) != _neutral(str(other.value), second):
                    found.append(Finding(30, f"{one.title}!{place}", f"{cell.value} / {other.value}"))
            elif isinstance(cell.value, int | float) and cell.value != other.value:
                found.append(Finding(30, f"{one.title}!{place}", "another number"))
        rules = [
            sorted(
                (str(v.sqref), v.type, str(v.formula1), str(v.formula2)) for v in sheet.data_validations.dataValidation
            )
            for sheet in (one, two)
        ]
        if _cells(rules[0]) != _cells(rules[1]):
            found.append(Finding(30, one.title, "other validations"))
    if _name_places(first) != _name_places(second):
        found.append(Finding(30, "names", "other names"))
    return found


def _name_places(book: BookFile) -> dict[str, tuple[int, str]]:
    """Name → position of its sheet, and the range."""
    found = {}
    for name, defined in book.book.defined_names.items():
        title, place = next(defined.destinations)
        found[name] = (book.sheets.index(book.book[title]), place)
    return found


def _cells(rules: list[tuple[str, str, str, str]]) -> set[tuple[str, str, str, str]]:
    """Validations cell range by cell range: which of them share a rule depends on texts only."""
    return {(place, *rest) for places, *rest in rules for place in places.split()}  # type: ignore[misc]


def _neutral(formula: str, book: BookFile) -> str:
    """Sheet names become their positions."""
    for position, sheet in enumerate(book.sheets):
        formula = formula.replace("'" + sheet.title.replace("'", "''") + "'!", f"<{position}>!")
    return formula
