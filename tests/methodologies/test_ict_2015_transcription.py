"""The transcription of the 2015 methodology: points add up as printed, no trace of the extraction is left."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path

import pytest

from dsl.diagnostics import DiagnosticBag
from dsl.source import Source
from dsl.syntax import tree
from dsl.syntax.parser import parse

SOURCES = Path(__file__).parents[2] / "methodologies" / "ict_2015"


def statements(path: Path) -> Iterator[tree.Statement]:
    """All statements of a file, the nested ones after the one they stand in."""
    bag = DiagnosticBag()
    file = parse(Source(path.name, path.read_text(encoding="utf-8")), bag)
    assert file is not None
    assert not len(bag), list(bag)
    waiting = list(reversed(file.statements))
    while waiting:
        statement = waiting.pop()
        yield statement
        waiting.extend(reversed(getattr(statement, "block", ())))


def points(source: str) -> tuple[Fraction, list[Fraction]]:
    """What the group of the file may give for each language version, and its items."""
    declared = [part for part in statements(SOURCES / source) if isinstance(part, tree.ElementDecl)]
    values = []
    for element in declared:
        assert element.maximum is not None
        assert element.maximum.per_version
        values.append(element.maximum.value.value)
    return values[0], values[1:]


@pytest.mark.parametrize(
    ("source", "items", "printed_total"),
    [
        ("annex5_omo.esep", 13, 50),
        ("annex5_zhao.esep", 15, 50),
        ("annex6_omo.esep", 5, 25),
        ("annex6_zhao.esep", 7, 25),
    ],
)
def test_the_points_of_the_rows_add_up_to_the_printed_total(source: str, items: int, printed_total: int) -> None:
    declared, rows = points(source)
    assert len(rows) == items
    assert declared == sum(rows) == printed_total


@pytest.mark.parametrize("source", ["annex5_omo", "annex5_zhao", "annex6_omo", "annex6_zhao", "annex8"])
def test_no_word_mixes_latin_and_cyrillic_letters(source: str) -> None:
    text = (SOURCES / f"{source}.esep").read_text(encoding="utf-8")
    assert not re.findall(r"\b(?=\w*[A-Za-z])(?=\w*[Ѐ-ӿ])\w+", text)


@pytest.mark.parametrize("source", ["annex5_omo", "annex5_zhao", "annex6_omo", "annex6_zhao", "annex8"])
def test_no_traces_of_the_extraction_are_left(source: str) -> None:
    text = (SOURCES / f"{source}.esep").read_text(encoding="utf-8")
    assert not re.findall(r"(?:(?<=\s)[Ѐ-ӿ] ){2,}|\S  +\S|\( | [,;)]", text)
