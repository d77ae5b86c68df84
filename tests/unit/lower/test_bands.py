"""Bands: ends as parameters, open and closed as the act has them."""

from __future__ import annotations

from fractions import Fraction

import pytest

from compiler.evaluate import NOT_FILLED, Given, evaluate
from compiler.model.bands import BandTable
from compiler.model.invariants import check_invariants
from compiler.model.methodology import Methodology
from compiler.model.texts import Provenance
from compiler.model.types import Kind
from tests.support.compiling import compiled


def model_of(bands: str, more: str = "", operand: str = "ready") -> Methodology:
    text = (
        "критерий a, не более 10 баллов\n  название «А»\n  цитата «п. 1»\n  вход ready доля «Готовность»\n"
        f"{more}  балл по полосам {operand}\n" + "".join(f"    {line}\n" for line in bands.split("\n"))
    )
    methodology = compiled(text).model()
    check_invariants(methodology)
    return methodology


def table_of(model: Methodology) -> BandTable:
    rule = model.values["a.score"].rule
    assert isinstance(rule, BandTable)
    return rule


@pytest.mark.parametrize(("ready", "score"), [("0.8", 2), ("0.7999", 1), ("0.6", 1), ("0.5999", 0), ("0", 0), ("1", 2)])
def test_ends_are_open_and_closed_as_written(ready: str, score: int) -> None:
    model = model_of("не менее 80%: 2\nне менее 60% и менее 80%: 1\nменее 60%: 0")
    assert evaluate(model, Given({"a.ready": Fraction(ready)})).outcome("a.score") == score


def test_ends_and_points_are_parameters() -> None:
    model = model_of("не менее 80%: 2\nне менее 60% и менее 80%: 1\nменее 60%: 0")
    table = table_of(model)
    assert [band.low.parameter if band.low else None for band in table.bands] == [
        "a.threshold_1", "a.threshold_2", None
    ]  # fmt: skip
    assert model.parameters["a.threshold_1"].type.kind is Kind.SHARE
    assert {model.parameters[band.result].value for band in table.bands} == {0, 1, 2}
    assert all(model.parameters[band.result].type.kind is Kind.POINTS for band in table.bands)


def test_both_ends_of_from_to_are_closed() -> None:
    (first, *_) = table_of(model_of("от 60% до 80%: 2\nменее 60%: 0\nсвыше 80%: 3")).bands
    assert first.low is not None and first.high is not None
    assert first.low.closed and first.high.closed


def test_a_gap_of_the_act_is_an_assumption() -> None:
    model = model_of("свыше 60%: 2\nпробел ровно 60%: 2, потому что «в пользу органа»\nменее 60%: 0")
    band = table_of(model).bands[1]
    assert band.fills_gap
    assert (band.citation.provenance, band.citation.reason) == (Provenance.ASSUMED, "в пользу органа")
    assert evaluate(model, Given({"a.ready": Fraction(3, 5)})).outcome("a.score") == 2


def test_between_the_bands_nothing_is_filled() -> None:
    model = model_of("свыше 60%: 2\nменее 60%: 0")
    assert evaluate(model, Given({"a.ready": Fraction(3, 5)})).outcome("a.score") is NOT_FILLED


def test_a_computed_operand_becomes_a_value() -> None:
    model = model_of("не менее 50%: 2\nменее 50%: 0", operand="ready * ready")
    assert table_of(model).operand == "a.operand_1"
    assert evaluate(model, Given({"a.ready": Fraction(1, 2)})).outcome("a.operand_1") == Fraction(1, 4)


def test_a_constant_at_the_end_of_a_band_is_that_constant() -> None:
    more = "  константа norm = 75% «Норма»\n  константа full = 4 балла «Полный балл»\n"
    model = model_of("не менее norm: full\nменее norm: 0", more)
    first = table_of(model).bands[0]
    assert first.low is not None
    assert (first.low.parameter, first.result) == ("a.norm", "a.full")


def test_points_may_be_computed() -> None:
    model = model_of("не менее 50%: максимум * ready\nменее 50%: 0")
    assert evaluate(model, Given({"a.ready": Fraction(3, 4)})).outcome("a.score") == Fraction(15, 2)


def test_dates_have_bands() -> None:
    model = model_of("не более 01.03.2015: 2\nсвыше 01.03.2015: 0", "  вход when дата «Срок»\n", operand="when")
    march = Fraction(42064)
    assert model.parameters["a.threshold_1"].value == march
    assert evaluate(model, Given({"a.when": march})).outcome("a.score") == 2
    assert evaluate(model, Given({"a.when": march + 1})).outcome("a.score") == 0
