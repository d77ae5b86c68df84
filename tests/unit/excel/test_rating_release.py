"""The rating on disk: the same bytes each time, stored values of an empty list, a manifest of columns."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

import openpyxl
import pytest

from compiler.excel.release import Released, release_rating
from compiler.model.texts import Language
from compiler.workbook.identity import Build
from compiler.workbook.manifest import canonical, fingerprint
from compiler.workbook.rating.kind import BLANK_ROWS, FIRST
from compiler.workbook.rating.plan import prepare_rating
from tests.support.bodies import edition

BUILD = Build("0" * 64, "0.1.0")


@cache
def made(language: Language = Language.RU) -> Released:
    found = edition()
    return release_rating(prepare_rating(found, found.methodologies), language, BUILD, Path(mkdtemp()))


def opened(stored: bool = False) -> Any:
    return openpyxl.load_workbook(made().path, data_only=stored)


def test_the_same_source_gives_the_same_bytes(tmp_path: Path) -> None:
    found = edition()
    again = release_rating(prepare_rating(found, found.methodologies), Language.RU, BUILD, tmp_path)
    assert again.path.name == "rating_ru.xlsx"
    assert again.path.read_bytes() == made().path.read_bytes()
    assert again.record == made().record


def test_named_bodies_stand_in_their_order_and_others_are_typed_in() -> None:
    book = opened()
    ministries, offices = book["Данные Министерства"], book["Данные Управления"]
    names = [ministries.cell(FIRST + 1 + row, 2).value for row in range(3)]
    assert names == ["Министерство финансов", "Министерство энергетики", "Министерство обороны"]
    assert ministries.cell(FIRST + 1, 2).protection.locked
    assert offices.cell(FIRST + 1, 2).value == "Павлодар"


def test_an_empty_kind_has_rows_for_names() -> None:
    found = edition()
    (ministries, _) = found.assessed[:2]
    source = prepare_rating(found, found.methodologies, [ministries])
    path = release_rating(source, Language.KK, BUILD, Path(mkdtemp())).path
    offices = openpyxl.load_workbook(path)["Деректер Управления"]
    cells = [offices.cell(FIRST + 1 + row, 2) for row in range(BLANK_ROWS)]
    assert all(cell.value is None and not cell.protection.locked for cell in cells)
    assert offices.cell(FIRST + 1 + BLANK_ROWS, 2).protection.locked


def test_stored_values_list_the_bodies_and_no_scores() -> None:
    page = opened(stored=True)["Рейтинг Министерства"]
    rows = [[cell.value for cell in row[:5]] for row in page.iter_rows(min_row=7, max_row=9)]
    assert [row[3] for row in rows] == ["Министерство финансов", "Министерство энергетики", "Министерство обороны"]
    assert [row[1] for row in rows] == [1, 2, 3]
    assert all(row[2] in (None, "") and row[4] in (None, "") for row in rows)


def test_the_manifest_has_an_entry_for_each_column() -> None:
    record: Any = made().record
    assert record["kind"] == "rating"
    assert record["body"] == "ministry office"
    book = opened()
    compared = 0
    for sheet in record["sheets"]:
        page = book[sheet["name"]]
        for place, known in sheet["formulas"].items():
            first = place.split(":")[0]
            assert fingerprint(canonical(page[first].value)) == known
            compared += 1
    assert compared > 200


@pytest.mark.parametrize("language", list(Language))
def test_languages(language: Language) -> None:
    assert made(language).path.name == f"rating_{language.value}.xlsx"
