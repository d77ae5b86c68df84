"""Checks: for each input of each body whether the cell is to be mended, then how many there are, body by body and sheet
by sheet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import groupby

from compiler.model.indicators import Element
from compiler.model.quantities import Input
from compiler.model.types import WHOLE, Kind
from compiler.numbers import DEFAULT_DIGITS, EVERYTHING, digits_for
from compiler.workbook.book import Highlight, SheetRole
from compiler.workbook.checks_sheet import READY_CODE, sheet_check
from compiler.workbook.draft import BookDraft
from compiler.workbook.emit_inputs import list_name
from compiler.workbook.fields import bounds_of, field_of
from compiler.workbook.formula import (
    BLANK,
    NOT_APPLICABLE,
    ONE,
    ZERO,
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
from compiler.workbook.formula import ZERO as EXACT_MATCH
from compiler.workbook.program import YES_NO_LIST
from compiler.workbook.rating.inputs import FAULTS, InputSheet, Placed, group_text
from compiler.workbook.rating.kind import BODY, FIRST, PRESENT, KindDraft
from compiler.workbook.rating.matrix import LEFT, Head, open_matrix
from compiler.workbook.scaffold import header_row, title_row
from compiler.workbook.styles import CELL, CELL_CENTRED, ELEMENT, HELPER, LINK_CELL, MET, NOT_MET, SCORE, formatted

CHECKED = "#checked"
"""The names as this sheet repeats them: formulas stay short."""
NAMED, DONE = "#named", "#done"
"""How many bodies have a name, how many are filled in; of a kind."""


@dataclass(frozen=True, slots=True)
class _Check:
    code: str
    tree: Tree
    head: Head


def plan_kind_checks(kind: KindDraft, sheets: Sequence[InputSheet]) -> None:
    """One column a check: 1 where a cell is to be mended."""
    texts = kind.book.texts
    by_sheet = [(one, _sheet_checks(kind, one)) for one in sheets]
    checks = [check for _, found in by_sheet for check in found]
    heads = [check.head for check in checks]
    heads.append(Head("", texts("contents_filled"), "", "", FAULTS))
    title = texts("rating_checks_title", body=kind.book.text(kind.methodology.body.label))
    captions = (texts("col_low"), texts("col_high"))
    sheet = open_matrix(kind, texts("checks_sheet") + kind.mark, SheetRole.CHECKS, title, heads, captions, CHECKED)
    style = replace(HELPER, number_format="0")
    for place, check in enumerate(checks, LEFT):
        sheet.block(FIRST, place, kind.rows, check.tree, style, kind.key(check.code))
    counted = call("SUM", Span(kind.key(checks[0].code), kind.key(checks[-1].code))) if checks else ZERO
    last = LEFT + len(checks)
    sheet.block(FIRST, last, kind.rows, counted, replace(SCORE, number_format="0"), kind.key(FAULTS))
    row = FIRST + kind.rows
    for one, found in by_sheet:
        # What is left to mend on each input sheet, below its checks.
        sheet.put(row, 0, None, ELEMENT)
        sheet.put(row, 1, f"{texts('not_met_count')}: {one.sheet.name}", ELEMENT)
        tree = call("SUM", kind_area(kind, found[0].code, found[-1].code)) if found else ZERO
        sheet.put(row, LEFT, tree, replace(SCORE, number_format="0"), code=sheet_check(one.sheet.name))
        row += 1


def kind_area(kind: KindDraft, first: str, last: str) -> Span:
    """All bodies' cells of some neighbouring columns."""
    kind.wholes.update((first, last))
    return Span(kind.key(f"{first}#first"), kind.key(f"{last}#last"))


def _sheet_checks(kind: KindDraft, one: InputSheet) -> list[_Check]:
    checks: list[_Check] = []
    if not kind.bodies and one.inputs:
        checks.append(_unnamed(kind, one))
    for element, run in groupby(one.inputs, key=lambda placed: placed.element):
        inputs = tuple(run)
        for placed in inputs:
            checks.extend(_input_checks(kind, placed))
        if element is not None and _all_optional(kind, element) and inputs[0].item.code == element.inputs[0]:
            checks.append(_unscored(kind, element))
    return checks


def _all_optional(kind: KindDraft, element: Element) -> bool:
    """Each input may stay empty, but not all of them: then there is no score, and no single cell is at fault."""
    inputs = [kind.methodology.inputs[code] for code in element.inputs]
    typed = all(item.code not in kind.methodology.peers for item in inputs)
    return element.score is not None and bool(inputs) and typed and all(item.optional for item in inputs)


def _unscored(kind: KindDraft, element: Element) -> _Check:
    assert element.score is not None
    missing = when(equal(kind.cell(element.score), BLANK), ONE, ZERO)
    tree = when(equal(kind.cell(CHECKED), BLANK), ZERO, missing)
    code = f"{element.score}#unscored"
    label = kind.book.texts("rating_unscored")
    return _Check(code, tree, Head(group_text(kind, element), label, "", element.citation.clause, code))


def _unnamed(kind: KindDraft, one: InputSheet) -> _Check:
    """Something is filled in and no name stands before it."""
    texts = kind.book.texts
    row = Span(kind.key(one.inputs[0].item.code), kind.key(one.inputs[-1].item.code))
    filled = Comparison(">", call("SUMPRODUCT", Arithmetic("*", Comparison("<>", row, BLANK), ONE)), ZERO)
    tree = when(all_of((equal(kind.cell(BODY), BLANK), filled)), ONE, ZERO)
    code = f"#unnamed.{one.sheet.name}"
    return _Check(code, tree, Head("", texts("rating_unnamed"), "", "", "#unnamed"))


def _input_checks(kind: KindDraft, placed: Placed) -> list[_Check]:
    item, texts = placed.item, kind.book.texts
    group, label = group_text(kind, placed.element), kind.book.text(item.label)
    found: list[_Check] = []
    filled = _filled(kind, item)
    if filled is not None:
        head = Head(group, label, texts.unit(item.type), item.citation.clause, f"{item.code}#fault")
        found.append(_Check(f"{item.code}#fault", filled, head))
    if _bounded(item):
        found.append(_Check(f"{item.code}#outside", _outside(kind, item), _bounds_head(kind, item, group, label)))
    if item.type.kind in WHOLE:
        seen = rounded(kind.cell(item.code), _digits(item))
        whole = when(equal(seen, call("INT", seen)), ZERO, ONE)
        tree = when(call("ISNUMBER", kind.cell(item.code)), whole, ZERO)
        head = Head(group, texts("rating_whole", name=label), "", item.citation.clause, f"{item.code}#whole")
        found.append(_Check(f"{item.code}#whole", tree, head))
    if item.at_most is not None:
        limit = kind.methodology.inputs[item.at_most]
        cells = (kind.cell(item.code), kind.cell(limit.code))
        digits = _digits(item)
        holds = Comparison("<=", rounded(cells[0], digits), rounded(cells[1], digits))
        both = all_of(tuple(call("ISNUMBER", cell) for cell in cells))
        tree = when(both, when(holds, ZERO, ONE), ZERO)
        text = texts("rating_at_most", name=label, limit=kind.book.text(limit.label))
        head = Head(group, text, "", item.citation.clause, f"{item.code}#excess")
        found.append(_Check(f"{item.code}#excess", tree, head))
    return found


def _bounds_head(kind: KindDraft, item: Input, group: str, label: str) -> Head:
    clause, unit = item.citation.clause, kind.book.texts.unit(item.type)
    low, high = bounds_of(field_of(item))
    style = replace(formatted(CELL_CENTRED, item.type), size=8, wrap=False)
    ends = (f"{item.code}#least", f"{item.code}#most")
    text = kind.book.texts("rating_bounds", name=label)
    return Head(group, text, unit, clause, f"{item.code}#outside", low, high, *ends, number_style=style)


def _outside(kind: KindDraft, item: Input) -> Tree:
    """A check of its own keeps the formulas short."""
    cell = kind.cell(item.code)
    seen = rounded(cell, _digits(item))
    low, high = kind.cell(f"{item.code}#least"), kind.cell(f"{item.code}#most")
    within = all_of((Comparison(">=", seen, low), Comparison("<=", seen, high)))
    return when(call("ISNUMBER", cell), when(within, ZERO, ONE), ZERO)


def _bounded(item: Input) -> bool:
    return item.type.numeric or item.type.kind is Kind.DATE


def _digits(item: Input) -> int:
    return digits_for(item.bounds or EVERYTHING) or DEFAULT_DIGITS


def _filled(kind: KindDraft, item: Input) -> Tree | None:
    """1 where a body that is there lacks the input or has something else in its cell; None: nothing can be wrong."""
    cell = kind.cell(item.code)
    allowed: list[Tree] = [equal(cell, NOT_APPLICABLE)] if item.declinable else []
    if item.optional:
        allowed.append(equal(cell, BLANK))
    match item.type.kind:
        case Kind.TEXT | Kind.LINK:
            if item.optional:
                return None
            fault: Tree = when(equal(cell, BLANK), ONE, ZERO)
        case Kind.YES_NO | Kind.CHOICE:
            is_list = item.type.kind is Kind.YES_NO
            name = Name(YES_NO_LIST if is_list else list_name(kind.book.lists, item.type))
            allowed.append(call("ISNUMBER", call("MATCH", cell, name, EXACT_MATCH)))
            fault = when(any_of(tuple(allowed)), ZERO, ONE)
        case _:
            fault = when(any_of((*allowed, call("ISNUMBER", cell))), ZERO, ONE)
    return when(equal(kind.cell(CHECKED), BLANK), ZERO, fault)


def plan_summary(book: BookDraft, kinds: Sequence[KindDraft], sheets: Sequence[Sequence[InputSheet]]) -> None:
    """What is left to mend in the whole workbook, and how many bodies of each kind are filled in."""
    texts = book.texts
    sheet = book.sheet(
        texts("checks_sheet"), SheetRole.CHECKS, texts("rating_summary_checks"), [46.0, 24.0, 16.0, 16.0]
    )
    headings = (texts("contents_title"), texts("contents_sheet"), texts("contents_filled"), texts("col_state"))
    row = header_row(sheet, title_row(sheet), headings)
    number = replace(SCORE, number_format="0")
    first = row
    for placed in sheets:
        for one in placed:
            sheet.put(row, 0, one.sheet.title, CELL)
            sheet.put(row, 1, one.sheet.name, LINK_CELL, link=one.sheet.at(0))
            code = f"check#{one.sheet.name}"
            # A place for each sheet's count in one column, so that the whole is one range.
            from_sheet = Cell(sheet_check(one.sheet.name))
            sheet.put(row, 2, from_sheet, number, code=code)
            state = when(equal(Cell(code), ZERO), Name("state_met"), Name("state_not_met"))
            sheet.put(row, 3, state, CELL_CENTRED)
            row += 1
    named = call("SUM", *(kind.whole(PRESENT) for kind in kinds))
    sheet.put(row, 0, texts("rating_any_body"), CELL)
    sheet.put(row, 1, sheets[0][0].sheet.name, LINK_CELL, link=sheets[0][0].sheet.at(FIRST, 1))
    sheet.put(row, 2, when(equal(named, ZERO), ONE, ZERO), number, code="check#any")
    state = when(equal(Cell("check#any"), ZERO), Name("state_met"), Name("state_not_met"))
    sheet.put(row, 3, state, CELL_CENTRED)
    row += 1
    for criterion, look in (("state_met", MET), ("state_not_met", NOT_MET)):
        sheet.highlights.append(Highlight(first, 3, row - 1, 3, criterion, look))
    sheet.put(row, 0, texts("not_met_count"), ELEMENT, columns=2)
    counted = Span(f"check#{sheets[0][0].sheet.name}", "check#any")
    sheet.put(row, 2, call("SUM", counted), number, code=READY_CODE)
    sheet.put(row, 3, when(equal(Cell(READY_CODE), ZERO), Name("ready"), Name("not_ready")), CELL_CENTRED)
    _plan_counts(book, kinds, row + 2)


def _plan_counts(book: BookDraft, kinds: Sequence[KindDraft], row: int) -> None:
    texts = book.texts
    sheet = book.sheets[-1]
    for column, key in enumerate(("body", "rating_rows", "rating_named", "rating_done")):
        sheet.put(row, column, texts(key), ELEMENT)
    number = replace(SCORE, number_format="0")
    for kind in kinds:
        row += 1
        sheet.put(row, 0, book.text(kind.methodology.body.label), CELL)
        sheet.put(row, 1, Fraction(kind.rows), CELL_CENTRED)
        sheet.put(row, 2, call("SUM", kind.whole(PRESENT)), number, code=kind.key(NAMED))
        done = Arithmetic("*", equal(kind.whole(PRESENT), ONE), equal(kind.whole(FAULTS), ZERO))
        sheet.put(row, 3, call("SUMPRODUCT", done), number, code=kind.key(DONE))
