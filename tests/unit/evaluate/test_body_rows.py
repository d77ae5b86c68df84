"""Files of many bodies: who the rows are about, what they give, and what they expect."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest

from compiler.evaluate import NOT_FILLED
from compiler.evaluate.body_rows import BodyRow, holds_many_bodies, read_bodies
from compiler.evaluate.published import PublishedFigure, Verdict, published_figures
from dsl.diagnostics import Diagnostic, DiagnosticBag
from tests.support.bodies import edition

EDITION = edition()


def rows(folder: Path, text: str) -> tuple[tuple[BodyRow, ...], tuple[Diagnostic, ...]]:
    path, bag = folder / "bodies.csv", DiagnosticBag()
    path.write_text(text, encoding="utf-8")
    return read_bodies(EDITION, path, bag), bag.sorted()


def test_rows_of_several_kinds(tmp_path: Path) -> None:
    found, faults = rows(
        tmp_path,
        "body;kind;sites.done;#note;body_name\n"
        'Министерство финансов;;12;"a; ""b""";\n'
        ";;;;\n"
        'pavlodar;office;7;;"Управление; область"\n',
    )
    assert faults == ()
    assert [(row.body, row.kind) for row in found] == [("finance", "ministry"), ("pavlodar", "office")]
    assert found[0].given.inputs == {"sites.done": Fraction(12), "body_name": "Министерство финансов"}
    assert found[1].given.inputs["body_name"] == "Управление; область"
    assert found[1].label(EDITION, "kk") == "Павлодар облысы"


def test_a_fault_is_told_with_its_row_and_column(tmp_path: Path) -> None:
    found, faults = rows(
        tmp_path, 'body;kind;sites.done;sites.secret\nfinance;ministry;"1;2";да\nenergy;ministry;101;да\n'
    )
    places = [(fault.slug, fault.span.line, fault.span.column) for fault in faults]
    assert places == [("input-not-a-number", 2, 18), ("input-out-of-bounds", 3, 17)]
    assert all("sites.done" not in row.given.inputs for row in found)


def test_an_input_of_another_kind_is_refused_where_it_is_filled(tmp_path: Path) -> None:
    _, faults = rows(tmp_path, "body;kind;sites.dones\nfinance;ministry;1\n")
    assert [(fault.slug, fault.span.line) for fault in faults] == [("input-misspelt", 1)]


def test_the_first_heading_tells_the_two_formats_apart(tmp_path: Path) -> None:
    for name, text, many in (
        ("a.csv", "\nBody;kind\n", True),
        ("b.csv", "code;value\n", False),
        ("c.json", "body;", False),
    ):
        (tmp_path / name).write_text(text, encoding="utf-8")
        assert holds_many_bodies(tmp_path / name) is many


def published(folder: Path, text: str) -> list[PublishedFigure]:
    (folder / "cases").mkdir()
    (folder / "cases" / "2025.csv").write_text(text, encoding="utf-8")
    bag = DiagnosticBag()
    found = published_figures(EDITION, folder, bag)
    assert not len(bag)
    return list(found)


HEADING = "body;kind;sites.done;sites.secret;calls.answered;calls.all;"
INPUTS = ("finance;ministry;30;нет;1;2;", "energy;ministry;20;нет;1;1;", "defence;ministry;0;да;1;4;")


def test_published_figures(tmp_path: Path) -> None:
    expected = ("20;4;высокая ≠ средняя;24", "13,33;10;средняя;23,4", "16,67 ≠ 16,66;4;средняя;20,7")
    lines = [HEADING + "=sites;=calls;=standing;=total", *(a + b for a, b in zip(INPUTS, expected, strict=True))]
    figures = published(tmp_path, "\n".join(lines) + "\n")
    verdicts = {(f.body, f.code): f.verdict for f in figures}
    assert verdicts == {
        ("finance", "sites"): Verdict.AGREES,
        ("finance", "calls"): Verdict.AGREES,
        ("finance", "standing"): Verdict.DIFFERS,
        ("finance", "total"): Verdict.AGREES,
        ("energy", "sites"): Verdict.AGREES,
        ("energy", "calls"): Verdict.AGREES,
        ("energy", "standing"): Verdict.AGREES,
        ("energy", "total"): Verdict.DIFFERS,
        ("defence", "sites"): Verdict.PRINTED_DIFFERENTLY,
        ("defence", "calls"): Verdict.AGREES,
        ("defence", "standing"): Verdict.AGREES,
        ("defence", "total"): Verdict.AGREES,
    }
    (wrong,) = (f for f in figures if f.code == "total" and f.verdict is Verdict.DIFFERS)
    assert (wrong.line, wrong.found) == (3, Fraction(70, 3))


def test_a_column_of_whole_numbers_is_compared_exactly(tmp_path: Path) -> None:
    lines = [HEADING + "=sites", *(a + b for a, b in zip(INPUTS, ("20", "13", "17"), strict=True))]
    figures = published(tmp_path, "\n".join(lines) + "\n")
    assert [figure.verdict for figure in figures] == [Verdict.AGREES, Verdict.DIFFERS, Verdict.DIFFERS]


def test_what_is_not_filled_agrees_with_nothing(tmp_path: Path) -> None:
    (figure,) = published(tmp_path, "body;kind;sites.done;=total\nfinance;ministry;30;20\n")
    assert (figure.found, figure.verdict) == (NOT_FILLED, Verdict.DIFFERS)


@pytest.mark.parametrize("cell", ["пять", "20 ≠", "20 ≠ 20", "≠ 20"])
def test_an_expected_cell_that_says_nothing(tmp_path: Path, cell: str) -> None:
    (tmp_path / "cases").mkdir()
    (tmp_path / "cases" / "2025.csv").write_text(
        f"body;kind;sites.done;=sites\nfinance;ministry;30;{cell}\n", encoding="utf-8"
    )
    bag = DiagnosticBag()
    assert published_figures(EDITION, tmp_path, bag) == ()
    assert [fault.slug for fault in bag] == ["expected-unreadable"]


def test_a_file_of_another_edition_waits_for_that_edition(tmp_path: Path) -> None:
    (tmp_path / "cases").mkdir()
    own = EDITION.identity.edition
    for name, score in (("report", "20"), (f"report@{own}", "20"), ("report@1999", "5")):
        lines = f"body;kind;sites.done;=sites\nfinance;ministry;30;{score}\n"
        (tmp_path / "cases" / f"{name}.csv").write_text(lines, encoding="utf-8")
    bag = DiagnosticBag()
    last = published_figures(EDITION, tmp_path, bag, ("1999", own))
    assert [Path(figure.file).name for figure in last] == ["report.csv", f"report@{own}.csv"]
    earlier = published_figures(EDITION, tmp_path, bag, ("1999", own, "2099"))
    assert [Path(figure.file).name for figure in earlier] == [f"report@{own}.csv"]
    assert not len(bag)
    published_figures(EDITION, tmp_path, bag)
    assert [fault.slug for fault in bag] == ["cases-edition-unknown"]
