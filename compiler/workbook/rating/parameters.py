"""Numbers of the act that the calculation reads, each once, with a column for each kind of body."""

from __future__ import annotations

from collections.abc import Sequence

from compiler.model.methodology import Methodology
from compiler.model.quantities import Parameter
from compiler.workbook.book import SheetRole
from compiler.workbook.draft import BookDraft
from compiler.workbook.parameters_sheet import parameter_widths
from compiler.workbook.rating.kind import KindDraft
from compiler.workbook.rating.scores import shown_elements
from compiler.workbook.reachable import parameters_read
from compiler.workbook.scaffold import header_row, title_row
from compiler.workbook.styles import CELL, EMPTY, SMALL, parameter_style


def plan_rating_parameters(book: BookDraft, kinds: Sequence[KindDraft]) -> None:
    """A number that a kind of body does not have is hatched out."""
    texts = book.texts
    read = [_read(kind) for kind in kinds]
    labels = [texts("col_value") + kind.mark for kind in kinds]
    wanted: dict[str, Parameter] = {}
    for kind, codes in zip(kinds, read, strict=True):
        wanted |= {code: item for code, item in kind.methodology.parameters.items() if code in codes}
    reasons = any(texts.provenance(item.citation) for item in wanted.values())
    widths = parameter_widths(len(kinds), reasons)
    sheet = book.sheet(texts("parameters_sheet"), SheetRole.PARAMETERS, texts("rating_parameters_title"), widths)
    sheet.landscape = reasons
    sheet.print_columns = len(widths) - 1  # codes are for those who work with the file
    headings = (
        texts("col_what"),
        *labels,
        *(texts(key) for key in ("col_unit", "col_clause", "col_reason", "col_code")),
    )
    row = header_row(sheet, title_row(sheet), headings)
    last = 1 + len(kinds)
    for code, item in wanted.items():
        sheet.put(row, 0, book.text(item.label), CELL)
        for column, (kind, codes) in enumerate(zip(kinds, read, strict=True), 1):
            if code not in codes:
                sheet.put(row, column, None, EMPTY)
                continue
            own = kind.methodology.parameters[code]
            sheet.put(row, column, own.value, parameter_style(own.value, own.type), kind.key(code))
            book.addresses[kind.key(code)] = book.addresses[kind.key(code)]._replace(fixed=True)
        sheet.put(row, last, texts.unit(item.type), SMALL)
        sheet.put(row, last + 1, item.citation.clause, SMALL)
        sheet.put(row, last + 2, texts.provenance(item.citation) or None, SMALL)
        sheet.put(row, last + 3, code, SMALL)
        row += 1


def _read(kind: KindDraft) -> frozenset[str]:
    model: Methodology = kind.methodology
    maxima = {element.maximum for element in shown_elements(kind) if element.maximum is not None}
    return parameters_read(kind.book.program, model) | (maxima & model.parameters.keys())
