"""References of a formula's text are found, and nothing else is taken for one."""

from __future__ import annotations

import pytest

from compiler.crosscheck.engines.base import EngineError
from compiler.crosscheck.references import Area, shape_of

NAMES = {"list_yes": "'Шкала 1'!$C$1:$C$2", "limit": "Есеп!$A$1"}


@pytest.mark.parametrize(
    ("formula", "shape", "areas"),
    [
        ("A1+$B$2*A1", "P1!A1+P2!A1*P1!A1", [("S", 0, 0, 0, 0), ("S", 1, 1, 1, 1)]),
        ("'Шкала 1'!$A$1", "P1!A1", [("Шкала 1", 0, 0, 0, 0)]),
        ("'It''s'!A1", "P1!A1", [("It's", 0, 0, 0, 0)]),
        ("SUM(Есеп!C1:D3)", "SUM(P1!A1:B3)", [("Есеп", 0, 2, 2, 3)]),
        ('IF(A1="B2 ""C3""",1,0)', 'IF(P1!A1="B2 ""C3""",1,0)', [("S", 0, 0, 0, 0)]),
        ("MATCH(A1,list_yes,0)+limit", "MATCH(P1!A1,P2!A1:A2,0)+P3!A1",
         [("S", 0, 0, 0, 0), ("Шкала 1", 0, 2, 1, 2), ("Есеп", 0, 0, 0, 0)]),
        ("LOG10(A1)+1E5+TRUE", "LOG10(P1!A1)+1E5+TRUE", [("S", 0, 0, 0, 0)]),
        ("ROUND(A1,10)>=2", "ROUND(P1!A1,10)>=2", [("S", 0, 0, 0, 0)]),
    ],
)  # fmt: skip
def test_shapes(formula: str, shape: str, areas: list[tuple[str, int, int, int, int]]) -> None:
    found = shape_of(formula, "S", NAMES)
    assert found.text == shape
    assert list(found.areas) == [Area(*area) for area in areas]


def test_an_unknown_name_is_refused() -> None:
    with pytest.raises(EngineError, match="no_such_name"):
        shape_of("no_such_name+1", "S", NAMES)


def test_a_name_for_a_constant_is_refused() -> None:
    with pytest.raises(EngineError, match="no cell"):
        shape_of("k+1", "S", {"k": "0.5"})


def test_cells_of_an_area_row_by_row() -> None:
    assert Area("S", 0, 0, 1, 1).cells() == (("S", "A1"), ("S", "B1"), ("S", "A2"), ("S", "B2"))
