"""The checks sheet: one row for each input and for each rule of a table; what is missing, and where; how much of what
is needed is there, sheet by sheet."""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction

from compiler.model.quantities import Input
from compiler.model.tables import Column, Table
from compiler.model.types import WHOLE, Kind, Type
from compiler.numbers import DEFAULT_DIGITS, EVERYTHING, digits_for
from compiler.workbook.book import INPUT_ROLES, Highlight, SheetRole
from compiler.workbook.check_cells import first_cell, if_empty, in_one_column, stands_on
from compiler.workbook.draft import BookDraft, SheetDraft
from compiler.workbook.emit_aggregates import cell_key
from compiler.workbook.emit_inputs import list_name
from compiler.workbook.emit_tables import judged_columns
from compiler.workbook.fields import bounds_of, field_of
from compiler.workbook.formula import (
    BLANK,
    NOT_APPLICABLE,
    ONE,
    ZERO,
    Address,
    Arithmetic,
    Cell,
    Comparison,
    Name,
    Span,
    Tree,
    all_of,
    any_of,
    call,
    equal,
    rounded,
    when,
)
from compiler.workbook.program import YES_NO_LIST, row_code
from compiler.workbook.scaffold import header_row, title_row
from compiler.workbook.styles import CELL, ELEMENT, HELPER, LINK_CELL, MET, NOT_MET, PARAMETER, SCORE, STEP, formatted

_HEADERS = (
    "col_what",
    "col_where",
    "col_low",
    "col_high",
    "col_value",
    "col_filled",
    "col_needed",
    "col_bounds",
    "col_at_most",
    "col_fault",
    "col_state",
)
_WIDTHS = [56.0, 21.0, 13.0, 13.0, 14.0, 14.0, 13.0, 11.0, 16.0, 14.0, 17.0]
_WHAT, _WHERE, _LOW, _HIGH, _SEEN, _FILLED, _NEEDED, _BOUNDS, _AT_MOST, _FAULT, _STATE = range(11)
_RULES = {"filled": _FILLED, "bounds": _BOUNDS, "most": _AT_MOST}
_COUNTED = replace(HELPER, number_format="0")
READY_CODE = "check#not_met"
"""Cell with the number of checks that are not met in the whole workbook."""


def sheet_check(sheet: str) -> str:
    """Code of the cell that counts the checks of one sheet that are not met."""
    return f"check#sheet.{sheet}"


def needed_on(sheet: str) -> str:
    """Code of the cell that counts what one sheet needs: required inputs that are asked for, and rows of tables (those
    begun, or as many as there must be at least)."""
    return f"check#needed.sheet.{sheet}"


def filled_on(sheet: str) -> str:
    """Code of the cell that counts how many of these are filled in; a row counts once it is complete."""
    return f"check#filled.sheet.{sheet}"


def plan_checks(book: BookDraft) -> None:
    """The sheet that says whether the workbook is ready to be sent, and what it lacks."""
    texts = book.texts
    sheet = book.sheet(texts("checks_sheet"), SheetRole.CHECKS, texts("checks_title"), list(_WIDTHS))
    sheet.landscape = True
    row = header_row(sheet, title_row(sheet), tuple(texts(key) for key in _HEADERS))
    first = row
    sheets = [known for known in book.sheets if known.role in INPUT_ROLES]
    counted: list[str] = []
    for known in sheets:
        row = _plan_sheet_checks(sheet, row, known, counted)
    # Counts of sheets stand beside the column of faults, so that the whole is one range.
    total: Tree = call("SUM", Span(counted[0], counted[-1])) if counted else ZERO
    sheet.put(row, _WHAT, texts("not_met_count"), ELEMENT, columns=_FAULT)
    sheet.put(row, _FAULT, total, SCORE, code=READY_CODE)
    sheet.put(
        row, _STATE, when(equal(Cell(READY_CODE), ZERO), Name("ready"), Name("not_ready")), CELL, code="check#ready"
    )
    for criterion, style in (("state_met", MET), ("state_not_met", NOT_MET)):
        sheet.highlights.append(Highlight(first, _STATE, max(row - 1, first), _STATE, criterion, style))


def _plan_sheet_checks(sheet: SheetDraft, row: int, known: SheetDraft, counted: list[str]) -> int:
    book = sheet.book
    inputs = [item for item in book.methodology.inputs.values() if stands_on(book, item.code, known)]
    tables = [t for t in book.methodology.tables.values() if stands_on(book, first_cell(t), known)]
    numbers = {code: part.number for part in book.methodology.root.walk() for code in part.inputs}
    if not inputs and not tables:
        return row
    heading = row
    row += 1
    checked: list[str] = []
    for item in inputs:
        checked.append(item.code)
        row = _check_input(sheet, row, item, numbers.get(item.code, ""))
    for table in tables:
        for check in _table_checks(book, table):
            checked.append(check.code)
            row = _check_table(sheet, row, table, check)
    if not checked:
        return heading
    sheet.put(row, _WHAT, f"{book.texts('filled_count')}: {known.name}", CELL, columns=_FILLED)
    for column, name, code in (
        (_NEEDED, "needed", needed_on(known.name)),
        (_FILLED, "filled", filled_on(known.name)),
    ):
        sheet.put(row, column, _sum_of(name, checked), SCORE, code=code)
    sheet.put(row, _BOUNDS, None, CELL, columns=_STATE - _BOUNDS + 1)
    row += 1
    sheet.put(heading, _WHAT, known.title, ELEMENT)
    sheet.keep(heading, heading + 1)
    sheet.keep(row - 2, row)
    sheet.put(heading, _WHERE, known.name, LINK_CELL, link=known.at(0))
    sheet.put(heading, _LOW, None, ELEMENT, columns=_STATE - _LOW + 1)
    sheet.put(row, _WHAT, f"{book.texts('not_met_count')}: {known.name}", CELL, columns=_AT_MOST)
    sheet.put(row, _AT_MOST, _sum_of("fault", checked), SCORE, code=sheet_check(known.name))
    sheet.put(row, _FAULT, None, CELL, columns=2)
    counted.extend(f"check#fault.{code}" for code in checked)
    return row + 1


def _sum_of(name: str, checked: list[str]) -> Tree:
    """Over the rows of one sheet."""
    return call("SUM", Span(f"check#{name}.{checked[0]}", f"check#{name}.{checked[-1]}"))


def bare_checks(book: BookDraft, table: Table) -> list[_TableCheck]:
    """Checks of a table of which the workbook has some columns only, so that nothing is computed from it."""
    texts, label = book.texts, book.text(table.label)
    columns = [column for column in table.input_columns if in_one_column(book, table, column)]
    needed = [column for column in columns if not column.optional]
    if not columns:
        return []
    found: list[_TableCheck] = []
    begun_rows = call("SUMPRODUCT", Arithmetic("*", Comparison(">", _filled(table, columns), ZERO), ONE))
    for column in needed if len(columns) > 1 else ():
        # A check for each column keeps the formulas short.
        begun = Comparison(">", _filled(table, [other for other in columns if other is not column]), ZERO)
        lacking = Arithmetic("*", begun, equal(_typed(table, column), BLANK))
        code = f"{table.code}#complete.{column.name}"
        complete = when(equal(Cell(_seen(code)), ZERO), ONE, ZERO)
        text = texts("check_rows_complete", name=f"{label}, {book.text(column.label)}")
        found.append(_TableCheck(code, text, complete, seen=call("SUMPRODUCT", lacking)))
    if table.min_rows > 0:
        code = f"{table.code}#rows"
        seen = rounded(Cell(_seen(code)), DEFAULT_DIGITS)
        enough = when(Comparison(">=", seen, Cell(f"check#low.{code}")), ONE, ZERO)
        text = texts("check_min_rows", name=label)
        needed_rows = call("MAX", Cell(_seen(code)), Cell(f"check#low.{code}"))
        least = Fraction(table.min_rows)
        found.append(_TableCheck(code, text, enough, least=least, seen=begun_rows, needed=needed_rows))
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


def _check_input(sheet: SheetDraft, row: int, item: Input, number: str) -> int:
    """`number` of the input's element: many inputs have the same label."""
    book = sheet.book
    cell = Cell(item.code)
    filled: Tree = NOT_APPLICABLE
    needed: Tree | Fraction | None = None
    if not item.optional:
        missing = if_empty(book, item)
        filled = when(equal(cell, BLANK), missing, ONE)
        asked = when(equal(Cell(f"check#filled.{item.code}"), NOT_APPLICABLE), ZERO, ONE)
        needed = Fraction(1) if missing is ZERO else asked
    bounds: Tree = NOT_APPLICABLE
    at_most: Tree = NOT_APPLICABLE
    if item.type.numeric or item.type.kind is Kind.DATE:
        low, high = bounds_of(field_of(item))
        style = formatted(PARAMETER, item.type)
        sheet.put(row, _LOW, low, style, code=f"check#low.{item.code}")
        sheet.put(row, _HIGH, high, style, code=f"check#high.{item.code}")
        seen = when(call("ISNUMBER", cell), rounded(cell, _digits(item)), when(equal(cell, BLANK), BLANK, cell))
        sheet.put(row, _SEEN, seen, formatted(STEP, item.type), code=_seen(item.code))
        bounds = _within(item)
        if item.at_most is not None and item.at_most in book.addresses:
            at_most = _not_above(Cell(_seen(item.code)), Cell(item.at_most), _digits(item))
    else:
        for column in (_SEEN, _LOW, _HIGH):
            sheet.put(row, column, None, CELL)
        if item.type.kind in (Kind.YES_NO, Kind.CHOICE):
            bounds = _in_list(book, item)
    what = f"{number} {book.text(item.label)}".strip()
    parts = (("filled", filled), ("bounds", bounds), ("most", at_most))
    sheet.put(row, _NEEDED, needed, _COUNTED, code=f"check#needed.{item.code}")
    return _finish(sheet, row, what, item.code, book.addresses[item.code], parts)


def _in_list(book: BookDraft, item: Input) -> Tree:
    """1, 0, or "-" for an empty or declined cell."""
    cell = Cell(item.code)
    name = YES_NO_LIST if item.type.kind is Kind.YES_NO else list_name(book.lists, item.type)
    listed = when(call("ISNUMBER", call("MATCH", cell, Name(name), ZERO)), ONE, ZERO)
    empty: tuple[Tree, ...] = (equal(cell, BLANK),)
    if item.declinable:
        empty = (*empty, equal(cell, NOT_APPLICABLE))
    return when(any_of(empty), NOT_APPLICABLE, listed)


def _seen(code: str) -> str:
    """Code of the cell with the input as comparisons see it."""
    return f"check#seen.{code}"


def _digits(item: Input | Column) -> int:
    return digits_for(item.bounds or EVERYTHING) or DEFAULT_DIGITS


def _within(item: Input) -> Tree:
    """1, 0, or "-" for an empty or declined cell."""
    digits = _digits(item)
    seen = Cell(_seen(item.code))
    conditions: list[Tree] = [
        Comparison(">=", seen, rounded(Cell(f"check#low.{item.code}"), digits)),
        Comparison("<=", seen, rounded(Cell(f"check#high.{item.code}"), digits)),
    ]
    if item.type.kind in WHOLE or item.type.kind is Kind.DATE:
        conditions.append(equal(seen, call("INT", seen)))
    inside = when(all_of(tuple(conditions)), ONE, ZERO)
    empty: tuple[Tree, ...] = (equal(seen, BLANK),)
    if item.declinable:
        empty = (*empty, equal(seen, NOT_APPLICABLE))
    return when(call("ISNUMBER", seen), inside, when(any_of(empty), NOT_APPLICABLE, ZERO))


def _not_above(seen: Cell, limit: Cell, digits: int) -> Tree:
    numbers = all_of((call("ISNUMBER", seen), call("ISNUMBER", limit)))
    holds = Comparison("<=", seen, rounded(limit, digits))
    return when(numbers, when(holds, ONE, ZERO), NOT_APPLICABLE)


def _finish(
    sheet: SheetDraft, row: int, what: str, code: str, where: Address, rules: tuple[tuple[str, Tree], ...]
) -> int:
    """`rules`: name and tree of each, 1 for met and 0 for not met; "-" alone where there is none."""
    sheet.put(row, _WHAT, what, CELL)
    sheet.put(row, _WHERE, where.sheet, LINK_CELL, link=where)
    parts: list[Tree] = []
    for name, tree in rules:
        column = _RULES[name]
        sheet.put(row, column, tree if tree is not NOT_APPLICABLE else "-", STEP, code=f"check#{name}.{code}")
        if tree is not NOT_APPLICABLE:
            parts.append(equal(Cell(f"check#{name}.{code}"), ZERO))
    fault = when(any_of(tuple(parts)), ONE, ZERO) if parts else ZERO
    sheet.put(row, _FAULT, fault, HELPER, code=f"check#fault.{code}")
    state: Tree = Name("state_na")
    if parts:
        state = when(equal(Cell(f"check#fault.{code}"), ZERO), Name("state_met"), Name("state_not_met"))
    sheet.put(row, _STATE, state, CELL, code=f"check#state.{code}")
    return row + 1


@dataclass(frozen=True, slots=True)
class _TableCheck:
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


def _table_checks(book: BookDraft, table: Table) -> list[_TableCheck]:
    """Through the table's computed grid, else through its cells."""
    texts, label = book.texts, book.text(table.label)
    found: list[_TableCheck] = []
    last = table.max_rows

    def down(suffix: str) -> Span:
        return Span(f"{table.code}[1]{suffix}", f"{table.code}[{last}]{suffix}")

    if f"{table.code}[1]#present" not in book.program.lines:
        return bare_checks(book, table)
    present: Tree = call("SUM", down("#present"))
    needed = present if table.min_rows == 0 else call("MAX", present, Cell(f"{table.code}#min_rows"))
    if f"{table.code}[1]#fault" in book.program.lines:
        unfinished = call("SUM", down("#fault"))
        complete = when(equal(unfinished, ZERO), ONE, ZERO)
        text = texts("check_rows_complete", name=label)
        whole = Arithmetic("-", present, unfinished)
        found.append(_TableCheck(f"{table.code}#complete", text, complete, needed=needed, filled=whole))
    if judged := len(judged_columns(table)):
        # Their marks stand side by side: one block, however many columns the table has.
        misread = Span(f"{table.code}[1]#misread.1", f"{table.code}[{last}]#misread.{judged}")
        understood = when(equal(call("SUM", misread), ZERO), ONE, ZERO)
        found.append(_TableCheck(f"{table.code}#understood", texts("check_understood", name=label), understood))
    if table.min_rows > 0:
        enough = Comparison(">=", present, Cell(f"{table.code}#min_rows"))
        text = texts("check_min_rows", name=label)
        rows = _TableCheck(f"{table.code}#rows", text, when(enough, ONE, ZERO))
        counted = any(check.needed is not None for check in found)
        found.append(rows if counted else replace(rows, needed=needed, filled=present))
    for column in table.input_columns:
        if column.type.numeric or column.type.kind is Kind.DATE:
            found.append(_bounds_check(book, table, column, _cells(table, column)))
        if column.at_most is not None:
            below = when(equal(call("SUM", down(f"#excess.{column.name}")), ZERO), ONE, ZERO)
            text = texts("check_at_most", table=label, name=book.text(column.label))
            found.append(_TableCheck(f"{table.code}#most.{column.name}", text, below))
    return found


def _bounds_check(book: BookDraft, table: Table, column: Column, cells: Span) -> _TableCheck:
    code = f"{table.code}#bounds.{column.name}"
    text = book.texts("check_bounds", table=book.text(table.label), name=book.text(column.label))
    counted = call("SUMPRODUCT", Arithmetic("*", Comparison("<>", cells, BLANK), ONE))
    return _TableCheck(code, text, _all_within(cells, code, _digits(column)), column, seen=counted)


def _cells(table: Table, column: Column) -> Span:
    return Span(cell_key(table, 1, column.name), cell_key(table, table.max_rows, column.name))


def _all_within(cells: Span, code: str, digits: int) -> Tree:
    """Every number of the column lies within the bounds; "-" when there is none."""
    least = Comparison(">=", rounded(call("MIN", cells), digits), rounded(Cell(f"check#low.{code}"), digits))
    most = Comparison("<=", rounded(call("MAX", cells), digits), rounded(Cell(f"check#high.{code}"), digits))
    return when(equal(Cell(_seen(code)), ZERO), NOT_APPLICABLE, when(all_of((least, most)), ONE, ZERO))


def _check_table(sheet: SheetDraft, row: int, table: Table, check: _TableCheck) -> int:
    """For bounds, the value shown is how many cells of the column are filled."""
    if check.least is not None:
        sheet.put(row, _LOW, check.least, formatted(PARAMETER, Type(Kind.COUNT)), code=f"check#low.{check.code}")
        sheet.put(row, _HIGH, None, CELL)
    elif check.column is None:
        for column in (_LOW, _HIGH) if check.seen is not None else (_LOW, _HIGH, _SEEN):
            sheet.put(row, column, None, CELL)
    else:
        low, high = bounds_of(field_of(check.column))
        style = formatted(PARAMETER, check.column.type)
        sheet.put(row, _LOW, low, style, code=f"check#low.{check.code}")
        sheet.put(row, _HIGH, high, style, code=f"check#high.{check.code}")
    if check.seen is not None:
        sheet.put(row, _SEEN, check.seen, HELPER, code=_seen(check.code))
    for column, name, tree in ((_NEEDED, "needed", check.needed), (_FILLED, "filled", check.filled)):
        sheet.put(row, column, tree, _COUNTED, code=f"check#{name}.{check.code}")
    where = sheet.book.addresses[first_cell(table)]
    return _finish(sheet, row, check.text, check.code, where, (("bounds", check.tree), ("most", NOT_APPLICABLE)))
