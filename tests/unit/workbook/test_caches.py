"""Stored values: long chains and ranges are computed in any order, circles are refused."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import openpyxl
import pytest

from compiler.excel.writer import write
from compiler.workbook.book import Block, Column, DefinedName, Formula, Properties, Sheet, SheetRole, Workbook
from compiler.workbook.book import Cell as BookCell
from compiler.workbook.caches import CacheError, Caches
from compiler.workbook.formula import ONE, ZERO, Address, Arithmetic, Cell, Name, Span, Tree, call, when
from compiler.workbook.manifest import printed_formulas
from compiler.workbook.styles import HELPER

LENGTH = 3000


def book(column: dict[str, Tree | None]) -> Workbook:
    """One sheet with the cells under each other; None is a blank cell."""
    addresses = {code: Address("S", row, 0) for row, code in enumerate(column)}
    formulas = {code: tree for code, tree in column.items() if tree is not None}
    cells = tuple(
        BookCell(addresses[code].row, 0, None if tree is None else Formula(tree), HELPER, code)
        for code, tree in column.items()
    )
    last = Address("S", len(column) - 1, 0)
    sheet = Sheet("S", SheetRole.CALCULATION, "S", cells, (10.0,), {}, {})
    names = (DefinedName("all_cells", Address("S", 0, 0), last),)
    return Workbook((sheet,), names, addresses, Properties("", "", "kk", "", "", {}), formulas)


def test_a_chain_longer_than_the_stack() -> None:
    chain: dict[str, Tree | None] = {f"x{n}": Arithmetic("+", Cell(f"x{n + 1}"), ONE) for n in range(LENGTH)}
    workbook = book(chain | {f"x{LENGTH}": ZERO})
    assert Caches(workbook, {}).of(workbook.formulas["x0"], "x0") == LENGTH
    assert Caches(workbook, {"x10": 5.0}).of(workbook.formulas["x0"], "x0") == 15


def test_a_range_over_cells_still_to_come() -> None:
    workbook = book({"a": ONE, "b": Cell("c"), "c": Arithmetic("+", Cell("a"), ONE), "blank": None})
    caches = Caches(workbook, {})
    assert caches.of(call("SUM", Span("a", "blank"))) == 5
    assert caches.of(call("COUNTBLANK", Name("all_cells"))) == 1
    assert caches.of(call("SUM", Name("all_cells"))) == 5


@pytest.mark.parametrize("tree", [Cell("b"), call("SUM", Span("b", "c")), when(Cell("b"), ONE, ZERO)])
def test_a_circle_is_refused(tree: Tree) -> None:
    workbook = book({"a": tree, "b": Cell("a"), "c": ONE})
    with pytest.raises(CacheError, match="from itself"):
        Caches(workbook, {}).of(tree, "a")
    with pytest.raises(CacheError, match="from itself"):
        Caches(workbook, {}).of(Arithmetic("+", Cell("b"), ONE))


def block_book() -> Workbook:
    """Two bodies: a number of its own in A, that number plus one in B, a constant in C, the sum of all B in D."""
    codes = ("number", "more", "same", "sum")
    columns = {code: Column("S", place, 0, 2, differs=code == "number") for place, code in enumerate(codes)}
    addresses = {code: Address("S", 0, place) for place, code in enumerate(codes)}
    addresses |= {"more#first": Address("S", 0, 1, fixed=True), "more#last": Address("S", 1, 1, fixed=True)}
    formulas: dict[str, Tree] = {
        "more": Arithmetic("+", Cell("number"), ONE),
        "same": ONE,
        "sum": call("SUM", Span("more#first", "more#last"), Cell("same")),
    }
    blocks = tuple(Block(0, addresses[code].column, 2, Formula(tree), HELPER, code) for code, tree in formulas.items())
    cells = tuple(BookCell(row, 0, Fraction(10 * (row + 1)), HELPER) for row in range(2))
    sheet = Sheet("S", SheetRole.CALCULATION, "S", cells, (10.0,) * 4, {}, {}, blocks=blocks)
    return Workbook((sheet,), (), addresses, Properties("", "", "kk", "", "", {}), formulas, {}, columns)


def test_rows_of_a_block_hold_their_own_values() -> None:
    workbook = block_book()
    caches = Caches(workbook, {})
    assert [caches.of(workbook.formulas["more"], "more", row) for row in (0, 1)] == [11, 21]
    assert caches.of(workbook.formulas["sum"], "sum", 1) == 33
    assert caches.differs("more")
    assert not caches.differs("same")
    assert not caches.differs("sum")
    assert Caches(workbook, {"more": 1.0}).of(workbook.formulas["sum"], "sum", 0) == 3


def test_a_block_is_written_row_by_row(tmp_path: Path) -> None:
    write(block_book(), tmp_path / "b.xlsx", {})
    page = openpyxl.load_workbook(tmp_path / "b.xlsx")["S"]
    assert [[cell.value for cell in row] for row in page.iter_rows()] == [
        [10, "=A1+1", "=1", "=SUM($B$1:$B$2,C1)"],
        [20, "=A2+1", "=1", "=SUM($B$1:$B$2,C2)"],
    ]
    stored = openpyxl.load_workbook(tmp_path / "b.xlsx", data_only=True)["S"]
    assert [[cell.value for cell in row] for row in stored.iter_rows()] == [[10, 11, 1, 33], [20, 21, 1, 33]]
    assert [(f.cell, f.text) for f in printed_formulas(block_book())][-1] == ("D1:D2", "=SUM($B$1:$B$2,C1)")
