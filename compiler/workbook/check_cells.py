"""The cells that checks look at: where they stand, and what an empty one means."""

from __future__ import annotations

from compiler.model.quantities import Input
from compiler.model.tables import Column, Table
from compiler.numbers import DEFAULT_DIGITS, EVERYTHING, digits_for
from compiler.workbook.draft import BookDraft, SheetDraft
from compiler.workbook.formula import BLANK, NOT_APPLICABLE, ONE, ZERO, Cell, Comparison, Tree, any_of, equal, when
from compiler.workbook.program import row_code


def if_empty(book: BookDraft, item: Input) -> Tree:
    """What an empty cell means: inside a repeat that is not begun, nothing ("-")."""
    repeat = next((repeat for repeat in book.methodology.repeats if item.code in repeat.inputs), None)
    if repeat is None:
        return ZERO
    if repeat.unbegun in book.program.lines:
        return when(equal(Cell(repeat.unbegun), ONE), NOT_APPLICABLE, ZERO)
    # The workbook has a part of the repeat only: it is begun where another of its cells here is filled.
    others = (code for code in repeat.inputs if code != item.code and code in book.addresses)
    begun = tuple(Comparison("<>", Cell(code), BLANK) for code in others)
    return when(any_of(begun), ZERO, NOT_APPLICABLE) if begun else NOT_APPLICABLE


def stands_on(book: BookDraft, code: str, sheet: SheetDraft) -> bool:
    """Whether the cell of the code is on the sheet."""
    address = book.addresses.get(code)
    return address is not None and address.sheet == sheet.name


def in_one_column(book: BookDraft, table: Table, column: Column) -> bool:
    """Does the column of the table have cells, one below the other?"""
    first, last = (book.addresses.get(row_code(table.code, row, column.name)) for row in (1, table.max_rows))
    if first is None or last is None:
        return False
    return first.column == last.column and last.row - first.row == table.max_rows - 1


def first_cell(table: Table) -> str:
    """The code of the first cell of a table that people fill."""
    return row_code(table.code, 1, table.input_columns[0].name)


def seen_code(code: str) -> str:
    """Code of the cell with the input as comparisons see it."""
    return f"check#seen.{code}"


def digits_of(item: Input | Column) -> int:
    """Decimals at which comparisons see the input."""
    return digits_for(item.bounds or EVERYTHING) or DEFAULT_DIGITS
