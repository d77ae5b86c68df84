"""What the examples on the rules' pages do not show: guards, whole-number bands, acknowledgements, counterexamples."""

from __future__ import annotations

import time
from dataclasses import replace
from fractions import Fraction

import pytest

from compiler.evaluate import Evaluator, Given
from compiler.model.examples import Acknowledgement
from compiler.model.methodology import Methodology
from compiler.model.texts import Citation, Label, Language, Reason, Translation
from compiler.rules import RULES, Finding, run_rules
from compiler.rules.finding import shown
from tests.support.compiling import compiled
from tests.support.models import sample_methodology

HEAD = "критерий c, не более 20 баллов\n  название «Критерий»\n  цитата «п. 1»\n"
INPUTS = "  вход a количество, от 0 до 60, не более b «А»\n  вход b количество, от 0 до 60 «Б»\n"


def model(text: str) -> Methodology:
    return compiled(HEAD + text).model()


def slugs(text: str) -> list[str]:
    return [finding.slug for finding in run_rules(model(text))]


@pytest.mark.parametrize(
    "rules",
    [
        "  если b = 0: не оценивается\n  балл = максимум * a / b\n",
        "  если b <= 0: не оценивается\n  балл = максимум * a / b\n",
        "  если не b > 0: балл 0 баллов\n  балл = максимум * a / b\n",
        "  если a = 0 и b = 0: балл 20 баллов\n  балл = максимум * a / (a + b)\n",
        "  если a + b = 0: балл 20 баллов\n  балл = максимум * a / (a + b)\n",
        "  если a = 0 или b = 0: не оценивается\n  балл = максимум * a / b\n",
        "  величина part доля = a / b «Доля»\n  если b = 0: балл 0 баллов\n  балл = максимум * part\n",
        "  величина all количество = a + b «Все»\n  если all = 0: балл 0 баллов\n  балл = максимум * a / all\n"
        "  не более максимум\n",
        "  балл = максимум * (если b > 0 то a / b иначе 0)\n",
        "  балл = максимум * (если b = 0 то 1 иначе если a = 0 то 0 иначе a / b)\n",
        "  величина есть да-нет = b >= 1 «Есть»\n  балл = максимум * (если есть то a / b иначе 0)\n",
        "  балл = максимум * (если a > 0 и b > 0 то a / (a + b) иначе 0)\n",
        "  таблица t, не более 3 строк\n    название «Т»\n    столбец x число, от 0 до 9 «X»\n"
        "    столбец y доля = если x = 0 то 0 иначе мин(1 / x; 1) «Y»\n"
        "  величина доля число = если количество(t) > 0 то сумма(t.y) / количество(t) иначе 0 «Д»\n"
        "  балл = мин(a; 1) * 1 балл * мин(b; 1) * мин(доля; 1)\n",
    ],
)
def test_a_guarded_division_is_no_finding(rules: str) -> None:
    assert slugs(INPUTS + rules) == []


@pytest.mark.parametrize(
    "rules",
    [
        "  если a = 0 и b = 1: не оценивается\n  балл = максимум * a / b\n",
        "  если b > 0: балл 0 баллов\n  балл = максимум * a / b\n",
        "  если a > 0 и b = 0: не оценивается\n  балл = максимум * a / b\n",
        "  балл = максимум * (если b = 0 то a / b иначе 0)\n",
        "  балл = максимум * (если a = 0 то 0 иначе 1) * a / b\n",
        "  если a / b >= 1: балл 0 баллов\n  балл = максимум\n",
        "  вход d число, от -5 до 5 «Д»\n  вход e число, от 0 до 5 «Е»\n"
        "  если e = 0: не оценивается\n  балл = максимум * e / (e + d)\n",
    ],
)
def test_a_condition_that_does_not_cover_zero_is_no_guard(rules: str) -> None:
    assert "division-by-zero" in slugs(INPUTS + rules)


def test_counts_have_no_gap_between_neighbouring_whole_numbers() -> None:
    bands = "  балл по полосам b\n    не более 10: 20\n    не менее 11: 0\n"
    assert slugs("  вход b количество, от 0 до 60 «Б»\n" + bands) == []
    assert slugs("  вход b число, от 0 до 60 «Б»\n" + bands) == ["band-gap"]


@pytest.mark.parametrize(
    ("bands", "gap"),
    [
        ("    свыше 10: 20\n    менее 10: 0\n", "x = 10"),
        ("    не менее 20: 20\n    не более 10: 0\n", "10 < x < 20"),
        ("    свыше 20: 20\n    менее 10: 0\n", "10 ≤ x ≤ 20"),
        ("    не более 50: 20\n", "50 < x ≤ 60"),
    ],
)
def test_gaps_are_named_by_their_thresholds(bands: str, gap: str) -> None:
    found = run_rules(model("  вход b число, от 0 до 60 «Б»\n  балл по полосам b\n" + bands))
    assert [dict(finding.arguments)["gap"] for finding in found] == [gap]


def test_bands_outside_the_bounds_do_not_matter() -> None:
    text = "  вход b число, от 0 до 5 «Б»\n  балл по полосам b\n    менее 10: 20\n    свыше 10: 0\n"
    assert slugs(text) == ["band-unreachable"]


def test_a_filled_gap_is_reported_with_its_reason() -> None:
    (finding,) = run_rules(
        model(
            "  вход b число, от 0 до 60 «Б»\n  балл по полосам b\n    не менее 20: 20\n    менее 10: 0\n"
            "    пробел от 10 до 20: 5, потому что «акт молчит»\n"
        )
    )
    assert (finding.rule, finding.acknowledged) == ("band-gap", Reason("акт молчит"))


def test_an_acknowledged_finding_keeps_its_reason() -> None:
    text = "  балл = 0,5 балла * b\n  признано range-exceeds-maximum, потому что «так в акте»\n"
    (finding,) = run_rules(model("  вход b количество, от 0 до 60 «Б»\n" + text))
    assert (finding.rule, finding.acknowledged) == ("range-exceeds-maximum", Reason("так в акте"))


def test_an_acknowledgement_covers_its_own_element_only() -> None:
    outer = "  признано division-by-zero, потому что «нет»\n"
    inner = "  показатель d, не более 20\n    название «Д»\n" + INPUTS.replace("  вход", "    вход")
    found = run_rules(model(outer + inner + "    балл = максимум * a / b\n"))
    assert [(finding.slug, finding.acknowledged) for finding in found] == [
        ("division-by-zero", None),
        ("acknowledgement-unused", None),
    ]


def test_penalties_do_not_count_towards_the_maximum() -> None:
    part = "    название «П»\n    балл ставит оценщик\n"
    text = f"  показатель d, не более 20\n{part}  штраф e, не более 5\n{part}"
    assert "maxima-do-not-add-up" not in slugs(text)


@pytest.mark.parametrize(("each", "found"), [("10", False), ("11", True), ("9,5", True)])
def test_the_maxima_of_all_versions_count(each: str, found: bool) -> None:
    part = f"  пункт d, не более {each} на каждую версию\n    название «П»\n    балл ставит оценщик\n"
    text = f"  версия kk «Казахская»\n  версия ru «Русская»\n{part}"
    assert ("maxima-do-not-add-up" in slugs(text)) is found


def test_a_fault_of_a_part_is_not_repeated_for_the_whole() -> None:
    text = "  показатель d, не более 20\n    название «Д»\n    вход x количество, от 0 до 60 «А»\n    балл = 1 балл * x"
    found = [finding for finding in run_rules(model(text + "\n")) if finding.rule == "range-exceeds-maximum"]
    assert [finding.code for finding in found] == ["c.d"]


def counterexamples(methodology: Methodology) -> list[Finding]:
    return [f for f in run_rules(methodology) if f.counterexample is not None and f.rule != "band-gap"]


def test_counterexamples_can_be_evaluated_and_respect_bounds() -> None:
    for text in (
        "  балл = 0,5 балла * b\n  вход b количество, от 0 до 60 «Б»\n",
        INPUTS + "  балл = максимум * a / b - 1 балл * a\n",
    ):
        methodology = model(text)
        found = counterexamples(methodology)
        assert found
        for finding in found:
            shown_fault = finding.counterexample
            assert shown_fault is not None
            for code, cell in shown_fault.inputs:
                bounds = methodology.inputs[code].bounds
                assert isinstance(cell, Fraction)
                assert bounds is not None
                assert bounds.contains(cell)
            result = Evaluator(methodology).run(Given(dict(shown_fault.inputs), dict(shown_fault.tables)))
            assert result.outcome(shown_fault.code) == shown_fault.outcome


def test_the_sample_has_exactly_its_known_findings() -> None:
    found = [(f.slug, f.code, f.acknowledged is not None) for f in run_rules(sample_methodology())]
    assert found == [
        ("band-gap", "functions.mail.by_bands", True),
        ("range-exceeds-maximum", "functions", True),
        ("division-by-zero", "integration.base", False),
        ("example-misprint", "example.57", True),
    ]


def test_missing_texts_and_clauses_are_found() -> None:
    sample = sample_methodology()
    russian = Label((Translation(Language.RU, "Балл"),))
    value = replace(sample.values["total.items"], label=russian, citation=Citation(" "))
    broken = replace(sample, values={**sample.values, value.code: value})
    found = {(f.slug, f.code) for f in run_rules(broken)}
    assert {("label-missing", "total.items"), ("citation-missing", "total.items")} <= found


def test_an_acknowledgement_of_nothing_is_found() -> None:
    sample = sample_methodology()
    idle = Acknowledgement("band-overlap", "quality", Reason("…"))
    more = replace(sample, acknowledgements=(*sample.acknowledgements, idle))
    assert ("acknowledgement-unused", "quality") in [(f.slug, f.code) for f in run_rules(more)]


def test_rules_are_registered_once() -> None:
    assert len(set(RULES)) == len(RULES)


def test_rules_are_quick() -> None:
    sample = sample_methodology()
    start = time.perf_counter()
    run_rules(sample)
    assert time.perf_counter() - start < 1


@pytest.mark.parametrize(
    ("number", "text"), [("1/2", "0,5"), ("-5/4", "-1,25"), ("3", "3"), ("1/3", "1/3"), ("1/1000", "0,001"), ("0", "0")]
)
def test_numbers_are_shown_as_decimals(number: str, text: str) -> None:
    assert shown(Fraction(number)) == text
