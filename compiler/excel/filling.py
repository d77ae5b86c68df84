"""A planned workbook with inputs typed into it, as a person would type them: words from the lists, numbers, texts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import zip_longest

from compiler.evaluate import Given, State, evaluate
from compiler.model.methodology import Methodology
from compiler.model.quantities import Input
from compiler.model.tables import Column
from compiler.model.texts import Language
from compiler.model.types import Kind
from compiler.workbook.book import Cell, Content, Sheet, Workbook
from compiler.workbook.caches import Cached
from compiler.workbook.identity import UNIT, UNIT_PROPERTY
from compiler.workbook.program import row_code
from compiler.workbook.start_sheet import ADDRESSEE
from compiler.workbook.texts import Texts


def filled(workbook: Workbook, methodology: Methodology, given: Given, language: Language) -> Workbook:
    """The same workbook, its input cells filled. What the workbook has no cell for is left out."""
    contents = dict(_contents(methodology, given, Texts(language), language))
    return _with_contents(workbook, contents)


@dataclass(frozen=True, slots=True)
class Addressee:
    """The body to which a workbook is issued."""

    code: str
    name: str
    contact: str


def addressed(workbook: Workbook, body: Addressee) -> Workbook:
    """The same workbook, made out to a body: on the start sheet and in its machine identity."""
    facts = {f"{UNIT}{part}": getattr(body, part) or None for part in ADDRESSEE}
    custom = {**workbook.properties.custom, UNIT_PROPERTY: body.code}
    properties = replace(workbook.properties, custom=custom)
    return replace(_with_contents(workbook, facts), properties=properties)


def filled_rating(
    workbook: Workbook, methodologies: Sequence[Methodology], givens: Mapping[str, Sequence[Given]], language: Language
) -> Workbook:
    """The rating workbook with the inputs of its bodies. `methodologies` are the consolidated ones; `givens`: by kind
    of body, in the order of the workbook's rows."""
    texts = Texts(language)
    columns: dict[str, list[str | Fraction | None]] = {}
    for methodology in methodologies:
        group = givens.get(methodology.body.name, ())
        for code, item in methodology.inputs.items():
            cells = [_typed(item, given.inputs.get(code, State.NOT_FILLED), texts, language) for given in group]
            if any(cell is not None for cell in cells):
                columns[f"{methodology.body.name}:{code}"] = cells
    sheets = tuple(_with_columns(sheet, columns) for sheet in workbook.sheets)
    places = {
        code: replace(column, differs=True) if code in columns else column for code, column in workbook.columns.items()
    }
    return replace(workbook, sheets=sheets, columns=places)


def _with_contents(workbook: Workbook, contents: Mapping[str, Content]) -> Workbook:
    """Other contents in the cells of these codes."""
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


def _with_columns(sheet: Sheet, columns: Mapping[str, Sequence[str | Fraction | None]]) -> Sheet:
    """Blocks of inputs become cells, each with its own content."""
    blocks = tuple(block for block in sheet.blocks if block.code not in columns)
    if len(blocks) == len(sheet.blocks):
        return sheet
    cells = [
        Cell(block.row + number, block.column, content, block.style)
        for block in sheet.blocks
        if block.code in columns
        for number, content in zip_longest(range(block.rows), columns[block.code])
    ]
    ordered = sorted((*sheet.cells, *cells), key=lambda cell: (cell.row, cell.column))
    return replace(sheet, cells=tuple(ordered), blocks=blocks)


def cached(methodology: Methodology, given: Given) -> Mapping[str, Cached]:
    """What the evaluator gives for the inputs: the values that viewers show before anything recalculates."""
    values = evaluate(methodology, given).values
    return {code: value.sign if isinstance(value, State) else float(value) for code, value in values.items()}


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
        case State():
            return cell.sign or None
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
