"""The sample methodology as a bare workbook: every formula that the compiler emits, in the plainest layout that its
ranges allow, without forms, styles or checks."""

from __future__ import annotations

import io
import re

import xlsxwriter

from compiler.crosscheck.subject import Subject
from compiler.model.methodology import Methodology
from compiler.model.texts import Language
from compiler.workbook.cell_names import cell_name, column_name
from compiler.workbook.emit import emit
from compiler.workbook.formula import Address, print_formula
from compiler.workbook.program import YES_NO_CODES, YES_NO_LIST, LineRole, Program

INPUTS, SCALE, CALC, LISTS = "Кіріс", "Шкала", "Есептеу 1", "Тізімдер"
IN_A_BAND = {LineRole.LOW: 3, LineRole.HIGH: 4, LineRole.POINTS: 5}


def bare_subject(methodology: Methodology, name: str = "bare") -> Subject:
    """The workbook, and where its codes stand."""
    program = emit(methodology)
    places = _places(methodology, program)
    workbook = _write(methodology, program, places)
    addresses = {code: (a.sheet, cell_name(a.row, a.column)) for code, a in places.items()}
    return Subject(name, methodology, Language.KK, workbook, addresses)


def _places(methodology: Methodology, program: Program) -> dict[str, Address]:
    places = {code: Address(SCALE, row, 1, fixed=True) for row, code in enumerate(methodology.parameters)}
    places.update({code: Address(INPUTS, row, 1) for row, code in enumerate(methodology.inputs)})
    for number, table in enumerate(methodology.tables.values()):
        for column, item in enumerate(table.input_columns):
            for row in range(table.max_rows):
                places[f"{table.code}[{row + 1}].{item.name}"] = Address(INPUTS, row, 5 + 10 * number + column)
        places.setdefault(f"{table.code}#min_rows", Address(SCALE, len(places) + number, 4))
        columns: dict[str, int] = {}
        below = 0
        for line in program.by_owner[table.code]:
            found = re.search(r"\[(\d+)\]", line.code)
            if found is None:
                places[line.code] = Address(f"T{number}", table.max_rows + below, 0)
                below += 1
                continue
            column = columns.setdefault(line.code.replace(found.group(0), ""), len(columns))
            places[line.code] = Address(f"T{number}", int(found.group(1)) - 1, column)
    row = 0
    for owner, lines in program.by_owner.items():
        if owner in methodology.tables:
            continue
        for line in lines:
            places[line.code] = Address(CALC, row, IN_A_BAND.get(line.role, 2))
            row += line.role not in IN_A_BAND
    return places


def _write(methodology: Methodology, program: Program, places: dict[str, Address]) -> bytes:
    target = io.BytesIO()
    book = xlsxwriter.Workbook(target)
    unlocked = book.add_format({"locked": False})
    sheets = {name: book.add_worksheet(name) for name in (INPUTS, SCALE, CALC, LISTS)}
    sheets |= {f"T{number}": book.add_worksheet(f"T{number}") for number in range(len(methodology.tables))}
    for code, address in places.items():
        sheet = sheets[address.sheet]
        if code in methodology.parameters:
            sheet.write_number(address.row, address.column, float(methodology.parameters[code].value))
        elif code in program.lines:
            text = print_formula(program.lines[code].tree, places.__getitem__, address.sheet)
            sheet.write_formula(address.row, address.column, f"={text}", None, 77)
        elif code.endswith("#min_rows"):
            sheet.write_number(address.row, address.column, methodology.tables[code.partition("#")[0]].min_rows)
        else:
            sheet.write_blank(address.row, address.column, None, unlocked)
    _write_lists(book, sheets[LISTS], program)
    book.close()
    return target.getvalue()


def _write_lists(book: xlsxwriter.Workbook, sheet: xlsxwriter.worksheet.Worksheet, program: Program) -> None:
    lists: dict[str, list[str | int]] = {YES_NO_LIST: ["Иә", "Жоқ"], YES_NO_CODES: [1, 0]}
    for name, choice in program.lists.items():
        lists[name] = [option.label.text(Language.KK) for option in choice.options]
    for column, (name, items) in enumerate(lists.items()):
        sheet.write_column(0, column, items)
        letter = column_name(column)
        book.define_name(name, f"={LISTS}!${letter}$1:${letter}${len(items)}")
