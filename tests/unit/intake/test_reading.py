"""Filled workbooks read back: the same data and score as given, in both languages, after LibreOffice too; and each
fault of a cell or of the workbook's identity with its diagnostic."""

from __future__ import annotations

import json
import shutil
import subprocess
from dataclasses import replace
from datetime import datetime
from fractions import Fraction
from pathlib import Path

import openpyxl
import pytest

from compiler.evaluate import Given, evaluate
from compiler.evaluate.inputs import read_json
from compiler.excel.release import Released
from compiler.intake.reading import Expected, read_workbook
from compiler.model.texts import Language
from compiler.workbook.plan import kinds_of
from dsl.diagnostics import Diagnostic, DiagnosticBag, message_of
from tests.support.givens import sample_given
from tests.unit.intake.filling import EDITION, EXPECTED, FINGERPRINT, SAMPLE, Typed, built, cells_of, type_into

LANGUAGES = (Language.KK, Language.RU)


def read(path: Path, expected: Expected = EXPECTED) -> tuple[Given | None, tuple[Diagnostic, ...]]:
    bag = DiagnosticBag()
    found = read_workbook(expected, path, bag)
    if found is None:
        return None, bag.sorted()
    assert found[0].body.name == SAMPLE.body.name
    return found[1], bag.sorted()


def rows_of(given: Given) -> dict[str, list[dict[str, object]]]:
    return {code: [dict(row) for row in rows] for code, rows in given.tables.items()}


@pytest.fixture
def assessment(tmp_path: Path) -> Released:
    return built(tmp_path, "assessment")


@pytest.mark.parametrize("language", LANGUAGES, ids=lambda language: language.value)
def test_assessment_gives_what_was_typed_and_its_score(language: Language, tmp_path: Path) -> None:
    released = built(tmp_path, "assessment", language)
    type_into(released.path, cells_of(released, sample_given(), language))
    given, faults = read(released.path)
    assert given is not None and faults == ()
    assert dict(given.inputs) == dict(sample_given().inputs)
    assert rows_of(given) == rows_of(sample_given())
    assert evaluate(SAMPLE, given).values == evaluate(SAMPLE, sample_given()).values
    assert isinstance(evaluate(SAMPLE, given).outcome(str(SAMPLE.root.score)), Fraction)


def test_same_as_from_json(assessment: Released) -> None:
    whole = sample_given()
    data = {
        "inputs": {code: cell if isinstance(cell, str) else str(cell.numerator / cell.denominator)
                   for code, cell in whole.inputs.items() if isinstance(cell, str | Fraction)
                   and not (isinstance(cell, Fraction) and SAMPLE.inputs[code].type.kind.value in ("date", "choice"))}
    }  # fmt: skip
    bag = DiagnosticBag()
    from_json = read_json(SAMPLE, json.dumps(data).replace('.0"', '"'), "inputs.json", bag)
    assert not len(bag)
    type_into(assessment.path, cells_of(assessment, from_json))
    given, faults = read(assessment.path)
    assert given is not None and faults == ()
    assert dict(given.inputs) == dict(from_json.inputs)
    assert evaluate(SAMPLE, given).values == evaluate(SAMPLE, from_json).values


@pytest.mark.parametrize("kind", kinds_of(SAMPLE))
def test_empty_workbook_gives_nothing(kind: str, tmp_path: Path) -> None:
    given, faults = read(built(tmp_path, kind).path)
    assert given is not None and faults == ()
    assert (given.inputs, given.tables) == ({}, {})


def test_report_gives_the_inputs_that_it_holds(tmp_path: Path) -> None:
    released = built(tmp_path, "report")
    type_into(released.path, cells_of(released, sample_given()))
    given, faults = read(released.path)
    held = {code: cell for code, cell in sample_given().inputs.items() if code in released.workbook.addresses}
    assert given is not None and faults == ()
    assert given.inputs == held != {}


def test_after_libreoffice_saved_it(assessment: Released, tmp_path: Path) -> None:
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("LibreOffice is not here: install it to test that its files are read")
    type_into(assessment.path, cells_of(assessment, sample_given()))
    out = tmp_path / "saved"
    subprocess.run(
        [office, f"-env:UserInstallation=file://{tmp_path}/profile", "--headless", "--convert-to",
         "xlsx:Calc MS Excel 2007 XML", "--outdir", str(out), str(assessment.path)],
        check=True, capture_output=True, timeout=180,
    )  # fmt: skip
    given, faults = read(out / assessment.path.name)
    assert given is not None and faults == ()
    assert dict(given.inputs) == dict(sample_given().inputs)
    assert rows_of(given) == rows_of(sample_given())


@pytest.mark.parametrize(
    ("code", "typed", "slug"),
    [
        ("integration.done", "=1+1", "cell-formula"),
        ("integration.done", "2", "cell-not-a-number"),
        ("integration.done", 2.5, "input-not-whole"),
        ("integration.done", "   ", "cell-blanks"),
        ("integration.done", True, "cell-not-a-number"),
        ("integration.done", "#N/A", "cell-error"),
        ("integration.refusals", 100000, "input-out-of-bounds"),
        ("integration.done", "-", "input-not-declinable"),
        ("quality.hours", datetime(2022, 5, 1), "cell-date-for-number"),
        ("quality.deadline", "31.12.2022", "cell-not-a-date"),
        ("quality.deadline", datetime(2022, 12, 31, 12), "cell-not-a-date"),
        ("integration.required_at_all", "Иә ", "cell-not-in-list"),
        ("integration.required_at_all", 1, "cell-not-in-list"),
        ("functions.access.way", "бәлкім", "cell-not-in-list"),
        ("body_name", "я" * 2001, "cell-too-long"),
        ("functions.mail.users", 5, "input-exceeds"),
        ("integration.systems[2].planned", "ертең", "cell-not-a-date"),
    ],
)
def test_fault_of_a_cell_names_sheet_and_cell(code: str, typed: Typed, slug: str, assessment: Released) -> None:
    place = assessment.workbook.addresses[code]
    type_into(assessment.path, {**cells_of(assessment, sample_given()), place: typed})
    given, faults = read(assessment.path)
    assert [fault.slug for fault in faults] == [slug]
    for language in ("ru", "kk", "en"):
        message = message_of(faults[0], language)
        assert f"«{place.sheet}»!" in message and code in message
    assert given is not None


def test_cached_values_of_formulas_are_not_read(assessment: Released) -> None:
    type_into(assessment.path, cells_of(assessment, sample_given()))
    book = openpyxl.load_workbook(assessment.path)
    place = assessment.workbook.addresses[str(SAMPLE.root.score)]
    book[place.sheet].cell(place.row + 1, place.column + 1).value = 99
    book.save(assessment.path)
    given, faults = read(assessment.path)
    assert given is not None and [fault.slug for fault in faults] == ["return-formula-overwritten"]
    assert evaluate(SAMPLE, given).values == evaluate(SAMPLE, sample_given()).values


def test_cell_far_outside_does_not_matter(assessment: Released) -> None:
    book = openpyxl.load_workbook(assessment.path)
    for sheet in book.worksheets:
        sheet["XFD1048576"] = 1
    book.save(assessment.path)
    given, faults = read(assessment.path)
    assert given is not None and faults == () and given.inputs == {}


@pytest.mark.parametrize(
    ("expected", "slug"),
    [
        (replace(EXPECTED, edition=replace(EDITION, identity=replace(EDITION.identity, id="other"))),
         "workbook-other-methodology"),
        (replace(EXPECTED, edition=replace(EDITION, identity=replace(EDITION.identity, edition="1999-01-01"))),
         "workbook-other-edition"),
        (replace(EXPECTED, body="zhao"), "workbook-other-body"),
        (replace(EXPECTED, fingerprint="c" + FINGERPRINT), "workbook-other-version"),
    ],
)  # fmt: skip
def test_workbook_made_for_something_else(expected: Expected, slug: str, assessment: Released) -> None:
    given, faults = read(assessment.path, expected)
    assert given is None and [fault.slug for fault in faults] == [slug]


def test_workbook_without_identity(tmp_path: Path) -> None:
    path = tmp_path / "own.xlsx"
    openpyxl.Workbook().save(path)
    given, faults = read(path)
    assert given is None and [fault.slug for fault in faults] == ["workbook-unsigned"]


def test_renamed_sheet(assessment: Released) -> None:
    book = openpyxl.load_workbook(assessment.path)
    name = assessment.workbook.addresses["integration.done"].sheet
    book[name].title = "Other"
    book.save(assessment.path)
    given, faults = read(assessment.path)
    removed = [fault for fault in faults if fault.slug == "return-sheet-removed"]
    assert given is not None and not given.inputs and len(removed) == 1
    assert name in message_of(removed[0], "ru")


def _row(released: Released, code: str) -> int:
    """Of inputs on other sheets too: nothing has moved there."""
    place = released.workbook.addresses.get(code)
    hours = released.workbook.addresses["quality.hours"]
    return 1 << 30 if place is None else -1 if place.sheet != hours.sheet else place.row


def test_inserted_row(assessment: Released) -> None:
    type_into(assessment.path, cells_of(assessment, sample_given()))
    place = assessment.workbook.addresses["quality.hours"]
    book = openpyxl.load_workbook(assessment.path)
    book[place.sheet].insert_rows(place.row)
    book.save(assessment.path)
    given, faults = read(assessment.path)
    moved = [fault for fault in faults if fault.slug == "return-rows-moved"]
    assert given is not None and "quality.hours" not in given.inputs and len(moved) == 1
    assert f"«{place.sheet}»!" in message_of(moved[0], "en")
    above = {code for code, cell in sample_given().inputs.items() if _row(assessment, code) < place.row - 2}
    assert above and above <= given.inputs.keys()
