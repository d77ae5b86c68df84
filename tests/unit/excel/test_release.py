"""The manifest: a file as made passes an audit against it, cell by cell, and each kind of tampering is seen."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

import openpyxl
import pytest
from openpyxl.utils.datetime import to_excel
from openpyxl.worksheet.worksheet import Worksheet

from compiler.excel.release import prepare, release, write_manifest
from compiler.model.texts import Language
from compiler.workbook.book import Formula
from compiler.workbook.formula import print_formula
from compiler.workbook.identity import Build
from compiler.workbook.manifest import canonical, canonical_number, canonical_validation, fingerprint
from compiler.workbook.plan import kinds_of
from tests.support.models import sample_methodology

BUILD = Build("0" * 64, "0.1.0")
KINDS_MADE = kinds_of(sample_methodology())
IDENTITY = ("file", "kind", "body", "language", "template", "sha256")


@lru_cache(maxsize=1)
def folder() -> Path:
    """All kinds of workbook of the sample, with their manifest."""
    made = Path(mkdtemp())
    source = prepare(sample_methodology())
    released = [release(source, kind, Language.KK, BUILD, made) for kind in KINDS_MADE]
    identity = source.methodology.identity
    write_manifest(made, identity.id, identity.edition, BUILD, [one.record for one in released])
    return made


def record(kind: str) -> dict[str, Any]:
    entries = json.loads((folder() / "manifest.json").read_text(encoding="utf-8"))["workbooks"]
    return next(entry for entry in entries if entry["kind"] == kind)


def opened(kind: str) -> openpyxl.Workbook:
    return openpyxl.load_workbook(folder() / record(kind)["file"])


def contents(sheet: Worksheet) -> dict[str, dict[str, str]]:
    """A sheet as found, in the words of the manifest."""
    found: dict[str, dict[str, str]] = {"formulas": {}, "constants": {}, "texts": {}, "validations": {}}
    for cell in (cell for row in sheet.iter_rows() for cell in row if cell.value not in (None, "")):
        if cell.data_type == "f":
            found["formulas"][cell.coordinate] = fingerprint(canonical(cell.value))
        elif cell.protection.locked and isinstance(cell.value, str):
            found["texts"][cell.coordinate] = fingerprint(cell.value)
        elif cell.protection.locked:
            found["constants"][cell.coordinate] = canonical_number(to_excel(cell.value) if cell.is_date else cell.value)
    for rule in sheet.data_validations.dataValidation:
        for row, column in (place for area in rule.sqref.ranges for place in area.cells):
            text = canonical_validation(rule.type, rule.formula1 or "", rule.formula2 or "")
            found["validations"][sheet.cell(row, column).coordinate] = text
    return found


def differences(book: openpyxl.Workbook, kind: str) -> set[tuple[str, str, str]]:
    """(sheet, kind of content, cell) of all that the manifest says otherwise."""
    found: set[tuple[str, str, str]] = set()
    for expected in record(kind)["sheets"]:
        actual = contents(book[expected["name"]])
        for part, cells in actual.items():
            places = cells.keys() | expected[part].keys()
            found |= {(expected["name"], part, p) for p in places if cells.get(p) != expected[part].get(p)}
    return found


@pytest.mark.parametrize("kind", KINDS_MADE)
def test_a_file_as_made_agrees_with_its_manifest(kind: str) -> None:
    book = opened(kind)
    expected = record(kind)
    assert [sheet["name"] for sheet in expected["sheets"]] == book.sheetnames
    assert differences(book, kind) == set()
    assert {name: canonical(one.attr_text) for name, one in book.defined_names.items()} == expected["names"]
    assert all(sum(len(sheet[part]) for sheet in expected["sheets"]) > 10 for part in ("formulas", "texts"))


@pytest.mark.parametrize("kind", KINDS_MADE)
def test_the_entry_says_which_file_it_is_about(kind: str) -> None:
    entry = record(kind)
    content = (folder() / f"{kind}_{entry['body']}_kk.xlsx").read_bytes()
    body = sample_methodology().body.name
    sha256 = hashlib.sha256(content).hexdigest()
    expected = (f"{kind}_{body}_kk.xlsx", kind, body, "kk", BUILD.template_version, sha256)
    assert tuple(entry[key] for key in IDENTITY) == expected


def test_languages_differ_in_words_only() -> None:
    source = prepare(sample_methodology())
    other = release(source, "report", Language.RU, BUILD, Path(mkdtemp())).record["sheets"]
    assert isinstance(other, list)
    own = record("report")["sheets"]
    assert [sheet["validations"] for sheet in own] == [sheet["validations"] for sheet in other]
    assert [list(sheet["formulas"]) for sheet in own] == [list(sheet["formulas"]) for sheet in other]
    assert [sheet["constants"] for sheet in own] == [sheet["constants"] for sheet in other]


def first_place(part: str) -> tuple[str, str]:
    sheet = next(sheet for sheet in record("assessment")["sheets"] if sheet[part])
    return sheet["name"], next(iter(sheet[part]))


def _other_formula(sheet: Worksheet, cell: str) -> None:
    sheet[cell] = sheet[cell].value + "+0"


def _value_for_formula(sheet: Worksheet, cell: str) -> None:
    sheet[cell] = 100


def _other_number(sheet: Worksheet, cell: str) -> None:
    sheet[cell] = sheet[cell].value * 1.000001


def _other_text(sheet: Worksheet, cell: str) -> None:
    sheet[cell] = sheet[cell].value + "."


def _no_validations(sheet: Worksheet, cell: str) -> None:
    sheet.data_validations.dataValidation = []


@pytest.mark.parametrize(
    ("part", "tamper"),
    [
        ("formulas", _other_formula),
        ("formulas", _value_for_formula),
        ("constants", _other_number),
        ("texts", _other_text),
        ("validations", _no_validations),
    ],
)
def test_tampering_is_seen_where_it_is(part: str, tamper: Callable[[Worksheet, str], None]) -> None:
    book = opened("assessment")
    name, cell = first_place(part)
    tamper(book[name], cell)
    assert (name, part, cell) in differences(book, "assessment")


def test_the_dump_has_one_line_a_formula() -> None:
    made = release(prepare(sample_methodology()), "report", Language.KK, BUILD, Path(mkdtemp()))
    lines = made.path.with_suffix(".formulas.txt").read_text(encoding="utf-8").splitlines()
    cells = [(s, c) for s in made.workbook.sheets for c in s.cells if isinstance(c.content, Formula)]
    assert len(lines) == len(cells)
    for line, (sheet, cell) in zip(lines, cells, strict=True):
        place, code, text = line.split("\t")
        assert place.startswith(f"{sheet.name}!") and code == cell.code
        assert isinstance(cell.content, Formula)
        assert text == "=" + print_formula(cell.content.tree, made.workbook.addresses.__getitem__, sheet.name)


@pytest.mark.parametrize(
    ("formula", "same"),
    [
        ("=if( $A$1 > 1 , TRUE(), 0 )", "IF(A1>1,TRUE,0)"),
        ("='Бастау'!$C$8", "БАСТАУ!C8"),
        ('IF(A1="a $ b","иә",_xlfn.X(1))', 'IF(A1="a $ b","иә",X(1))'),
    ],
)
def test_what_saving_changes_makes_no_difference(formula: str, same: str) -> None:
    assert canonical(formula) == same == canonical(same)


def test_a_second_formula_of_a_list_means_nothing() -> None:
    assert canonical_validation("list", "=list_1", "0") == canonical_validation("list", "list_1", "")
    assert canonical_validation("whole", "0", "18") != canonical_validation("whole", "0", "180")


@pytest.mark.parametrize(("formula", "other"), [('="ИӘ"', '="иә"'), ("=A1", "=A11"), ("=A1*2", "=A1*2.0001")])
def test_what_matters_makes_a_difference(formula: str, other: str) -> None:
    assert fingerprint(canonical(formula)) != fingerprint(canonical(other))
