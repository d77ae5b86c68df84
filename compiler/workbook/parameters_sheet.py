"""The parameters sheet: numbers of the act that no scale form of this workbook shows, each with its clause."""

from __future__ import annotations

from compiler.workbook.book import SheetRole
from compiler.workbook.draft import BookDraft
from compiler.workbook.scaffold import header_row, title_row
from compiler.workbook.styles import CELL, SMALL, parameter_style

_HEADERS = ("col_what", "col_value", "col_unit", "col_clause", "col_reason", "col_code")
_WIDTHS = [66.0, 12.0, 9.0, 18.0, 34.0, 44.0]


def plan_parameters(book: BookDraft, only: frozenset[str] | None = None) -> None:
    """Nothing when every parameter, or each of `only`, has its cell already."""
    wanted = book.methodology.parameters.keys() if only is None else only
    parameters = book.methodology.parameters.items()
    left = [item for code, item in parameters if code in wanted and code not in book.addresses]
    if not left:
        return
    texts = book.texts
    sheet = book.sheet(texts("parameters_sheet"), SheetRole.PARAMETERS, texts("parameters_title"), list(_WIDTHS))
    sheet.landscape = True
    row = header_row(sheet, title_row(sheet), tuple(texts(key) for key in _HEADERS))
    for item in left:
        sheet.put(row, 0, book.text(item.label), CELL)
        sheet.put(row, 1, item.value, parameter_style(item.value, item.type), item.code)
        sheet.put(row, 2, texts.unit(item.type), SMALL)
        sheet.put(row, 3, texts.clause(item.citation), SMALL)
        sheet.put(row, 4, texts.provenance(item.citation) or None, SMALL)
        sheet.put(row, 5, item.code, SMALL)
        row += 1
