"""Rules about structure: start sheet, roles, names, identity, links, protection, parts of the package."""

from __future__ import annotations

import re

from tests.workbooks.book_file import BookFile, Finding

IDENTITY = ("methodology", "edition", "period", "body", "kind", "language", "template", "compiler", "fingerprint")


def rule_1_start(book: BookFile) -> list[Finding]:
    start = book.sheets[0]
    found = []
    if book.book.active is not start:
        found.append(Finding(1, start.title, "the workbook does not open at its first sheet"))
    texts = {cell.value for row in start.iter_rows() for cell in row if isinstance(cell.value, str)}
    targets = {cell.hyperlink.location for row in start.iter_rows() for cell in row if cell.hyperlink}
    for sheet in book.sheets[1:]:
        quoted = "'" + sheet.title.replace("'", "''") + "'!A1"
        if quoted not in targets:
            found.append(Finding(1, start.title, f"no link to {sheet.title}"))
        if sheet.title not in texts:
            found.append(Finding(1, start.title, f"{sheet.title} is not in the contents"))
    if not any(text.startswith("=") for text in texts):
        found.append(Finding(1, start.title, "no live completeness"))
    custom = {item.name: item.value for item in book.book.custom_doc_props.props}
    for key in ("edition", "period", "fingerprint"):
        known = custom.get(f"esep.{key}")
        # A day stands there as people write it.
        if known not in texts and ".".join(reversed(str(known).split("-"))) not in texts:
            found.append(Finding(1, start.title, f"{key} is not shown"))
    return found


def rule_2_roles(book: BookFile) -> list[Finding]:
    """Sheets that hold values, parameters or lists have no unlocked cell."""
    closed = set()
    for name, defined in book.book.defined_names.items():
        if name.split("_")[0] in ("v", "p", "list", "yes", "state", "ready"):
            closed |= {sheet for sheet, _ in defined.destinations}
    return [
        Finding(2, sheet.title, f"{cell.coordinate} is unlocked on a sheet of calculation, scale or lists")
        for sheet in book.sheets
        if sheet.title in closed
        for cell in book.unlocked(sheet)
    ]


def rule_3_codes(book: BookFile) -> list[Finding]:
    found = []
    for name, defined in book.book.defined_names.items():
        if not re.fullmatch(r"[A-Za-z_][A-Za-z0-9_]{0,254}", name) or re.fullmatch(r"[A-Za-z]{1,3}\d+", name):
            found.append(Finding(3, name, "not a legal Latin name"))
        if "#REF!" in defined.attr_text:
            found.append(Finding(3, name, "leads nowhere"))
    for sheet in book.sheets:
        for cell in book.unlocked(sheet):
            if cell.value is not None:
                found.append(Finding(3, f"{sheet.title}!{cell.coordinate}", "an input that is not empty"))
    if not any(name.startswith("in_") for name in book.book.defined_names):
        found.append(Finding(3, "names", "no input has a name"))
    return found


def rule_4_identity(book: BookFile) -> list[Finding]:
    custom = {item.name: item.value for item in book.book.custom_doc_props.props}
    return [Finding(4, "properties", f"{key} is missing") for key in IDENTITY if not custom.get(f"esep.{key}")]


def rule_6_merges(book: BookFile) -> list[Finding]:
    """Merged blocks do not overlap, and none holds cells beside its first one."""
    found = []
    for sheet in book.sheets:
        seen: dict[tuple[int, int], str] = {}
        for block in sheet.merged_cells.ranges:
            for row in range(block.min_row, block.max_row + 1):
                for column in range(block.min_col, block.max_col + 1):
                    if (row, column) in seen:
                        found.append(Finding(6, f"{sheet.title}!{block.coord}", f"overlaps {seen[row, column]}"))
                    seen[row, column] = block.coord
    return found


def rule_7_names(book: BookFile) -> list[Finding]:
    found = []
    names = [sheet.title for sheet in book.sheets]
    for name in names:
        if len(name) > 31 or re.search(r"[\\/?*\[\]:]", name) or name != name.strip() or not name:
            found.append(Finding(7, name, "not a legal sheet name"))
        if re.search(r"\s[,.;)]|\(\s|\s\s", name):
            found.append(Finding(7, name, "a blank where none belongs"))
    if len({name.casefold() for name in names}) < len(names):
        found.append(Finding(7, "sheets", "two names differ in case only"))
    return found


def rule_27_links(book: BookFile) -> list[Finding]:
    found = []
    titles = {sheet.title for sheet in book.sheets}
    for sheet in book.sheets:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.hyperlink is None:
                    continue
                location = cell.hyperlink.location or ""
                name = location.rpartition("!")[0].strip("'").replace("''", "'")
                if cell.hyperlink.id or name not in titles:
                    found.append(Finding(27, f"{sheet.title}!{cell.coordinate}", f"leads to {location or 'a file'}"))
    return found


def rule_31_protection(book: BookFile) -> list[Finding]:
    return [Finding(31, sheet.title, "not protected") for sheet in book.sheets if not sheet.protection.sheet]


def rule_40_parts(book: BookFile) -> list[Finding]:
    """No macros, pivots, external links, connections or embedded things; no data bars, icon sets or slicers."""
    found = []
    for name, content in book.parts.items():
        if re.search(r"vba|macro|pivot|externalLink|connection|embed|activeX|slicer|oleObject", name, re.IGNORECASE):
            found.append(Finding(40, name, "a part that no generated file has"))
        if re.search(rb"<(dataBar|iconSet|colorScale)\b", content):
            found.append(Finding(40, name, "a format that not every program shows"))
        if re.search(rb"<!DOCTYPE|<!ENTITY", content):
            found.append(Finding(40, name, "a document type"))
    return found
