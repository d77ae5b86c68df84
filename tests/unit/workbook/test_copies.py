"""Copies of a repeat are calculated beside each other, a row a step; the others stay below each other."""

from __future__ import annotations

from pathlib import Path

from compiler.excel.writer import write
from compiler.model.texts import Language
from compiler.workbook.book import Sheet, SheetRole, Workbook
from compiler.workbook.identity import Build
from compiler.workbook.line_texts import common_end, own_beginnings
from compiler.workbook.plan import plan_assessment
from tests.support.compiling import compiled
from tests.unit.lower.test_repeats import SCORED, TEXT
from tests.workbooks.audit import audit

BUILD = Build("0" * 64, "0.1.0")


def planned(text: str) -> Workbook:
    return plan_assessment(compiled(text).model(), Language.RU, BUILD)


def of_copies(workbook: Workbook) -> list[Sheet]:
    return [s for s in workbook.sheets if s.role is SheetRole.CALCULATION and "повторы" in s.name]


def test_a_sheet_for_each_block_inner_ones_first() -> None:
    titles = [sheet.title for sheet in of_copies(planned(TEXT))]
    assert titles == [
        "Расчёт: Отдел № 1: Сектор № 1 – Отдел № 3: Сектор № 2",
        "Расчёт: Отдел № 1 – Отдел № 3",
    ]


def test_a_row_is_the_same_step_of_all_copies() -> None:
    workbook = planned(TEXT)
    inner, outer = of_copies(workbook)
    for name in ("people#in", "trained#in", "part", "unbegun"):
        places = [workbook.addresses[f"staff.office_{number}.{name}"] for number in (1, 2, 3)]
        assert {place.sheet for place in places} == {outer.name}
        assert len({place.row for place in places}) == 1
        assert [place.column - places[0].column for place in places] == [0, 1, 2]
    desks = [workbook.addresses[f"staff.office_{o}.desk_{d}.clerks#in"] for o in (1, 2, 3) for d in (1, 2)]
    assert {place.sheet for place in desks} == {inner.name}


def test_what_a_row_is_of_each_copy_is_said_once() -> None:
    inner, outer = of_copies(planned(TEXT))
    names = {cell.row: cell.content for cell in outer.cells if cell.column == 0}
    codes = {cell.content: cell.row for cell in outer.cells if cell.column == len(outer.widths) - 1}
    assert names[codes["staff.office_#.people#in"]] == "Служащих"
    unbegun = compiled(TEXT).model().values["staff.office_1.unbegun"].label.text(Language.RU)
    assert unbegun == f"Отдел № 1: {names[codes['staff.office_#.unbegun']]}"
    headings = [cell.content for cell in inner.cells if cell.row == inner.frozen_rows - 1]
    assert "Отдел №\u00a02: Сектор №\u00a01" in headings
    assert outer.print_columns == len(outer.widths) - 1


def test_scored_copies_stay_on_the_sheet_of_their_criterion() -> None:
    workbook = planned(SCORED)
    assert of_copies(workbook) == []
    assert workbook.addresses["units.committee_2.score"].sheet == "Расчёт 1"


def test_their_sheets_pass_the_audit(tmp_path: Path) -> None:
    path = tmp_path / "copies.xlsx"
    write(planned(TEXT), path, {})
    # Without the footer of an edition, for the text has none.
    found = [finding for finding in audit(path) if "повторы" in finding.place and finding.rule != 23]
    assert found == []


def test_names_of_copies_and_of_what_is_in_them() -> None:
    labels = ("Отдел № 1: Уволено", "Отдел № 2: Уволено")
    assert common_end(labels) == "Уволено"
    assert own_beginnings(labels) == ("Отдел № 1", "Отдел № 2")
    assert common_end(("Отдел № 1", "Отдел № 2")) == "Отдел № 1"
    assert own_beginnings(("Уволено", "Отдел № 2: Уволено")) == ("Уволено", "Отдел № 2: Уволено")


def test_checks_name_a_copy_once_over_its_inputs() -> None:
    workbook = planned(TEXT)
    checks = next(sheet for sheet in workbook.sheets if sheet.role is SheetRole.CHECKS)
    names = {cell.row: cell.content for cell in checks.cells if cell.column == 0}
    row = workbook.addresses["check#filled.staff.office_2.called"].row
    assert names[row - 1] == "Отдел № 2"
    assert [names[row + offset] for offset in range(3)] == ["1.2 Название", "1.2 Служащих", "1.2 Обучено"]
    desk = workbook.addresses["check#filled.staff.office_2.desk_1.clerks"].row
    assert names[desk - 1] == "Отдел № 2: Сектор № 1"
