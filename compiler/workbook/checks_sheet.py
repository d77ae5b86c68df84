"""The checks sheet: one row for each input and for each rule of a table; what is missing, and where; how much of what
is needed is there, sheet by sheet."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from fractions import Fraction

from compiler.model.quantities import Input
from compiler.model.tables import Table
from compiler.model.types import WHOLE, Kind, Type
from compiler.numbers import DEFAULT_DIGITS
from compiler.workbook.book import INPUT_ROLES, Highlight, SheetRole
from compiler.workbook.check_cells import digits_of, first_cell, if_empty, seen_code, stands_on
from compiler.workbook.copies import copies_of_inputs
from compiler.workbook.draft import BookDraft, SheetDraft
from compiler.workbook.emit_inputs import list_name
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
from compiler.workbook.program import YES_NO_LIST
from compiler.workbook.scaffold import header_row, title_row
from compiler.workbook.styles import CELL, ELEMENT, HELPER, LINK_CELL, MET, NOT_MET, PARAMETER, SCORE, STEP, formatted
from compiler.workbook.table_checks import TableCheck, table_checks

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
_WIDTHS = [74.0, 21.0, 11.0, 12.5, 12.5, 12.5, 12.5, 11.0, 16.0, 12.5, 15.0]
_WHAT, _WHERE, _LOW, _HIGH, _SEEN, _FILLED, _NEEDED, _BOUNDS, _AT_MOST, _FAULT, _STATE = range(11)
_RULES = {"filled": _FILLED, "bounds": _BOUNDS, "most": _AT_MOST}
_COUNTED = replace(HELPER, number_format="0")
READY_CODE = "check#not_met"
"""Cell with the number of checks that are not met in the whole workbook."""
ANY_ANSWER = "answers#any"
"""The check that a questionnaire in which nothing is required is begun at all."""


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


def plan_checks(book: BookDraft, answers: Collection[str] = ()) -> SheetDraft:
    """The sheet that says whether the workbook is ready to be sent, and what it lacks. `answers`: codes of inputs of
    which one at least is filled, though none of them is required."""
    texts = book.texts
    sheet = book.sheet(texts("checks_sheet"), SheetRole.CHECKS, texts("checks_title"), list(_WIDTHS))
    sheet.landscape = True
    row = header_row(sheet, title_row(sheet), tuple(texts(key) for key in _HEADERS))
    first = row
    sheets = [known for known in book.sheets if known.role in INPUT_ROLES]
    counted: list[str] = []
    for known in sheets:
        row = _plan_sheet_checks(sheet, row, known, counted, answers)
    # Counts of sheets stand beside the column of faults, so that the whole is one range.
    total: Tree = call("SUM", Span(counted[0], counted[-1])) if counted else ZERO
    sheet.put(row, _WHAT, texts("not_met_count"), ELEMENT, columns=_FAULT)
    sheet.put(row, _FAULT, total, SCORE, code=READY_CODE)
    sheet.put(
        row, _STATE, when(equal(Cell(READY_CODE), ZERO), Name("ready"), Name("not_ready")), CELL, code="check#ready"
    )
    for criterion, style in (("state_met", MET), ("state_not_met", NOT_MET)):
        sheet.highlights.append(Highlight(first, _STATE, max(row - 1, first), _STATE, criterion, style))
    return sheet


def _plan_sheet_checks(
    sheet: SheetDraft, row: int, known: SheetDraft, counted: list[str], answers: Collection[str]
) -> int:
    book = sheet.book
    inputs = [item for item in book.methodology.inputs.values() if stands_on(book, item.code, known)]
    tables = [t for t in book.methodology.tables.values() if stands_on(book, first_cell(t), known)]
    numbers = {code: part.number for part in book.methodology.root.walk() for code in part.inputs}
    if not inputs and not tables:
        return row
    heading = row
    row += 1
    checked: list[str] = []
    begun = tuple(item for item in inputs if item.code in answers)
    copies, before = copies_of_inputs(book), ""
    for item in inputs:
        checked.append(item.code)
        label, copy = book.text(item.label), copies.get(item.code, "")
        if copy and copy != before:  # said once over all inputs of the copy, whose labels begin with it
            sheet.put(row, _WHAT, copy, ELEMENT, columns=_STATE + 1)
            sheet.keep(row, row + 1)
            row += 1
        before = copy
        what = f"{numbers.get(item.code, '')} {label.removeprefix(f'{copy}: ')}".strip()
        row = _check_input(sheet, row, item, what, item in begun)
    if begun:
        checked.append(ANY_ANSWER)
        row = _check_begun(sheet, row, begun)
    for table in tables:
        for check in table_checks(book, table):
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


def _check_begun(sheet: SheetDraft, row: int, items: Sequence[Input]) -> int:
    """One of these inputs is filled, whichever."""
    seen = Span(seen_code(items[0].code), seen_code(items[-1].code))
    count = call("SUMPRODUCT", Arithmetic("*", Comparison("<>", seen, BLANK), ONE))
    sheet.put(row, _LOW, Fraction(1), formatted(PARAMETER, Type(Kind.COUNT)), code=f"check#low.{ANY_ANSWER}")
    sheet.put(row, _HIGH, None, CELL)
    sheet.put(row, _SEEN, count, HELPER, code=seen_code(ANY_ANSWER))
    sheet.put(row, _NEEDED, Fraction(1), _COUNTED, code=f"check#needed.{ANY_ANSWER}")
    counted = rounded(Cell(seen_code(ANY_ANSWER)), DEFAULT_DIGITS)
    filled = when(Comparison(">=", counted, Cell(f"check#low.{ANY_ANSWER}")), ONE, ZERO)
    rules: tuple[tuple[str, Tree], ...] = (("filled", filled), ("bounds", NOT_APPLICABLE), ("most", NOT_APPLICABLE))
    return _finish(
        sheet, row, sheet.book.texts("check_any_answer"), ANY_ANSWER, sheet.book.addresses[items[0].code], rules
    )


def _check_input(sheet: SheetDraft, row: int, item: Input, what: str, marked: bool = False) -> int:
    """`what` it is called, with the number of its element, for many inputs have the same label. `marked`: a word counts
    as a value too."""
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
        seen = when(call("ISNUMBER", cell), rounded(cell, digits_of(item)), when(equal(cell, BLANK), BLANK, cell))
        sheet.put(row, _SEEN, seen, formatted(STEP, item.type), code=seen_code(item.code))
        bounds = _within(item)
        if item.at_most is not None and item.at_most in book.addresses:
            at_most = _not_above(Cell(seen_code(item.code)), Cell(item.at_most), digits_of(item))
    else:
        for column in (_LOW, _HIGH) if marked else (_LOW, _HIGH, _SEEN):
            sheet.put(row, column, None, CELL)
        if marked:
            sheet.put(row, _SEEN, when(equal(cell, BLANK), BLANK, ONE), HELPER, code=seen_code(item.code))
        if item.type.kind in (Kind.YES_NO, Kind.CHOICE):
            bounds = _in_list(book, item)
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


def _within(item: Input) -> Tree:
    """1, 0, or "-" for an empty or declined cell."""
    digits = digits_of(item)
    seen = Cell(seen_code(item.code))
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


def _check_table(sheet: SheetDraft, row: int, table: Table, check: TableCheck) -> int:
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
        sheet.put(row, _SEEN, check.seen, HELPER, code=seen_code(check.code))
    for column, name, tree in ((_NEEDED, "needed", check.needed), (_FILLED, "filled", check.filled)):
        sheet.put(row, column, tree, _COUNTED, code=f"check#{name}.{check.code}")
    where = sheet.book.addresses[first_cell(table)]
    return _finish(sheet, row, check.text, check.code, where, (("bounds", check.tree), ("most", NOT_APPLICABLE)))
