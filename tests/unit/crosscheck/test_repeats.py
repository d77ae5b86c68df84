"""Of the repeats of a block the first and the last get cases of their own."""

from __future__ import annotations

from compiler.crosscheck.cases.repeats import values_with_cases
from tests.support.compiling import compiled

_TEXT = """критерий a, не более 10 баллов
  название «А»
  цитата «п. 1»
  группа office, до 4 раз
    название «Отдел»
    вход people количество, от 0 до 90 «Людей»
    вход trained количество, не более people «Обучено»
    величина rest количество = people - trained «Не обучено»
  величина everybody количество = сумма повторов(office.rest) «Всего не обучено»
  балл = мин(everybody * 1 балл; максимум)
"""


def test_repeats_in_between_are_left_to_whole_forms() -> None:
    methodology = compiled(_TEXT).model()
    chosen = {value.code for value in values_with_cases(methodology)}
    assert {"a.office_1.rest", "a.office_4.rest", "a.everybody", "a.score"} <= chosen
    left_out = methodology.values.keys() - chosen
    assert {"a.office_2.rest", "a.office_3.rest"} <= left_out
    read = {methodology.values[code].rule for code in left_out if ".repeat_" in code}
    assert len(read) == 2  # what offices 2 and 3 give to the sum
