"""The pages of faults in files of many bodies: the wrong example gives that fault and no other, the right one none."""

from __future__ import annotations

import re
import tempfile
from pathlib import Path

import pytest

from compiler.evaluate.published import published_figures
from dsl.diagnostics import Diagnostic, DiagnosticBag
from dsl.diagnostics.catalogue import Entry, entries
from dsl.diagnostics.wording import help_of, message_of
from tests.support.bodies import edition

PAGES = Path(__file__).parents[3] / "dsl" / "diagnostics" / "pages"
EXAMPLE = re.compile(r"```csv\n(.*?)```", re.DOTALL)
ENTRIES = tuple(entry for entry in entries().values() if "E5051" <= entry.code <= "E5059")
EDITION = edition()


def found(text: str) -> tuple[Diagnostic, ...]:
    """Faults of the file, read as published cases: bodies first, then what is expected of them."""
    bag = DiagnosticBag()
    with tempfile.TemporaryDirectory() as folder:
        cases = Path(folder) / "cases"
        cases.mkdir()
        (cases / "bodies.csv").write_text(text, encoding="utf-8")
        published_figures(EDITION, Path(folder), bag)
    return bag.sorted()


@pytest.mark.parametrize("language", ["ru", "en"])
@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.slug)
def test_page(entry: Entry, language: str) -> None:
    page = (PAGES / language / f"{entry.code}.md").read_text(encoding="utf-8")
    texts = entry.texts[language]
    assert page.startswith(f"# {entry.code}. {texts.title}\n\n{texts.why}\n")
    wrong, right = EXAMPLE.findall(page)
    (diagnostic,) = found(wrong)
    assert diagnostic.slug == entry.slug
    assert f"> {message_of(diagnostic, language)}\n" in page
    assert f"> {help_of(diagnostic, language)}\n" in page
    assert found(right) == ()
