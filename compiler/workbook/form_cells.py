"""Cells of forms that hold quantities: an input to fill, a parameter at home, or a live value shown."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from compiler.model.expressions import Binary, Expression, Operator, Ref
from compiler.model.forms import BodyRows
from compiler.model.methodology import Methodology
from compiler.model.quantities import Formula, Input, Parameter, Value
from compiler.model.tables import Table
from compiler.model.types import Kind
from compiler.workbook.book import SheetRole
from compiler.workbook.draft import SheetDraft
from compiler.workbook.emit_aggregates import cell_key
from compiler.workbook.emit_inputs import shown_option
from compiler.workbook.fields import field_of, put_field
from compiler.workbook.formula import BLANK, Cell, equal, when
from compiler.workbook.program import row_code
from compiler.workbook.styles import EMPTY, RESULT, SMALL, formatted, parameter_style

SHOWN_TEXT_HEIGHT = 82.0
"""Points of a row that shows a paragraph typed elsewhere."""


@dataclass(frozen=True, slots=True)
class FormCells:
    """`fillable`: inputs that have no cell yet get theirs here. `home_of_parameters`: so do parameters. `body_rows`:
    puts the rows of bodies from a row on and gives the next free one; only the rating has them."""

    sheet: SheetDraft
    fillable: bool
    home_of_parameters: bool
    body_rows: Callable[[SheetDraft, int, BodyRows], int] | None = None

    def quantity(self, row: int, column: int, code: str, rows: int = 1, columns: int = 1, present: bool = True) -> None:
        """The cell of a quantity; hatched when the body has none of this code."""
        book = self.sheet.book
        if not present:
            self.sheet.put(row, column, None, EMPTY, rows=rows, columns=columns)
            return
        quantity = book.methodology.quantity(code)
        match quantity:
            case Input() if self.fillable and code not in book.addresses:
                put_field(self.sheet, row, column, code, field_of(quantity), rows, columns)
            case Input():
                self._show_input(row, column, quantity, rows, columns)
            case Parameter() if self.home_of_parameters and code not in book.addresses:
                look = parameter_style(quantity.value, quantity.type)
                self.sheet.put(row, column, quantity.value, look, code, rows, columns)
            case Parameter():
                look = parameter_style(quantity.value, quantity.type)
                self.sheet.put(row, column, Cell(code), look, "", rows, columns)
            case _ if code in book.program.lines and quantity.type.kind is Kind.CHOICE:
                word = shown_option(book.lists, Cell(code), quantity.type)
                self.sheet.put(row, column, word, formatted(RESULT, quantity.type), "", rows, columns)
            case Value(rule=Formula(expression)) if code in book.program.lines and _whole(book.methodology, expression):
                # A sum of the act's whole numbers stands as the act prints it, beside those numbers.
                self.sheet.put(row, column, Cell(code), RESULT, "", rows, columns)
            case _ if code in book.program.lines:
                self.sheet.put(row, column, Cell(code), formatted(RESULT, quantity.type), "", rows, columns)
            case _:
                self.sheet.put(row, column, book.texts("by_evaluator"), SMALL, "", rows, columns)

    def _show_input(self, row: int, column: int, item: Input, rows: int, columns: int) -> None:
        """An input that is typed elsewhere."""
        shown = when(equal(Cell(item.code), BLANK), BLANK, Cell(item.code))
        style = formatted(RESULT, item.type)
        if item.type.kind is Kind.TEXT:
            style = replace(style, bold=False, horizontal="left")
            if self.sheet.role is SheetRole.RESULT and not item.scored and not self._is_heading(item.code):
                self.sheet.heights[row] = max(SHOWN_TEXT_HEIGHT, self.sheet.heights.get(row, 0.0))
        self.sheet.put(row, column, shown, style, "", rows, columns)

    def _is_heading(self, code: str) -> bool:
        """The body's name and the period, which every form shows in one line."""
        root = self.sheet.book.methodology.root
        return not any(code in element.inputs for element in root.walk())

    def table_cell(self, row: int, column: int, table: Table, name: str, number: int, rows: int, columns: int) -> None:
        """The cell of column `name` in table row `number`."""
        model = table.column(name)
        code = row_code(table.code, number, name)
        book = self.sheet.book
        if model.formula is None and self.fillable and code not in book.addresses:
            put_field(self.sheet, row, column, code, field_of(model), rows, columns)
        elif model.formula is None:
            shown = when(equal(Cell(code), BLANK), BLANK, Cell(code))
            self.sheet.put(row, column, shown, formatted(RESULT, model.type), "", rows, columns)
        elif cell_key(table, number, name) in book.program.lines:
            style = formatted(RESULT, model.type)
            self.sheet.put(row, column, Cell(code), style, "", rows, columns)
        else:
            self.sheet.put(row, column, book.texts("by_evaluator"), SMALL, "", rows, columns)


def _whole(methodology: Methodology, expression: Expression) -> bool:
    """Whether whole numbers of the act are added or subtracted, and nothing else."""
    match expression:
        case Ref(code):
            known = methodology.parameters.get(code)
            return known is not None and known.value.denominator == 1
        case Binary(Operator.ADD | Operator.SUBTRACT, left, right):
            return _whole(methodology, left) and _whole(methodology, right)
        case _:
            return False
