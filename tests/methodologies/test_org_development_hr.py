"""«Управление персоналом»: every rule of the amending order at its thresholds, computed here by hand."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from pathlib import Path

import pytest

from compiler.driver import compile_methodology
from compiler.evaluate import Evaluator, State
from compiler.evaluate.inputs import read_csv
from dsl.diagnostics import DiagnosticBag

FOLDER = Path(__file__).parents[2] / "methodologies" / "org_development"
HOURS = "hr.labour.hours"
OFFICE = "hr.potential.exit.left_department_1.office_1"
TRAINING = ("upskilled", "to_upskill", "retrained", "to_retrain", "late", "missed")
PEOPLE = ("servants", "workers")
STAFF = {f"hr.staff[{month}].{column}": "100" for month in range(1, 13) for column in PEOPLE}


@pytest.fixture(scope="module")
def evaluator() -> Evaluator:
    compiled = compile_methodology(FOLDER)
    assert compiled.lowered is not None
    return Evaluator(compiled.lowered.edition.methodology("cgo"))


def values(evaluator: Evaluator, given: Mapping[str, str]) -> Mapping[str, object]:
    bag = DiagnosticBag()
    text = "code;value\n" + "".join(f"{code};{value}\n" for code, value in {**STAFF, **given}.items())
    read = read_csv(evaluator.methodology, text, "given.csv", bag)
    assert not len(bag), list(bag)
    return evaluator.run(read).values


def leavers(left: int, asked: int) -> dict[str, str]:
    figures = {"left_service": left, "asked_service": asked, "left_body": 0, "asked_body": 0}
    return {f"{OFFICE}.{name}": str(figure) for name, figure in figures.items()}


def interviews(blaming: int) -> dict[str, str]:
    return {f"interviews[{row}].ethic_b": "tick" for row in range(1, blaming + 1)}


def answers(**degrees: int) -> dict[str, str]:
    """One respondent who answers 4 where nothing else is said."""
    return {f"answers[1].q{n}": f"a{degrees.get(f'q{n}', 4)}" for n in range(1, 27)}


def test_the_direction_has_criteria_of_30_30_and_40(evaluator: Evaluator) -> None:
    quantities = evaluator.methodology.values
    assert "total" not in quantities
    assert {"hr.potential.score", "hr.labour.score", "hr.merit.score"} <= quantities.keys()


@pytest.mark.parametrize(
    ("left", "asked", "blaming", "score"),
    [
        (10, 10, 0, "5"),
        (10, 4, 0, "2"),
        (10, 10, 5, "5"),  # half of them is no majority
        (10, 10, 6, "3.5"),
        (10, 2, 6, "0"),  # 1 - 1.5
        (0, 0, 0, "5"),
    ],
)
def test_exit_interview(evaluator: Evaluator, left: int, asked: int, blaming: int, score: str) -> None:
    found = values(evaluator, {**leavers(left, asked), **interviews(blaming)})
    assert found["hr.potential.exit.score"] == Fraction(score)


def test_reasons_counted_elsewhere_join_those_of_the_workbook(evaluator: Evaluator) -> None:
    """100 dismissed, 80 asked: 5 · 80 / 100 = 4; 11 forms here and 40 in the information system are a majority."""
    given = {**leavers(100, 80), **interviews(11)}
    assert values(evaluator, {**given, "hr.potential.exit.blaming_elsewhere": "39"})["hr.potential.exit.score"] == 4
    assert values(evaluator, {**given, "hr.potential.exit.blaming_elsewhere": "40"})[
        "hr.potential.exit.score"
    ] == Fraction("2.5")


def test_pay_and_family_are_no_fault_of_the_body(evaluator: Evaluator) -> None:
    reasons = {"interviews[1].pay_a": "tick", "interviews[2].family_a": "tick", "interviews[3].process_d": "tick"}
    assert values(evaluator, reasons)["negative"] == 1


@pytest.mark.parametrize(("overtime", "score"), [("0", "5"), ("11200", "2.5"), ("22400", "0"), ("25000", "0")])
def test_an_hour_of_overtime_a_day_takes_all_points(evaluator: Evaluator, overtime: str, score: str) -> None:
    """245 working days less 21 of leave are 224; an hour on each of them by each of 100 workers is 22,400."""
    found = values(evaluator, {f"{HOURS}.quantity.work_days": "245", f"{HOURS}.quantity.overtime": overtime})
    assert found[f"{HOURS}.quantity.score"] == Fraction(score)


@pytest.mark.parametrize(("hours", "points"), [("899", 0), ("900", 1), ("18400", 1), ("18401", 2)])
def test_weekend_hours(evaluator: Evaluator, hours: str, points: int) -> None:
    found = values(evaluator, {f"{HOURS}.weekend.weekend_hours": hours})
    assert found[f"{HOURS}.weekend.score"] == points


@pytest.mark.parametrize(("degree", "index"), [(4, "1"), (3, "2/3"), (2, "1/3"), (1, "0")])
def test_an_answer_to_the_index_of_its_statement(evaluator: Evaluator, degree: int, index: str) -> None:
    found = values(evaluator, answers(q1=degree, q19=degree))
    assert found["i1"] == found["i19"] == Fraction(index)
    assert found["i2"] == 1
    expected = 5 * (3 + Fraction(index)) / 4
    assert found[f"{HOURS}.poll.score"] == found["hr.merit.rewards.score"] == expected


def test_an_index_of_the_survey_stands_instead_of_the_count(evaluator: Evaluator) -> None:
    given = {f"hr.given{n}": "80%" for n in (19, 20, 21, 22)}
    assert values(evaluator, given)["hr.merit.rewards.score"] == 4
    mixed = {**answers(q20=1, q21=3), "hr.given19": "30%"}
    assert values(evaluator, mixed)["hr.merit.rewards.score"] == Fraction(5, 4) * (
        Fraction("0.3") + 0 + Fraction(2, 3) + 1
    )
    assert values(evaluator, {})["hr.merit.rewards.score"] is State.NOT_FILLED


def test_a_body_founded_in_july_has_its_months_divided_by_twelve(evaluator: Evaluator) -> None:
    """Nobody until June, 120 from July: 720 / 12 = 60, and 6 trainees are exactly a tenth of them."""
    staff = {f"hr.staff[{month}].{name}": "0" if month < 7 else "120" for month in range(1, 13) for name in PEOPLE}
    found = values(evaluator, {**staff, "hr.labour.internship.interns": "6"})
    assert found["hr.mean_servants"] == found["hr.mean_workers"] == 60
    assert found["hr.labour.internship.score"] == 1


@pytest.mark.parametrize(
    ("a", "b", "c", "d", "late", "missed", "score"),
    [
        (10, 10, 0, 0, 0, 0, "5"),
        (0, 0, 0, 0, 0, 0, "5"),
        (5, 10, 0, 0, 0, 0, "3.75"),
        (10, 10, 1, 2, 1, 1, "2.25"),
        (10, 10, 5, 5, 20, 0, "0"),
        (0, 10, 0, 0, 0, 3, "0"),
    ],
)
def test_training(evaluator: Evaluator, a: int, b: int, c: int, d: int, late: int, missed: int, score: str) -> None:
    figures = dict(zip(TRAINING, (a, b, c, d, late, missed), strict=True))
    found = values(evaluator, {f"hr.labour.training.{name}": str(figure) for name, figure in figures.items()})
    assert found["hr.labour.training.score"] == Fraction(score)


@pytest.mark.parametrize(
    ("share", "points"),
    [("112%", 3), ("80%", 3), ("79,995%", 2), ("79,99%", 2), ("60%", 2), ("59,999%", 1), ("40%", 1), ("39,99%", 0)],
)
def test_execution_of_the_strategy(evaluator: Evaluator, share: str, points: int) -> None:
    place = "hr.labour.strategy.executed"
    given = {f"{place}.informed": "yes", f"{place}.executed_share": share}
    found = values(evaluator, {**given, "hr.labour.strategy.approved.strategy": "partial"})
    assert found[f"{place}.score"] == points
    assert found["hr.labour.strategy.score"] == 1 + points
    assert values(evaluator, {**given, "hr.labour.strategy.approved.strategy": "none"})["hr.labour.strategy.score"] == 0
    assert values(evaluator, {f"{place}.informed": "no"})[f"{place}.score"] == 0


@pytest.mark.parametrize(("interns", "points"), [(4, 0), (5, 1), (10, 1), (11, 2)])
def test_internship(evaluator: Evaluator, interns: int, points: int) -> None:
    found = values(evaluator, {"hr.labour.internship.interns": str(interns)})
    assert found["hr.labour.internship.score"] == points


@pytest.mark.parametrize(("filled", "points"), [(990, "1.5"), (989, "0")])
def test_personal_files(evaluator: Evaluator, filled: int, points: str) -> None:
    place = "hr.labour.files"
    found = values(evaluator, {f"{place}.filled_files": str(filled), f"{place}.december_staff": "1000"})
    assert found[f"{place}.score"] == Fraction(points)


def test_competitions(evaluator: Evaluator) -> None:
    rows = (("internal[1]", "yes", "yes"), ("internal[2]", "no", "yes"), ("open_contests[1]", "yes", "no"))
    given = {f"{row}.contest": "№ 1" for row, _, _ in rows}
    given |= {f"{row}.observer": observer for row, observer, _ in rows}
    given |= {f"{row}.video": video for row, _, video in rows}
    place = "hr.merit.competitions"
    found = values(evaluator, {**given, f"{place}.recording_faults": "2"})
    assert (found["held"], found["observed"], found["recorded"]) == (3, 2, 2)
    assert found[f"{place}.score"] == Fraction(20, 3) - 2
    assert values(evaluator, {f"{place}.recording_faults": "2"})[f"{place}.score"] == 10


@pytest.mark.parametrize(("own", "all_of_them", "score"), [(8, 10, "10"), (79, 100, "7.9"), (0, 0, "10")])
def test_career(evaluator: Evaluator, own: int, all_of_them: int, score: str) -> None:
    place = "hr.merit.career"
    found = values(evaluator, {f"{place}.promoted_own": str(own), f"{place}.promoted": str(all_of_them)})
    assert found[f"{place}.score"] == Fraction(score)


def test_units_add_up_to_what_the_indicator_reads(evaluator: Evaluator) -> None:
    columns = ("nazarbayev", "candidates", "doctors", "phd", "academy")
    columns += ("bolashak", "foreign", "aspirants", "reserve", "masters")
    places = ("hr.potential.quality.staff_department_1.office_2", "hr.potential.quality.staff_committee_2.office_1")
    given = {f"{place}.{column}": "1" for place in (*places, "staff_territories[3]") for column in columns}
    found = values(evaluator, given)
    assert [found[f"{part}_masters"] for part in ("central", "territorial", "committees", "local")] == [1, 1, 1, 0]
    assert found["masters"] == 3
    assert found["hr.potential.quality.score"] == Fraction(5 * 30, 100)


def test_leavers_of_every_part_of_the_structure(evaluator: Evaluator) -> None:
    """Annex 1: subtotals of a department, of the central office, committees and territories, and «Итого»."""
    base = "hr.potential.exit"
    places = {
        f"{base}.left_department_1.office_1": (4, 3, 2, 1),
        f"{base}.left_department_1.office_3": (1, 1, 0, 0),
        f"{base}.left_department_10.office_2": (5, 0, 3, 3),
        "left_territories[25]": (10, 6, 4, 4),
        f"{base}.left_committee_5.office_3": (2, 2, 1, 0),
        "left_committee_territories[40]": (8, 4, 0, 0),
    }
    columns = ("left_service", "asked_service", "left_body", "asked_body")
    given = {
        f"{place}.{name}": str(figure)
        for place, figures in places.items()
        for name, figure in zip(columns, figures, strict=True)
    }
    found = values(evaluator, given)
    assert [found[f"{base}.left_department_1.unit_{name}"] for name in columns] == [5, 4, 2, 1]
    assert [found[f"central_{name}"] for name in columns] == [10, 4, 5, 4]
    assert [found[f"territorial_{name}"] for name in columns] == [10, 6, 4, 4]
    assert [found[f"committees_{name}"] for name in columns] == [2, 2, 1, 0]
    assert [found[f"local_{name}"] for name in columns] == [8, 4, 0, 0]
    assert [found[name] for name in columns] == [30, 16, 10, 8]
    assert found[f"{base}.score"] == Fraction(5 * 24, 40)


def test_bonuses_do_not_lift_the_criterion_above_thirty(evaluator: Evaluator) -> None:
    """N = 5 + 5, T = Y = 5, U = 5, S = 2 + 3, I = 2, K = 1,5: 33,5, and clause 39 leaves 30."""
    given = {
        **answers(),
        f"{HOURS}.quantity.work_days": "245", f"{HOURS}.quantity.overtime": "0", f"{HOURS}.weekend.weekend_hours": "0",
        "hr.labour.conditions.points": "5", "hr.labour.practices.points": "5",
        "hr.labour.strategy.approved.strategy": "full",
        "hr.labour.strategy.executed.informed": "yes", "hr.labour.strategy.executed.executed_share": "80%",
        "hr.labour.internship.interns": "11",
        "hr.labour.files.filled_files": "99", "hr.labour.files.december_staff": "100",
        **{f"hr.labour.training.{name}": "0" for name in TRAINING},
    }  # fmt: skip
    assert values(evaluator, given)["hr.labour.score"] == 30
    tired = {**given, f"{HOURS}.quantity.overtime": "22400", f"{HOURS}.weekend.weekend_hours": "20000"}
    assert values(evaluator, tired)[f"{HOURS}.score"] == 5 - 2
    assert values(evaluator, tired)["hr.labour.score"] == Fraction("26.5")


@pytest.mark.parametrize(("late", "incomplete", "points"), [("2", "3", 5), ("8", "9", 10)])
def test_penalties_of_a_direction(evaluator: Evaluator, late: str, incomplete: str, points: int) -> None:
    place = "hr.reporting"
    found = values(evaluator, {f"{place}.late": late, f"{place}.incomplete": incomplete, f"{place}.false_info": "0"})
    assert found[f"{place}.score"] == points
