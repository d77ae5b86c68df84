"""The pages of faults in files of many bodies: the wrong example gives that fault and no other, the right one none."""

from __future__ import annotations

from pathlib import Path

import pytest

from compiler.evaluate.published import published_figures
from dsl.diagnostics import Diagnostic, DiagnosticBag
from dsl.diagnostics.catalogue import Entry
from tests.support.bodies import edition
from tests.support.pages import LANGUAGES, entries_between, examples, quotes

EDITION = edition()


def found(text: str, folder: Path) -> tuple[Diagnostic, ...]:
    """Faults of the file, read as published cases: bodies first, then what is expected of them."""
    cases = folder / "cases"
    cases.mkdir(exist_ok=True)
    (cases / "bodies.csv").write_text(text, encoding="utf-8")
    bag = DiagnosticBag()
    published_figures(EDITION, folder, bag)
    return bag.sorted()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("entry", entries_between("E5051", "E5059"), ids=lambda entry: entry.slug)
def test_page(entry: Entry, language: str, tmp_path: Path) -> None:
    (_, wrong), (_, right) = examples(entry, language, "csv")
    (diagnostic,) = found(wrong, tmp_path)
    assert diagnostic.slug == entry.slug
    assert quotes(entry, language, diagnostic)
    assert found(right, tmp_path) == ()
