"""Coverage: branches of the same formula in several rows count once; later cases are chosen for what is new in them."""

from __future__ import annotations

from compiler.crosscheck.alike import Formula
from compiler.crosscheck.coverage import Coverage, Identity
from compiler.crosscheck.engines.base import Address

ROWS: dict[Address, str] = {("S", f"A{row}"): f'IF(B{row}="","",IF(B{row}>2,1,0))' for row in (1, 2)}
NAMED = {address: Formula("a", "IF(…)") for address in ROWS}


def test_rows_of_one_formula_have_the_same_branches() -> None:
    assert len(Coverage(ROWS, NAMED).all) == 4
    assert len(Coverage(ROWS, None).all) == 8


def test_what_one_row_took_is_not_waited_for_in_another() -> None:
    watch = Coverage(ROWS, NAMED).watch()
    blank = {0: 1.0, 1: 0.0, 2: 0.0, 3: 0.0}  # the second row holds a number that is not above 2
    taken = watch.taken(blank, ())
    assert Coverage(ROWS, NAMED).reached([taken]) == {Identity(NAMED["S", "A1"], number) for number in (1, 2, 4)}
    assert watch.waiting() == {0, 1, 2, 3}, "one branch is left, for which either row will do"
    assert len(watch.taken({0: 0.0, 1: 1.0, 2: 0.0, 3: 1.0}, ())) == 2
    assert watch.waiting() == frozenset()


def test_branches_never_taken_are_named_once() -> None:
    coverage = Coverage(ROWS, NAMED)
    reached = coverage.reached([frozenset({0, 1})])
    assert [(never.cell, never.branch) for never in coverage.never(reached)] == [
        ("A1", "B1>2 is true"),
        ("A1", "B1>2 is false"),
    ]


def test_the_first_cases_and_those_with_something_new_are_chosen() -> None:
    coverage = Coverage(ROWS, NAMED)
    # The second row's branches (4 to 7) are those of the first.
    taken = [frozenset({0}), frozenset({1}), frozenset({4}), frozenset({2, 5}), frozenset[int](), frozenset({3})]
    assert coverage.covering(1, taken) == [0, 1, 3, 5]
    assert coverage.covering(3, taken) == [0, 1, 2, 3, 5]
    assert coverage.covering(2, ()) == [0, 1], "nothing was observed"
