"""Form sheets: the act's page block by block, in its order."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import assert_never

from compiler.model.forms import Block, BodyRows, FieldLine, Form, FormRole, Grid, Paragraph, TextStyle
from compiler.model.texts import Label
from compiler.workbook.book import Highlight, SheetRole
from compiler.workbook.checks_sheet import READY_CODE
from compiler.workbook.draft import BookDraft, SheetDraft
from compiler.workbook.form_cells import FormCells
from compiler.workbook.form_grid import has_headings, heading_rows, plan_grid
from compiler.workbook.form_signature import plan_signature
from compiler.workbook.form_widths import form_widths, stretched
from compiler.workbook.formula import ZERO, Cell, Name, equal, when
from compiler.workbook.metrics import DEFAULT_ROW_HEIGHT, text_width
from compiler.workbook.paging import print_scale, printed_height
from compiler.workbook.styles import (
    ANNEX,
    CAPTION,
    FORM_MARK,
    FORM_TITLE,
    HEADING,
    LINK,
    MARK,
    MET,
    NOT_MET,
    NOTE,
    PLAIN,
    SIGNATURE,
    Style,
)

FILLED_ROLES = frozenset({FormRole.REPORT, FormRole.ACT, FormRole.APPEAL, FormRole.SURVEY})
"""Forms that somebody fills in; fields of the others only show."""

_SHEET_ROLES = {
    FormRole.REPORT: SheetRole.FORM,
    FormRole.ACT: SheetRole.FORM,
    FormRole.APPEAL: SheetRole.FORM,
    FormRole.SURVEY: SheetRole.FORM,
    FormRole.SCALE: SheetRole.SCALE,
    FormRole.CONCLUSION: SheetRole.RESULT,
    FormRole.REFERENCE: SheetRole.REFERENCE,
    FormRole.RATING: SheetRole.RESULT,
}

_STYLES = {
    TextStyle.ANNEX: ANNEX,
    TextStyle.MARK: MARK,
    TextStyle.TITLE: FORM_TITLE,
    TextStyle.HEADING: HEADING,
    TextStyle.BODY: PLAIN,
    TextStyle.NOTE: NOTE,
    TextStyle.CAPTION: CAPTION,
    TextStyle.SIGNATURE: SIGNATURE,
}

FROZEN_HEIGHT = 150.0
"""Points of the screen that headings in view may take at most."""

_CLOSE = 8
"""Rows between a table and the signatures to it."""

LONG_TABLE = 12
"""Rows from which a table is the body of its form: its headings repeat in print and stay in view."""

_FIRST_PAGE = 0.9
"""Of a page: a table that ends before goes on to no other page, whatever program prints it."""

_LEAST_TITLE = 36.0
"""Width that the title above a form needs at least."""

LANDSCAPE_FROM = 121.0
"""Width in characters from which a form is printed across the page; a narrower one still reads well when reduced."""


def plan_form(
    book: BookDraft, form: Form, body_rows: Callable[[SheetDraft, int, BodyRows], int] | None = None
) -> SheetDraft:
    """The form on its own sheet. What stands above it (title and way back; in a questionnaire also what is left to
    answer: `put_readiness`) is not printed. `body_rows`: see FormCells."""
    widths = form_widths(book, form)
    landscape = sum(widths) > LANDSCAPE_FROM
    widths = stretched(widths, landscape)
    sheet = book.sheet(book.text(form.sheet), _SHEET_ROLES[form.role], book.text(form.title), widths)
    sheet.landscape = landscape
    _top_line(sheet, form)
    cells = FormCells(sheet, form.role in FILLED_ROLES, form.role is FormRole.SCALE, body_rows)
    row = sheet.print_from = sheet.frozen_rows = 2 if form.role is FormRole.SURVEY else 1
    headed = [block for block in form.blocks if isinstance(block, Grid) and has_headings(block)]
    captions = [_caption_of(book, block) for block in form.blocks]
    signed = False
    signing: int | None = None
    table_end = 0
    introduced = row  # what stands from here on leads to the next table
    for number, (block, following) in enumerate(zip(form.blocks, (*captions[1:], None), strict=True)):
        top = row
        match block:
            case Paragraph(TextStyle.SIGNATURE, text):
                row = plan_signature(sheet, row, book.text(text), following, book.in_all_languages(text))
                signed = following is not None
                # All who sign do so on one page, and not on one that shows nothing of what they sign.
                signing = _signed_from(top, table_end) if signing is None else signing
                sheet.keep(signing, row - 1)
                introduced = row
                continue
            case Paragraph(TextStyle.CAPTION, _) if signed:
                pass  # stands under its signature line already
            case Paragraph(style, text):
                row = _paragraph(sheet, row, style, text)
            case FieldLine():
                row = _field_line(sheet, row, block, cells)
            case Grid():
                row = plan_grid(sheet, row, block, cells)
                if table_end > 0:
                    sheet.parts[introduced] = row - 2
                signing, table_end = None, row - 2
                if headed == [block] and row - top > LONG_TABLE:
                    _keep_headings(sheet, top, top + heading_rows(block), table_end)
            case _:
                assert_never(block)
        signed = False
        if _leads(block, form.blocks[number + 1 : number + 2]):
            sheet.keep(top, row)
        else:
            introduced = row
    return sheet


def put_readiness(sheet: SheetDraft, checks: SheetDraft) -> None:
    """Above a questionnaire: how many checks are left, or that it is ready; the words lead to the sheet of checks."""
    texts, last = sheet.book.texts, len(sheet.widths) - 1
    if last > 0:
        words = texts("left_to_answer", checks=checks.name, ready=texts("ready"))
        look = replace(LINK, size=9, vertical="center", horizontal="right")
        sheet.put(1, 0, words, look, columns=last, link=checks.at(0))
    state = when(equal(Cell(READY_CODE), ZERO), Name("ready"), Cell(READY_CODE))
    sheet.put(1, last, state, replace(NOT_MET, horizontal="center", vertical="center", border="thin"))
    sheet.highlights.append(Highlight(1, last, 1, last, "ready", MET))


def _signed_from(row: int, table_end: int) -> int:
    """The row from which all is on the page with the signatures that begin in `row`: the last two rows of a table that
    ends closely above, else the row above."""
    return table_end - 1 if table_end > 0 and row - table_end <= _CLOSE else max(row - 1, 1)


def _leads(block: Block, following: tuple[Block, ...]) -> bool:
    """True when the page may not end between the block and the one after it: headings stay with what they head, a
    field with its caption, an introduction with its table."""
    match block:
        case Paragraph(TextStyle.BODY | TextStyle.NOTE):
            return bool(following) and isinstance(following[0], Grid | FieldLine)
        case Paragraph(style):
            return style not in (TextStyle.CAPTION, TextStyle.SIGNATURE)
        case FieldLine():
            return bool(following) and isinstance(following[0], Paragraph) and following[0].style is TextStyle.CAPTION
        case Grid():
            return False
        case _:
            assert_never(block)


def _caption_of(book: BookDraft, block: Block) -> str | None:
    """The text of a caption; None for any other block."""
    match block:
        case Paragraph(TextStyle.CAPTION, text):
            return book.text(text)
        case _:
            return None


def _keep_headings(sheet: SheetDraft, first: int, after: int, table_end: int) -> None:
    """The headings of the only table stay in view where the screen has room; if the table goes on to further pages,
    they repeat there."""
    printed = sum(sheet.heights.get(row, DEFAULT_ROW_HEIGHT) for row in range(sheet.print_from, table_end + 1))
    if printed > _FIRST_PAGE * printed_height(sheet.landscape) / print_scale(sheet.widths, sheet.landscape):
        sheet.repeat_rows = (first, after - 1)
    above = sum(sheet.heights.get(row, DEFAULT_ROW_HEIGHT) for row in range(after))
    if above <= FROZEN_HEIGHT:
        sheet.frozen_rows = after


def _top_line(sheet: SheetDraft, form: Form) -> None:
    """Title and code of the form in A1, the way back at the right."""
    last = len(sheet.widths) - 1
    start = sheet.book.sheets[0]
    title = f"{sheet.title} · {form.code}"
    if last == 0:
        sheet.put(0, 0, title, replace(LINK, size=FORM_MARK.size), link=start.at(0))
        return
    link = text_width(sheet.book.texts("back"), FORM_MARK.size) + 1.0
    back = next((c for c in range(last, 0, -1) if sheet.span_width(c, last - c + 1) >= link), 0)
    if sheet.span_width(0, back) < min(text_width(title, FORM_MARK.size), _LEAST_TITLE):
        # No room for both: the title leads back.
        sheet.put(0, 0, title, replace(LINK, size=FORM_MARK.size), columns=last + 1, link=start.at(0))
        return
    sheet.put(0, 0, title, FORM_MARK, columns=back)
    sheet.put(
        0,
        back,
        sheet.book.texts("back"),
        replace(LINK, size=9, horizontal="right"),
        columns=last - back + 1,
        link=start.at(0),
    )


def _paragraph(sheet: SheetDraft, row: int, style: TextStyle, label: Label) -> int:
    first = 0
    text = sheet.book.text(label)
    if style is TextStyle.ANNEX:
        first = _right_box(sheet, sheet.book.in_all_languages(label))
    look: Style = _STYLES[style]
    if style is TextStyle.ANNEX and sheet.span_width(first, len(sheet.widths) - first) > sum(sheet.widths) * 0.6:
        # Where the columns leave no narrow box, the text goes to the right edge.
        look = replace(look, horizontal="right")
    sheet.put(row, first, text, look, columns=len(sheet.widths) - first)
    if style in (TextStyle.ANNEX, TextStyle.TITLE, TextStyle.HEADING):
        sheet.heights[row] = sheet.heights[row] + 6.0
    return row + 1


def _right_box(sheet: SheetDraft, texts: tuple[str, ...]) -> int:
    """First column of the box at the right: as wide as the longest line of its texts, at most half of the page."""
    wanted = max(text_width(line, ANNEX.size) for text in texts for line in text.split("\n")) + 2.0
    room = min(max(wanted, 24.0), sum(sheet.widths) / 2)
    for column in range(len(sheet.widths) - 1, 0, -1):
        if sheet.span_width(column, len(sheet.widths) - column) >= room:
            return column
    return 0


def _field_line(sheet: SheetDraft, row: int, line: FieldLine, cells: FormCells) -> int:
    """Text, field, text side by side where the columns allow it, else the first or each on a row of its own."""
    texts = [None if label is None else sheet.book.text(label) for label in (line.before, line.after)]
    count = len(sheet.widths)
    look = _STYLES[line.style]
    before, after = texts
    first = 0 if line.before is None else _columns_for(sheet, line.before, range(count))
    last = 0 if line.after is None else _columns_for(sheet, line.after, range(count - 1, -1, -1))
    if first + last >= count and before is not None:
        sheet.put(row, 0, before, look, columns=count)
        return _field_line(sheet, row + 1, replace(line, before=None), cells)
    if last >= count:
        cells.quantity(row, 0, line.code, columns=count)
        sheet.put(row + 1, 0, after, look, columns=count)
        return row + 2
    if before is not None:
        sheet.put(row, 0, before, replace(look, vertical="center"), columns=first)
    cells.quantity(row, first, line.code, columns=count - first - last)
    if after is not None:
        sheet.put(row, count - last, after, replace(look, vertical="center"), columns=last)
    return row + 1


def _columns_for(sheet: SheetDraft, label: Label, order: range) -> int:
    """How many columns, taken in this order, hold the text in every language; at most half of the page."""
    longest = max(text_width(text) for text in sheet.book.in_all_languages(label))
    wanted = min(longest + 1.5, sum(sheet.widths) / 2)
    total = 0.0
    for taken, column in enumerate(order, 1):
        total += sheet.widths[column]
        if total >= wanted:
            return taken
    return len(order)
