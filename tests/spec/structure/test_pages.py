"""The examples on the pages of E2 and E3 codes: the wrong one gives that fault and no other, the right one none."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from compiler.model.invariants import check_invariants
from dsl.diagnostics.catalogue import Entry, entries
from dsl.diagnostics.wording import help_of, message_of
from tests.support.compiling import compiled

_PAGES = Path(__file__).parents[3] / "dsl" / "diagnostics" / "pages"
_EXAMPLE = re.compile(r"```esep\n(.*?)```", re.DOTALL)
ENTRIES = tuple(entry for entry in entries().values() if entry.code.startswith(("E2", "E3")))


@pytest.mark.parametrize("language", ["ru", "en"])
@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.code)
def test_page(entry: Entry, language: str) -> None:
    page = (_PAGES / language / f"{entry.code}.md").read_text(encoding="utf-8")
    texts = entry.texts[language]
    assert page.startswith(f"# {entry.code}. {texts.title}\n\n{texts.why}\n")
    wrong, right = _EXAMPLE.findall(page)
    result = compiled(wrong, language)
    assert result.slugs == [entry.slug]
    (diagnostic,) = result.bag
    assert f"> {message_of(diagnostic, language)}\n" in page
    assert f"> {help_of(diagnostic, language)}\n" in page
    fixed = compiled(right, language)
    assert fixed.slugs == []
    for body in ("ministry", "office"):
        if fixed.program is not None and body in {kind.name.text for kind in fixed.program.bodies}:
            check_invariants(fixed.model(body))


def test_every_page_has_its_code() -> None:
    codes = {entry.code for entry in ENTRIES}
    for language in ("ru", "en"):
        assert {path.stem for path in (_PAGES / language).glob("E[23]*.md")} == codes
