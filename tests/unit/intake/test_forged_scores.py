"""A stored score that is not what the inputs give is named; one that differs as programs differ is not."""

from __future__ import annotations

from pathlib import Path

import pytest

from compiler.excel.filling import cached, filled
from compiler.excel.writer import write
from compiler.intake.returns import read_return
from compiler.intake.template import template_of
from compiler.model.texts import Language
from compiler.workbook.caches import Cached
from compiler.workbook.identity import ASSESSMENT, Build
from tests.support.givens import sample_given
from tests.unit.intake.filling import EXPECTED, FINGERPRINT, SAMPLE

TEMPLATE = template_of(SAMPLE, ASSESSMENT, Language.KK, Build(FINGERPRINT, "0.1.0"))
TOTAL = str(SAMPLE.root.score)
VALUES = cached(SAMPLE, sample_given())
SCORE = VALUES[TOTAL]
assert isinstance(SCORE, float)


@pytest.mark.parametrize(
    ("stored", "forged"),
    [
        (SCORE, False),
        (SCORE * (1 + 1e-9), False),
        (SCORE * (1 + 1e-5), True),
        (SCORE - 0.01, True),
        (0.0, True),
        ("", False),  # a program that stores nothing forges nothing
        ("-", True),
    ],
)
def test_a_stored_total(stored: Cached, forged: bool, tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    write(filled(TEMPLATE.workbook, SAMPLE, sample_given(), Language.KK), path, {**VALUES, TOTAL: stored})
    found = read_return(EXPECTED, lambda *_: TEMPLATE, path, path.name, "")
    named = [one.input for one in found.findings if one.diagnostic.slug == "return-cache-differs"]
    assert named == ([SAMPLE.root.code] if forged else [])
    assert found.given is not None and found.given.inputs == sample_given().inputs
