"""The pages of lint rules: the wrong example gives that finding and no other, the right one none that stands."""

from __future__ import annotations

import pytest

from compiler.model.texts import Reason
from compiler.rules import Finding, run_rules
from dsl.diagnostics import Diagnostic, diagnose
from dsl.diagnostics.catalogue import Entry
from dsl.source import Span
from tests.support.compiling import compiled
from tests.support.pages import LANGUAGES, entries_from, examples, quotes

WITHOUT_EXAMPLE = ("citation-missing", "finding-acknowledged")
"""The first is stopped earlier when it stands in a text; the second is no fault."""


def findings(text: str, language: str) -> tuple[Finding, ...]:
    return run_rules(compiled(text, language).model())


def diagnostic(finding: Finding) -> Diagnostic:
    return diagnose(
        finding.slug, Span("", 1, 1, 1, 1), labels=(), fix=None, **{"name": finding.code, **dict(finding.arguments)}
    )


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("entry", entries_from("L4"), ids=lambda entry: entry.slug)
def test_page(entry: Entry, language: str) -> None:
    found = examples(entry, language)
    if entry.slug in WITHOUT_EXAMPLE:
        assert not found
        return
    (_, wrong), (_, right) = found
    (finding,) = findings(wrong, language)
    assert finding.slug == entry.slug
    assert quotes(entry, language, diagnostic(finding))
    assert [f.slug for f in findings(right, language) if f.acknowledged is None] == []


@pytest.mark.parametrize("name", ["band-unreachable", "band-in-percent"])
def test_a_finding_is_acknowledged_by_its_rule_or_by_the_name_it_is_shown_under(name: str) -> None:
    text = (
        "критерий mail, не более 2 баллов\n  название «Почта»\n  цитата «п. 30»\n  вход answered доля «Доля»\n"
        f"  признано {name}, потому что «так в акте»\n"
        "  балл по полосам answered\n    не менее 80: 2\n    не менее 0: 0\n"
    )
    (finding,) = findings(text, "ru")
    assert finding.slug == "band-in-percent" and finding.acknowledged == Reason("так в акте")
