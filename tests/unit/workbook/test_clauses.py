"""Clauses in the notation of each language; what is no convention stays as it was written."""

from __future__ import annotations

import pytest

from compiler.model.texts import Language
from compiler.workbook.clauses import clause_in

SAME = (
    ("прил. 10, табл. 6, п. 4, 3)", "10-қосымша, 6-кесте, 4-т., 3)"),
    ("п. 74; прил. 8", "74-т.; 8-қосымша"),
    ("пп. 14–29", "14–29-т."),
    ("п. 45-1", "45-1-т."),
    ("прил. 9, табл. 5-1, примечание **", "9-қосымша, 5-1-кесте, ескертпе **"),
    ("прил. 9 и 10", "9 және 10-қосымша"),
    ("прил. 10, табл. 2 и 6, примечания", "10-қосымша, 2 және 6-кесте, ескертпелер"),
    ("прил. 4 1.1", "4-қосымша 1.1"),
)


@pytest.mark.parametrize(("ru", "kk"), SAME)
def test_one_notation_for_each_language(ru: str, kk: str) -> None:
    assert clause_in(ru, Language.KK) == kk
    assert clause_in(ru, Language.RU) == ru
    assert clause_in(kk, Language.KK) == kk
    assert clause_in(ru, Language.EN) == ru


@pytest.mark.parametrize(("ru", "kk"), [pair for pair in SAME if " и " not in pair[0]])
def test_there_and_back(ru: str, kk: str) -> None:
    assert clause_in(kk, Language.RU) == ru


def test_what_is_no_convention_stays() -> None:
    assert clause_in("АППК, методика, 3)", Language.KK) == "АППК, методика, 3)"
