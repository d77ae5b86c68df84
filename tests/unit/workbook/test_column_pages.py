"""Pages across: ends between groups of columns, as few pages as are legible, each as large as it may be."""

from __future__ import annotations

from itertools import pairwise

from compiler.workbook.metrics import columns_width
from compiler.workbook.paging import LEAST_SCALE, column_pages, fitting_scale, printed_height, printed_width

LEFT = [5.0, 20.0]


def parts(widths: list[float], breaks: tuple[int, ...]) -> list[list[float]]:
    ends = (len(LEFT), *breaks, len(widths))
    return [widths[: len(LEFT)] + widths[start:end] for start, end in pairwise(ends)]


def test_a_narrow_sheet_has_one_page() -> None:
    assert column_pages([*LEFT, 40.0, 40.0], 2, [1, 1], landscape=True) == ((), 100)


def test_pairs_are_not_parted_and_every_page_holds_its_columns() -> None:
    widths = [*LEFT, *([16.0] * 18)]
    breaks, scale = column_pages(widths, 2, [2] * 9, landscape=True)
    assert len(breaks) == 1 and all((start - 2) % 2 == 0 for start in breaks)
    assert 100 * LEAST_SCALE <= scale <= 100
    for part in parts(widths, breaks):
        assert columns_width(part) * scale / 100 <= printed_width(landscape=True)


def test_columns_of_a_group_wider_than_a_page_are_parted() -> None:
    widths = [*LEFT, *([20.0] * 40)]
    breaks, scale = column_pages(widths, 2, [40], landscape=True)
    assert len(breaks) >= 3
    assert all(columns_width(part) * scale / 100 <= printed_width(landscape=True) for part in parts(widths, breaks))


def test_rows_go_on_one_page_where_that_is_legible() -> None:
    room = printed_height(landscape=True)
    assert fitting_scale(room / 2, landscape=True, scale=90) == 90
    assert fitting_scale(room / 0.8, landscape=True, scale=90) == 78
    assert fitting_scale(room * 3, landscape=True, scale=90) == 90
