"""Plain lists as a workbook: a sheet for each, headings frozen and filtered, texts wrapped, ready to print."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass

import xlsxwriter

from compiler.excel.writer import CREATED
from compiler.workbook.metrics import DEFAULT_ROW_HEIGHT, MAX_ROW_HEIGHT, text_height
from compiler.workbook.styles import FONT

_A4 = 9
_HEADER_COLOUR = "#D9E2F3"


@dataclass(frozen=True, slots=True)
class Listing:
    """`widths` in characters, one for each column."""

    name: str
    title: str
    header: Sequence[str]
    widths: Sequence[float]
    rows: Sequence[Sequence[str | float]]


def listing_workbook(listings: Sequence[Listing]) -> bytes:
    """The file's bytes. Text stays text, whatever it begins with."""
    out = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = xlsxwriter.Workbook(out, options)
    book.set_properties({"title": listings[0].title if listings else "", "author": "esep", "created": CREATED})
    plain = {"font_name": FONT, "font_size": 10, "valign": "top"}
    title = book.add_format({**plain, "bold": True, "font_size": 12})
    heading = book.add_format({**plain, "bold": True, "text_wrap": True, "border": 1, "bg_color": _HEADER_COLOUR})
    text = book.add_format({**plain, "text_wrap": True, "border": 1})
    number = book.add_format({**plain, "border": 1, "num_format": "0.00####"})
    for listing in listings:
        page = book.add_worksheet(listing.name)
        for column, width in enumerate(listing.widths):
            page.set_column(column, column, width)
        page.write_string(0, 0, listing.title, title)
        for column, name in enumerate(listing.header):
            page.write_string(1, column, name, heading)
        for row, cells in enumerate(listing.rows, 2):
            for column, cell in enumerate(cells):
                if isinstance(cell, str):
                    page.write_string(row, column, cell, text)
                else:
                    page.write_number(row, column, cell, number)
            page.set_row(row, _height(cells, listing.widths))  # not every program fits rows to their texts
        last = max(2, len(listing.rows) + 1)
        page.autofilter(1, 0, last, len(listing.header) - 1)
        page.freeze_panes(2, 0)
        page.set_landscape()
        page.set_paper(_A4)
        page.fit_to_pages(1, 0)
        page.repeat_rows(0, 1)
        page.set_footer("&R&8 &P / &N")
    book.close()
    return out.getvalue()


def _height(cells: Sequence[str | float], widths: Sequence[float]) -> float:
    """Points of the row in which every text is seen whole."""
    texts = ((cell, width) for cell, width in zip(cells, widths, strict=True) if isinstance(cell, str))
    return min(MAX_ROW_HEIGHT, max((text_height(text, width) for text, width in texts), default=DEFAULT_ROW_HEIGHT))
