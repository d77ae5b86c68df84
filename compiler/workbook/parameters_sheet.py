"""The parameters sheet: numbers of the act that no scale form of this workbook shows, each with its clause."""

from __future__ import annotations

from compiler.workbook.book import SheetRole
from compiler.workbook.draft import BookDraft
from compiler.workbook.scaffold import header_row, title_row
from compiler.workbook.styles import CELL, SMALL, parameter_style

_HEADERS = ("col_what", "col_value", "col_unit", "col_clause", "col_reason", "col_code")
_NAMES, _VALUES, _CODES = 80.0, 12.0, 44.0


def parameter_widths(values: int, reasons: bool) -> list[float]:
    """Of a sheet of parameters with so many columns of values; without reasons it stands upright."""
    return [_NAMES, *[_VALUES] * values, 9.0, 26.0, 60.0 if reasons else 13.0, _CODES]


def plan_parameters(book: BookDraft, only: frozenset[str] | None = None) -> None:
    """Nothing when every parameter, or each of `only`, has its cell already."""
    wanted = book.methodology.parameters.keys() if only is None else only
    parameters = book.methodology.parameters.items()
    left = [item for code, item in parameters if code in wanted and code not in book.addresses]
    if not left:
        return
    texts = book.texts
    reasons = any(texts.provenance(item.citation) for item in left)
    widths = parameter_widths(1, reasons)
    sheet = book.sheet(texts("parameters_sheet"), SheetRole.PARAMETERS, texts("parameters_title"), widths)
    sheet.landscape = reasons
    sheet.print_columns = len(widths) - 1  # codes are for those who work with the file
    row = header_row(sheet, title_row(sheet), tuple(texts(key) for key in _HEADERS))
    for item in left:
        sheet.put(row, 0, book.text(item.label), CELL)
        sheet.put(row, 1, item.value, parameter_style(item.value, item.type), item.code)
        sheet.put(row, 2, texts.unit(item.type), SMALL)
        sheet.put(row, 3, texts.clause(item.citation), SMALL)
        sheet.put(row, 4, texts.provenance(item.citation) or None, SMALL)
        sheet.put(row, 5, item.code, SMALL)
        row += 1
