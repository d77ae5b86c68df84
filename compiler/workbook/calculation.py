"""Calculation sheets: one a criterion; inputs, then each step with its helper cells, top to bottom."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from compiler.model.bands import BandTable
from compiler.model.indicators import Element, Step, StepRole
from compiler.model.quantities import Input, Quantity, Value
from compiler.model.texts import Citation
from compiler.model.types import Kind
from compiler.workbook.book import SheetRole
from compiler.workbook.cell_names import cell_name
from compiler.workbook.copies import plan_copies
from compiler.workbook.draft import BookDraft, SheetDraft
from compiler.workbook.emit_inputs import shown_option
from compiler.workbook.formula import Cell
from compiler.workbook.groups import top_groups
from compiler.workbook.line_texts import helper_text
from compiler.workbook.program import Line, LineRole, input_key
from compiler.workbook.scaffold import header_row, title_row
from compiler.workbook.schedule import Homes
from compiler.workbook.styles import (
    CELL,
    ELEMENT,
    HELPER,
    HELPER_TEXT,
    LINK_CELL,
    PARAMETER,
    SCORE,
    SMALL,
    STEP,
    Style,
    formatted,
)

_WIDTHS = (9.0, 54.0, 14.0, 9.0, 13.0, 17.0, 34.0, 10.0, 10.0, 10.0, 10.0, 46.0)
_NO_REASON, _NO_BAND = 13.0, 5.5
"""Width of the column of reasons where there are none, and of each of the four for bands where they only hold links;
what they leave goes to the names."""
_NUMBER, _WHAT, _VALUE, _UNIT, _MAXIMUM, _CLAUSE, _REASON, _LOW, _HIGH, _POINTS, _REACHED, _CODE = range(12)
_HEADERS = (
    "col_number",
    "col_what",
    "col_value",
    "col_unit",
    "col_maximum",
    "col_clause",
    "col_reason",
    "col_low",
    "col_high",
    "col_points",
    "col_reached",
    "col_code",
)
_BAND_COLUMNS = {LineRole.LOW: _LOW, LineRole.HIGH: _HIGH, LineRole.POINTS: _POINTS, LineRole.REACHED: _REACHED}


def plan_calculation(book: BookDraft) -> None:
    """A sheet for each group of top elements, in the act's order, then one for the root itself."""
    root = book.methodology.root
    homes = Homes(book.methodology, book.program)
    sheets = [
        (group.mark, group.name, [found for top in group.tops for found in _children_first(top)])
        for group in top_groups(book)
    ]
    for mark, name, elements in (*sheets, (book.texts("total_mark"), book.text(root.label), [root])):
        if homes.any(tuple(elements)):
            _plan_sheet(book, homes, mark, name, tuple(elements))


def _plan_sheet(book: BookDraft, homes: Homes, mark: str, name: str, elements: tuple[Element, ...]) -> None:
    blocks = homes.schedule(elements)
    copies = plan_copies(book, mark, elements, blocks)
    elements = tuple(element for element in elements if element.code not in copies)
    codes = tuple(code for element in elements for code in blocks[element.code])
    if not codes:
        return
    quantities = tuple(book.methodology.quantity(code) for code in codes)
    banded = any(line.role in _BAND_COLUMNS for code in codes for line in book.program.by_owner[code])
    banded = banded or any(quantity.type.kind is Kind.CHOICE for quantity in quantities)
    sheet = book.sheet(
        book.texts("calc_sheet") + mark,
        SheetRole.CALCULATION,
        book.texts("calc_title", name=name),
        _widths(banded, any(book.texts.provenance(citation) for citation in _citations(quantities))),
    )
    sheet.landscape = True
    sheet.print_columns = _CODE  # codes are for those who work with the file
    row = title_row(sheet)
    headings = [book.texts(key) for key in _HEADERS]
    if not banded:
        headings[_LOW:_CODE] = [book.texts("col_where"), *[""] * (_REACHED - _LOW)]
    row = header_row(sheet, row, tuple(headings))
    roles = {step.code: (step, element) for element in elements for step in element.steps}
    for element in elements:
        if blocks[element.code]:
            row = _plan_element(sheet, row, element, blocks[element.code], roles)


def _citations(quantities: tuple[Quantity, ...]) -> Iterator[Citation]:
    """Of everything that the rows of these quantities cite."""
    for quantity in quantities:
        yield quantity.citation
        if isinstance(quantity, Value) and isinstance(quantity.rule, BandTable):
            yield from (band.citation for band in quantity.rule.bands)


def _widths(banded: bool, reasons: bool) -> list[float]:
    widths = list(_WIDTHS)
    if not reasons:
        widths[_REASON] = _NO_REASON
    if not banded:
        widths[_LOW : _REACHED + 1] = [_NO_BAND] * len(_BAND_COLUMNS)
    widths[_WHAT] += sum(_WIDTHS) - sum(widths)
    return widths


def _children_first(element: Element) -> list[Element]:
    """Parts before the whole, so that the calculation runs downwards."""
    return [*(found for child in element.children for found in _children_first(child)), element]


def _plan_element(
    sheet: SheetDraft, row: int, element: Element, codes: list[str], roles: dict[str, tuple[Step, Element]]
) -> int:
    book = sheet.book
    sheet.put(row, _NUMBER, element.number.strip() or None, replace(ELEMENT, horizontal="center"))
    sheet.put(row, _WHAT, book.text(element.label), ELEMENT, columns=_CODE - _WHAT)
    sheet.put(row, _CODE, element.code, replace(ELEMENT, size=8))
    sheet.keep(row, row + 1)
    row += 1
    for code in codes:
        if code in book.methodology.inputs:
            row = _plan_input(sheet, row, book.methodology.inputs[code])
        else:
            row = _plan_value(sheet, row, book.methodology.values[code], roles.get(code))
    return row


def _plan_input(sheet: SheetDraft, row: int, item: Input) -> int:
    book = sheet.book
    key = input_key(item.code)
    where = book.addresses.get(item.code)
    sheet.put(row, _CODE, item.code, SMALL)
    sheet.put(row, _WHAT, book.text(item.label), CELL)
    if where is not None:
        # A short text of its own: not every program wraps a link.
        place = f"→ {where.sheet} {cell_name(where.row, where.column)}"
        sheet.put(row, _LOW, place, LINK_CELL, columns=_CODE - _LOW, link=where)
    sheet.put(row, _VALUE, book.program.lines[key].tree, formatted(STEP, item.type), code=key)
    sheet.put(row, _UNIT, book.texts.unit(item.type), SMALL)
    sheet.put(row, _MAXIMUM, None, SMALL)
    sheet.put(row, _CLAUSE, book.texts.clause(item.citation), SMALL)
    sheet.put(row, _REASON, book.texts.provenance(item.citation), SMALL)
    return row + 1


def _plan_value(sheet: SheetDraft, row: int, value: Value, role: tuple[Step, Element] | None) -> int:
    book = sheet.book
    for line in book.program.by_owner[value.code]:
        if line.role in (LineRole.LOW, LineRole.HIGH, LineRole.POINTS):
            # A band's ends and points stand in the row that its flag closes.
            style = formatted(PARAMETER, value.type)
            if isinstance(value.rule, BandTable) and line.role is not LineRole.POINTS:
                style = formatted(PARAMETER, book.methodology.quantity(value.rule.operand).type)
            sheet.put(row, _BAND_COLUMNS[line.role], line.tree, style, code=line.code)
        elif line.role is not LineRole.STEP:
            row = _plan_helper(sheet, row, value, line)
    final = role is not None and role[0].role is StepRole.FINAL
    base = SCORE if final else STEP
    if final:  # a score does not stand alone on a page
        sheet.keep(row - 2, row)
    sheet.put(row, _CODE, value.code, SMALL)
    # The heading of the block says whose score it is.
    what = book.texts("col_score") if final else book.text(value.label)
    sheet.put(row, _WHAT, what, replace(CELL, bold=final))
    sheet.put(row, _VALUE, book.program.lines[value.code].tree, formatted(base, value.type), code=value.code)
    sheet.put(row, _UNIT, book.texts.unit(value.type), SMALL)
    if value.type.kind is Kind.CHOICE:
        word = shown_option(book.lists, Cell(value.code), value.type)
        sheet.put(row, _LOW, word, replace(STEP, number_format="General"), columns=_CODE - _LOW)
    highest = role[1].maximum if role is not None and final else None
    style = SMALL if highest is None else formatted(PARAMETER, value.type)
    sheet.put(row, _MAXIMUM, None if highest is None else Cell(highest), style)
    sheet.put(row, _CLAUSE, book.texts.clause(value.citation), SMALL)
    sheet.put(row, _REASON, book.texts.provenance(value.citation), SMALL)
    return row + 1


def _plan_helper(sheet: SheetDraft, row: int, value: Value, line: Line) -> int:
    book = sheet.book
    clause, reason = book.texts.clause(value.citation), ""  # every number leads to its clause
    if line.role is LineRole.REACHED and isinstance(value.rule, BandTable):
        band = value.rule.bands[int(line.code.rsplit(".", 1)[1]) - 1]
        clause = book.texts.clause(band.citation)
        reason = book.texts.provenance(band.citation)
    sheet.put(row, _CODE, line.code, SMALL)
    sheet.put(row, _WHAT, helper_text(book, value, line), HELPER_TEXT)
    column = _BAND_COLUMNS.get(line.role, _VALUE)
    sheet.put(row, column, line.tree, _helper_style(book, value, line), code=line.code)
    if column != _VALUE:
        sheet.put(row, _VALUE, None, HELPER)
    for column, text in ((_UNIT, ""), (_MAXIMUM, ""), (_CLAUSE, clause), (_REASON, reason)):
        sheet.put(row, column, text or None, SMALL)
    return row + 1


def _helper_style(book: BookDraft, value: Value, line: Line) -> Style:
    """Numbers keep the format of what they are; flags are plain."""
    if line.role is LineRole.OPERAND and isinstance(value.rule, BandTable):
        return formatted(HELPER, book.methodology.quantity(value.rule.operand).type)
    return formatted(HELPER, value.type) if line.role in (LineRole.ITEM, LineRole.REST) else HELPER
