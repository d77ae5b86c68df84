"""«Применение информационных технологий»: the rules of the amending order, computed here by hand."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from pathlib import Path

import pytest

from compiler.driver import compile_methodology
from compiler.evaluate import Evaluator
from compiler.evaluate.inputs import read_csv
from dsl.diagnostics import DiagnosticBag

FOLDER = Path(__file__).parents[2] / "methodologies" / "org_development"
FIELDS = ("education", "health", "transport", "roads", "safety", "tourism", "housing", "ecology", "management")
ASSESSED = {"it.architecture.points": "30", "it.actuality.points": "20", "it.automation.points": "25"}
"""A, C and E, whose rules are in the base act."""
STAFF = {
    "it.units[1].staff": "8", "it.units[1].educated": "4", "it.units[2].staff": "2", "it.units[2].educated": "1",
    "it.employees[1].staff": "100", "it.employees[1].trained": "60",
}  # fmt: skip
NO_PENALTIES = dict.fromkeys(
    ("it.unused.deducted", *(f"it.reporting.{n}" for n in ("late", "incomplete", "false_info"))), "0"
)


def evaluator(body: str) -> Evaluator:
    compiled = compile_methodology(FOLDER)
    assert compiled.lowered is not None
    return Evaluator(compiled.lowered.edition.methodology(body))


@pytest.fixture(scope="module")
def cgo() -> Evaluator:
    return evaluator("cgo")


@pytest.fixture(scope="module")
def mio() -> Evaluator:
    return evaluator("mio")


def values(evaluator: Evaluator, given: Mapping[str, str]) -> Mapping[str, object]:
    bag = DiagnosticBag()
    text = "code;value\n" + "".join(f"{code};{value}\n" for code, value in given.items())
    read = read_csv(evaluator.methodology, text, "given.csv", bag)
    assert not len(bag), list(bag)
    return evaluator.run(read).values


def smart(points: str) -> dict[str, str]:
    return {f"it.smart.{field}": points for field in FIELDS}


@pytest.mark.parametrize(
    ("given", "score"),
    [
        (smart("0"), Fraction(0)),
        (smart("230"), Fraction(3)),  # 2070 of 6900
        (smart("700"), Fraction(9 * 700, 6900) * 10),
        ({**smart("750"), "it.smart.health": "900"}, Fraction(10)),  # exactly 6900
        (smart("6900"), Fraction(10)),  # no more than the weight
    ],
)
def test_smart_cities_in_the_weight_of_ten(mio: Evaluator, given: Mapping[str, str], score: Fraction) -> None:
    assert values(mio, given)["it.smart.score"] == score


def test_smart_cities_are_for_local_bodies_and_the_registry_for_central_ones(cgo: Evaluator, mio: Evaluator) -> None:
    assert "it.smart.score" not in cgo.methodology.values
    assert "it.registry.score" not in mio.methodology.values


def test_staff_with_education_is_worth_twenty_points_or_ten(cgo: Evaluator, mio: Evaluator) -> None:
    assert values(cgo, STAFF)["it.personnel.score"] == Fraction(5, 10) * 20
    assert values(mio, STAFF)["it.personnel.score"] == Fraction(5, 10) * 10


def test_no_staff_for_digitalisation_no_points(cgo: Evaluator) -> None:
    nobody = {"it.units[1].staff": "0", "it.units[1].educated": "0"}
    assert values(cgo, nobody)["it.personnel.score"] == 0


def test_courses_and_the_registry_are_shares_of_five_points(cgo: Evaluator) -> None:
    given = {**STAFF, "it.registry.indicators[1].all": "40", "it.registry.indicators[1].automatic": "10"}
    found = values(cgo, given)
    assert found["it.courses.score"] == Fraction(60, 100) * 5
    assert found["it.registry.score"] == Fraction(10, 40) * 5


def test_a_registry_without_indicators_gives_no_bonus(cgo: Evaluator) -> None:
    given = {"it.registry.indicators[1].all": "0", "it.registry.indicators[1].automatic": "0"}
    assert values(cgo, given)["it.registry.score"] == 0


def test_tables_sum_up_for_the_assessor(cgo: Evaluator) -> None:
    given = {
        "it.automation.functions[1].clause": "1", "it.automation.functions[1].name": "учет",
        "it.automation.functions[1].foreign": "ИС",
        "it.automation.functions[2].clause": "2", "it.automation.functions[2].name": "надзор",
        "it.actuality.systems[1].system": "ИС", "it.actuality.systems[1].level": "90%",
        "it.actuality.systems[1].records": "5", "it.actuality.systems[1].objects": "дела",
        "it.actuality.systems[2].system": "БД", "it.actuality.systems[2].level": "60%",
        "it.actuality.systems[2].records": "7", "it.actuality.systems[2].objects": "лица",
    }  # fmt: skip
    found = values(cgo, given)
    assert (found["it.automation.functions_count"], found["it.automation.automated_count"]) == (2, 1)
    assert found["it.actuality.mean_level"] == Fraction(3, 4)


def test_the_direction_adds_bonuses_and_subtracts_penalties(cgo: Evaluator, mio: Evaluator) -> None:
    bonus = {
        "it.local_content.points": "5",
        "it.registry.indicators[1].all": "40",
        "it.registry.indicators[1].automatic": "40",
    }
    whole = {**ASSESSED, **STAFF, "it.units[1].educated": "8", "it.units[2].educated": "2", **NO_PENALTIES}
    whole["it.employees[1].trained"] = "100"
    assert values(cgo, {**whole, **bonus})["it.score"] == 110
    local = {**whole, "it.local_content.points": "5", **smart("6900")}
    assert values(mio, local)["it.score"] == 105
    less = {**local, "it.unused.deducted": "3", "it.reporting.late": "7", "it.reporting.incomplete": "6"}
    assert values(mio, less)["it.score"] == 105 - 3 - 10


def test_without_bonuses_the_maxima_of_annex_16_add_up_to_a_hundred(cgo: Evaluator, mio: Evaluator) -> None:
    own = {"cgo": ("architecture", "actuality", "automation", "personnel.cgo", "courses"),
           "mio": ("architecture", "smart", "actuality", "automation", "personnel.mio", "courses")}  # fmt: skip
    for body, evaluator in (("cgo", cgo), ("mio", mio)):
        parameters = evaluator.methodology.parameters
        assert sum(parameters[f"it.{name}.maximum"].value for name in own[body]) == 100


def test_criteria_stand_in_the_order_of_annex_16(cgo: Evaluator, mio: Evaluator) -> None:
    for evaluator, absent in ((cgo, "2"), (mio, "8")):
        direction = next(one for one in evaluator.methodology.root.children if one.code == "it")
        numbers = [element.number for element in direction.children]
        assert numbers == [number for number in "123456789" if number != absent] + [""]


def test_a_whole_body(cgo: Evaluator, mio: Evaluator) -> None:
    """A + C + E = 27 + 15 + 20, L of 9 in 12, J = 5 · 100 / 400, F = 2, D = 2, a penalty of 1; H = 5 · 20 / 50 for a
    central body, B = 2700 of 6900 for a local one."""
    given = {
        "it.architecture.points": "27", "it.actuality.points": "15", "it.automation.points": "20",
        "it.units[1].staff": "12", "it.units[1].educated": "9",
        "it.employees[1].staff": "400", "it.employees[1].trained": "100",
        "it.local_content.points": "2", **NO_PENALTIES, "it.unused.deducted": "2", "it.reporting.late": "1",
    }  # fmt: skip
    registry = {"it.registry.indicators[1].all": "50", "it.registry.indicators[1].automatic": "20"}
    assert values(cgo, {**given, **registry})["it.score"] == Fraction("79.25")
    assert values(mio, {**given, **smart("300")})["it.score"] == Fraction("69.75") + Fraction(27000, 6900)
