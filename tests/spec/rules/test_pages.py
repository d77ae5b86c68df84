"""The pages of lint rules: the wrong example gives that finding and no other, the right one none that stands."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from compiler.rules import Finding, run_rules
from dsl.diagnostics import Diagnostic, diagnose
from dsl.diagnostics.catalogue import Entry, entries
from dsl.diagnostics.wording import help_of, message_of
from dsl.source import Span
from tests.support.compiling import compiled

PAGES = Path(__file__).parents[3] / "dsl" / "diagnostics" / "pages"
EXAMPLE = re.compile(r"```esep\n(.*?)```", re.DOTALL)
ENTRIES = tuple(entry for entry in entries().values() if entry.code.startswith("L4"))
WITHOUT_EXAMPLE = ("citation-missing", "finding-acknowledged")
"""The first is stopped earlier when it stands in a text; the second is no fault."""


def findings(text: str, language: str) -> tuple[Finding, ...]:
    return run_rules(compiled(text, language).model())


def diagnostic(finding: Finding) -> Diagnostic:
    return diagnose(
        finding.slug, Span("", 1, 1, 1, 1), labels=(), fix=None, **{"name": finding.code, **dict(finding.arguments)}
    )


@pytest.mark.parametrize("language", ["ru", "en"])
@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.slug)
def test_page(entry: Entry, language: str) -> None:
    page = (PAGES / language / f"{entry.code}.md").read_text(encoding="utf-8")
    texts = entry.texts[language]
    assert page.startswith(f"# {entry.code}. {texts.title}\n\n{texts.why}\n")
    examples = EXAMPLE.findall(page)
    if entry.slug in WITHOUT_EXAMPLE:
        assert not examples
        return
    wrong, right = examples
    (finding,) = findings(wrong, language)
    assert finding.slug == entry.slug
    assert f"> {message_of(diagnostic(finding), language)}\n" in page
    help_text = help_of(diagnostic(finding), language)
    assert help_text is None or f"> {help_text}\n" in page
    assert [f.slug for f in findings(right, language) if f.acknowledged is None] == []


def test_every_page_has_its_code() -> None:
    codes = {entry.code for entry in ENTRIES}
    for language in ("ru", "en"):
        assert {path.stem for path in (PAGES / language).glob("L4*.md")} == codes
