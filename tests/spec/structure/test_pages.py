"""The examples on the pages of E2 and E3 codes: the wrong one gives that fault and no other, the right one none."""

from __future__ import annotations

import pytest

from compiler.model.invariants import check_invariants
from dsl.diagnostics.catalogue import Entry
from tests.support.compiling import compiled
from tests.support.pages import LANGUAGES, entries_from, examples, quotes


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("entry", entries_from("E2", "E3"), ids=lambda entry: entry.slug)
def test_page(entry: Entry, language: str) -> None:
    (_, wrong), (_, right) = examples(entry, language)
    result = compiled(wrong, language)
    assert result.slugs == [entry.slug]
    (diagnostic,) = result.bag
    assert quotes(entry, language, diagnostic)
    fixed = compiled(right, language)
    assert fixed.slugs == []
    for body in ("ministry", "office"):
        if fixed.program is not None and body in {kind.name.text for kind in fixed.program.bodies}:
            check_invariants(fixed.model(body))
