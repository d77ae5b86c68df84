"""The functions of composite indices in one invented methodology: its check is clean, it gives the numbers worked out
by hand, and all engines agree with it on every branch that its bounds allow."""

from __future__ import annotations

import re
from fractions import Fraction
from functools import cache
from pathlib import Path

from compiler.crosscheck.engines.formulas import Formulas
from compiler.crosscheck.engines.ironcalc import IronCalc
from compiler.crosscheck.engines.libreoffice import LibreOffice
from compiler.crosscheck.planning import plan_subject
from compiler.crosscheck.run import Effort, crosscheck
from compiler.driver import compile_methodology, remarks_of
from compiler.evaluate import NOT_FILLED, Evaluator, Given, Outcome
from compiler.model.methodology import Methodology
from compiler.model.texts import Language
from compiler.numbers import round_half_away
from compiler.workbook.identity import ASSESSMENT

FOLDER = Path(__file__).parent / "data" / "living"
BEYOND_BOUNDS = re.compile(
    r"ROUND\(\w+,10\)(<|<=)0 is true$|^\w+=\"\" is true$|^\(?\w+\)?<\(?0\)? is true$|^OR\((\w+=\"\",?)+\) is true$"
)
"""Guards against a root of less than 0 or a logarithm of 0, which the bounds of the inputs rule out."""

FILLED: dict[str, Fraction] = {
    "zdorove.zhizn": Fraction("67.5"),
    "zdorove.vrachi": Fraction(40),
    "zdorove.kojki": Fraction(65),
    "dokhod.dokhod_rajona": Fraction(75000000),
    "dokhod.bednost": Fraction(1, 10),
    "dokhod.bezrabotitsa": Fraction(1, 10),
    "znaniya.shkola": Fraction(8),
    "znaniya.ozhidanie": Fraction("9.5"),
    "znaniya.gramotnost": Fraction(1, 2),
    "sajt.mesto": Fraction(2),
    "sreda.shum": Fraction(36),
    "sreda.derevya": Fraction(64),
    "sreda.otkhody": Fraction("-0.2"),
}


@cache
def living() -> Methodology:
    lowered = compile_methodology(FOLDER).lowered
    assert lowered is not None
    return lowered.edition.methodologies[0]


def outcomes(**changes: Outcome) -> dict[str, Outcome]:
    inputs = {**FILLED, **{code.replace("__", "."): value for code, value in changes.items()}}
    result = Evaluator(living()).run(Given(inputs))
    return {code: result.outcome(code) for code in living().values}


def test_the_check_is_clean() -> None:
    compiled = compile_methodology(FOLDER)
    assert not len(compiled.bag)
    assert not [remark for remark in remarks_of(compiled) if remark.standing]


def test_numbers_worked_out_by_hand() -> None:
    found = outcomes()
    assert found["zdorove.dolgoletie"] == Fraction(1, 2)
    assert found["zdorove.personal"] == Fraction(105, 2)
    assert found["zdorove.khotya_by"] == 40
    assert found["zdorove.vsego_lyudej"] == 40
    # 20 · 1/2 + 10 · (52,5 − 5) / 95 + 5 · (60 − 40) / 55 + 5 · (40 − 20) / 100, rounded to 2 decimals
    assert found["zdorove.score"] == Fraction("17.82")
    assert found["dokhod.dostatok"] == 1
    assert found["dokhod.poryadok"] == Fraction("7.8")
    assert isinstance(found["dokhod.blagopoluchie"], Fraction)
    assert round_half_away(found["dokhod.blagopoluchie"], 30) == Fraction(9, 10)
    assert found["znaniya.shkoly"] == Fraction(1, 2)
    # 3 / (25 / 8 + 25 / 9,5 + 2)
    assert found["znaniya.garmoniya"] == 3 / (Fraction(25, 8) + Fraction(250, 95) + 2)
    assert found["sajt.score"] == Fraction("5.5")
    assert found["sreda.tishina"] == Fraction("0.8")
    assert found["sreda.spad"] == 1  # -0,2 is 0 to the nearest half
    assert (found["sreda.sedmye"], found["sreda.desyatki"]) == (Fraction("9.2"), 70)
    assert found["sreda.na_derevo"] == Fraction(36, 64)
    # 2 · 0,8 + 2 · 1 + 9,2 / 143 + 65 / 995 + (1 − 0,216) + (1 − 0,005625) + 2 = 7,508…, down to a step of 0,004
    assert found["sreda.score"] == Fraction("7.508")


def test_a_category_decides_and_nothing_is_divided_by_no_trees() -> None:
    loud = outcomes(sreda__shum=Fraction(84), sreda__derevya=Fraction(0))
    assert loud["sreda.tishina"] == Fraction("0.4")
    assert loud["sreda.na_derevo"] == 0
    # 2 · 0,4 + 2 · 1 + (1 − 0,84 ^ 1,5) + 1 = 4,0301…, and nothing for silence
    assert loud["sreda.score"] == Fraction("4.028")


def test_what_is_missing_is_left_out_and_nothing_at_all_is_not_filled() -> None:
    found = outcomes(zdorove__vrachi=NOT_FILLED)
    assert (found["zdorove.personal"], found["zdorove.khotya_by"]) == (65, 10)
    assert found["zdorove.vsego_lyudej"] is NOT_FILLED
    found = outcomes(zdorove__vrachi=NOT_FILLED, zdorove__kojki=NOT_FILLED)
    assert found["zdorove.personal"] is NOT_FILLED
    assert found["zdorove.khotya_by"] == 10


def test_means_at_zero() -> None:
    found = outcomes(znaniya__shkola=Fraction(0))
    assert (found["znaniya.garmoniya"], found["znaniya.geometriya"]) == (0, 0)
    assert outcomes(dokhod__bednost=Fraction(1))["dokhod.blagopoluchie"] == 0


def test_all_engines_agree_on_every_branch() -> None:
    subject = plan_subject(living(), ASSESSMENT, Language.RU)
    found = crosscheck([subject], (IronCalc(), Formulas(), LibreOffice()), Effort(cases=40, others=40, sample=1200))
    assert found.agrees, found.disagreements[:3]
    never = [reached.branch for reached in found.subjects[0].never_reached]
    assert not [text for text in never if BEYOND_BOUNDS.search(text) is None], never
