"""Reasons of what an act does not say are in the language of every workbook that shows them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from compiler.driver import compile_methodology
from compiler.model.bands import BandTable
from compiler.model.methodology import Methodology
from compiler.model.texts import Citation, Language

ROOT = Path(__file__).resolve().parents[2] / "methodologies"
KAZAKH = set("әғқңөұүһі")


def citations(model: Methodology) -> Iterator[Citation]:
    for quantity in (*model.inputs.values(), *model.parameters.values(), *model.values.values()):
        yield quantity.citation
    for value in model.values.values():
        if isinstance(value.rule, BandTable):
            yield from (band.citation for band in value.rule.bands)


@pytest.mark.parametrize(("name", "edition"), [("ict_2015", None), ("openness", "2023-03-30")])
def test_kazakh_workbooks_give_reasons_in_kazakh(name: str, edition: str | None) -> None:
    compiled = compile_methodology(ROOT / name, edition)
    assert compiled.lowered is not None
    found = {
        citation.reason_in(Language.KK)
        for model in compiled.lowered.edition.methodologies
        for citation in citations(model)
        if citation.reason
    }
    assert found
    assert {reason for reason in found if not KAZAKH & set(reason.lower())} == set()
