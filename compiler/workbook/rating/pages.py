"""Pages of the act that show all bodies: forms of the role "rating", their rows sorted as the rating is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import assert_never

from compiler.model.forms import (
    BodyNameCell,
    BodyRows,
    ColumnCell,
    EmptyCell,
    FormRole,
    OrdinalCell,
    QuantityCell,
    TextCell,
)
from compiler.model.quantities import Value
from compiler.model.types import Kind
from compiler.workbook.draft import SheetDraft
from compiler.workbook.forms import plan_form
from compiler.workbook.formula import BLANK, Address, Cell, call, equal, when
from compiler.workbook.rating.kind import BODY, KindDraft, ranked
from compiler.workbook.rating.order import WORD
from compiler.workbook.styles import CELL, CELL_CENTRED, EMPTY, RESULT, Style, formatted


def plan_pages(kinds: Mapping[str, KindDraft]) -> None:
    """A sheet for each form of the rating; all kinds of body have the same ones."""
    first = next(iter(kinds.values()))
    for form in first.methodology.forms:
        if form.role is FormRole.RATING:
            plan_form(first.book, form, _Rows(kinds).put)


@dataclass(frozen=True, slots=True)
class _Rows:
    kinds: Mapping[str, KindDraft]

    def put(self, sheet: SheetDraft, row: int, rows: BodyRows) -> int:
        """The rows of the kind that the form names; none where this workbook leaves the kind out."""
        kind = self.kinds.get(rows.kind)
        if kind is None:
            return row
        for column, cell in enumerate(rows.cells):
            match cell.content:
                case TextCell(text):
                    for number in range(kind.rows):
                        sheet.put(row + number, column, sheet.book.text(text), CELL)
                case OrdinalCell():
                    for number in range(kind.rows):
                        sheet.put(row + number, column, Fraction(number + 1), CELL_CENTRED)
                case BodyNameCell():
                    self._picked(kind, sheet, row, column, BODY, CELL)
                case QuantityCell(code, True):
                    self._quantity(kind, sheet, row, column, code)
                case QuantityCell() | EmptyCell():
                    sheet.block(row, column, kind.rows, None, EMPTY)
                case ColumnCell():
                    raise ValueError("a column of a table in the row of a body")
                case _:
                    assert_never(cell.content)
        return row + kind.rows

    def _quantity(self, kind: KindDraft, sheet: SheetDraft, row: int, column: int, code: str) -> None:
        quantity = kind.methodology.quantity(code)
        category = isinstance(quantity, Value) and quantity.type.kind is Kind.CHOICE
        self._picked(kind, sheet, row, column, code + WORD if category else code, formatted(RESULT, quantity.type))

    def _picked(self, kind: KindDraft, sheet: SheetDraft, row: int, column: int, source: str, style: Style) -> None:
        """What the body in this turn of the rating has; blank where the list has fewer bodies than rows."""
        (subject,) = ranked(kind.methodology)
        turns = kind.book.columns[kind.key(f"#rating.{subject.element.code}#which")]
        for number in range(kind.rows):
            # A turn of the rating by a code of its own: the page is not laid out in the rating's rows.
            turn = kind.key(f"#turn.{number + 1}")
            kind.book.addresses[turn] = Address(turns.sheet, turns.row + number, turns.column)
            picked = call("INDEX", kind.whole(source), Cell(turn))
            sheet.put(row + number, column, when(equal(Cell(turn), BLANK), BLANK, picked), style)
