"""What is checked of a table as a whole: its rows, its bounds, whether its words are understood."""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction

from compiler.model.tables import Column, Table
from compiler.model.types import Kind
from compiler.numbers import DEFAULT_DIGITS
from compiler.workbook.check_cells import digits_of, in_one_column, seen_code
from compiler.workbook.draft import BookDraft
from compiler.workbook.emit_aggregates import cell_key
from compiler.workbook.emit_tables import judged_columns
from compiler.workbook.formula import (
    BLANK,
    NOT_APPLICABLE,
    ONE,
    ZERO,
    Arithmetic,
    Cell,
    Comparison,
    Span,
    Tree,
    all_of,
    call,
    equal,
    rounded,
    when,
)
from compiler.workbook.program import row_code


@dataclass(frozen=True, slots=True)
class TableCheck:
    """A check of a whole table: code, words, tree (1, 0 or "-"). For bounds the column, for a number of rows the least
    one; the number that the workbook has, or the number of rows at fault. `needed`, `filled`: of all rows of the table,
    beside one of its checks."""

    code: str
    text: str
    tree: Tree
    column: Column | None = None
    least: Fraction | None = None
    seen: Tree | None = None
    needed: Tree | None = None
    filled: Tree | None = None


def table_checks(book: BookDraft, table: Table) -> list[TableCheck]:
    """Through the table's computed grid, else through its cells."""
    texts, label = book.texts, book.text(table.label)
    found: list[TableCheck] = []
    last = table.max_rows

    def down(suffix: str) -> Span:
        return Span(f"{table.code}[1]{suffix}", f"{table.code}[{last}]{suffix}")

    if f"{table.code}[1]#present" not in book.program.lines:
        return _bare_checks(book, table)
    present: Tree = call("SUM", down("#present"))
    needed = present if table.min_rows == 0 else call("MAX", present, Cell(f"{table.code}#min_rows"))
    if f"{table.code}[1]#fault" in book.program.lines:
        unfinished = call("SUM", down("#fault"))
        complete = when(equal(unfinished, ZERO), ONE, ZERO)
        text = texts("check_rows_complete", name=label)
        whole = Arithmetic("-", present, unfinished)
        found.append(TableCheck(f"{table.code}#complete", text, complete, needed=needed, filled=whole))
    if judged := len(judged_columns(table)):
        # Their marks stand side by side: one block, however many columns the table has.
        misread = Span(f"{table.code}[1]#misread.1", f"{table.code}[{last}]#misread.{judged}")
        understood = when(equal(call("SUM", misread), ZERO), ONE, ZERO)
        found.append(TableCheck(f"{table.code}#understood", texts("check_understood", name=label), understood))
    if table.min_rows > 0:
        enough = Comparison(">=", present, Cell(f"{table.code}#min_rows"))
        text = texts("check_min_rows", name=label)
        rows = TableCheck(f"{table.code}#rows", text, when(enough, ONE, ZERO))
        counted = any(check.needed is not None for check in found)
        found.append(rows if counted else replace(rows, needed=needed, filled=present))
    for column in table.input_columns:
        if column.type.numeric or column.type.kind is Kind.DATE:
            found.append(_bounds_check(book, table, column, _cells(table, column)))
        if column.at_most is not None:
            below = when(equal(call("SUM", down(f"#excess.{column.name}")), ZERO), ONE, ZERO)
            text = texts("check_at_most", table=label, name=book.text(column.label))
            found.append(TableCheck(f"{table.code}#most.{column.name}", text, below))
    return found


def _bounds_check(book: BookDraft, table: Table, column: Column, cells: Span) -> TableCheck:
    code = f"{table.code}#bounds.{column.name}"
    text = book.texts("check_bounds", table=book.text(table.label), name=book.text(column.label))
    counted = call("SUMPRODUCT", Arithmetic("*", Comparison("<>", cells, BLANK), ONE))
    return TableCheck(code, text, _all_within(cells, code, digits_of(column)), column, seen=counted)


def _cells(table: Table, column: Column) -> Span:
    return Span(cell_key(table, 1, column.name), cell_key(table, table.max_rows, column.name))


def _all_within(cells: Span, code: str, digits: int) -> Tree:
    """Every number of the column lies within the bounds; "-" when there is none."""
    least = Comparison(">=", rounded(call("MIN", cells), digits), rounded(Cell(f"check#low.{code}"), digits))
    most = Comparison("<=", rounded(call("MAX", cells), digits), rounded(Cell(f"check#high.{code}"), digits))
    return when(equal(Cell(seen_code(code)), ZERO), NOT_APPLICABLE, when(all_of((least, most)), ONE, ZERO))


def _bare_checks(book: BookDraft, table: Table) -> list[TableCheck]:
    """Checks of a table of which the workbook has some columns only, so that nothing is computed from it."""
    texts, label = book.texts, book.text(table.label)
    columns = [column for column in table.input_columns if in_one_column(book, table, column)]
    needed = [column for column in columns if not column.optional]
    if not columns:
        return []
    found: list[TableCheck] = []
    begun_rows = call("SUMPRODUCT", Arithmetic("*", Comparison(">", _filled(table, columns), ZERO), ONE))
    for column in needed if len(columns) > 1 else ():
        # A check for each column keeps the formulas short.
        begun = Comparison(">", _filled(table, [other for other in columns if other is not column]), ZERO)
        lacking = Arithmetic("*", begun, equal(_typed(table, column), BLANK))
        code = f"{table.code}#complete.{column.name}"
        complete = when(equal(Cell(seen_code(code)), ZERO), ONE, ZERO)
        text = texts("check_rows_complete", name=f"{label}, {book.text(column.label)}")
        found.append(TableCheck(code, text, complete, seen=call("SUMPRODUCT", lacking)))
    if table.min_rows > 0:
        code = f"{table.code}#rows"
        seen = rounded(Cell(seen_code(code)), DEFAULT_DIGITS)
        enough = when(Comparison(">=", seen, Cell(f"check#low.{code}")), ONE, ZERO)
        text = texts("check_min_rows", name=label)
        needed_rows = call("MAX", Cell(seen_code(code)), Cell(f"check#low.{code}"))
        least = Fraction(table.min_rows)
        found.append(TableCheck(code, text, enough, least=least, seen=begun_rows, needed=needed_rows))
    elif found:
        found[-1] = replace(found[-1], needed=begun_rows)
    if found:
        found[-1] = replace(found[-1], filled=_complete(table, needed or columns))
    found.extend(
        _bounds_check(book, table, column, _typed(table, column))
        for column in columns
        if column.type.numeric or column.type.kind is Kind.DATE
    )
    return found


def _typed(table: Table, column: Column) -> Span:
    """The cells that people fill."""
    return Span(row_code(table.code, 1, column.name), row_code(table.code, table.max_rows, column.name))


def _filled(table: Table, columns: list[Column]) -> Tree:
    """How many of these cells are filled, for each row."""
    parts: list[Tree] = [Comparison("<>", _typed(table, column), BLANK) for column in columns]
    total: Tree = Arithmetic("*", parts[0], ONE)
    for part in parts[1:]:
        total = Arithmetic("+", total, part)
    return total


def _complete(table: Table, columns: list[Column]) -> Tree:
    """How many rows have all these cells filled."""
    parts: list[Tree] = [Comparison("<>", _typed(table, column), BLANK) for column in columns]
    whole: Tree = Arithmetic("*", parts[0], ONE)
    for part in parts[1:]:
        whole = Arithmetic("*", whole, part)
    return call("SUMPRODUCT", whole)
