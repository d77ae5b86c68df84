"""Conditional rules and weights that move: who decides, what is spared, where the weight goes."""

from __future__ import annotations

from fractions import Fraction

from compiler.evaluate import NOT_APPLICABLE, NOT_FILLED, Given, Outcome, evaluate
from compiler.model.indicators import StepRole
from compiler.model.invariants import check_invariants
from compiler.model.methodology import Methodology
from compiler.model.quantities import Case, Cases
from tests.support.compiling import compiled

MOVES = """критерий a, не более 10 баллов
  название «А»
  цитата «п. 1»
  вход needed да-нет «Нужно»
  вход done количество, от 0 до 100 «Сделано»
  вход required количество, от 1 до 100 «Требуется»
  величина part доля = done / required «Часть»
  если done = 0: балл 1
  если не needed: не оценивается; вес переходит к b за вычетом 4 балла
  балл = вес * part
  не более максимум
критерий b, не более 20 баллов
  название «Б»
  цитата «п. 2»
  балл = вес
критерий c, не более 5 баллов
  название «В»
  цитата «п. 3»
  для office
  для остальных вес переходит к b
  балл = 5 баллов
"""


def model_of(text: str, body: str = "ministry") -> Methodology:
    methodology = compiled(text).model(body)
    check_invariants(methodology)
    return methodology


def run(methodology: Methodology, **inputs: int) -> dict[str, Outcome]:
    given = Given({name.replace("__", "."): Fraction(value) for name, value in inputs.items()})
    result = evaluate(methodology, given)
    return {element.code: result.outcome(f"{element.code}.score") for element in methodology.root.walk()}


def test_the_first_condition_that_holds_decides() -> None:
    score = model_of(MOVES).values["a.score"].rule
    assert score == Cases((Case("a.when_1", "a.when_1_score"), Case("a.when_2", None)), "a.after_cap_1")


def test_what_only_an_undecided_score_needs_is_spared() -> None:
    values = model_of(MOVES).values
    for code in ("a.part", "a.base", "a.after_cap_1"):
        assert values[code].unless == ("a.when_1", "a.when_2")
    for code in ("a.score", "a.when_1", "a.when_1_score", "a.moved_2", "b.weight", "b.score"):
        assert values[code].unless == ()


def test_a_value_that_another_element_reads_is_not_spared() -> None:
    values = model_of(MOVES.replace("балл = вес\nкритерий c", "балл = вес * a.part\nкритерий c")).values
    assert values["a.part"].unless == ()
    assert values["a.base"].unless == ("a.when_1", "a.when_2")


def test_weight_moves_when_the_element_is_not_assessed() -> None:
    scores = run(model_of(MOVES, "office"), a__needed=0, a__done=5, a__required=10)
    assert scores == {
        "total": Fraction(31), "a": NOT_APPLICABLE, "b": Fraction(20 + 10 - 4), "c": Fraction(5)
    }  # fmt: skip


def test_weight_stays_when_an_earlier_condition_has_decided() -> None:
    scores = run(model_of(MOVES, "office"), a__needed=0, a__done=0, a__required=10)
    assert (scores["a"], scores["b"]) == (Fraction(1), Fraction(20))


def test_weight_stays_when_the_element_is_assessed() -> None:
    scores = run(model_of(MOVES, "office"), a__needed=1, a__done=5, a__required=10)
    assert (scores["a"], scores["b"]) == (Fraction(5), Fraction(20))


def test_a_condition_that_is_not_filled_leaves_both_open() -> None:
    scores = run(model_of(MOVES, "office"), a__done=5, a__required=10)
    assert scores["a"] is NOT_FILLED
    assert scores["b"] is NOT_FILLED


def test_the_weight_of_an_element_that_a_body_lacks_always_moves() -> None:
    ministry = model_of(MOVES)
    assert "c.score" not in ministry.values
    assert run(ministry, a__needed=1, a__done=5, a__required=10)["b"] == 25
    assert "c.moved" not in model_of(MOVES, "office").values


def test_weight_is_a_step_only_where_it_can_change() -> None:
    roles = {e.code: [step.role for step in e.steps] for e in model_of(MOVES).root.walk()}
    assert roles["b"] == [StepRole.WEIGHT, StepRole.FINAL]
    assert StepRole.WEIGHT not in roles["a"]


def test_two_moves_from_one_element_never_add_up() -> None:
    text = MOVES.replace("  если done = 0: балл 1\n", "  если done = 0: не оценивается; вес переходит к b\n")
    scores = run(model_of(text, "office"), a__needed=0, a__done=0, a__required=10)
    assert scores["b"] == 30


def test_weight_that_has_moved_moves_on() -> None:
    model = model_of(
        """критерий a, не более 10 баллов
  название «А»
  цитата «п. 1»
  вход x да-нет «Икс»
  вход y да-нет «Игрек»
  показатель p, не более 2
    название «П»
    если x: не оценивается; вес переходит к q
    балл = вес
  показатель q, не более 3
    название «К»
    если y: не оценивается; вес переходит к r
    балл = вес
  показатель r, не более 5
    название «Р»
    балл = вес
"""
    )
    assert run(model, a__x=1, a__y=1)["a.r"] == 10
    assert run(model, a__x=1, a__y=0)["a.q"] == 5
    assert run(model, a__x=0, a__y=1)["a.r"] == 8
