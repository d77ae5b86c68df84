"""The evaluator on the sample model: numbers, states, tables, overrides."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest

from compiler.evaluate import NOT_APPLICABLE, NOT_FILLED, Cell, Evaluator, Given, Outcome, evaluate
from compiler.model.expressions import ColumnRef
from tests.support.builders import compare, ref
from tests.support.givens import changed, sample_given, sample_rows, without
from tests.support.models import sample_methodology

EVALUATOR = Evaluator(sample_methodology())


def outcome(code: str, given: Given) -> Outcome:
    return EVALUATOR.run(given).outcome(code)


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("integration.required", "5"),
        ("integration.late", "2"),
        ("integration.longest_delay", "12"),
        ("integration.score", "7.6"),
        ("functions.mail.user_share", "2/3"),
        ("functions.mail.score", "1"),
        ("functions.share.score", "8"),
        ("functions.access.score", "17.25"),
        ("functions.score", "26.25"),
        ("completeness.score", "12.8"),
        ("quality.execution", "0.9"),
        ("quality.mean_answer", "3.5"),
        ("quality.agreed", "0.7"),
        ("quality.good", "1"),
        ("late_report.score", "1.5"),
    ],
)
def test_scores_of_the_sample(code: str, expected: str) -> None:
    assert outcome(code, sample_given()) == Fraction(expected)


def test_penalties_are_subtracted_from_the_total() -> None:
    result = EVALUATOR.run(sample_given())
    parts = [result.outcome(f"{name}.score") for name in ("integration", "functions", "completeness", "quality")]
    numbers = [part for part in parts if isinstance(part, Fraction)]
    assert result.outcome("total.score") == sum(numbers) - Fraction("1.5")


def test_roots_and_powers_have_forty_digits() -> None:
    found = outcome("quality.index", sample_given())
    assert isinstance(found, Fraction)
    assert abs(found**4 - Fraction("3.5")) < Fraction(1, 10**37)


def test_a_missing_input_reaches_every_value_that_reads_it() -> None:
    given = without(sample_given(), "integration.done")
    assert outcome("integration.base", given) is NOT_FILLED
    assert outcome("integration.score", given) is NOT_FILLED
    assert outcome("total.score", given) is NOT_FILLED
    assert outcome("functions.score", given) == Fraction("26.25")


def test_a_guard_makes_a_value_not_applicable_without_looking_further() -> None:
    given = changed(without(sample_given(), "integration.done"), integration__required_at_all=Fraction(0))
    assert outcome("integration.score", given) is NOT_APPLICABLE
    assert outcome("functions.share.weight", given) == 35
    total = outcome("total.score", given)
    assert isinstance(total, Fraction)


def test_a_guard_that_is_not_filled_makes_the_value_not_filled() -> None:
    assert outcome("integration.score", without(sample_given(), "integration.required_at_all")) is NOT_FILLED


def test_a_case_puts_another_rule_in_place() -> None:
    given = changed(sample_given(), functions__mail__connected=Fraction(0))
    assert outcome("functions.mail.by_bands", given) is NOT_APPLICABLE
    assert outcome("functions.mail.score", given) == 0


def test_division_by_zero_is_not_filled() -> None:
    given = replace(sample_given(), tables={**sample_rows(), "integration.systems": []})
    assert outcome("integration.required", given) == 0
    assert outcome("integration.base", given) is NOT_FILLED


@pytest.mark.parametrize(
    ("users", "connected", "points"),
    [(8, 10, 2), (79999, 100000, 1), (6, 10, 1), (59999, 100000, 0), (3, 10, 0), (29999, 100000, 0), (0, 10, 0)],
)
def test_bands_decide_at_their_thresholds(users: int, connected: int, points: int) -> None:
    counts = {"functions__mail__users": Fraction(users), "functions__mail__connected": Fraction(connected)}
    given = changed(sample_given(), **counts)
    assert outcome("functions.mail.score", given) == points


def test_bands_see_their_operand_at_ten_decimals() -> None:
    just_below = Fraction("0.8") - Fraction(4, 10**11)
    given = replace(sample_given(), overrides={"functions.mail.user_share": just_below})
    assert outcome("functions.mail.by_bands", given) == 2
    clearly_below = replace(given, overrides={"functions.mail.user_share": Fraction("0.8") - Fraction(1, 10**10)})
    assert outcome("functions.mail.by_bands", clearly_below) == 1


def test_not_applicable_inputs_are_left_out_of_totals() -> None:
    given = changed(sample_given(), completeness__contacts__points=NOT_APPLICABLE)
    assert outcome("completeness.contacts.score", given) is NOT_APPLICABLE
    assert outcome("completeness.g1.score", given) == Fraction("1.5")


def test_a_total_of_nothing_applicable_is_not_applicable() -> None:
    given = replace(
        sample_given(),
        overrides={"completeness.symbols.score": NOT_APPLICABLE, "completeness.contacts.score": NOT_APPLICABLE},
    )
    assert outcome("completeness.g1.score", given) is NOT_APPLICABLE


def test_not_filled_weighs_more_than_not_applicable() -> None:
    given = replace(
        sample_given(), overrides={"functions.mail.score": NOT_FILLED, "functions.share.score": NOT_APPLICABLE}
    )
    assert outcome("functions.items", given) is NOT_FILLED


def test_an_optional_input_may_stay_empty() -> None:
    given = without(sample_given(), "quality.bonus_facts")
    assert outcome("quality.bonus_amount", given) == 0
    assert outcome("quality.bonus_amount", sample_given()) == 3


def test_overrides_are_not_computed() -> None:
    given = Given(overrides={"integration.base": Fraction(30), "integration.refusal_amount": Fraction(4)})
    assert outcome("integration.after_refusals", changed(given, integration__required_at_all=Fraction(1))) == 26


def answers(*rows: dict[str, Cell]) -> Given:
    return replace(sample_given(), tables={**sample_rows(), "quality.answers": list(rows)})


FULL: dict[str, Cell] = {"answer": Fraction(4), "asked": Fraction(10), "agreed": Fraction(7), "grade": Fraction(3)}


def test_an_incomplete_row_makes_every_aggregate_not_filled() -> None:
    given = answers(FULL, {"answer": Fraction(5)})
    assert outcome("quality.mean_answer", given) is NOT_FILLED
    assert outcome("quality.good", given) is NOT_FILLED


def test_too_few_rows_make_every_aggregate_not_filled() -> None:
    assert outcome("quality.mean_answer", answers({}, {})) is NOT_FILLED


def test_empty_rows_are_skipped() -> None:
    assert outcome("quality.mean_answer", answers({}, FULL, {})) == 4


def test_cells_without_a_result_are_left_out() -> None:
    no_share = {**FULL, "asked": Fraction(0), "counted": Fraction(1)}
    result = EVALUATOR.run(answers(no_share, {**FULL, "counted": Fraction(1)}))
    assert result.tables["quality.answers"][0]["share"] is NOT_FILLED
    assert result.outcome("quality.agreed") == Fraction("0.7")


def test_a_row_is_not_picked_when_its_condition_is_not_filled() -> None:
    assert outcome("quality.agreed", answers(FULL)) == 0


def test_computed_cells_are_reported() -> None:
    rows = EVALUATOR.run(sample_given()).tables["integration.systems"]
    assert [row["late"] for row in rows] == [0, 0, 1, NOT_FILLED, 0, 1]
    assert [row["delay"] for row in rows] == [0, 12, NOT_FILLED, NOT_FILLED, 0, NOT_FILLED]


def test_unknown_codes_and_extra_rows_are_refused() -> None:
    with pytest.raises(KeyError):
        EVALUATOR.run(Given({"nothing": Fraction(1)}))
    with pytest.raises(KeyError):
        EVALUATOR.run(Given(tables={"nothing": ()}))
    with pytest.raises(KeyError):
        EVALUATOR.run(Given(overrides={"integration.done": Fraction(1)}))
    with pytest.raises(ValueError, match="at most 5"):
        EVALUATOR.run(answers(*[FULL] * 6))
    with pytest.raises(ValueError, match="computed"):
        EVALUATOR.run(answers({**FULL, "share": Fraction(1)}))


def test_evaluate_is_one_run() -> None:
    assert evaluate(sample_methodology(), sample_given()).values == EVALUATOR.run(sample_given()).values


def test_an_aggregate_waits_for_what_its_columns_read_outside_the_table() -> None:
    sample = sample_methodology()
    table = sample.tables["quality.answers"]
    good = replace(table.column("good"), formula=compare(ColumnRef("grade"), "=", ref("completeness.defects")))
    changed_table = replace(table, columns=(*table.columns[:-1], good))
    evaluator = Evaluator(replace(sample, tables={**sample.tables, table.code: changed_table}))
    given = changed(sample_given(), completeness__defects=Fraction(3))
    assert evaluator.run(given).outcome("quality.good") == 1
    assert evaluator.run(without(given, "completeness.defects")).outcome("quality.good") is NOT_FILLED
    assert evaluator.run(without(given, "completeness.defects")).outcome("quality.mean_answer") == Fraction("3.5")
