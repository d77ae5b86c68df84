"""A planned workbook with inputs typed into it, as a person would type them: words from the lists, numbers, texts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from fractions import Fraction

from compiler.evaluate import Given, State, evaluate
from compiler.model.methodology import Methodology
from compiler.model.quantities import Input
from compiler.model.tables import Column
from compiler.model.texts import Language
from compiler.model.types import Kind
from compiler.workbook.book import Workbook
from compiler.workbook.caches import Cached
from compiler.workbook.program import row_code
from compiler.workbook.texts import Texts

NOT_APPLICABLE_SIGN = "-"


def filled(workbook: Workbook, methodology: Methodology, given: Given, language: Language) -> Workbook:
    """The same workbook, its input cells filled. What the workbook has no cell for is left out."""
    contents = dict(_contents(methodology, given, Texts(language), language))
    sheets = tuple(
        replace(
            sheet,
            cells=tuple(
                replace(cell, content=contents[cell.code]) if cell.code in contents else cell for cell in sheet.cells
            ),
        )
        for sheet in workbook.sheets
    )
    return replace(workbook, sheets=sheets)


def cached(methodology: Methodology, given: Given) -> Mapping[str, Cached]:
    """What the evaluator gives for the inputs: the values that viewers show before anything recalculates."""
    shown = {State.NOT_FILLED: "", State.NOT_APPLICABLE: NOT_APPLICABLE_SIGN}
    values = evaluate(methodology, given).values
    return {code: shown[value] if isinstance(value, State) else float(value) for code, value in values.items()}


def _contents(
    methodology: Methodology, given: Given, texts: Texts, language: Language
) -> Iterator[tuple[str, str | Fraction]]:
    for code, cell in given.inputs.items():
        content = _typed(methodology.inputs[code], cell, texts, language)
        if content is not None:
            yield code, content
    for code, rows in given.tables.items():
        table = methodology.tables[code]
        for number, row in enumerate(rows, 1):
            for name, cell in row.items():
                content = _typed(table.column(name), cell, texts, language)
                if content is not None:
                    yield row_code(code, number, name), content


def _typed(
    field: Input | Column, cell: Fraction | str | State, texts: Texts, language: Language
) -> str | Fraction | None:
    match cell:
        case State.NOT_FILLED:
            return None
        case State.NOT_APPLICABLE:
            return NOT_APPLICABLE_SIGN
        case str():
            return cell
        case _:
            pass
    match field.type.kind:
        case Kind.YES_NO:
            return texts("yes") if cell else texts("no")
        case Kind.CHOICE:
            return field.type.options[int(cell) - 1].label.text(language)
        case _:
            return cell
