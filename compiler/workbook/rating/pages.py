"""Pages of the act that show all bodies: forms of the role "rating", their rows sorted as the rating is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import assert_never

from compiler.model.forms import (
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
from compiler.workbook.formula import BLANK, Tree, call, equal, when
from compiler.workbook.rating.kind import BODY, KindDraft, ranked
from compiler.workbook.rating.order import WORD
from compiler.workbook.styles import CELL, CELL_CENTRED, EMPTY, RESULT, formatted

BODY_NAME = "body_name"


def plan_pages(kinds: Mapping[str, KindDraft]) -> None:
    """A sheet for each form of the rating; all kinds of body have the same ones."""
    first = next(iter(kinds.values()))
    for form in first.methodology.forms:
        if form.role is FormRole.RATING:
            plan_form(first.book, form, _Rows(kinds, form.code).put)


@dataclass(frozen=True, slots=True)
class _Rows:
    kinds: Mapping[str, KindDraft]
    form: str

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
        """What the body in this turn of the rating has; blank where the list has fewer bodies than rows."""
        (subject,) = ranked(kind.methodology)
        which = kind.cell(f"#rating.{subject.element.code}#which")
        quantity = kind.methodology.quantity(code)
        source, style = code, formatted(RESULT, quantity.type)
        if code == BODY_NAME:
            source, style = BODY, CELL
        elif isinstance(quantity, Value) and quantity.type.kind is Kind.CHOICE:
            source = code + WORD
        tree: Tree = when(equal(which, BLANK), BLANK, call("INDEX", kind.whole(source), which))
        sheet.block(row, column, kind.rows, tree, style, kind.key(f"#page.{self.form}.{row}.{column}"))
