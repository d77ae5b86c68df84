"""A workbook as it was issued: planned again from the methodology, with the place of every input in it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from textwrap import shorten
from typing import Any

from compiler.model.methodology import Methodology
from compiler.model.texts import Label, Language
from compiler.workbook.book import SheetRole, Workbook
from compiler.workbook.cell_names import cell_name
from compiler.workbook.fields import Field, field_of
from compiler.workbook.formula import Address
from compiler.workbook.identity import SURVEY, Build, family
from compiler.workbook.manifest import manifest, printed_formulas
from compiler.workbook.plan import planned
from compiler.workbook.program import row_code
from compiler.workbook.survey import answers_to, for_one_respondent, questionnaire

TITLE_LENGTH = 70


@dataclass(frozen=True, slots=True)
class Place:
    """An input cell: code of the input, or of the table with row (from 1) and column."""

    code: str
    row: int
    column: str
    field: Field
    address: Address
    title: str
    """The label, cut to what a message has room for."""

    @property
    def full_code(self) -> str:
        """The code of the input: `table[row].column` for the cell of a table, rows from 1."""
        return row_code(self.code, self.row, self.column) if self.row else self.code

    @property
    def cell(self) -> str:
        """The cell as people call it: `C12`."""
        return cell_name(self.address.row, self.address.column)

    @property
    def name(self) -> str:
        """For people: sheet and cell, what is asked there, the code."""
        return f"{place_name(self.address.sheet, self.cell)} {self.title} ({self.full_code})"


@dataclass(frozen=True, slots=True)
class Template:
    """`record` is the workbook's entry in the manifest. Of a questionnaire `methodology` is the model for one
    respondent, and `answers` are the codes of its answers, cells of tables of the whole methodology."""

    methodology: Methodology
    language: Language
    workbook: Workbook
    record: Mapping[str, Any]
    places: tuple[Place, ...]
    answers: frozenset[str] = frozenset()


def template_of(methodology: Methodology, kind: str, language: Language, build: Build) -> Template:
    """The workbook of this kind (one of `kinds_of`) as it was issued."""
    workbook = planned(methodology, kind, language, build)
    record = manifest(workbook, printed_formulas(workbook))
    if family(kind) != SURVEY:
        return Template(methodology, language, workbook, record, _places(methodology, workbook, language))
    form = questionnaire(methodology, kind)
    single = for_one_respondent(methodology, form)
    answers = frozenset(answers_to(methodology, form))
    return Template(single, language, workbook, record, _places(single, workbook, language), answers)


def place_name(sheet: str, cell: str) -> str:
    """«sheet»!cell, as messages name a place; the sheet alone when no cell is meant."""
    return f"«{sheet}»!{cell}" if cell else f"«{sheet}»"


def _places(methodology: Methodology, plan: Workbook, language: Language) -> tuple[Place, ...]:
    """Every input cell of the workbook; a report holds a part of the inputs (of figures over all bodies only an empty
    cell, from which nothing is taken)."""

    def title(label: Label) -> str:
        return shorten(label.text(language), TITLE_LENGTH, placeholder=" …")

    filled = {sheet.name for sheet in plan.sheets if sheet.role is not SheetRole.RESULT}
    single = [
        Place(code, 0, "", field_of(item), plan.addresses[code], title(item.label))
        for code, item in methodology.inputs.items()
        if code in plan.addresses and plan.addresses[code].sheet in filled
    ]
    rows = [
        Place(table.code, row, column.name, field_of(column), plan.addresses[cell], title(column.label))
        for table in methodology.tables.values()
        for row in range(1, table.max_rows + 1)
        for column in table.input_columns
        if (cell := row_code(table.code, row, column.name)) in plan.addresses
    ]
    return (*single, *rows)
