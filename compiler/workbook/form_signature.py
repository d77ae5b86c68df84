"""Signature lines of forms: room to sign, and the caption in brackets under the lines that it explains."""

from __future__ import annotations

import re
from dataclasses import replace

from compiler.workbook.draft import SheetDraft
from compiler.workbook.metrics import text_width
from compiler.workbook.styles import CAPTION, SIGNATURE

SIGNING_HEIGHT = 27.0
"""Points that a signature by hand needs."""
_LINE = re.compile(r"_{2,}")
_PART = re.compile(r"\([^)]*\)")


def plan_signature(
    sheet: SheetDraft, row: int, text: str, caption: str | None, everywhere: tuple[str, ...] = ()
) -> int:
    """The signature line and its caption; gives the next free row. `everywhere`: the text in all languages, in which
    its rows are the same."""
    lines = list(_LINE.finditer(text))
    count = len(sheet.widths)
    if caption is None or (not lines and count == 1):
        sheet.put(row, 0, text, SIGNATURE, columns=count)
        return row + 1
    longest = max(text_width(one, SIGNATURE.size) for one in (text, *everywhere))
    if lines and lines[0].start() and longest > sheet.span_width(0, count):
        # Lines that would wrap stand below the words, or their caption could not stand under them.
        sheet.put(row, 0, text[: lines[0].start()].rstrip(), SIGNATURE, columns=count)
        return plan_signature(sheet, row + 1, text[lines[0].start() :], caption)
    sheet.heights[row] = SIGNING_HEIGHT
    if lines:
        sheet.put(row, 0, text, SIGNATURE, columns=count)
        below = replace(CAPTION, horizontal="left", wrap=False)
        sheet.put(row + 1, 0, _under(text, lines, caption), below, columns=count)
        return row + 2
    # The act draws no line here: one is drawn at the right of the text.
    taken = _columns_for(sheet, text)
    sheet.put(row, 0, text, SIGNATURE, columns=taken)
    sheet.put(row, taken, None, replace(SIGNATURE, border="bottom"), columns=count - taken)
    sheet.put(row + 1, taken, caption, CAPTION, columns=count - taken)
    return row + 2


def _under(text: str, lines: list[re.Match[str]], caption: str) -> str:
    """The caption with blanks, so that each part in brackets stands in the middle under its line."""
    parts = _PART.findall(caption)
    if len(parts) != len(lines):
        start = text_width(text[: lines[0].start()], SIGNATURE.size)
        return " " * round(start / text_width(" ", CAPTION.size)) + caption
    laid = ""
    for line, part in zip(lines, parts, strict=True):
        middle = text_width(text[: line.start()]) + text_width(line.group()) / 2
        start = middle - text_width(part, CAPTION.size) / 2
        blanks = round((start - text_width(laid, CAPTION.size)) / text_width(" ", CAPTION.size))
        laid += " " * max(blanks, 1 if laid else 0) + part
    return laid


def _columns_for(sheet: SheetDraft, text: str) -> int:
    """Columns from the left that hold the text; at least one is left for the line."""
    wanted = text_width(text, SIGNATURE.size) + 1.0
    for taken in range(1, len(sheet.widths)):
        if sheet.span_width(0, taken) >= wanted:
            return taken
    return len(sheet.widths) - 1
