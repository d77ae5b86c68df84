"""Wrongs planted in the written workbook are found; the few that are not are no wrongs, with the reason for each."""

from __future__ import annotations

import re

import pytest

from compiler.crosscheck.mutations import Mutation, of_constant, of_formula
from compiler.crosscheck.package import Package
from compiler.crosscheck.planted import PlantedReport, chosen, planted, possible, run_planted
from compiler.crosscheck.subject import Subject
from tests.support.models import sample_methodology
from tests.unit.crosscheck.bare import CALC, bare_subject

AT = ("S", "A1")


def texts(formula: str, kind: str, inexact: frozenset[str] = frozenset()) -> list[str]:
    return [mutation.after for mutation in of_formula(AT, formula, inexact) if mutation.kind == kind]


@pytest.mark.parametrize(
    ("formula", "kind", "expected"),
    [
        ("A1>=B1", "sign", ["A1>B1"]),
        ('IF(A1="-",B1-C1,-B1)', "sign", ['IF(A1<>"-",B1-C1,-B1)', 'IF(A1="-",B1+C1,-B1)']),
        ("'a-b'!A1*1+1", "sign", ["'a-b'!A1*1-1"]),
        ("IF(A1,B1,C1)", "swapped branches", ["IF(A1,C1,B1)"]),
        ('IF(A1="","",B1+C1)*2', "lost guard", ["(B1+C1)*2"]),
        ("(A1+B1)*SUM(C1:C2)", "lost parenthesis", ["A1+B1*SUM(C1:C2)"]),
        ("ROUND(A1,10)>=ROUND($B$1,10)", "lost rounding", ["(A1)>=ROUND($B$1,10)"]),
        ("A1+'б'!$C$9", "shifted reference", ["A2+'б'!$C$9", "A1+'б'!C10"]),
        ("MATCH(A1,B1:B2,0)*1", "changed digits", ["MATCH(A1,B1:B2,1)*1"]),
        ("ROUND(A1,10)>=ROUND($B$1,10)", "changed digits", ["ROUND(A1,9)>=ROUND($B$1,10)"]),
    ],
)
def test_mutations(formula: str, kind: str, expected: list[str]) -> None:
    assert texts(formula, kind, frozenset({"A1"})) == expected


def test_constants_change() -> None:
    assert of_constant(AT, 2.0).after == repr(2.2)
    assert of_constant(AT, 0.0).after == "1.0"


def test_a_mutation_changes_its_cell_and_nothing_else() -> None:
    book = bare_subject(sample_methodology()).workbook
    address, formula = next((a, f) for a, f in Package(book).formulas().items() if a[0] == CALC)
    changed = Package(planted(book, Mutation(address, "sign", formula, "1+1")))
    assert {a: f for a, f in changed.formulas().items() if f != Package(book).formulas()[a]} == {address: "1+1"}


@pytest.fixture(scope="module")
def subject() -> Subject:
    return bare_subject(sample_methodology())


def test_the_choice_is_even_over_the_kinds_and_the_same_each_time(subject: Subject) -> None:
    mutations = possible(subject)
    some = chosen(mutations, 40, 3)
    assert some == chosen(mutations, 40, 3)
    assert len(some) == 40
    kinds = {kind: sum(mutation.kind == kind for mutation in some) for kind in {m.kind for m in mutations}}
    assert min(kinds.values()) >= 4


@pytest.fixture(scope="module")
def report(subject: Subject) -> PlantedReport:
    return run_planted(subject, 160, cases=300, seed=5)


EQUIVALENT = (
    # Bounds keep the operand of a logarithm above 0, of a root and a power from below 0, so nothing is asked of the
    # guard, nor of the cell that looks whether there is a root.
    r"(LN|SQRT)\(|\^",
    r"^IF\(\w+=1,IF\(\w+=\"\",\"\",1\),\w+\)$",
    # Bounds keep the percentage from being negative, so nothing is asked of its sign.
    r"\bSIGN\(",
)


def test_planted_wrongs_are_found(report: PlantedReport) -> None:
    assert report.found + len(report.survivors) == 160
    unexplained = [
        mutation for mutation in report.survivors if not any(re.search(text, mutation.before) for text in EQUIVALENT)
    ]
    assert unexplained == []
    assert report.found >= 155
