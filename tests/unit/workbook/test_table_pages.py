"""Pages of sheets wider than one: few where they are looked up, one page down where the rows fit."""

from __future__ import annotations

from compiler.workbook.paging import LEAST_SCALE, pages_across, printed_height, printed_width

WIDE = [8.0, *[20.0] * 60]


def test_a_table_that_fits_is_one_page_wide() -> None:
    assert pages_across([20.0] * 5, 5_000.0, True, 1) == (1, 0)


def test_sheets_that_are_looked_up_take_fewer_pages() -> None:
    read, _ = pages_across(WIDE, 0.0, True, 1)
    looked_up, _ = pages_across(WIDE, 0.0, True, 1, dense=True)
    assert 1 < looked_up < read


def test_rows_that_fit_legibly_go_on_one_page() -> None:
    least = printed_height(True) / LEAST_SCALE
    assert pages_across(WIDE, least * 0.9, True, 1)[1] == 1
    assert pages_across(WIDE, least * 1.1, True, 1)[1] == 0


def test_pages_that_hold_more_rows_hold_more_columns() -> None:
    low, _ = pages_across(WIDE, 100.0, True, 1)
    high, down = pages_across(WIDE, printed_height(True) / LEAST_SCALE * 0.95, True, 1)
    assert down == 1
    assert high < low
    assert high * printed_width(True) / LEAST_SCALE > sum(WIDE) * 5.25
