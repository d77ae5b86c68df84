"""Steps that several rules of one element have are told apart by their names."""

from __future__ import annotations

from compiler.model.texts import Language
from compiler.workbook.book import Formula, SheetRole, Workbook
from compiler.workbook.identity import Build
from compiler.workbook.plan import plan_assessment
from tests.support.compiling import compiled

TEXT = """
критерий c, не более 9 баллов
  название «К»
  цитата «п. 1»
  таблица t, не более 3 строк
    название «Т»
    столбец n количество, от 0 до 9 «Эн»
    столбец q выбор «Квартал»
      вариант one «I»
      вариант two «II»
  величина first количество = сумма(t.n где q = one) «В первом»
  величина second количество = сумма(t.n где q = two) «Во втором»
  балл по полосам first + second
    не менее 20: максимум
    не менее 10 и менее 20: максимум / 2
    менее 10: 0
"""


def assessment() -> Workbook:
    return plan_assessment(compiled(TEXT).model(), Language.RU, Build("0" * 64, "0.1.0"))


def words(book: Workbook, *roles: SheetRole) -> list[str]:
    cells = (cell for sheet in book.sheets if sheet.role in roles for cell in sheet.cells)
    return [cell.content for cell in cells if isinstance(cell.content, str)]


def test_conditions_on_one_table_say_what_they_are_for() -> None:
    found = words(assessment(), SheetRole.TABLE)
    assert {"В первом: учитывается ли строка", "Во втором: учитывается ли строка"} <= set(found)
    assert "Отобрано: Эн, где: Во втором: учитывается ли строка" in found


def test_points_that_are_computed_say_in_which_band() -> None:
    assert "К: 10 ≤ x < 20" in words(assessment(), SheetRole.CALCULATION)


def test_a_divisor_is_no_points() -> None:
    model = compiled(TEXT).model()
    (two,) = (p for p in model.parameters.values() if p.label.text(Language.RU) == "К: число в формуле")
    assert two.value == 2 and two.type.kind.value == "number"


def test_the_number_of_an_option_names_its_choice() -> None:
    labels = [p.label.text(Language.RU) for p in compiled(TEXT).model().parameters.values()]
    assert "Квартал: II" in labels


def test_a_methodology_without_an_edition_says_nothing_of_one() -> None:
    book = assessment()
    assert book.properties.footer == "Пример"
    assert "Редакция" not in words(book, SheetRole.START)


def test_every_line_of_a_calculation_has_its_clause() -> None:
    for sheet in (one for one in assessment().sheets if one.role is SheetRole.CALCULATION):
        head = next(cell for cell in sheet.cells if cell.content == "Пункт акта")
        clauses = {cell.row: cell.content for cell in sheet.cells if cell.column == head.column}
        computed = {cell.row for cell in sheet.cells if isinstance(cell.content, Formula) and cell.row > head.row}
        assert computed and all(clauses[row] for row in computed)
