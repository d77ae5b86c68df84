"""Named bodies, figures over all of them, and methodologies without an overall total, as the model has them."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest

from compiler.evaluate import Given, evaluate
from compiler.model.invariants import check_invariants
from compiler.model.methodology import AssessedBody, Methodology
from compiler.model.peers import PeerFunction
from compiler.model.texts import Language
from compiler.model.types import Kind
from compiler.numbers import Interval
from compiler.rules import run_rules
from compiler.workbook.identity import Build
from compiler.workbook.plan import plan_assessment, plan_report
from tests.support.bodies import edition
from tests.support.compiling import compiled

BUILD = Build("0", "0")
MINISTRIES = edition().methodology("ministry")


def model(text: str, body: str = "ministry") -> Methodology:
    result = compiled(text)
    assert result.slugs == []
    found = result.model(body)
    check_invariants(found)
    return found


def criterion(text: str) -> str:
    return "критерий c, не более 100 баллов\n  название «К»\n  цитата «п. 1»\n" + text


def test_named_bodies_of_each_kind() -> None:
    assessed = edition().assessed
    assert [(body.code, body.kind) for body in assessed] == [
        ("finance", "ministry"), ("energy", "ministry"), ("defence", "ministry"), ("pavlodar", "office"),
    ]  # fmt: skip
    assert isinstance(assessed[3], AssessedBody)
    assert assessed[3].label.text(Language.KK) == "Павлодар облысы"


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("органы school\n  орган a «А»\n", "unknown-body"),
        ("органы ministry\n  орган a «А»\n  орган a «Б»\n", "name-twice"),
        ("органы ministry\n  орган жук «А»\n  орган zhuk «Б»\n", "names-same-code"),
        ("органы ministry\n  орган a.b «А»\n", "dotted-name"),
        ("органы ministry\n", "bodies-without-body"),
        ("органы ministry\n  балл = 1\n", "misplaced-statement"),
    ],
)
def test_faults_of_a_list_of_bodies(text: str, slug: str) -> None:
    assert slug in compiled(text + criterion("  балл ставит оценщик\n")).slugs


def test_a_figure_is_an_input_that_nobody_is_asked_for() -> None:
    (code, figure), *_ = MINISTRIES.peers.items()
    item = MINISTRIES.inputs[code]
    assert (figure.function, figure.of) == (PeerFunction.MEAN, "sites.ordinary")
    assert (item.optional, item.declinable, item.type.kind) == (True, True, Kind.POINTS)
    assert item.label.text(Language.RU).startswith("Среднее по органам: Сайты")
    assert item.hint is not None
    assert {t.language for t in item.hint.translations} == {Language.RU, Language.KK, Language.EN}
    (sites, _) = MINISTRIES.root.children
    assert code in sites.inputs


def test_bounds_of_a_figure_are_those_of_what_it_is_taken_of() -> None:
    figures = {figure.function: code for code, figure in MINISTRIES.peers.items()}
    bounds = {function: MINISTRIES.inputs[code].bounds for function, code in figures.items()}
    assert bounds[PeerFunction.GREATEST] == Interval.between(0, 100)
    assert bounds[PeerFunction.LEAST] == Interval(Fraction(1, 1000), Fraction(1000))
    assert bounds[PeerFunction.MEAN] == MINISTRIES.values["sites.ordinary"].bounds
    assert bounds[PeerFunction.RANK] == Interval.between(1, 3)  # three ministries are named
    unnamed = model(criterion("  вход x число, от 0 до 9 «Икс»\n  балл = 1 балл * место органа(x)\n"))
    (rank,) = unnamed.peers
    assert unnamed.inputs[rank].bounds == Interval.between(1, 1000)


def test_a_share_of_the_greatest_never_exceeds_one() -> None:
    text = "  вход x число, от 1 до 900 «Икс»\n  балл = x / {}(x) * максимум\n"
    share = model(criterion(text.format("наибольшее органов")))
    assert share.values["c.score"].bounds.high == 100
    assert not [f for f in run_rules(share) if f.rule == "range-exceeds-maximum"]
    inline = (
        "  вход x число, от 1 до 900 «Икс»\n  вход y число, от 1 до 9 «Игрек»\n"
        "  балл = x / y / наибольшее органов(x / y) * максимум\n  не менее наименьшее органов(x / y)\n"
    )
    quotient = model(criterion(inline))
    assert {figure.of for figure in quotient.peers.values()} == {"c.of_bodies_1"}
    assert quotient.values["c.base"].bounds.high == 100
    mean = model(criterion(text.format("среднее органов")))
    assert [f.code for f in run_rules(mean) if f.rule == "range-exceeds-maximum"] == ["c"]


@pytest.mark.parametrize(
    "text",
    [
        "  вход x число, от 0 до 9 «Икс»\n  балл = x\n  надбавка 1 балл если среднее органов(балл) < 5\n",
        "  вход x число, от 0 до 9 «Икс»\n  величина a число = x + среднее органов(b) «А»\n"
        "  величина b число = x + наибольшее органов(a) «Б»\n  балл = a + b\n",
    ],
)
def test_a_circle_through_other_bodies(text: str) -> None:
    assert compiled(criterion(text)).slugs == ["circular-over-bodies"]


def test_a_circle_that_the_front_end_let_through_is_noticed() -> None:
    code = next(iter(MINISTRIES.peers))
    looped = replace(MINISTRIES, peers={code: replace(MINISTRIES.peers[code], of="sites.score")})
    with pytest.raises(AssertionError, match="through other bodies"):
        check_invariants(looped)


def test_a_condition_may_look_at_a_figure_of_its_own_element() -> None:
    text = "  вход x число, от 1 до 9 «Икс»\n  если x * 2 < наибольшее органов(x * 2): балл 5\n  балл = x\n"
    methodology = model(criterion(text))
    (figure,) = methodology.peers.values()
    assert methodology.values[figure.of].unless == ()


NO_TOTAL = (
    "есеп ru\nметодика m\n  языки ru\n  вид органа ministry «М»\n  без общего итога, потому что «п. 1»\n"
    "направление d\n  название «Д»\n  цитата «п. 2»\n  критерий c, не более 5 баллов\n    название «К»\n"
    "    балл ставит оценщик\n"
)


def test_without_an_overall_total_the_root_has_no_score() -> None:
    methodology = model(NO_TOTAL + "величина part число = d / 5 «Доля»\n")
    assert methodology.root.score is None
    assert [step.code for step in methodology.root.steps] == ["part"]
    assert "total.score" not in methodology.values
    result = evaluate(methodology, Given({"d.c.points": Fraction(4)}))
    assert (result.outcome("d.score"), result.outcome("part")) == (4, Fraction(4, 5))
    for workbook in (plan_report(methodology, Language.RU, BUILD), plan_assessment(methodology, Language.RU, BUILD)):
        assert "total.score" not in workbook.addresses


@pytest.mark.parametrize(
    "text",
    [
        "не более 5\n",
        "балл = d\n",
        "пример «1»: d.c 5 даёт 5\n",
        "категория k по балл\n  не менее 5: «А»\n  менее 5: «Б»\n",
        "величина part число = total / 5 «Доля»\n",
        "форма f\n  код «1»\n  вид заключение\n  лист «Л»\n  цитата «п. 3»\n"
        "  сетка\n    колонка «А»\n    строка: total\n",
    ],
)
def test_an_overall_total_that_is_not_there_cannot_be_spoken_of(text: str) -> None:
    assert "total-not-given" in compiled(NO_TOTAL + text).slugs


def test_a_report_holds_the_figure_locked_and_says_whose_score_waits() -> None:
    form = (
        "форма f\n  код «1»\n  вид отчёт\n  лист «О»\n  цитата «п. 2»\n  сетка\n    колонка «А»\n    колонка «Б»\n"
        "    строка: x; out\n"
    )
    always = model(
        criterion("  вход x число, от 1 до 9 «Икс»\n  вход out да-нет «Вне»\n  балл = x / среднее органов(x)\n") + form
    )
    sometimes = model(
        criterion(
            "  вход x число, от 1 до 9 «Икс»\n  вход out да-нет «Вне»\n  балл = x\n  если out: средний балл органов\n"
        )
        + form
    )
    for methodology, waits in ((always, True), (sometimes, False)):
        workbook = plan_report(methodology, Language.RU, BUILD)
        (code,) = methodology.peers
        place = workbook.addresses[code]
        sheet = next(sheet for sheet in workbook.sheets if sheet.name == place.sheet)
        (cell,) = (c for c in sheet.cells if (c.row, c.column) == (place.row, place.column))
        assert cell.style.locked
        texts = [c.content for c in sheet.cells if c.content == "берётся из сводки по всем органам"]
        assert bool(texts) is waits
