"""Cells are changed in the workbook's XML without disturbing the rest; planted cached values are noticed."""

from __future__ import annotations

import io

import openpyxl
import pytest

from compiler.crosscheck.engines.base import EngineError, Fault
from compiler.crosscheck.package import Package
from compiler.crosscheck.staleness import SENTINEL, refuse_sentinels, with_sentinels
from tests.unit.crosscheck.workbooks import CALC, INPUT, SCALE, bands


def test_constants_are_set_and_read_back_by_another_reader() -> None:
    package = Package(bands())
    package.set({(INPUT, "B1"): 0.1 + 0.2, (INPUT, "B2"): "Ә <&> \" '", (INPUT, "A1"): None, (CALC, "A1"): 7.0})
    book = openpyxl.load_workbook(io.BytesIO(package.to_bytes()))
    assert book[INPUT]["B1"].value == 0.1 + 0.2
    assert book[INPUT]["B2"].value == "Ә <&> \" '"
    assert book[INPUT]["A1"].value is None
    assert book[CALC]["A1"].value == 7
    assert book[INPUT]["B1"].protection.locked is False, "the style is kept"
    assert book[CALC]["A2"].value == openpyxl.load_workbook(io.BytesIO(bands()))[CALC]["A2"].value


def test_what_was_set_is_read_again() -> None:
    package = Package(bands())
    package.set({(INPUT, "B1"): -1.5e-7, (INPUT, "B2"): "Иә", (INPUT, "B3"): ""})
    cells = [(INPUT, "B1"), (INPUT, "B2"), (INPUT, "B3"), (INPUT, "C1"), (SCALE, "C2"), ("жоқ", "A1")]
    assert list(package.read(cells).values()) == [-1.5e-7, "Иә", "", None, "Жоқ", Fault("no such sheet")]


def test_a_cell_that_is_not_stored_cannot_be_set() -> None:
    with pytest.raises(KeyError, match="Z9"):
        Package(bands()).set({(INPUT, "Z9"): 1.0})
    with pytest.raises(KeyError, match="Z9"):
        Package(bands()).set_formula((INPUT, "Z9"), "1")


def test_formulas_are_found_and_replaced() -> None:
    package = Package(bands())
    assert package.formulas()[CALC, "A3"] == f"SUM({INPUT}!C1:C3)"
    package.set_formula((CALC, "A3"), 'IF(A1<>"",1,2)')
    assert Package(package.to_bytes()).formulas()[CALC, "A3"] == 'IF(A1<>"",1,2)'


def test_cached_values_are_planted() -> None:
    formulas = Package(bands()).formulas()
    planted = Package(with_sentinels(bands()))
    assert set(planted.read(formulas).values()) == {SENTINEL}
    assert planted.formulas() == formulas
    with pytest.raises(EngineError, match="not recalculated"):
        refuse_sentinels(planted.read(formulas))
