"""Decisions inside formulas: what is looked at under which conditions; observing them once."""

from __future__ import annotations

from compiler.crosscheck.branches import branches, calls
from compiler.crosscheck.engines.base import Fault
from compiler.crosscheck.measure import Measure, Watch


def described(formula: str) -> list[tuple[str, ...]]:
    return [
        (*(f"{c.text}:{c.holds}" for c in branch.path), f"{branch.outcome.text}:{branch.outcome.holds}")
        for branch in branches(formula)
    ]


def test_nested_conditions_have_their_path() -> None:
    assert described('IF(A1="","",IF(B1>2,"IF(x,y)",0))') == [
        ('A1="":True',),
        ('A1="":False',),
        ('A1="":False', "B1>2:True"),
        ('A1="":False', "B1>2:False"),
    ]


def test_caps_and_floors_are_decisions_and_ranges_are_not() -> None:
    assert described("MIN(A1,2*(B1+1))") == [("(A1)<(2*(B1+1)):True",), ("(A1)<(2*(B1+1)):False",)]
    assert described("MAX(A1:A9,0)+SUM(B1,IF(C1,1,2))") == [("C1:True",), ("C1:False",)]


def test_guards_only_say_that_there_is_no_value() -> None:
    found = branches('IF(A1="","",IF(B1=1,"-",MIN(B1,2)))')
    assert [branch.is_guard for branch in found] == [True, False, True, False, False, False]


def test_a_sheet_name_with_signs_is_not_taken_apart() -> None:
    assert described("IF('A (1), b'!C1=1,1,0)") == [("'A (1), b'!C1=1:True",), ("'A (1), b'!C1=1:False",)]


def test_calls_and_parentheses() -> None:
    formula = "SUM(A1,(B1+C1)*2)"
    found = calls(formula)
    assert [(call.name, formula[call.start : call.end]) for call in found] == [("SUM", formula), ("", "(B1+C1)")]
    assert [formula[start:stop] for start, stop in found[0].arguments] == ["A1", "(B1+C1)*2"]


def test_a_branch_counts_when_its_path_and_outcome_hold_and_only_once() -> None:
    measure = Measure.of({("S", "A1"): 'IF(B1="","",IF(B1>2,1,0))'})
    assert len(measure.branches) == 4
    assert measure.watched == (("S", 'B1=""'), ("S", "B1>2"))
    watch = Watch(measure)
    assert watch.taken({0: True, 1: True}, ()) == {0}, "the inner condition was not looked at"
    assert watch.taken({0: 0.0, 1: Fault("#VALUE!")}, ()) == {1}
    assert watch.taken({0: 0.0, 1: 1.0}, [("S", "A1")]) == frozenset(), "the formula was replaced"
    assert watch.taken({0: 0.0, 1: 1.0}, ()) == {2}
    assert watch.waiting() == {0, 1}
    assert watch.taken({0: 0.0, 1: 0.0}, ()) == {3}
    assert watch.waiting() == frozenset()
