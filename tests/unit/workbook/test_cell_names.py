"""Names of cells and their positions are each other's inverse; what is no cell is refused."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compiler.workbook.cell_names import cell_name, cell_position, column_name, quoted_sheet

LAST_ROW, LAST_COLUMN = 1_048_575, 16_383


def test_columns_after_z() -> None:
    assert [column_name(c) for c in (0, 25, 26, 51, 52, 701, 702)] == ["A", "Z", "AA", "AZ", "BA", "ZZ", "AAA"]


@pytest.mark.parametrize(("name", "place"), [("A1", (0, 0)), ("Z9", (8, 25)), ("AA10", (9, 26)), ("XFD1", (0, 16383))])
def test_positions_count_from_zero(name: str, place: tuple[int, int]) -> None:
    assert cell_position(name) == place
    assert cell_name(*place) == name


@given(st.integers(0, LAST_ROW), st.integers(0, LAST_COLUMN))
def test_a_name_leads_back_to_its_position(row: int, column: int) -> None:
    assert cell_position(cell_name(row, column)) == (row, column)
    assert cell_position(cell_name(row, column, fixed=True).replace("$", "")) == (row, column)


@pytest.mark.parametrize("text", ["", "A", "7", "A0", "A01", "a1", "$A$1", "AAAA1", "A12345678", "Ә1", "A1:B2", "A1 "])
def test_what_is_no_cell_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="is no cell"):
        cell_position(text)


def test_an_apostrophe_in_a_sheet_name_is_doubled() -> None:
    assert quoted_sheet("Об'єм 1") == "'Об''єм 1'"
