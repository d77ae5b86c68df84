"""Workbook and evaluator agree on the sample model, recalculated in IronCalc."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path
from random import Random

import pytest

from compiler.evaluate import NOT_FILLED, Evaluator, Outcome
from compiler.model.texts import Language
from compiler.workbook.identity import Build
from compiler.workbook.plan import plan_assessment, plan_report
from tests.support.models import sample_methodology
from tests.unit.workbook.random_inputs import random_given
from tests.unit.workbook.recalculation import Sheets

BUILD = Build("0" * 64, "0.1.0")


def agrees(outcome: Outcome, shown: float | str) -> bool:
    if isinstance(outcome, Fraction):
        near = Fraction(1, 10**9) * max(1, abs(outcome))
        return isinstance(shown, float | int) and abs(Fraction(shown) - outcome) <= near
    return shown == ("" if outcome is NOT_FILLED else "-")


@pytest.mark.parametrize("language", [Language.KK, Language.RU])
@pytest.mark.parametrize("blank", [0.0, 0.05, 0.5])
def test_assessment_agrees_with_the_evaluator(tmp_path: Path, language: Language, blank: float) -> None:
    methodology = sample_methodology()
    sheets = Sheets(plan_assessment(methodology, language, BUILD), tmp_path / "a.xlsx", methodology, language)
    evaluator = Evaluator(methodology)
    random = Random(f"{language.value} {blank}")
    for _ in range(60):
        given = random_given(methodology, random, blank)
        sheets.fill(given)
        result = evaluator.run(given)
        for code, outcome in result.values.items():
            assert agrees(outcome, sheets.read(code)), (code, outcome, sheets.read(code), given)


def test_report_agrees_where_it_computes(tmp_path: Path) -> None:
    methodology = sample_methodology()
    workbook = plan_report(methodology, Language.RU, BUILD)
    sheets = Sheets(workbook, tmp_path / "r.xlsx", methodology, Language.RU)
    computed = [code for code in methodology.values if code in workbook.addresses]
    assert "integration.score" in computed
    assert "late_report.score" not in computed
    evaluator = Evaluator(methodology)
    random = Random("report")
    for _ in range(60):
        given = random_given(methodology, random, 0.05)
        sheets.fill(given)
        result = evaluator.run(given)
        for code in computed:
            assert agrees(result.values[code], sheets.read(code)), (code, given)
