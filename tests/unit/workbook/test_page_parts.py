"""A part of a form that takes more than a page begins one; a shorter one goes on where the last one ended."""

from __future__ import annotations

from compiler.workbook.metrics import DEFAULT_ROW_HEIGHT
from compiler.workbook.paging import page_breaks

PAGE = 20 * DEFAULT_ROW_HEIGHT
"""Twenty rows."""


def test_a_long_part_begins_a_page() -> None:
    assert page_breaks({}, set(), range(1, 60), None, PAGE, {10: 40}) == (10,)


def test_a_short_part_goes_on() -> None:
    assert page_breaks({}, set(), range(1, 60), None, PAGE, {10: 25}) == ()


def test_rows_that_stay_together_are_counted_from_there() -> None:
    """Rows 28 and 29 are the 19th and 20th of the page that begins in row 10; without it they would end the second."""
    assert page_breaks({}, {28, 29}, range(1, 60), None, PAGE, {10: 40}) == (10, 28)


def test_nothing_breaks_before_the_first_row() -> None:
    assert page_breaks({}, set(), range(1, 60), None, PAGE, {1: 40}) == ()
