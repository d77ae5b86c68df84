"""Every methodology's workbooks agree with the exact evaluator, and wrongs planted in one of them are found.

The quick part of `esep crosscheck`: some hundred cases of each workbook, taken evenly from all kinds.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from compiler.crosscheck.engines.formulas import Formulas
from compiler.crosscheck.engines.ironcalc import IronCalc
from compiler.crosscheck.package import Package
from compiler.crosscheck.planning import plan_standard, plan_subject
from compiler.crosscheck.planted import run_planted
from compiler.crosscheck.rating.subject import plan_rating_subject
from compiler.crosscheck.run import Effort, crosscheck
from compiler.crosscheck.subject import Subject
from compiler.crosscheck.through import crosscheck_through
from compiler.driver import compile_methodology, editions_of
from compiler.model.methodology import Edition
from compiler.workbook.identity import ASSESSMENT, REPORT

METHODOLOGIES = Path(__file__).parents[2] / "methodologies"
NAMES = sorted(path.parent.name for path in METHODOLOGIES.glob("*/main.esep"))
ENGINES = (IronCalc(), Formulas())
SAMPLE = 300
"""Cases of each workbook with short tables."""
REAL = 24
"""Cases of each real workbook."""


@cache
def edition(name: str, named: str | None = None) -> Edition:
    lowered = compile_methodology(METHODOLOGIES / name, named).lowered
    assert lowered is not None
    return lowered.edition


@cache
def book(name: str, body: str, kind: str, named: str | None = None) -> Subject:
    found = edition(name, named)
    return plan_subject(found.methodology(body), kind, found.identity.languages[0])


EDITIONS = [(name, named) for name in NAMES for named in editions_of(METHODOLOGIES / name)]


@pytest.mark.parametrize(("name", "named"), EDITIONS, ids=map(" ".join, EDITIONS))
def test_workbooks_agree_with_the_evaluator(name: str, named: str) -> None:
    """Most cases run with short tables, and on that every formula of every real workbook was found there."""
    found = edition(name, named)
    kinds = [book(name, body.name, kind, named) for kind in (REPORT, ASSESSMENT) for body in found.bodies]
    standards = [plan_standard(found.methodology(body.name), found.identity.languages[0]) for body in found.bodies]
    effort = Effort(cases=0, others=24, sample=SAMPLE, real=REAL, real_others=6)
    report = crosscheck_through(standards, kinds, ENGINES, effort)
    assert report.agrees, report.disagreements[:3]
    assert {subject.subject for subject in report.subjects} == {one.name for one in (*standards, *kinds)}
    for subject in report.subjects:
        ironcalc, formulas = subject.engines
        standard = subject.subject in [one.name for one in standards]
        assert standard or subject.standard
        # What another kind of body has in common is checked there: fewer cases are called for here.
        assert ironcalc.cases >= (SAMPLE / 2 if standard and not subject.elsewhere else REAL)
        assert formulas.cases >= 6
        assert ironcalc.branches > 0.7 * ironcalc.all_branches


@pytest.mark.parametrize("name", NAMES)
def test_ratings_agree_with_the_evaluator(name: str) -> None:
    found = edition(name)
    subject = plan_rating_subject(found, found.methodologies, found.identity.languages[0])
    report = crosscheck([], [IronCalc()], Effort(cases=0), rating=subject)
    assert report.agrees, report.disagreements[:3]
    (rating,) = report.subjects
    assert rating.engines[0].cells > 1000 * rating.engines[0].cases


def test_a_wrong_formula_in_a_methodology_s_workbook_disagrees() -> None:
    name = NAMES[0]
    right = book(name, edition(name).bodies[-1].name, REPORT)
    code, address = next(
        (code, address) for code, address in right.compared().items() if code in right.methodology.values
    )
    package = Package(right.workbook)
    package.set_formula(address, "123456789")
    wrong = replace(right, workbook=package.to_bytes())
    found = crosscheck([wrong], ENGINES, Effort(cases=0, others=3, sample=20))
    assert not found.agrees
    assert {(d.engine, d.code) for d in found.disagreements} >= {("ironcalc", code), ("formulas", code)}


def test_planted_wrongs_are_found() -> None:
    name = NAMES[0]
    report = run_planted(book(name, edition(name).bodies[-1].name, REPORT), 20, cases=0, seed=7)
    assert len(report.planted) == 20
    assert report.survivors == ()
