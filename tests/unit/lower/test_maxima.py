"""Maxima: declared, per version, shared equally; what marks and bounds make of them."""

from __future__ import annotations

from fractions import Fraction

from compiler.evaluate import Given, evaluate
from compiler.model.invariants import check_invariants
from compiler.model.methodology import Methodology
from compiler.model.quantities import Total
from compiler.model.types import Kind
from compiler.numbers import Interval
from tests.support.compiling import compiled

VERSIONS = """критерий site, не более 30 баллов
  название «Сайт»
  цитата «п. 1»
  версия kk «Казахская»
  версия ru «Русская»
  показатель news, не более 3 балла на каждую версию
    название «Новости»
    балл ставит оценщик
  показатель contacts, не более 2,5 на каждую версию
    название «Контакты»
    балл за наличие
  показатель search, не более 4
    название «Поиск»
    балл за наличие
"""

SHARED = """критерий list, не более 10 баллов
  название «Перечень»
  цитата «п. 1»
  пункты делят вес поровну
    цитата «п. 2»
  каждый пункт
    балл ставит оценщик
  пункт a
    название «А»
  пункт b
    название «Б»
  пункт c
    название «В»
    для office
"""


def model_of(text: str, body: str = "ministry") -> Methodology:
    methodology = compiled(text).model(body)
    check_invariants(methodology)
    return methodology


def test_a_maximum_per_version_is_a_parameter_for_each_and_their_sum() -> None:
    model = model_of(VERSIONS)
    assert model.parameters["site.news.kk.maximum"].value == 3
    assert model.parameters["site.news.ru.maximum"].value == 3
    assert model.values["site.news.maximum"].rule == Total(("site.news.kk.maximum", "site.news.ru.maximum"), (1, 1))
    assert "site.search.maximum" in model.parameters


def test_an_assessor_marks_each_version_up_to_its_maximum() -> None:
    model = model_of(VERSIONS)
    for version in ("kk", "ru"):
        mark = model.inputs[f"site.news.{version}"]
        assert (mark.type.kind, mark.bounds) == (Kind.POINTS, Interval.between(0, 3))
    assert model.inputs["site.news.kk"].label.translations[0].text.endswith("Казахская")


def test_presence_gives_full_marks_for_each_version() -> None:
    model = model_of(VERSIONS)
    filled = Given({
        "site.news.kk": Fraction(1), "site.news.ru": Fraction(2), "site.contacts.kk": Fraction(1),
        "site.contacts.ru": Fraction(0), "site.search.present": Fraction(1),
    })  # fmt: skip
    result = evaluate(model, filled)
    assert result.outcome("site.news.score") == 3
    assert result.outcome("site.contacts.score") == Fraction("2.5")
    assert result.outcome("site.search.score") == 4
    assert result.outcome("total.score") == Fraction("9.5")


def test_equal_weights_divide_by_the_items_that_the_body_has() -> None:
    for body, count in (("ministry", 2), ("office", 3)):
        model = model_of(SHARED, body)
        result = evaluate(model, Given())
        assert result.outcome("list.a.maximum") == Fraction(10, count)
        assert model.inputs["list.a.points"].bounds == Interval(Fraction(0), Fraction(10, count))
        assert model.values["list.a.maximum"].bounds == Interval.point(Fraction(10, count))


def test_the_number_of_items_rests_on_the_clause_of_the_rule() -> None:
    model = model_of(SHARED)
    assert model.parameters["list.items_1"].citation.clause == "п. 2"


def test_points_are_bounded_by_the_maximum_of_their_element() -> None:
    model = model_of(
        """критерий a, не более 7 баллов
  название «А»
  цитата «п. 1»
  вход free баллы «Отметка»
  вход half баллы, не более максимум «Отметка»
  вход own баллы, от 1 до 2 «Отметка»
  балл = free + half + own
"""
    )
    assert model.inputs["a.free"].bounds == Interval.between(0, 7)
    assert model.inputs["a.half"].bounds == Interval.between(0, 7)
    assert model.inputs["a.own"].bounds == Interval.between(1, 2)


def test_the_maximum_of_one_version_can_be_named() -> None:
    model = model_of(
        VERSIONS.replace(
            "    балл ставит оценщик\n",
            "    вход ready доля «Готовность»\n    балл = максимум kk * ready + максимум ru * ready\n",
        )
    )
    result = evaluate(model, Given({"site.news.ready": Fraction(1, 2)}))
    assert result.outcome("site.news.score") == 3
