"""Forms and input sheets: every quantity has one cell, absent ones are hatched, names stay legal."""

from __future__ import annotations

from dataclasses import replace

import pytest

from compiler.model.texts import Citation, Language, Provenance, Translation
from compiler.workbook.book import Address, DefinedName, SheetRole, Workbook
from compiler.workbook.draft import BookDraft
from compiler.workbook.emit import emit
from compiler.workbook.identity import Build
from compiler.workbook.metrics import line_count, text_width
from compiler.workbook.plan import plan_assessment, plan_report
from compiler.workbook.styles import HEADER, NUMBERED
from compiler.workbook.texts import Texts, catalogue, shown_date
from tests.support.builders import label
from tests.support.compiling import compiled
from tests.support.models import sample_methodology

BUILD = Build("0" * 64, "0.1.0")
METHODOLOGY = sample_methodology()


@pytest.fixture(scope="module")
def assessment() -> Workbook:
    return plan_assessment(METHODOLOGY, Language.KK, BUILD)


def roles(workbook: Workbook) -> dict[str, SheetRole]:
    return {sheet.name: sheet.role for sheet in workbook.sheets}


def test_every_quantity_has_its_cell(assessment: Workbook) -> None:
    for code in (*METHODOLOGY.parameters, *METHODOLOGY.inputs, *METHODOLOGY.values):
        assert code in assessment.addresses
    for table in METHODOLOGY.tables.values():
        for number in range(1, table.max_rows + 1):
            for column in table.columns:
                assert f"{table.code}[{number}].{column.name}" in assessment.addresses


def test_parameters_of_a_scale_live_on_it(assessment: Workbook) -> None:
    homes = roles(assessment)
    assert homes[assessment.addresses["integration.maximum"].sheet] is SheetRole.SCALE
    assert homes[assessment.addresses["functions.mail.high_limit"].sheet] is SheetRole.PARAMETERS


def test_inputs_on_no_form_are_on_the_evaluators_sheets(assessment: Workbook) -> None:
    homes = roles(assessment)
    assert homes[assessment.addresses["late_report.present"].sheet] is SheetRole.INPUTS
    assert homes[assessment.addresses["completeness.symbols.kk.points"].sheet] is SheetRole.INPUTS
    assert homes[assessment.addresses["integration.done"].sheet] is SheetRole.FORM


def test_a_report_says_what_the_evaluator_fills() -> None:
    workbook = plan_report(METHODOLOGY, Language.RU, BUILD)
    assert "late_report.present" not in workbook.addresses
    assert SheetRole.SCALE not in roles(workbook).values()
    result = next(sheet for sheet in workbook.sheets if sheet.role is SheetRole.RESULT)
    assert "заполняет оценщик" in {cell.content for cell in result.cells}


def test_spare_rows_form_a_group_that_is_not_hidden() -> None:
    tables = dict(METHODOLOGY.tables)
    tables["quality.answers"] = replace(tables["quality.answers"], max_rows=25)
    workbook = plan_report(replace(METHODOLOGY, tables=tables), Language.KK, BUILD)
    form = next(sheet for sheet in workbook.sheets if sheet.role is SheetRole.FORM)
    assert len(form.outline) == 15
    assert workbook.addresses["quality.answers[11].answer"].row in form.outline
    assert workbook.addresses["quality.answers[10].answer"].row not in form.outline


def test_absent_quantities_are_hatched_and_locked(assessment: Workbook) -> None:
    form = next(sheet for sheet in assessment.sheets if sheet.role is SheetRole.FORM)
    row = next(cell.row for cell in form.cells if cell.content == "ЖАО үшін ғана")
    absent = next(cell for cell in form.cells if cell.row == row and cell.column == 2)
    assert (absent.style.hatched, absent.style.locked, absent.content) == (True, True, None)


def test_a_list_of_one_option_is_named_as_a_range() -> None:
    place = Address("S", 3, 3)
    assert DefinedName("ready", place, place).reference() == "'S'!$D$4"
    assert DefinedName("list_1", place, place, listed=True).reference() == "'S'!$D$4:$D$4"


def test_cells_never_overlap(assessment: Workbook) -> None:
    for sheet in assessment.sheets:
        seen: set[tuple[int, int]] = set()
        for cell in sheet.cells:
            for place in [(cell.row + r, cell.column + c) for r in range(cell.rows) for c in range(cell.columns)]:
                assert place not in seen, (sheet.name, place)
                seen.add(place)


def test_sheet_names_are_made_legal() -> None:
    book = BookDraft(METHODOLOGY, Language.KK, emit(METHODOLOGY), Texts(Language.KK))
    names = [book.sheet(name, SheetRole.FORM, "т", [10.0]).name for name in ("a/b: c?", "A B C", "x" * 40, "x" * 45)]
    assert names == ["a b c", "A B C (2)", "x" * 31, "x" * 27 + " (2)"]


def test_two_forms_with_one_name_get_a_readable_number() -> None:
    twin = replace(METHODOLOGY.forms[2], code="S1-A10")
    workbook = plan_assessment(replace(METHODOLOGY, forms=(*METHODOLOGY.forms, twin)), Language.KK, BUILD)
    assert {"Қорытынды", "Қорытынды (2)"} <= {sheet.name for sheet in workbook.sheets}


@pytest.mark.parametrize("language", list(Language))
def test_catalogue_is_complete(language: Language) -> None:
    for key, texts in catalogue().items():
        assert texts.keys() == {"ru", "kk", "en"}, key
        assert texts[language.value] or key == "provenance_stated"


def test_labels_without_a_translation_stay_in_the_acts_language() -> None:
    inputs = dict(METHODOLOGY.inputs)
    inputs["late_report.present"] = replace(inputs["late_report.present"], label=label("Есеп", "Отчёт"))
    workbook = plan_assessment(replace(METHODOLOGY, inputs=inputs), Language.RU, BUILD)
    texts = {cell.content for sheet in workbook.sheets for cell in sheet.cells}
    assert "Отчёт" in texts
    assert "Бас тарту саны" in texts


def test_lines_are_counted_by_width() -> None:
    assert line_count("сөз", 20) == 1
    assert line_count("сөз\nсөз", 20) == 2
    assert line_count("ұзақ мәтін " * 10, 20) == 5
    assert text_width("ЩЩЩ") > text_width("iii") * 3


LISTED = """критерий site, не более 5 баллов
  название «Сайт»
  цитата «п. 1»
  таблица pages, не более 2 строк
    название «Страницы»
    столбец address ссылка «Адрес»
    столбец title текст «Заголовок»
  балл ставит оценщик
форма list
  вид отчёт
  лист «Отчёт»
  цитата «п. 8»
  сетка
    колонка «№»
    колонка «Отчётные данные»
      колонка пусто
      колонка пусто
    нумерация
    строка: «1»; «Дайте список.» на 2
    строка: подпись_поля site.pages.address на 2; подпись_поля site.pages.title
    строки site.pages: address на 2; title
"""


def test_a_list_under_a_row_of_the_act_divides_its_column() -> None:
    """One heading and one number over both columns of the grid; the labels of the list look like headings."""
    workbook = plan_report(compiled(LISTED).model(), Language.RU, BUILD)
    form = next(sheet for sheet in workbook.sheets if sheet.role is SheetRole.FORM)
    shown = {cell.content: cell for cell in form.cells if cell.row > 0 and cell.content is not None}
    assert (shown["Отчётные данные"].columns, shown["Отчётные данные"].rows) == (2, 1)
    assert [(cell.content, cell.column, cell.columns) for cell in form.cells if cell.style == NUMBERED] == [
        (1, 0, 1),
        (2, 1, 2),
    ]
    assert shown["Адрес"].style == shown["Заголовок"].style == HEADER
    assert shown["Дайте список."].style != HEADER


def test_a_reason_is_in_the_language_of_the_workbook_where_it_is_written_in_it() -> None:
    citation = Citation("1-т.", Provenance.ASSUMED, "акт молчит", (Translation(Language.KK, "актіде айтылмаған"),))
    assert "актіде айтылмаған" in Texts(Language.KK).provenance(citation)
    assert "акт молчит" in Texts(Language.RU).provenance(citation)
    assert "акт молчит" in Texts(Language.EN).provenance(citation)


def test_a_day_is_shown_as_people_write_it() -> None:
    assert shown_date("2022-08-27") == "27.08.2022"
    assert shown_date("1") == "1"
