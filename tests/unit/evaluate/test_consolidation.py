"""The consolidated model gives the scores of the full one, from a body's own figures instead of its tables."""

from __future__ import annotations

from dataclasses import replace
from random import Random

import pytest

from compiler.crosscheck.cases.entries import random_given
from compiler.evaluate import Evaluator
from compiler.evaluate.consolidation import consolidate
from compiler.model.consolidated import consolidated, resting_on
from compiler.model.expressions import RowAggregate
from compiler.model.invariants import check_invariants
from compiler.model.methodology import Methodology
from compiler.model.quantities import Formula
from compiler.model.texts import Language
from compiler.model.types import Kind
from tests.support.bodies import edition
from tests.support.compiling import compiled
from tests.support.models import sample_methodology

REPEATS = """
критерий units, не более 10 баллов
  название «Отделы»
  цитата «п. 1»
  группа unit, до 3 раз
    название «Отдел»
    вход staff количество, от 0 до 50 «Штат»
    вход note текст «Название»
  величина all количество = сумма повторов(unit.staff) «Всего»
  балл = all / 150 * максимум
"""


def models() -> list[Methodology]:
    return [sample_methodology(), *edition().methodologies, compiled(REPEATS).model()]


@pytest.mark.parametrize("number", range(4))
def test_scores_stay_the_same(number: int) -> None:
    full = models()[number]
    made = consolidated(full)
    check_invariants(made.methodology)
    before, after = Evaluator(full), Evaluator(made.methodology)
    random = Random(number)
    for _ in range(60):
        result = before.run(random_given(full, random))
        found = after.run(consolidate(result, made))
        assert {code: result.values[code] for code in found.values} == found.values
    scores = {element.score for element in full.root.walk() if element.score is not None}
    assert scores <= made.methodology.values.keys() or full.repeats


def test_aggregates_become_inputs_with_what_they_count_and_bounds() -> None:
    made = consolidated(sample_methodology())
    model = made.methodology
    assert model.tables == {}
    late = model.inputs["integration.systems.count_late"]
    assert made.figures[late.code] == next(f for f in made.figures.values() if f and f.where == "late")
    assert late.label.text(Language.RU) == "число строк (Ведомственные системы; Кешіктірілген)"
    assert late.type.kind is Kind.COUNT
    assert late.bounds is not None
    assert (late.bounds.low, late.bounds.high) == (0, sample_methodology().tables["integration.systems"].max_rows)
    for value in model.values.values():
        if isinstance(value.rule, Formula):
            assert not isinstance(value.rule.expression, RowAggregate)


def test_what_nothing_reads_vanishes() -> None:
    full = sample_methodology()
    model = consolidated(full).methodology
    unread = {code for code, item in full.inputs.items() if not item.scored}
    assert unread
    assert not unread & model.inputs.keys()
    assert all(item.at_most is None or item.at_most in model.inputs for item in model.inputs.values())
    assert model.forms == ()


def test_repeats_become_one_number_each() -> None:
    made = consolidated(compiled(REPEATS).model())
    (code,) = made.methodology.inputs
    assert made.figures == {code: None}
    assert made.methodology.repeats == ()
    assert [element.code for element in made.methodology.root.walk()] == ["total", "units"]


def test_figures_over_bodies_may_not_apply() -> None:
    (ministries, _) = edition().methodologies
    model = consolidated(ministries).methodology
    assert model.peers.keys() == ministries.peers.keys()
    assert all(model.inputs[code].declinable for code in model.peers)


def test_what_rests_on_inputs() -> None:
    model = consolidated(sample_methodology()).methodology
    one = next(iter(model.inputs))
    resting = resting_on(model, [one])
    assert resting
    assert "total.score" in resting
    assert resting_on(replace(model, values={}), [one]) == frozenset()
