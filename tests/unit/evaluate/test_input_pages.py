"""The pages of faults in files of inputs: the wrong example gives that fault and no other, the right one none."""

from __future__ import annotations

import pytest

from compiler.evaluate.inputs import read_csv, read_json
from dsl.diagnostics import Diagnostic, DiagnosticBag
from dsl.diagnostics.catalogue import Entry
from tests.support.models import sample_methodology
from tests.support.pages import LANGUAGES, entries_between, examples, quotes

METHODOLOGY = sample_methodology()


def found(kind: str, text: str) -> tuple[Diagnostic, ...]:
    bag = DiagnosticBag()
    (read_csv if kind == "csv" else read_json)(METHODOLOGY, text, f"inputs.{kind}", bag)
    return bag.sorted()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("entry", entries_between("E5001", "E5017"), ids=lambda entry: entry.slug)
def test_page(entry: Entry, language: str) -> None:
    shown = examples(entry, language, "csv|json")
    if entry.slug == "inputs-not-utf8":
        assert not shown  # bytes cannot be shown
        return
    wrong, right = shown
    (diagnostic,) = found(*wrong)
    assert diagnostic.slug == entry.slug
    assert quotes(entry, language, diagnostic)
    assert found(*right) == ()
