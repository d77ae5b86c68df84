"""The pages of faults in files of inputs: the wrong example gives that fault and no other, the right one none."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from compiler.evaluate.inputs import read_csv, read_json
from dsl.diagnostics import Diagnostic, DiagnosticBag
from dsl.diagnostics.catalogue import Entry, entries
from dsl.diagnostics.wording import help_of, message_of
from tests.support.models import sample_methodology

PAGES = Path(__file__).parents[3] / "dsl" / "diagnostics" / "pages"
EXAMPLE = re.compile(r"```(csv|json)\n(.*?)```", re.DOTALL)
ENTRIES = tuple(entry for entry in entries().values() if "E5001" <= entry.code <= "E5017")
METHODOLOGY = sample_methodology()


def found(kind: str, text: str) -> tuple[Diagnostic, ...]:
    bag = DiagnosticBag()
    (read_csv if kind == "csv" else read_json)(METHODOLOGY, text, f"inputs.{kind}", bag)
    return bag.sorted()


@pytest.mark.parametrize("language", ["ru", "en"])
@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.slug)
def test_page(entry: Entry, language: str) -> None:
    page = (PAGES / language / f"{entry.code}.md").read_text(encoding="utf-8")
    texts = entry.texts[language]
    assert page.startswith(f"# {entry.code}. {texts.title}\n\n{texts.why}\n")
    examples = EXAMPLE.findall(page)
    if entry.slug == "inputs-not-utf8":
        assert not examples  # bytes cannot be shown
        return
    wrong, right = examples
    (diagnostic,) = found(*wrong)
    assert diagnostic.slug == entry.slug
    assert f"> {message_of(diagnostic, language)}\n" in page
    help_text = help_of(diagnostic, language)
    assert help_text is None or f"> {help_text}\n" in page
    assert found(*right) == ()
