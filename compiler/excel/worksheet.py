"""The worksheet class of XlsxWriter with formulas stored as they are.

XlsxWriter runs some thirty regular expressions over each formula, and they also change texts inside string literals.
Formulas here come from a printer that needs none of them.
"""

from __future__ import annotations

from xlsxwriter.format import Format
from xlsxwriter.worksheet import CellFormulaTuple, Worksheet

_LINE_PIXELS = 17


class PlainWorksheet(Worksheet):  # type: ignore[misc]  # XlsxWriter has no types
    """Formulas of cells, and of rules of input, are stored unchanged; cells are named by numbers only."""

    def low_rows(self) -> None:
        """Rows that state no height are as high as a line of the default font, 17 pixels."""
        self.original_row_height = self.default_row_height = _LINE_PIXELS

    def write_formula(self, row: int, col: int, formula: str, look: Format, value: float | str) -> None:
        """As the base class does, which first asks of each cell whether it is named "A1"."""
        self._write_formula(row, col, formula, look, value)

    def write_blank(self, row: int, col: int, blank: None, look: Format) -> None:
        self._write_blank(row, col, blank, look)

    def write_number(self, row: int, col: int, number: float, look: Format) -> None:
        self._write_number(row, col, number, look)

    def write_string(self, row: int, col: int, string: str, look: Format) -> None:
        self._write_string(row, col, string, look)

    def _prepare_formula(self, formula: str, expand_future_functions: bool = False) -> str:
        """The formula without the leading "="; ours call portable functions only, so there is nothing to expand."""
        return formula.removeprefix("=")

    def _write_formula(
        self, row: int, col: int, formula: str, cell_format: Format = None, value: float | str = 0
    ) -> int:
        """`formula` without the leading "="."""
        if self._check_dimensions(row, col):
            raise ValueError(f"cell outside the sheet: {row}, {col}")
        self.table[row][col] = CellFormulaTuple(formula, cell_format, value)
        return 0
