"""Papers of a round: they read back to the inputs they were made from, and are made again only after a change."""

from __future__ import annotations

import os
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import openpyxl
import pytest

from compiler.campaign.bodies import Recipient
from compiler.campaign.issue import file_name
from compiler.campaign.papers import write_assessments, write_rating
from compiler.evaluate import Given
from compiler.intake.reading import Expected
from compiler.intake.returns import Return, read_return
from compiler.intake.template import Template, template_of
from compiler.model.texts import Language
from tests.unit.campaign.campaigns import ALPHA, BETA, GAMMA, GIVEN, build, edition, given, results

OTHER = given(timeliness__late=None)
GIVENS: Mapping[Recipient, Given] = {ALPHA: GIVEN, BETA: given(openness__since=None), GAMMA: GIVEN}


@cache
def template(kind: str, workbook: str, language: Language) -> Template:
    return template_of(edition().methodology(kind), workbook, language, build())


def write(folder: Path, givens: Mapping[Recipient, Given]) -> None:
    write_assessments(edition(), results(givens), build(), folder, 2)


def paper(folder: Path, body: Recipient) -> Path:
    return folder / body.kind / file_name(body)


def read(folder: Path, body: Recipient) -> Return:
    expected = Expected(edition(), build().fingerprint)
    return read_return(expected, template, paper(folder, body), "paper.xlsx", "")


def times(folder: Path) -> dict[str, float]:
    return {path.name: path.stat().st_mtime for path in folder.rglob("*.xlsx")}


def age(folder: Path) -> None:
    for path in folder.rglob("*.xlsx"):
        os.utime(path, (1, 1))


def test_an_assessment_reads_back_to_its_inputs(tmp_path: Path) -> None:
    """No finding: nothing in it differs from the template, and every stored score is that of its inputs."""
    write(tmp_path, GIVENS)
    for body, wanted in GIVENS.items():
        found = read(tmp_path, body)
        assert found.findings == () and found.given is not None
        assert dict(found.given.inputs) == dict(wanted.inputs)
        filled = [dict(row) for row in found.given.tables["openness.events"] if row]
        assert filled == [dict(row) for row in wanted.tables["openness.events"]]
        assert found.language == (body.language or Language.RU).value


def test_what_has_not_changed_is_not_made_again(tmp_path: Path) -> None:
    write(tmp_path, GIVENS)
    age(tmp_path)
    write(tmp_path, GIVENS)
    assert set(times(tmp_path).values()) == {1.0}
    write(tmp_path, {**GIVENS, BETA: OTHER})
    assert [name for name, time in times(tmp_path).items() if time != 1] == [file_name(BETA)]
    found = read(tmp_path, BETA)
    assert found.given is not None and "timeliness.late" not in found.given.inputs


def test_what_is_gone_or_unknown_is_made_again(tmp_path: Path) -> None:
    write(tmp_path, GIVENS)
    whole = {path.name: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    paper(tmp_path, ALPHA).unlink()
    write(tmp_path, GIVENS)
    assert {path.name: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()} == whole
    (tmp_path / "made.json").write_text("{", encoding="utf-8")
    paper(tmp_path, BETA).write_bytes(b"damaged")
    write(tmp_path, GIVENS)
    assert {path.name: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()} == whole


@pytest.mark.parametrize("language", [Language.RU, Language.KK])
def test_the_rating_holds_every_accepted_body_with_its_total(language: Language, tmp_path: Path) -> None:
    found = results(GIVENS)
    write_rating(edition(), found, language, build(), tmp_path)
    book = openpyxl.load_workbook(tmp_path / f"rating_{language.value}.xlsx", data_only=True)
    held = {cell.value for sheet in book.worksheets for row in sheet.iter_rows() for cell in row}
    live = openpyxl.load_workbook(tmp_path / f"rating_{language.value}.xlsx")
    assert any(cell.data_type == "f" for sheet in live.worksheets for row in sheet.iter_rows() for cell in row)
    for one in found:
        root = one.methodology.root.score
        assert root is not None
        assert one.standing.body.name in held
        assert float(one.result.values[root]) in {value for value in held if isinstance(value, float | int)}


def test_no_rating_without_bodies(tmp_path: Path) -> None:
    write_rating(edition(), (), Language.RU, build(), tmp_path)
    assert list(tmp_path.iterdir()) == []
