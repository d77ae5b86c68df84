"""Stored values: long chains and ranges are computed in any order, circles are refused."""

from __future__ import annotations

import pytest

from compiler.workbook.book import Cell as BookCell
from compiler.workbook.book import DefinedName, Formula, Properties, Sheet, SheetRole, Workbook
from compiler.workbook.caches import CacheError, Caches
from compiler.workbook.formula import ONE, ZERO, Address, Arithmetic, Cell, Name, Span, Tree, call, when
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
