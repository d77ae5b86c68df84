"""Cases: the same each time, at every threshold and tie from both sides, every state, option and row of a table."""

from __future__ import annotations

from fractions import Fraction

import pytest

from compiler.crosscheck.cases.base import Case, CaseKind
from compiler.crosscheck.cases.generate import ORDER, generate, needed
from compiler.evaluate import NOT_APPLICABLE, NOT_FILLED, Evaluator, State
from compiler.model.methodology import Methodology
from compiler.numbers import snap
from tests.support.models import sample_methodology

UNIT = Fraction(1, 10**10)


@pytest.fixture(scope="module")
def model() -> Methodology:
    return sample_methodology()


@pytest.fixture(scope="module")
def cases(model: Methodology) -> tuple[Case, ...]:
    return generate(model, 900, 1)


def test_the_same_seed_gives_the_same_cases_and_another_seed_others(
    model: Methodology, cases: tuple[Case, ...]
) -> None:
    assert generate(model, 900, 1) == cases
    assert generate(model, 900, 2) != cases


def test_as_many_as_asked_for_with_distinct_names(model: Methodology, cases: tuple[Case, ...]) -> None:
    assert len(cases) == 900
    assert len({case.name for case in cases}) == 900
    assert sum(case.kind is CaseKind.RANDOM for case in generate(model, 0, 1)) == 50


def test_every_kind_occurs_and_the_needed_ones_come_first(cases: tuple[Case, ...]) -> None:
    assert {case.kind for case in cases} == set(CaseKind)
    first = cases[: needed(cases)]
    assert all(case.kind in ORDER for case in first)
    assert not any(case.kind in (CaseKind.THRESHOLD, CaseKind.TIE) for case in cases[len(first) :])


def test_every_case_runs_in_the_evaluator(model: Methodology, cases: tuple[Case, ...]) -> None:
    evaluator = Evaluator(model)
    for case in cases:
        assert evaluator.run(case.given).values.keys() == model.values.keys()


@pytest.mark.parametrize("threshold", ["0.8", "0.6", "0.3"])
def test_every_end_of_a_band_is_met_from_both_sides(cases: tuple[Case, ...], threshold: str) -> None:
    share = "functions.mail.user_share"
    met = {case.given.overrides.get(share) for case in cases if case.about == "functions.mail.by_bands"}
    end = Fraction(threshold)
    assert {end, end - UNIT, end + UNIT, end - UNIT * 2 / 5, end + UNIT * 2 / 5} <= met


def test_every_rounding_tie_is_met_from_both_sides(cases: tuple[Case, ...]) -> None:
    operands = [
        snap(case.given.overrides["quality.corrected"], 10)
        for case in cases
        if case.about == "quality.rounded" and case.kind is CaseKind.TIE
    ]
    ties = {value for value in operands if (value * 1000) % 10 == 5}
    assert ties, "a tie of the rounding to 2 decimals"
    for tie in ties:
        assert {tie - UNIT, tie + UNIT} <= set(operands)


def test_cap_and_floor_are_reached_and_just_not(cases: tuple[Case, ...]) -> None:
    amounts = {case.given.inputs.get("completeness.defects") for case in cases if case.kind is CaseKind.LIMIT}
    assert {Fraction(100), Fraction(99), Fraction(101)} <= amounts, "0.1 a defect reaches the ceiling of 10 at 100"
    floors = {case.given.overrides.get("integration.after_refusals") for case in cases if case.kind is CaseKind.LIMIT}
    assert {Fraction(0), -UNIT, UNIT} <= floors


def test_every_scored_input_is_blank_once_and_declined_where_it_may_be(
    model: Methodology, cases: tuple[Case, ...]
) -> None:
    found = {(case.about, case.given.inputs.get(case.about)) for case in cases if case.kind is CaseKind.STATE}
    for code, field in model.inputs.items():
        assert ((code, NOT_FILLED) in found) is field.scored
        assert ((code, NOT_APPLICABLE) in found) is field.declinable


def test_every_option_of_a_choice_is_taken(model: Methodology, cases: tuple[Case, ...]) -> None:
    way = "functions.access.way"
    taken = {case.given.inputs[way] for case in cases if case.about == way and case.kind is CaseKind.OPTION}
    assert taken == {Fraction(n) for n in range(1, len(model.inputs[way].type.options) + 1)}


def test_entries_are_what_people_may_enter(model: Methodology, cases: tuple[Case, ...]) -> None:
    for case in cases:
        for code, cell in case.given.inputs.items():
            bounds = model.inputs[code].bounds
            if isinstance(cell, Fraction) and bounds is not None:
                assert bounds.contains(cell), (case.name, code, cell)
        if case.kind in (CaseKind.RANDOM, CaseKind.FORM):
            users, connected = (case.given.inputs.get(f"functions.mail.{n}") for n in ("users", "connected"))
            if isinstance(users, Fraction) and isinstance(connected, Fraction):
                assert users <= connected


def test_nothing_is_made_not_applicable_by_hand_nor_emptied_where_no_form_empties_it(
    model: Methodology, cases: tuple[Case, ...]
) -> None:
    by_hand = {(code, o) for case in cases for code, o in case.given.overrides.items() if isinstance(o, State)}
    assert by_hand
    assert all(outcome is NOT_FILLED for _, outcome in by_hand)
    evaluator = Evaluator(model)
    states = [(case.about, evaluator.run(case.given)) for case in cases if case.kind is CaseKind.STATE]
    for code in ("functions.mail.by_bands", "quality.score", "integration.score"):
        assert any(about == code and result.values[code] is NOT_FILLED for about, result in states), code


def test_a_zero_that_no_cell_would_take_is_pasted_as_a_divisor(cases: tuple[Case, ...]) -> None:
    zeros = [case for case in cases if case.name.endswith("nothing to divide by")]
    assert zeros
    assert any(0 in case.given.inputs.values() for case in zeros)


def test_rows_of_a_table_stand_beside_many_others(model: Methodology, cases: tuple[Case, ...]) -> None:
    table = model.tables["quality.answers"]
    mixed = [case.given.tables[table.code] for case in cases if "mixed rows" in case.name]
    assert all(len(rows) == table.max_rows for rows in mixed)
    neighbours = {(str(rows[0]), str(rows[1])) for rows in mixed}
    assert len(neighbours) > 2 * len({first for first, _ in neighbours})


def test_tables_have_every_count_of_rows_and_every_row_incomplete_once(
    model: Methodology, cases: tuple[Case, ...]
) -> None:
    table = model.tables["quality.answers"]
    about = [case.given.tables[table.code] for case in cases if case.about == table.code]
    assert {0, 1, 2, table.max_rows} <= {len(rows) for rows in about}
    required = [column.name for column in table.input_columns if not column.optional]
    incomplete = {
        number
        for rows in about
        for number, row in enumerate(rows)
        if row and any(row.get(name, NOT_FILLED) is NOT_FILLED for name in required)
    }
    assert incomplete == set(range(table.max_rows))
