"""The inputs of a campaign as CSV: `esep eval --inputs` reads them back to the same cells and scores."""

from __future__ import annotations

import csv
import json
from fractions import Fraction
from pathlib import Path

from click.testing import CliRunner

from compiler.campaign.inputs import write_inputs
from compiler.campaign.scores import scored
from compiler.campaign.standing import standings
from compiler.cli.main import cli
from compiler.driver import compile_methodology
from compiler.evaluate import NOT_APPLICABLE, Cell, Given
from compiler.evaluate.body_rows import read_bodies
from compiler.model.quantities import Input
from compiler.model.types import Kind
from compiler.workbook.fields import bounds_of, field_of
from dsl.diagnostics import DiagnosticBag
from tests.unit.campaign.campaigns import ALPHA, BETA, GAMMA, GIVEN, given, results, returned

INDEX = Path(__file__).parents[3] / "methodologies" / "openness_index_2025"


def rows(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file, delimiter=";"))


def test_a_row_a_body_a_file_a_kind(tmp_path: Path) -> None:
    write_inputs(tmp_path, results({ALPHA: GIVEN, BETA: given(openness__since=None), GAMMA: GIVEN}))
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "cgo.csv", "cgo.openness.events.csv", "mio.csv", "mio.openness.events.csv",
    ]  # fmt: skip
    header, alpha, beta = rows(tmp_path / "cgo.csv")
    one, two = dict(zip(header, alpha, strict=True)), dict(zip(header, beta, strict=True))
    assert (one["body"], one["kind"], one["openness.share"], one["openness.channel"]) == (
        "alpha",
        "cgo",
        "0.855",
        "paper",
    )
    assert (one["openness.since"], two["openness.since"]) == ("2020-06-18", "")


def test_rows_of_tables(tmp_path: Path) -> None:
    write_inputs(tmp_path, results({ALPHA: GIVEN}))
    assert rows(tmp_path / "cgo.openness.events.csv") == [
        ["body", "row", "name", "held", "people"],
        ["alpha", "1", "Встреча; первая", "2025-02-12", "12"],
        ["alpha", "2", "Кездесу", "2025-05-23", "30"],
    ]


def test_read_back_by_eval(tmp_path: Path) -> None:
    """A methodology without tables: every cell and every score, through the command line."""
    lowered = compile_methodology(INDEX).lowered
    assert lowered is not None
    edition = lowered.edition
    bodies = [body for body in edition.assessed if body.kind == "cgo"][:5]
    methodology = edition.methodology("cgo")
    assert not methodology.tables
    wanted = {
        body.code: Given(
            {
                code: _some(item, 10 * number + place)
                for place, (code, item) in enumerate(methodology.inputs.items())
                if code not in methodology.peers
            }
        )
        for number, body in enumerate(bodies)
    }
    recipients = tuple(ALPHA.__class__(body.code, body.kind, body.code) for body in bodies)
    found = scored(edition, standings(recipients, [returned(one, what=wanted[one.code]) for one in recipients]))
    write_inputs(tmp_path, found)
    bag = DiagnosticBag()
    read = read_bodies(edition, tmp_path / "cgo.csv", bag)
    assert len(bag) == 0
    assert {row.body: dict(row.given.inputs) for row in read} == {
        code: dict(one.inputs) for code, one in wanted.items()
    }
    done = CliRunner().invoke(
        cli, ["eval", str(INDEX), "--inputs", str(tmp_path / "cgo.csv"), "--format", "json", "--lang", "ru"]
    )
    assert done.exit_code == 0, done.output
    exact = {
        record["body"]: {code: score.get("exact") for code, score in record["scores"].items()}
        for record in json.loads(done.stdout)
    }
    for one in found:
        for code, score in one.scores().items():
            assert exact[one.standing.body.code][code] == (score or None), code


def _some(item: Input, number: int) -> Cell:
    low, high = bounds_of(field_of(item))
    match item.type.kind:
        case Kind.TEXT | Kind.LINK:
            return f"Текст; «{number}», -1"
        case Kind.YES_NO:
            return Fraction(number % 2)
        case Kind.CHOICE:
            return Fraction(1 + number % len(item.type.options))
        case Kind.POINTS if item.declinable and number % 7 == 0:
            return NOT_APPLICABLE
        case Kind.POINTS | Kind.SHARE:
            return low + Fraction(int((high - low) * (number % 97)), 100)
        case _:
            return low
