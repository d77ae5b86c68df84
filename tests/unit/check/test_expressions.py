"""Dimensions of whole formulas, as a methodologist writes them."""

from __future__ import annotations

import pytest

from tests.support.compiling import compiled

_HEAD = """критерий a, не более 10 баллов
  название «А»
  цитата «п. 1»
  константа norm = 8 часов «Норма»
  константа bare = 5 «Число»
  вход hours часы, от 0 до 40 «Часы»
  вход days дни, от 1 до 31 «Дни»
  вход done количество, от 0 до 9 «Сделано»
  вход required количество, от 1 до 9 «Нужно»
  вход ready доля «Готовность»
  вход given баллы «Баллы»
  вход start дата «Начало»
  вход finish дата «Конец»
  вход agreed да-нет «Согласовано»
  вход way выбор «Способ»
    вариант joint «Вместе»
    вариант separate «Отдельно»
  таблица staff, не менее 1 строки, не более 12 строк
    столбец people количество, от 1 до 90 «Людей»
"""


def slugs(formula: str, word: str = "баллы") -> list[str]:
    return compiled(f"{_HEAD}  величина x {word} = {formula} «Икс»\n  балл = 1 балл\n").slugs


@pytest.mark.parametrize(
    ("formula", "word"),
    [
        ("максимум * done / required", "баллы"),
        ("максимум * hours / norm", "баллы"),
        ("max_hours * 2", "часы"),
        ("максимум * (hours / norm) - done / required", "баллы"),
        ("given * done", "баллы"),
        ("done / required", "доля"),
        ("(done + 0,3 * required) / required", "доля"),
        ("hours / norm", "число"),
        ("finish - start", "дни"),
        ("start + days", "дата"),
        ("макс(start; finish)", "дата"),
        ("done свыше bare и не agreed", "да-нет"),
        ("way = joint или agreed", "да-нет"),
        ("agreed = 1", "да-нет"),
        ("если agreed то 2 балла иначе given", "баллы"),
        ("если agreed то 70% иначе ready", "доля"),
        ("корень(ready)", "число"),
        ("округлить(done / required; 2)", "доля"),
        ("ready ^ 2", "число"),
        ("среднее(staff.people)", "число"),
        ("округлить_вниз(среднее(staff.people); 0)", "количество"),
    ],
)
def test_formulas_that_mean_something(formula: str, word: str) -> None:
    assert slugs(formula.replace("max_hours", "hours"), word) == []


@pytest.mark.parametrize(
    ("formula", "word", "slug"),
    [
        ("given + done", "баллы", "units-do-not-fit"),
        ("максимум * hours", "баллы", "units-do-not-fit"),
        ("максимум * hours / days", "баллы", "units-do-not-fit"),
        ("done + hours", "количество", "units-do-not-fit"),
        ("start + finish", "дата", "units-do-not-fit"),
        ("agreed * 5", "баллы", "units-do-not-fit"),
        ("done", "доля", "type-differs"),
        ("среднее(staff.people)", "количество", "count-not-whole"),
        ("done", "баллы", "type-differs"),
        ("hours", "дни", "type-differs"),
        ("done свыше hours", "да-нет", "not-comparable"),
        ("start свыше 5", "да-нет", "not-comparable"),
        ("body_name = period", "да-нет", "not-comparable"),
        ("way = third", "да-нет", "unknown-option"),
        ("done и agreed", "да-нет", "condition-expected"),
        ("если done то 1 иначе 2", "баллы", "condition-expected"),
        ("если agreed то done иначе hours", "количество", "units-differ"),
        ("мин(way; way)", "число", "number-expected"),
        ("модуль(start)", "число", "number-expected"),
        ("корень(agreed)", "число", "number-expected"),
        ("округлить(ready; 1,5)", "доля", "digits-expected"),
        ("округлить(ready; 20)", "доля", "digits-expected"),
        ("модуль(done; done)", "количество", "wrong-argument-count"),
        ("заполнено(done + 1)", "да-нет", "filled-needs-name"),
        ("way", "выбор", "not-computable"),
    ],
)
def test_formulas_that_mean_nothing(formula: str, word: str, slug: str) -> None:
    assert slugs(formula, word) == [slug]
