"""Filling a generated workbook and recalculating it in IronCalc, for tests."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from pathlib import Path

import ironcalc

from compiler.evaluate import NOT_APPLICABLE, Cell, Given
from compiler.excel.writer import write
from compiler.model.methodology import Methodology
from compiler.model.texts import Language
from compiler.model.types import Kind, Type
from compiler.workbook.book import Workbook
from compiler.workbook.program import row_code
from compiler.workbook.texts import Texts


class Sheets:
    """A workbook loaded once; filled and recalculated for each case."""

    def __init__(self, workbook: Workbook, path: Path, methodology: Methodology, language: Language) -> None:
        write(workbook, path, {})
        self.workbook = workbook
        self.methodology = methodology
        self.language = language
        self.model = ironcalc.load_from_xlsx(str(path), "en", "UTC", "en")
        self.index = {sheet.name: place for place, sheet in enumerate(workbook.sheets)}

    def fill(self, given: Given) -> None:
        """Types the inputs as a person would; everything else is emptied."""
        for code, item in self.methodology.inputs.items():
            self._type(code, given.inputs.get(code), item.type)
        for table in self.methodology.tables.values():
            rows = given.tables.get(table.code, ())
            for number in range(1, table.max_rows + 1):
                row: Mapping[str, Cell] = rows[number - 1] if number <= len(rows) else {}
                for column in table.input_columns:
                    self._type(row_code(table.code, number, column.name), row.get(column.name), column.type)
        self.model.evaluate()

    def _type(self, code: str, value: Cell | None, type_: Type) -> None:
        address = self.workbook.addresses.get(code)
        if address is None:
            return
        place = (self.index[address.sheet], address.row + 1, address.column + 1)
        if value is None:
            self.model.clear_cell_contents(*place)
        elif isinstance(value, str):
            self.model.update_cell_with_text(*place, value)
        elif value is NOT_APPLICABLE:
            self.model.update_cell_with_text(*place, "-")
        elif type_.kind is Kind.YES_NO:
            self.model.update_cell_with_text(*place, Texts(self.language)("yes" if value == 1 else "no"))
        elif type_.kind is Kind.CHOICE:
            self.model.update_cell_with_text(*place, type_.options[int(value) - 1].label.text(self.language))
        else:
            assert isinstance(value, Fraction)
            self.model.update_cell_with_number(*place, float(value))

    def read(self, code: str) -> float | str:
        address = self.workbook.addresses[code]
        return self.at(address.sheet, address.row, address.column)

    def at(self, sheet: str, row: int, column: int) -> float | str:
        value = self.model.get_cell_value(self.index[sheet], row + 1, column + 1)
        return "" if value is None else value
