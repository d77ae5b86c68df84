"""A workbook under test: its bytes, the model it was made from, and where each code of the model stands in it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from compiler.crosscheck.cases.base import Case
from compiler.crosscheck.engines.base import Address, EngineError, Value
from compiler.crosscheck.package import Package
from compiler.crosscheck.references import shape_of
from compiler.evaluate import Cell, Result, State
from compiler.model.bands import Band, BandTable
from compiler.model.methodology import Methodology
from compiler.model.quantities import Input
from compiler.model.quantities import Value as Quantity
from compiler.model.tables import Column
from compiler.model.texts import Language
from compiler.model.types import Kind
from compiler.numbers import snap
from compiler.workbook.program import YES_NO_CODES, YES_NO_LIST, input_key


@dataclass(frozen=True, slots=True)
class Subject:
    """`addresses` gives the cell of every input, value and table cell: "x.y" and "t[3].planned", rows from 1.

    In a `partial` workbook some inputs, and the values that need them, are not there by design; in any other one a
    code without a cell is a fault.
    """

    name: str
    methodology: Methodology
    language: Language
    workbook: bytes
    addresses: Mapping[str, Address]
    partial: bool = False

    def settable(self) -> tuple[Address, ...]:
        """Cells of inputs and input columns, and cells of values (which cases set by hand)."""
        codes = [code for code in self.methodology.inputs if code in self.addresses]
        codes += self._present((*self.methodology.values, *self._cell_codes(computed=False)))
        return tuple(self.address(code) for code in codes)

    def compared(self) -> Mapping[str, Address]:
        """Every value and every computed cell of a table, by code; the checked copy of every input and input cell, and
        the mark of every band, where the workbook has one."""
        codes = self._present((*self.methodology.values, *self._cell_codes(computed=True)))
        copies = [input_key(code) for code in (*self.methodology.inputs, *self._cell_codes(computed=False))]
        marks = [
            band_key(value.code, number)
            for value in self.methodology.values.values()
            if isinstance(value.rule, BandTable)
            for number in range(1, len(value.rule.bands) + 1)
        ]
        return {code: self.address(code) for code in (*codes, *(k for k in (*copies, *marks) if k in self.addresses))}

    def carries(self, case: Case) -> bool:
        """False for a case about something that a partial workbook does not have."""
        if not self.partial:
            return True
        by_hand = all(code in self.addresses for code in case.given.overrides)
        value = case.about in self.methodology.values
        return by_hand and (not value or case.about in self.addresses)

    def _present(self, codes: Sequence[str]) -> list[str]:
        return [code for code in codes if not self.partial or code in self.addresses]

    def address(self, code: str) -> Address:
        """EngineError when the workbook does not have the code: what is not there cannot agree."""
        if code not in self.addresses:
            raise EngineError(f"{code} is not in the workbook {self.name}")
        return self.addresses[code]

    def expected(self, result: Result) -> Mapping[str, Cell]:
        """What the evaluator gives for every code of `compared`; rows that were not given are not filled."""
        found: dict[str, Cell] = dict(result.values)
        found.update({input_key(code): result.quantities[code] for code in self.methodology.inputs})
        for value in self.methodology.values.values():
            if isinstance(value.rule, BandTable):
                for number, band in enumerate(value.rule.bands, 1):
                    found[band_key(value.code, number)] = _mark(value, value.rule, band, result)
        for table in self.methodology.tables.values():
            rows = result.tables[table.code]
            for column in table.columns:
                for number in range(table.max_rows):
                    cell = rows[number][column.name] if number < len(rows) else State.NOT_FILLED
                    code = cell_code(table.code, number, column.name)
                    found[code if column.formula is not None else input_key(code)] = cell
        return found

    def _cell_codes(self, computed: bool) -> list[str]:
        return [
            cell_code(table.code, number, column.name)
            for table in self.methodology.tables.values()
            for number in range(table.max_rows)
            for column in (table.computed_columns if computed else table.input_columns)
        ]


class Typist:
    """Types what is given into a subject's cells, as a person would: words from the lists, numbers, texts."""

    def __init__(self, subject: Subject) -> None:
        self._subject = subject
        self._yes_no = yes_no_words(subject.workbook)

    def settings(self, case: Case) -> dict[Address, Value]:
        """The cells to set. EngineError when something given has no cell, unless no rule reads it."""
        cells = self._rubbish(case.rubbish) if case.rubbish else {}
        given = case.given
        methodology = self._subject.methodology
        for code, cell in given.inputs.items():
            field = methodology.inputs[code]
            if code in self._subject.addresses or (field.scored and not self._subject.partial):
                cells[self._subject.address(code)] = self._typed(field, cell)
        for code, rows in given.tables.items():
            table = methodology.tables[code]
            for number, row in enumerate(rows):
                for name, cell in row.items():
                    key = cell_code(code, number, name)
                    if key in self._subject.addresses or not self._subject.partial:
                        cells[self._subject.address(key)] = self._typed(table.column(name), cell)
        for code, outcome in given.overrides.items():
            cells[self._subject.address(code)] = by_hand(outcome)
        return cells

    def _rubbish(self, word: str) -> dict[Address, Value]:
        methodology = self._subject.methodology
        fields: dict[str, Input | Column] = dict(methodology.inputs)
        for table in methodology.tables.values():
            for number in range(table.max_rows):
                fields.update({cell_code(table.code, number, c.name): c for c in table.input_columns})
        return {
            self._subject.addresses[code]: word
            for code, field in fields.items()
            if field.type.kind not in (Kind.TEXT, Kind.LINK) and code in self._subject.addresses
        }

    def _typed(self, field: Input | Column, cell: Cell) -> Value:
        return typed(field, cell, self._subject.language, self._yes_no)


def typed(field: Input | Column, cell: Cell, language: Language, yes_no: Mapping[int, str]) -> Value:
    """What a person would type for this cell."""
    if isinstance(cell, str):
        return cell
    if isinstance(cell, State):
        return cell.sign or None
    match field.type.kind:
        case Kind.YES_NO:
            return yes_no[int(cell)]
        case Kind.CHOICE:
            return field.type.options[int(cell) - 1].label.text(language)
        case _:
            return float(cell)


def band_key(code: str, number: int) -> str:
    """The cell that says whether the operand of `code` lies in this band (counted from 1)."""
    return f"{code}#reached.{number}"


def _mark(value: Quantity, rule: BandTable, band: Band, result: Result) -> Fraction:
    operand = result.quantities[rule.operand]
    if not isinstance(operand, Fraction) or any(result.quantities[code] != 0 for code in value.unless):
        return Fraction(0)
    seen = snap(operand, rule.digits)
    for end, side in ((band.low, 1), (band.high, -1)):
        if end is not None:
            distance = side * (seen - snap(result.methodology.parameters[end.parameter].value, rule.digits))
            if distance < 0 or (distance == 0 and not end.closed):
                return Fraction(0)
    return Fraction(1)


def cell_code(table: str, row: int, column: str) -> str:
    """Code of a cell of a table; `row` counts from 0, codes from 1."""
    return f"{table}[{row + 1}].{column}"


def by_hand(outcome: Cell) -> Value:
    """What stands in a cell of a value that is set by hand."""
    match outcome:
        case State():
            return outcome.sign
        case str():
            return outcome
        case _:
            return float(outcome)


def yes_no_words(workbook: bytes) -> Mapping[int, str]:
    """1 and 0 → the word of the workbook's list; empty when the workbook has no such list."""
    package = Package(workbook)
    names = package.defined_names
    if YES_NO_LIST not in names:
        return {}
    words, codes = (shape_of(name, "", names).areas[0].cells() for name in (YES_NO_LIST, YES_NO_CODES))
    read = package.read((*words, *codes))
    found: dict[int, str] = {}
    for word, code in zip(words, codes, strict=True):
        text, number = read[word], read[code]
        if isinstance(text, str) and isinstance(number, float):
            found[int(number)] = text
    return found
