"""Shifted references that change nothing are told from those that do."""

from __future__ import annotations

import pytest

from compiler.crosscheck.equivalent import is_equivalent

FORMULAS = {
    "A2": 'IF(A1=1,IF(B1="","",1),A1)',
    "A3": 'IF(A2=1,IF(B1="","",1),A2)',
    "B2": 'IF(B1="","",SUM(C1:C9))',
    "B3": 'IF(B1="","",MAX(C1:C9))',
    "B4": 'IF(B2="","",C1/C2)',
}


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("IF(A1=1,B1*C1,A1)", "IF(A1=1,B1*C1,A2)", True),
        ("IF(A1=1,B1*C1,A1)", "IF(A1=1,B2*C1,A1)", False),
        ("IF(A1=1,B1*C1,A1)", "IF(A2=1,B1*C1,A1)", False),
        ("IF(A1=1,B1*C1,A1)", "IF(A1=1,B1*C1,A3)", False),
        ('IF(OR(B1="",C1=0),"",MAX(D1:D8))', 'IF(OR(B2="",C1=0),"",MAX(D1:D8))', True),
        ('IF(OR(B1="",C1=0),"",MAX(D1:D8))', 'IF(OR(B1="",C2=0),"",MAX(D1:D8))', False),
        ('IF(B2="","",D1)', 'IF(B3="","",D1)', False),
        ('IF(B1="","",D1)', 'IF(B3="","",D1)', False),
        ('IF(B2="","",D1)', 'IF(B4="","",D1)', False),
        ("IF(B1=1,B1,D1)", "IF(B2=1,B1,D1)", False),
    ],
)
def test_equivalence(before: str, after: str, expected: bool) -> None:
    assert is_equivalent(before, after, FORMULAS) is expected
