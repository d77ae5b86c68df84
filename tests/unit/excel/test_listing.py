"""Lists of findings: a row is as high as its longest text needs in its column."""

from __future__ import annotations

import io

import openpyxl

from compiler.excel.listing import Listing, listing_workbook


def test_no_text_is_cut() -> None:
    rows = (("a", "короткий"), ("b", "слово " * 40), ("c", 7.5))
    data = listing_workbook([Listing("findings", "Замечания", ("Код", "Что найдено"), (8.0, 30.0), rows)])
    page = openpyxl.load_workbook(io.BytesIO(data)).worksheets[0]
    short, long, number = (page.row_dimensions[row].height for row in (3, 4, 5))
    assert short is not None and long is not None and number is not None
    assert long > 5 * short and short == number
