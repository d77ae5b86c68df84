"""The trace: what was read, what adjustments took, and the text in three languages."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest

from compiler.evaluate import Evaluator
from compiler.evaluate.notation import written, written_number
from compiler.evaluate.trace import StepTrace, trace_element, trace_tree, trace_value
from compiler.evaluate.trace_text import render_element, render_step, render_trace
from compiler.model.bands import Band
from compiler.model.expressions import Binary, ColumnRef, Expression, Negate, Operator, Ref, RowAggregate
from compiler.model.indicators import StepRole
from compiler.model.texts import Language
from tests.support.builders import ONE, add, both, compare, div, either, mul, negation, power, ref, sub
from tests.support.givens import changed, sample_given, without
from tests.support.models import sample_methodology

METHODOLOGY = sample_methodology()
RESULT = Evaluator(METHODOLOGY).run(sample_given())


def step(element: str, name: str) -> StepTrace:
    return next(s for s in trace_element(RESULT, element).steps if s.code == f"{element}.{name}")


def test_a_deduction_says_what_it_took() -> None:
    assert step("completeness", "after_defects").change == Fraction("-0.7")


def test_a_bonus_says_what_it_added() -> None:
    assert step("quality", "with_bonus").change == 3


def test_a_rounding_says_what_it_changed() -> None:
    rounding = step("quality", "rounded")
    assert rounding.role is StepRole.ROUNDING
    assert rounding.change == RESULT.quantities["quality.rounded"] - RESULT.quantities["quality.corrected"]  # type: ignore[operator]


def test_a_floor_says_what_it_added() -> None:
    poor = Evaluator(METHODOLOGY).run(changed(sample_given(), integration__refusals=Fraction(5)))
    floor = next(s for s in trace_element(poor, "integration").steps if s.role is StepRole.FLOOR)
    assert floor.change == Fraction("2.4")
    assert "floor: added 2.4" in render_step(floor, Language.EN)


def test_a_step_without_numbers_has_no_change() -> None:
    empty = Evaluator(METHODOLOGY).run(without(sample_given(), "completeness.defects"))
    assert trace_value(empty, "completeness.after_defects").change is None


def test_the_deciding_band_is_named() -> None:
    decided = step("functions.mail", "by_bands").decided
    assert isinstance(decided, Band)
    assert decided.result == "functions.mail.middle_points"


def test_a_guard_is_named() -> None:
    other = Evaluator(METHODOLOGY).run(changed(sample_given(), integration__required_at_all=Fraction(0)))
    text = render_step(trace_value(other, "integration.base"), Language.EN, "integration")
    assert "condition holds: excluded" in text
    assert "not applicable" in text


def test_formulas_show_names_then_numbers_then_the_result() -> None:
    assert render_step(step("integration", "base"), Language.RU, "integration").splitlines() == [
        "base = maximum × done / required − late / required = 20 × 2 / 5 − 2 / 5 = 7,6",
        "    Негізгі балл [37-т.; восстановлено: формула жоғалған (сурет)]",
    ]


def test_the_language_decides_words_and_the_decimal_mark() -> None:
    late = step("integration", "late")
    assert render_step(late, Language.RU, "integration").startswith("late = количество(systems где late) = 2")
    assert render_step(late, Language.EN, "integration").startswith("late = count(systems where late) = 2")
    base = step("integration", "base")
    assert "= 7,6" in render_step(base, Language.KK)
    assert "= 7.6" in render_step(base, Language.EN)


def test_yes_no_values_use_arrows() -> None:
    text = render_step(step("functions.mail", "nobody"), Language.RU, "functions.mail")
    assert text.startswith("nobody: connected = 0 → 3 = 0 → нет")


def test_values_set_by_hand_say_so() -> None:
    given = replace(sample_given(), overrides={"integration.base": Fraction(1)})
    text = render_step(trace_value(Evaluator(METHODOLOGY).run(given), "integration.base"), Language.RU)
    assert text.startswith("integration.base = 1 (задано)")


@pytest.mark.parametrize("language", list(Language))
def test_everything_can_be_rendered(language: Language) -> None:
    for given in (sample_given(), without(sample_given(), "integration.required_at_all")):
        text = render_trace(trace_tree(Evaluator(METHODOLOGY).run(given)), language)
        assert all(element.label.text(language) in text for element in METHODOLOGY.root.walk())


def test_inputs_are_shown_in_words() -> None:
    text = render_element(trace_element(RESULT, "functions.access"), Language.RU)
    assert "way = «Бөлек» — Қолжеткізу тәсілі" in text


def test_an_unknown_element_is_refused() -> None:
    with pytest.raises(KeyError):
        trace_element(RESULT, "nothing")


A, B, C = ref("a"), ref("b"), ref("c")


def shown(node: Ref | ColumnRef | RowAggregate) -> str:
    return node.code if isinstance(node, Ref) else "?"


@pytest.mark.parametrize(
    ("expression", "text"),
    [
        (mul(A, sub(ONE, B)), "a × (1 − b)"),
        (sub(A, sub(B, C)), "a − (b − c)"),
        (sub(sub(A, B), C), "a − b − c"),
        (div(A, mul(B, C)), "a / (b × c)"),
        (power(add(A, B), C), "(a + b) ^ c"),
        (power(A, power(B, C)), "a ^ (b ^ c)"),
        (Negate(add(A, B)), "−(a + b)"),
        (power(Negate(A), B), "(−a) ^ b"),
        (sub(A, Negate(B)), "a − −b"),
        (both(either(A, B), C), "(a or b) and c"),
        (either(both(A, B), C), "a and b or c"),
        (negation(both(A, B)), "not (a and b)"),
        (compare(add(A, B), ">=", C), "a + b ≥ c"),
        (Binary(Operator.DIVIDE, A, div(B, C)), "a / (b / c)"),
    ],
)
def test_brackets_stand_where_they_are_needed(expression: Expression, text: str) -> None:
    assert written(expression, Language.EN, shown) == text


@pytest.mark.parametrize(
    ("number", "text"),
    [("0", "0"), ("7.6", "7,6"), ("-0.25", "−0,25"), ("2/3", "≈0,666667"), ("1000", "1000"), ("-1/3", "≈−0,333333")],
)
def test_numbers_are_written_with_a_comma(number: str, text: str) -> None:
    assert written_number(Fraction(number), Language.RU) == text
