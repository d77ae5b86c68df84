"""Questionnaires: one respondent's workbook holds one row of the answers, under the codes of the table."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from pathlib import Path

import pytest

from compiler.excel.writer import write
from compiler.model.forms import (
    AcrossRow,
    Block,
    Cell,
    ColumnCell,
    EmptyCell,
    FieldLine,
    Form,
    FormRole,
    Grid,
    Heading,
    OrdinalCell,
    Paragraph,
    RepeatAcross,
    RepeatRows,
    SectionRow,
    TextCell,
    TextStyle,
)
from compiler.model.methodology import Methodology
from compiler.model.texts import Language
from compiler.workbook.book import Formula, Sheet, SheetRole, Workbook
from compiler.workbook.identity import Build
from compiler.workbook.plan import kinds_of, plan_assessment, plan_report, planned
from tests.support.builders import label, stated
from tests.support.models import sample_methodology
from tests.workbooks.audit import audit, compare_languages

BUILD = Build(hashlib.sha256(b"survey").hexdigest(), "0.1.0")
ANSWERS = "quality.answers"
KIND = "survey_staff"


def with_survey(*blocks: Block) -> Methodology:
    """The sample, its table of answers on a questionnaire instead of the report."""
    sample = sample_methodology()
    form = Form(
        "S1-A5", FormRole.SURVEY, label("Сауалнама"), label("Сауалнама", "Опрос"), stated("84-т."), blocks, "staff"
    )
    others = tuple(_without(other, ANSWERS) for other in sample.forms)
    return replace(sample, forms=(*others, form))


def _without(form: Form, table: str) -> Form:
    kept = tuple(
        block
        for block in form.blocks
        if not (isinstance(block, Grid) and any(getattr(row, "table", "") == table for row in block.rows))
    )
    return replace(form, blocks=kept)


def questionnaire() -> Methodology:
    names = ("statement", "answer", "asked", "agreed", "grade", "counted", "share")
    rows = tuple(AcrossRow((Cell(TextCell(label(f"{n}-сұрақ"))),), name) for n, name in enumerate(names, 1))
    section = SectionRow(label("Бөлім"))
    grid = Grid(
        (Heading(label("Сұрақ"), 40), Heading(label("Жауап"), 30)), False, (RepeatAcross(ANSWERS, 1, (section, *rows)),)
    )
    title = Paragraph(TextStyle.TITLE, label("Сауалнама парағы"))
    return with_survey(title, FieldLine(label("Орган:"), "body_name", None), grid)


def form_sheet(workbook: Workbook) -> Sheet:
    return next(sheet for sheet in workbook.sheets if sheet.role is SheetRole.FORM)


def test_only_a_methodology_with_questionnaires_has_such_workbooks() -> None:
    assert kinds_of(sample_methodology()) == ("report", "assessment")
    assert kinds_of(questionnaire()) == ("report", "assessment", KIND)


def test_the_workbook_takes_one_row_of_answers_and_nothing_else() -> None:
    workbook = planned(questionnaire(), KIND, Language.KK, BUILD)
    sheet = form_sheet(workbook)
    unlocked = {(cell.row, cell.column) for cell in sheet.validations}
    inputs = {cell.code for cell in sheet.cells if (cell.row, cell.column) in unlocked}
    names = ("statement", "answer", "asked", "agreed", "grade", "counted")
    assert inputs == {"body_name", *(f"{ANSWERS}[1].{name}" for name in names)}


def test_no_score_is_computed() -> None:
    workbook = planned(questionnaire(), KIND, Language.KK, BUILD)
    roles = {sheet.role for sheet in workbook.sheets}
    assert roles == {SheetRole.START, SheetRole.FORM, SheetRole.CHECKS, SheetRole.LISTS}
    live = [cell for cell in form_sheet(workbook).cells if isinstance(cell.content, Formula)]
    assert [cell.row for cell in live] == [1]  # above the form: whether it is ready
    assert form_sheet(workbook).print_from == 2


def test_each_answer_that_must_be_given_is_checked() -> None:
    workbook = planned(questionnaire(), KIND, Language.KK, BUILD)
    faults = {code for code in workbook.addresses if code.startswith("check#fault.")}
    assert f"check#fault.{ANSWERS}[1].grade" in faults
    filled = {code for code in workbook.formulas if code.startswith("check#filled.")}
    assert f"check#filled.{ANSWERS}[1].grade" in filled
    assert f"check#filled.{ANSWERS}[1].counted" not in filled  # optional: a mark that may be left out


def with_free_answers() -> Methodology:
    """Nothing must be answered."""
    model = questionnaire()
    table = model.tables[ANSWERS]
    columns = tuple(replace(column, optional=column.formula is None) for column in table.columns)
    return replace(model, tables={**model.tables, ANSWERS: replace(table, columns=columns)})


def test_where_nothing_must_be_answered_one_answer_is_needed() -> None:
    assert "check#fault.answers#any" not in planned(questionnaire(), KIND, Language.KK, BUILD).formulas
    workbook = planned(with_free_answers(), KIND, Language.KK, BUILD)
    assert "check#fault.answers#any" in workbook.formulas
    grade = f"check#seen.{ANSWERS}[1].grade"
    assert workbook.addresses[grade].column == workbook.addresses["check#seen.answers#any"].column


def test_each_questionnaire_is_a_workbook_of_its_own() -> None:
    model = questionnaire()
    second = replace(model.forms[-1], code="S1-A6", name="leavers", sheet=label("Сауалнама 2"), title=label("Екінші"))
    model = replace(model, forms=(*model.forms, second))
    assert kinds_of(model)[2:] == (KIND, "survey_leavers")
    for kind, own, other in ((KIND, "Сауалнама", "Сауалнама 2"), ("survey_leavers", "Сауалнама 2", "Сауалнама")):
        workbook = planned(model, kind, Language.KK, BUILD)
        names = {sheet.name for sheet in workbook.sheets}
        assert own in names and other not in names
        assert workbook.properties.custom["esep.kind"] == kind


def test_limits_between_answers_stay() -> None:
    workbook = planned(questionnaire(), KIND, Language.KK, BUILD)
    assert f"check#most.{ANSWERS}[1].agreed" in workbook.formulas


def test_rows_below_one_another_are_one_row_too() -> None:
    cells = (Cell(OrdinalCell()), Cell(ColumnCell("answer")), Cell(ColumnCell("grade")), Cell(EmptyCell()))
    headings = tuple(Heading(label(text)) for text in ("№", "Жауап", "Баға", "Белгі"))
    model = with_survey(Grid(headings, True, (RepeatRows(ANSWERS, cells),)))
    workbook = planned(model, KIND, Language.KK, BUILD)
    assert f"{ANSWERS}[1].grade" in workbook.addresses
    assert not [code for code in workbook.addresses if code.startswith(f"{ANSWERS}[2]")]


def test_all_respondents_have_a_sheet_of_the_assessor() -> None:
    workbook = plan_assessment(questionnaire(), Language.KK, BUILD)
    first, last = (workbook.addresses[f"{ANSWERS}[{row}].grade"] for row in (1, 5))
    assert first.sheet == last.sheet
    assert last.row - first.row == 4
    assert next(s.role for s in workbook.sheets if s.name == first.sheet) is SheetRole.INPUTS
    assert "S1-A5" not in {str(sheet.cells[0].content).rpartition(" · ")[2] for sheet in workbook.sheets}


def test_a_body_does_not_report_the_answers_of_its_own_people() -> None:
    workbook = plan_report(questionnaire(), Language.KK, BUILD)
    assert not [code for code in workbook.addresses if code.startswith(f"{ANSWERS}[")]


@pytest.mark.parametrize("model", [questionnaire(), with_free_answers()], ids=("required", "free"))
def test_the_file_passes_the_audit_in_every_language(model: Methodology, tmp_path: Path) -> None:
    paths = {}
    for language in Language:
        paths[language] = tmp_path / f"survey_{language.value}.xlsx"
        write(planned(model, KIND, language, BUILD), paths[language], {})
        assert audit(paths[language]) == []
    assert compare_languages(paths[Language.KK], paths[Language.RU]) == []
