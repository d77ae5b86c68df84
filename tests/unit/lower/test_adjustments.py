"""Adjustments: each a step after the one before, in the order written."""

from __future__ import annotations

from fractions import Fraction

import pytest

from compiler.evaluate import Given, evaluate
from compiler.model.indicators import StepRole
from compiler.model.invariants import check_invariants
from compiler.model.methodology import Methodology
from compiler.model.texts import Provenance
from tests.support.compiling import compiled


def model_of(adjustments: str, score: str = "balls") -> Methodology:
    text = (
        "критерий a, не более 10 баллов\n  название «А»\n  цитата «п. 1»\n  вход balls баллы, от 0 до 20 «Баллы»\n"
        "  вход facts количество, от 0 до 9 «Случаи»\n  вход late да-нет «Поздно»\n"
        f"  балл = {score}\n" + "".join(f"  {line}\n" for line in adjustments.split("\n") if line)
    )
    methodology = compiled(text).model()
    check_invariants(methodology)
    return methodology


def score_of(model: Methodology, balls: int, facts: int = 0, late: int = 0) -> object:
    given = {"a.balls": Fraction(balls), "a.facts": Fraction(facts), "a.late": Fraction(late)}
    return evaluate(model, Given(given)).outcome("a.score")


def roles(model: Methodology) -> list[StepRole]:
    (element,) = (e for e in model.root.walk() if e.code == "a")
    return [step.role for step in element.steps]


def test_without_adjustments_the_score_is_one_step() -> None:
    assert roles(model_of("")) == [StepRole.FINAL]


def test_steps_follow_the_order_of_the_text() -> None:
    model = model_of("не менее 0\nвычет 2\nокруглить до 1\nне более максимум")
    assert roles(model) == [
        StepRole.BASE, StepRole.FLOOR, StepRole.LET, StepRole.DEDUCTION, StepRole.ROUNDING, StepRole.CAP,
        StepRole.FINAL,
    ]  # fmt: skip
    assert score_of(model, 1) == -1  # the floor came first


@pytest.mark.parametrize(
    ("adjustment", "balls", "facts", "late", "score"),
    [
        ("вычет 2", 5, 0, 0, 3),
        ("вычет 2 за каждый facts", 9, 3, 0, 3),
        ("вычет 2 за каждый facts, не более 4", 9, 3, 0, 5),
        ("вычет 2 за каждый facts, не более 50% * максимум", 9, 4, 0, 4),
        ("вычет 2 если late", 9, 0, 0, 9),
        ("вычет 2 если late", 9, 0, 1, 7),
        ("вычет 2 за каждый facts если late, не более 3", 9, 5, 1, 6),
        ("надбавка 0,5 за каждый facts, не более 1", 5, 4, 0, 6),
        ("коэффициент 0,5 если late", 5, 0, 0, 5),
        ("коэффициент 0,5 если late", 5, 0, 1, Fraction(5, 2)),
        ("не менее 3", 2, 0, 0, 3),
        ("не более максимум", 12, 0, 0, 10),
        ("коэффициент 0,25\nокруглить до 1", 5, 0, 0, Fraction("1.3")),
        ("вычет 5\nне менее 0\nнадбавка 1", 2, 0, 0, 1),
    ],
)
def test_what_an_adjustment_does(adjustment: str, balls: int, facts: int, late: int, score: Fraction) -> None:
    assert score_of(model_of(adjustment), balls, facts, late) == score


def test_two_of_a_kind_are_two_steps() -> None:
    model = model_of("вычет 1\nвычет 2")
    assert {"a.deduction_amount_1", "a.deduction_amount_2", "a.after_deduction_2"} <= model.values.keys()
    assert score_of(model, 9) == 6


def test_each_step_rests_on_its_own_clause_or_the_elements() -> None:
    model = model_of("вычет 2\n  цитата «п. 7»\nне менее 0\n  допущено".replace("\n  допущено", ""))
    assert model.values["a.after_deduction_1"].citation.clause == "п. 7"
    assert model.parameters["a.deduction_1"].citation.clause == "п. 7"
    assert model.values["a.after_floor_1"].citation.clause == "п. 1"


def test_an_assumption_is_not_inherited() -> None:
    model = model_of("не менее 0\n  цитата «п. 7» допущено, потому что «акт молчит»\nне более 5")
    assert model.values["a.after_floor_1"].citation.provenance is Provenance.ASSUMED
    assert model.values["a.after_cap_1"].citation.provenance is Provenance.STATED


def test_adjustments_of_the_total() -> None:
    text = (
        "критерий a, не более 10 баллов\n  название «А»\n  цитата «п. 1»\n  вход balls баллы, от 0 до 20 «Баллы»\n"
        "  балл = balls\nштраф late, не более 4 балла\n  название «Штраф»\n  цитата «п. 2»\n"
        "  балл за наличие «Поздно»\nне менее 0\n"
    )
    model = compiled(text).model()
    check_invariants(model)
    for balls, total in ((9, 5), (3, 0)):
        given = Given({"a.balls": Fraction(balls), "late.present": Fraction(1)})
        assert evaluate(model, given).outcome("total.score") == total
