"""A table that a report holds in part: nothing is computed from it, yet its rows are checked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pytest

from compiler.model.tables import Column
from compiler.model.texts import Language
from compiler.model.types import Kind, Type
from compiler.workbook.book import Workbook
from compiler.workbook.caches import Caches
from compiler.workbook.identity import Build
from compiler.workbook.plan import plan_report
from tests.support.builders import label, stated
from tests.support.models import sample_methodology

TABLE = "quality.answers"


@pytest.fixture(scope="module")
def report() -> Workbook:
    """The evaluator's column of the table is on no form of the report."""
    methodology = sample_methodology()
    table = methodology.tables[TABLE]
    seen = Column("seen_by_evaluator", label("Бағалаушы көрді ме"), Type(Kind.YES_NO), stated("84-т."))
    partial = replace(table, columns=(*table.columns, seen), min_rows=1)
    tables = {**methodology.tables, TABLE: partial}
    return plan_report(replace(methodology, tables=tables), Language.KK, Build("0" * 64, "0.1.0"))


def faults(report: Workbook, typed: Mapping[str, str | float]) -> tuple[object, object]:
    """Whether rows are unfinished, and whether there are too few."""
    known = {f"{TABLE}[{cell}": value for cell, value in typed.items()}
    caches = Caches(report, known)
    unfinished = [code for code in report.formulas if code.startswith(f"check#fault.{TABLE}#complete.")]
    assert len(unfinished) == len(required(report))
    worst = max(caches.of(report.formulas[code], code) for code in unfinished)
    few = f"check#fault.{TABLE}#rows"
    return worst, caches.of(report.formulas[few], few)


def required(report: Workbook) -> tuple[str, ...]:
    columns = sample_methodology().tables[TABLE].columns
    return tuple(column.name for column in columns if column.formula is None and not column.optional)


def test_nothing_is_computed_from_it(report: Workbook) -> None:
    assert f"{TABLE}[1]#present" not in report.addresses
    assert f"{TABLE}[1].seen_by_evaluator" not in report.addresses


def test_an_empty_table_has_too_few_rows(report: Workbook) -> None:
    assert faults(report, {}) == (0.0, 1.0)


def test_a_begun_row_is_to_be_finished(report: Workbook) -> None:
    first, *rest = required(report)
    assert rest
    assert faults(report, {f"3].{first}": 1.0}) == (1.0, 0.0)


def test_a_finished_row_is_enough(report: Workbook) -> None:
    assert faults(report, {f"2].{name}": 1.0 for name in required(report)}) == (0.0, 0.0)
