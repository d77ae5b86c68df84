"""Tables that no rule reads have no sheet of their own: the marks of their rows stand together, and checks still see
whatever is unfinished or not understood."""

from __future__ import annotations

from compiler.model.texts import Language
from compiler.workbook.book import SheetRole, Workbook
from compiler.workbook.caches import Caches
from compiler.workbook.identity import Build
from compiler.workbook.plan import plan_assessment
from tests.support.compiling import compiled

TEXT = """критерий events, не более 10 баллов
  название «Мероприятия»
  цитата «п. 2»
  вход held количество, от 0 до 10 «Проведено»
  таблица links, не более 5 строк, не менее 1 строки
    название «Ссылки»
    столбец what текст «Что»
    столбец day дата «Когда»
  таблица notices, не более 60 строк
    название «Уведомления»
    столбец about текст «О чём»
  таблица guests, не более 4 строк
    название «Гости»
    столбец number количество, от 0 до 9 «Сколько»
  величина guests_all количество = сумма(guests.number) «Гостей»
  балл = held / 10 * максимум

"""


def planned() -> Workbook:
    return plan_assessment(compiled(TEXT).model(), Language.RU, Build("0" * 64, "0.1.0"))


def sheet_of(workbook: Workbook, code: str) -> str:
    return workbook.addresses[code].sheet


def test_only_a_table_that_a_rule_reads_has_its_own_sheet() -> None:
    workbook = planned()
    tables = [sheet.name for sheet in workbook.sheets if sheet.role is SheetRole.TABLE]
    assert tables == ["Расчёт 1, таблица 1", "Расчёт 1, строки таблиц 1", "Расчёт 1, строки таблиц 2"]
    assert sheet_of(workbook, "events.guests[1]#present") == tables[0]
    assert sheet_of(workbook, "events.links[5]#fault") == tables[1]
    assert sheet_of(workbook, "events.notices[60]#present") == tables[2]


def test_no_state_is_computed_for_nobody() -> None:
    workbook = planned()
    assert "events.guests#state" in workbook.formulas
    assert "events.links#state" not in workbook.formulas


def test_checks_see_an_unfinished_row_and_a_word_for_a_day() -> None:
    workbook = planned()

    def fault(check: str, **typed: str | float) -> object:
        caches = Caches(workbook, {f"events.links[2].{name}": value for name, value in typed.items()})
        code = f"check#fault.events.links#{check}"
        return caches.of(workbook.formulas[code], code)

    assert [fault(check, what="a", day=45000.0) for check in ("complete", "understood", "rows")] == [0, 0, 0]
    assert fault("complete", what="a") == 1
    assert fault("understood", what="a", day="завтра") == 1
    assert fault("rows") == 1
