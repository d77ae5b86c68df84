"""The rating workbook's need: one methodology's formulas along a row for each of three bodies."""

from __future__ import annotations

import re
from random import Random

import ironcalc

from compiler.evaluate import NOT_APPLICABLE, NOT_FILLED, Evaluator
from compiler.model.types import Kind
from compiler.workbook.cell_names import cell_name
from compiler.workbook.emit import emit
from compiler.workbook.formula import Address, print_formula, walk
from compiler.workbook.placement import row_order
from compiler.workbook.program import Program
from tests.support.models import sample_methodology
from tests.unit.workbook.random_inputs import random_given
from tests.unit.workbook.test_recalculation import agrees

METHODOLOGY = sample_methodology()


def without_tables(program: Program) -> tuple[str, ...]:
    """Owners of lines that reach no table."""
    reached: set[str] = set(METHODOLOGY.tables)
    owners: list[str] = []
    for owner, lines in program.by_owner.items():
        read = {getattr(node, "code", "").split("#")[0].split("[")[0] for line in lines for node in walk(line.tree)}
        if owner in reached or read & reached:
            reached.add(owner)
        else:
            owners.append(owner)
    return tuple(owners)


def test_ranges_stand_side_by_side() -> None:
    program = emit(METHODOLOGY)
    order = row_order(program, ("functions.mail.by_bands",))
    reached = [order.index(f"functions.mail.by_bands#reached.{n}") for n in (1, 2, 3, 4)]
    assert reached == list(range(reached[0], reached[0] + 4))
    assert order[-1] == "functions.mail.by_bands"


def test_three_bodies_along_rows() -> None:
    program = emit(METHODOLOGY)
    owners = without_tables(program)
    order = row_order(program, owners)
    assert "functions.score" in order
    assert "completeness.score" in order
    model = ironcalc.create("t", "en", "UTC", "en")
    for name in ("In", "P"):
        model.add_sheet(name)
    model.rename_sheet(0, "M")
    parameters = {code: Address("P", row, 0, fixed=True) for row, code in enumerate(METHODOLOGY.parameters)}
    for code, address in parameters.items():
        model.set_user_input(2, address.row + 1, 1, str(float(METHODOLOGY.parameters[code].value)))
    model.set_user_input(2, 1, 5, "Иә")
    model.set_user_input(2, 2, 5, "Жоқ")
    model.set_user_input(2, 1, 6, "1")
    model.set_user_input(2, 2, 6, "0")
    for row, option in enumerate(METHODOLOGY.inputs["functions.access.way"].type.options, 1):
        model.set_user_input(2, row, 7, option.name)
    model.new_defined_name("list_yes_no", None, "P!$E$1:$E$2")
    model.new_defined_name("yes_no_codes", None, "P!$F$1:$F$2")
    for name in program.lists:
        model.new_defined_name(name, None, "P!$G$1:$G$4")
    random = Random("rows")
    bodies = [random_given(METHODOLOGY, random, blank) for blank in (0.0, 0.0, 0.2)]
    printed: list[list[str]] = []
    for row, given in enumerate(bodies):
        places = {**parameters, **{code: Address("M", row, column) for column, code in enumerate(order)}}
        places |= {code: Address("In", row, column) for column, code in enumerate(METHODOLOGY.inputs)}
        for code, item in METHODOLOGY.inputs.items():
            value = given.inputs.get(code)
            if value is None:
                continue
            if value is NOT_APPLICABLE:
                typed = "-"
            elif item.type.kind is Kind.YES_NO:
                typed = "Иә" if value == 1 else "Жоқ"
            elif item.type.kind is Kind.CHOICE:
                typed = item.type.options[int(value) - 1].name
            else:
                typed = value if isinstance(value, str) else str(float(value))
            place = places[code]
            model.set_user_input(1, place.row + 1, place.column + 1, typed)
        texts = [print_formula(program.lines[code].tree, places.__getitem__, "M") for code in order]
        printed.append(texts)
        for code, text in zip(order, texts, strict=True):
            place = places[code]
            model.set_user_input(0, place.row + 1, place.column + 1, "=" + text)
    model.evaluate()
    evaluator = Evaluator(METHODOLOGY)
    compared = 0
    for row, given in enumerate(bodies):
        values = evaluator.run(given).values
        for column, code in enumerate(order):
            if code in values:
                found = model.get_cell_value(0, row + 1, column + 1)
                assert agrees(values[code], "" if found is None else found), (cell_name(row, column), code, given)
                compared += values[code] is not NOT_FILLED
    assert compared > 30
    # The same rule is the same formula in each row, after moving its relative references.
    assert [_rowless(text) for text in printed[0]] == [_rowless(text) for text in printed[1]]


def _rowless(text: str) -> str:
    """Relative rows become one sign; `$` rows stay."""
    return re.sub(r"(?<![$\w.])((?:'In'!)?[A-Z]{1,3})\d+", r"\1#", text)


def test_nothing_stands_before_what_it_reads() -> None:
    program = emit(METHODOLOGY)
    order = row_order(program, tuple(program.by_owner))
    place = {code: number for number, code in enumerate(order)}
    for owner, lines in program.by_owner.items():
        own = {line.code for line in lines}
        for line in lines:
            assert all(place[read] < place[line.code] for read in line.reads if read in own), (owner, line.code)
