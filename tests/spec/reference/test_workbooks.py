"""The workbook of every methodology of the docs gives the evaluator's scores: each documented construct in Excel."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

import pytest

from compiler.crosscheck.engines.ironcalc import IronCalc
from compiler.crosscheck.planning import plan_subject
from compiler.crosscheck.run import Effort, crosscheck
from compiler.driver import compile_methodology
from compiler.workbook.identity import ASSESSMENT
from tests.spec.reference import fences as docs

_EFFORT = Effort(cases=60, workers=1)
_NAMED = re.compile(r"^methodology (\w+)", re.MULTILINE)


def _whole(page: Path) -> Iterable[docs.Specimen]:
    """The last faultless specimen of a page; of the tour the last of each of its methodologies."""
    faultless = [specimen for specimen in docs.specimens(page) if not specimen.codes]
    if page != docs.tour("en"):
        return faultless[-1:]
    return {_NAMED.findall(specimen.files[0][1])[0]: specimen for specimen in faultless}.values()


_WHOLE = [specimen for page in (docs.tour("en"), *docs.pages("en")) for specimen in _whole(page)]


@pytest.mark.parametrize("specimen", _WHOLE, ids=lambda specimen: specimen.place)
def test_workbook_agrees_with_the_evaluator(specimen: docs.Specimen, tmp_path: Path) -> None:
    for name, text in specimen.files:
        (tmp_path / name).write_text(text, encoding="utf-8")
    compiled = compile_methodology(tmp_path)
    assert compiled.lowered is not None
    edition = compiled.lowered.edition
    subjects = [plan_subject(m, ASSESSMENT, edition.identity.languages[0]) for m in edition.methodologies]
    report = crosscheck(subjects, [IronCalc()], _EFFORT)
    for subject in report.subjects:
        for engine in subject.engines:
            assert not engine.failure
            assert engine.cells > 0
            assert not engine.disagreements
