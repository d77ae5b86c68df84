"""The report of 2025: what it prints otherwise than its own rules is exactly what is declared, and its maxima clash."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from compiler.driver import compile_methodology, remarks_of
from compiler.evaluate.published import PublishedFigure, Verdict, published_figures
from dsl.diagnostics import DiagnosticBag

FOLDER = Path(__file__).parents[2] / "methodologies" / "openness_index_2025"


@pytest.fixture(scope="module")
def figures() -> tuple[PublishedFigure, ...]:
    compiled = compile_methodology(FOLDER)
    assert compiled.lowered is not None
    return published_figures(compiled.lowered.edition, FOLDER, DiagnosticBag())


def test_all_bodies_and_criteria_are_compared(figures: tuple[PublishedFigure, ...]) -> None:
    compared = {(figure.body, figure.code) for figure in figures if figure.file.endswith("published.csv")}
    assert len({body for body, _ in compared}) == 49
    for code in ("appk", "open_gov", "feedback", "internal_control", "total"):
        assert sum(code == of for _, of in compared) == 49


def test_discrepancies_are_the_known_ones(figures: tuple[PublishedFigure, ...]) -> None:
    differing = {(f.body, f.code): (f.expected, f.printed) for f in figures if f.verdict is not Verdict.AGREES}
    assert differing == {
        ("karaganda", "appk"): ("21,79", "21,88"),
        ("karaganda", "total"): ("64,26", "64,35"),
        ("karaganda", "place"): ("19", "18"),
        ("ulytau", "place"): ("18", "19"),
        ("almaty", "appk"): ("17,86", "16,87"),
        ("almaty", "total"): ("61,06", "60,07"),
        ("mp", "open_gov"): ("20,06", "20,065"),
        ("mp", "total"): ("79,08", "79,085"),
        ("pavlodar", "open_gov"): ("24,7", "24,705"),
        ("pavlodar", "total"): ("81,71", "81,715"),
        ("vko", "grade"): ("AA", "A"),
        ("aktobe", "grade"): ("A", "BBB"),
        ("sko", "grade"): ("BB", "B"),
        ("mnvo", "appk.review_deadline"): ("0,4", "1,6"),
        ("almaty_region", "appk.review_deadline"): ("3,86", "3,85"),
    }


def test_counts_give_the_printed_points(figures: tuple[PublishedFigure, ...]) -> None:
    """What README says: 213 printed points stand beside their counts, and all but two follow from them."""
    counted = [figure for figure in figures if figure.file.endswith("counts.csv")]
    assert len(counted) == 213
    assert sum(figure.verdict is Verdict.AGREES for figure in counted) == 211


def test_the_maximum_4_of_open_npa_does_not_hold(tmp_path: Path) -> None:
    """The section says 4, the methodology 8: with 4 the criterion has no 30 points and two parts exceed it."""
    copy = tmp_path / FOLDER.name
    shutil.copytree(FOLDER, copy)
    file = copy / "open_gov.esep"
    text = file.read_text(encoding="utf-8")
    assert "показатель open_npa, не более 8 баллов" in text
    file.write_text(text.replace("open_npa, не более 8 баллов", "open_npa, не более 4 баллов"), encoding="utf-8")
    found = {remark.diagnostic.slug for remark in remarks_of(compile_methodology(copy)) if remark.standing}
    assert {"maxima-do-not-add-up", "range-exceeds-maximum"} <= found
