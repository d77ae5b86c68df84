"""Points by the option chosen: in lines of the rule, or beside the options."""

from __future__ import annotations

from fractions import Fraction

import pytest

from compiler.evaluate import Given, evaluate
from tests.support.compiling import compiled

HEAD = "критерий a, не более 10\n  название «А»\n  цитата «п. 1»\n"
BESIDE = """  вход p выбор «П»
    вариант x «Икс»: максимум
    вариант y «Игрек»: максимум / 4
    вариант z «Зет»: 0
  балл по выбору p
"""
APART = """  вход p выбор «П»
    вариант x «Икс»
    вариант y «Игрек»
    вариант z «Зет»
  балл по выбору p
    вариант x: максимум
    вариант y: максимум / 4
    вариант z: 0
"""


def test_points_beside_the_options_are_those_of_lines() -> None:
    beside, apart = compiled(HEAD + BESIDE).model(), compiled(HEAD + APART).model()
    assert beside.values == apart.values
    assert beside.parameters == apart.parameters
    scores = [evaluate(beside, Given({"a.p": Fraction(place)})).outcome("a.score") for place in (1, 2, 3)]
    assert scores == [10, Fraction(5, 2), 0]


def test_several_rules_may_take_the_same_points() -> None:
    text = HEAD + BESIDE + "критерий b, не более 20\n  название «Б»\n  цитата «п. 2»\n  балл по выбору a.p\n"
    model = compiled(text).model()
    result = evaluate(model, Given({"a.p": Fraction(2)}))
    assert (result.outcome("a.score"), result.outcome("b.score")) == (Fraction(5, 2), 5)


@pytest.mark.parametrize(
    ("text", "faults"),
    [
        (BESIDE.replace(": 0\n", "\n"), ["option-without-points"]),
        (BESIDE.replace("максимум / 4", "4 часа"), ["type-differs"]),
        (BESIDE.replace("максимум / 4", "q"), ["unknown-name"]),
        (BESIDE.replace("балл по выбору p", "балл ставит оценщик"), ["option-points-idle"]),
        (APART.replace("«Икс»", "«Икс»: 3"), ["option-points-idle"]),
        ("  таблица t, не более 3 строк\n    название «Т»\n    столбец c выбор «С»\n      вариант x «Икс»: 3\n"
         "      вариант y «Игрек»\n  балл = количество(t) * 1 балл\n", ["option-points-idle"]),
    ],
)  # fmt: skip
def test_faults(text: str, faults: list[str]) -> None:
    assert compiled(HEAD + text).slugs == faults
