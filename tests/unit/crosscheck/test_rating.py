"""The rating workbook agrees with the evaluator for all bodies at once, and wrongs in it are found."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest

from compiler.crosscheck.engines.formulas import Formulas
from compiler.crosscheck.engines.ironcalc import IronCalc
from compiler.crosscheck.engines.libreoffice import LibreOffice
from compiler.crosscheck.package import Package
from compiler.crosscheck.rating.cases import rating_cases
from compiler.crosscheck.rating.expected import expected_cells
from compiler.crosscheck.rating.run import FIRST, check_rating
from compiler.crosscheck.rating.subject import ROWS, RatingSubject, plan_rating_subject
from compiler.crosscheck.report import SubjectReport
from compiler.crosscheck.run import Effort, crosscheck
from compiler.evaluate import NOT_APPLICABLE, NOT_FILLED, Given
from compiler.model.consolidated import consolidated
from compiler.model.texts import Language
from tests.support.bodies import edition
from tests.support.compiling import compiled
from tests.support.models import sample_edition


@pytest.fixture(scope="module")
def bodies() -> RatingSubject:
    return plan_rating_subject(edition(), edition().methodologies, Language.KK)


@pytest.fixture(scope="module")
def sample() -> RatingSubject:
    return plan_rating_subject(sample_edition(), sample_edition().methodologies, Language.RU)


def checked(subject: RatingSubject, *engines: object) -> SubjectReport:
    return check_rating(subject, engines, 1, 1, lambda *_: None)  # type: ignore[arg-type]


def test_the_sample_agrees(sample: RatingSubject) -> None:
    found = checked(sample, IronCalc())
    (engine,) = found.engines
    assert engine.disagreements == ()
    assert engine.agrees
    assert engine.cases == len(rating_cases(sample, 1))
    assert engine.cells > 200 * engine.cases
    assert engine.branches == engine.all_branches
    assert found.never_reached == ()


def test_named_bodies_and_figures_over_them_agree_on_every_engine(bodies: RatingSubject) -> None:
    assert bodies.named == {"ministry": ("Министерство финансов", "Министерство энергетики", "Министерство обороны")}
    found = checked(bodies, IronCalc(), Formulas(), LibreOffice())
    for engine in found.engines:
        assert engine.disagreements == ()
        assert engine.agrees
    ironcalc, formulas, libreoffice = found.engines
    assert FIRST <= formulas.cases == libreoffice.cases < ironcalc.cases
    assert {engine.branches for engine in found.engines} == {found.engines[0].all_branches}
    assert found.never_reached == ()


def test_it_is_a_part_of_the_cross_check(bodies: RatingSubject) -> None:
    found = crosscheck([], [IronCalc()], Effort(cases=0), rating=bodies)
    assert found.agrees
    assert [subject.subject for subject in found.subjects] == ["bodies rating kk"]


WRONG = (
    ("ministry", "#rating.total#which", "1"),
    ("ministry", "#rating.total#name", '""'),
    ("ministry", "#rating.total#margin", "1"),
    ("ministry", "total.score#place", "1"),
    ("office", "#present", "1"),
    ("office", "#faults", "0"),
    ("office", "sites.score#mean", "1"),
    ("office", "sites.score#count", "2"),
)


@pytest.mark.parametrize(("kind", "code", "formula"), WRONG)
def test_wrong_formulas_are_found(bodies: RatingSubject, kind: str, code: str, formula: str) -> None:
    package = Package(bodies.workbook)
    package.set_formula(bodies.cells[f"{kind}:{code}"][0], formula)
    found = checked(replace(bodies, workbook=package.to_bytes()), IronCalc())
    assert not found.engines[0].agrees
    assert found.engines[0].disagreements[0].given == {}


def test_cases_are_the_same_for_the_same_seed(sample: RatingSubject) -> None:
    first, second, other = (rating_cases(sample, seed) for seed in (1, 1, 2))
    assert first == second
    assert first != other
    assert len({case.name for case in first}) == len(first)
    assert all(len(rows) == ROWS for case in first for rows in case.givens.values())


def test_expected_places_share_the_best_one() -> None:
    (ministries, _) = edition().methodologies
    cells = expected_cells(ministries, [None, None, None], ("а", "б", "в"), Language.RU)
    assert cells["#rating.total#which"] == [NOT_FILLED] * 3
    assert cells["#named"] == [Fraction(0)]
    scored = [Given(overrides={"total.score": score}) for score in (Fraction(7), Fraction(9), Fraction(9))]
    cells = expected_cells(ministries, scored, ("а", "б", "в"), Language.RU)
    assert cells["#rating.total#placed"] == [Fraction(1), Fraction(1), Fraction(3)]
    assert cells["#rating.total#name"] == ["б", "в", "а"]
    left = [*scored[:2], Given(overrides={"total.score": NOT_APPLICABLE})]
    cells = expected_cells(ministries, left, ("а", "б", "в"), Language.RU)
    assert cells["#rating.total#placed"] == [Fraction(1), Fraction(2), NOT_APPLICABLE]
    assert cells["#rating.total#name"] == ["б", "а", "в"]
    unfilled = [*scored[:2], Given()]
    cells = expected_cells(ministries, unfilled, ("а", "б", "в"), Language.RU)
    assert cells["#rating.total#placed"] == [NOT_FILLED] * 3
    assert cells["#rating.total#name"] == ["б", "а", "в"]


OPTIONAL = (
    "критерий c, не более 10 баллов\n  название «К»\n  цитата «п. 1»\n"
    "  вход x количество, от 0 до 10, необязательно «Икс»\n  вход points баллы, необязательно «Балл»\n"
    "  если не заполнено(x): балл points\n  балл = x * 1 балл\n"
    "  категория level по балл «Уровень»\n    не менее 5: «высокий»\n    менее 5: «низкий»\n"
)


def test_a_body_without_any_of_its_optional_entries_is_not_ready() -> None:
    lowered = compiled(OPTIONAL).lowered
    assert lowered is not None
    model = lowered.edition.methodologies[0]
    rows = [Given({"c.x": Fraction(7)}), Given({"c.points": Fraction(2)}), Given()]
    cells = expected_cells(consolidated(model).methodology, rows, ("а", "б", "в"), Language.RU)
    assert cells["#faults"] == [Fraction(0), Fraction(0), Fraction(1)]
    assert cells["#done"] == [Fraction(2)]
    levels = {code: counts for code, counts in cells.items() if "#level" in code}
    assert levels == {
        "c.level#level.1": [Fraction(1)],
        "c.level#level.2": [Fraction(1)],
        "c.level#levelled": [Fraction(2)],
    }
    found = checked(plan_rating_subject(lowered.edition, (model,), Language.RU), IronCalc())
    assert found.engines[0].agrees
