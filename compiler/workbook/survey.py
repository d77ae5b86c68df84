"""The questionnaire for one respondent: a survey form as on paper, a checked cell for each answer, no score.

Each questionnaire is a workbook of its own, for each goes to other people. In the model the answers are a table with a
row for each respondent. Here it has one row, and each cell of that row is an input of its own under the code of the
table cell, so that the answers read back as that row.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import assert_never

from compiler.model.forms import (
    AcrossRow,
    Block,
    BodyRows,
    Cell,
    CellContent,
    ColumnCell,
    EmptyCell,
    FieldLine,
    Form,
    FormRole,
    Grid,
    GridRow,
    OrdinalCell,
    Paragraph,
    QuantityCell,
    RepeatAcross,
    RepeatRows,
    Row,
    SectionRow,
    TextCell,
    TotalRow,
)
from compiler.model.methodology import Methodology
from compiler.model.quantities import Input
from compiler.model.tables import Table
from compiler.model.texts import Label, Language, Translation
from compiler.workbook.identity import SURVEY
from compiler.workbook.program import row_code

_RESPONDENT = 1
"""The row of the table that a questionnaire fills."""


def survey_kinds(methodology: Methodology) -> tuple[str, ...]:
    """A kind of workbook for each questionnaire, in the order of the text."""
    return tuple(_kind(form) for form in methodology.forms if form.role is FormRole.SURVEY)


def questionnaire(methodology: Methodology, kind: str) -> Form:
    """The form that makes up a workbook of this kind; KeyError when there is none."""
    for form in methodology.forms:
        if form.role is FormRole.SURVEY and _kind(form) == kind:
            return form
    raise KeyError(kind)


def answer_tables(methodology: Methodology, form: Form) -> tuple[Table, ...]:
    """The tables whose rows the answers to this questionnaire are."""
    return tuple(methodology.tables[code] for code in dict.fromkeys(_tables_of(form)))


def for_one_respondent(methodology: Methodology, form: Form) -> Methodology:
    """Only the questionnaire, and only the inputs and numbers of the act that stand on it; nothing is computed."""
    once = _filled_once(form, methodology.tables)
    shown = set(_codes_of(once))
    others = {code: item for code, item in methodology.inputs.items() if code in shown}
    inputs = {**others, **answers_to(methodology, form)}
    parameters = {code: item for code, item in methodology.parameters.items() if code in shown}
    return replace(
        methodology,
        forms=(once,),
        inputs=inputs,
        parameters=parameters,
        tables={},
        values={},
        repeats=(),
        peers={},
        examples=(),
    )


def answers_to(methodology: Methodology, form: Form) -> Mapping[str, Input]:
    """The inputs that hold one respondent's answers, by code; what else stands on the form is about the body."""
    shown = set(_codes_of(_filled_once(form, methodology.tables)))
    answers = (item for table in answer_tables(methodology, form) for item in _answers(table))
    return {item.code: item for item in answers if item.code in shown}


def _kind(form: Form) -> str:
    return f"{SURVEY}_{form.name or form.code}"


def _tables_of(form: Form) -> Iterator[str]:
    for block in form.blocks:
        if isinstance(block, Grid):
            yield from (row.table for row in block.rows if isinstance(row, RepeatRows | RepeatAcross))


def _answers(table: Table) -> Iterator[Input]:
    for column in table.input_columns:
        limit = None if column.at_most is None else row_code(table.code, _RESPONDENT, column.at_most)
        yield Input(
            row_code(table.code, _RESPONDENT, column.name),
            column.label,
            column.type,
            column.bounds,
            column.citation,
            limit,
            column.optional,
            scored=column.scored,
            hint=column.hint,
        )


def _filled_once(form: Form, tables: Mapping[str, Table]) -> Form:
    return replace(form, blocks=tuple(_block(block, tables) for block in form.blocks))


def _block(block: Block, tables: Mapping[str, Table]) -> Block:
    match block:
        case Paragraph() | FieldLine():
            return block
        case Grid(rows=rows):
            return replace(block, rows=tuple(single for row in rows for single in _rows(row, tables)))
        case _:
            assert_never(block)


def _rows(row: GridRow, tables: Mapping[str, Table]) -> Iterator[GridRow]:
    match row:
        case Row() | TotalRow() | SectionRow() | BodyRows():
            yield row
        case RepeatRows(table, cells):
            yield Row(tuple(replace(cell, content=_content(cell.content, tables[table])) for cell in cells))
        case RepeatAcross(table, per_band, rows):
            for across in rows:
                yield across if isinstance(across, SectionRow) else _across(across, tables[table], per_band)
        case _:
            assert_never(row)


def _across(row: AcrossRow, table: Table, per_band: int) -> Row:
    """The respondent's cell; where the form has room for more of them, the others stay empty."""
    answer = Cell(_content(ColumnCell(row.column), table))
    return Row((*row.fixed, answer, *(Cell(EmptyCell()) for _ in range(per_band - 1))))


def _content(content: CellContent, table: Table) -> CellContent:
    match content:
        case ColumnCell(name) if table.column(name).formula is None:
            return QuantityCell(row_code(table.code, _RESPONDENT, name))
        case ColumnCell():
            return EmptyCell()  # computed where all respondents are
        case OrdinalCell():
            return TextCell(Label((Translation(Language.KK, str(_RESPONDENT)),)))
        case _:
            return content


def _codes_of(form: Form) -> Iterator[str]:
    """Codes of the quantities that the form shows or takes."""
    for block in form.blocks:
        if isinstance(block, FieldLine):
            yield block.code
        elif isinstance(block, Grid):
            rows = (row for row in block.rows if isinstance(row, Row | TotalRow))
            cells = (cell.content for row in rows for cell in row.cells)
            yield from (content.code for content in cells if isinstance(content, QuantityCell))
