"""What is said of a table whose rows could not all be read: only what is known."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from compiler.evaluate import evaluate
from compiler.evaluate.states import Given
from compiler.intake.completeness import lacking
from compiler.intake.template import Template, template_of
from compiler.model.texts import Language
from compiler.workbook.identity import Build
from dsl.source import Span
from tests.unit.intake.filling import FINGERPRINT, SAMPLE

TABLE = "quality.answers"
MODEL = replace(SAMPLE, tables={**SAMPLE.tables, TABLE: replace(SAMPLE.tables[TABLE], min_rows=2)})


@pytest.fixture(scope="module")
def template() -> Template:
    return template_of(MODEL, "assessment", Language.RU, Build(FINGERPRINT, "0.1.0"))


def missing_rows(template: Template, unread: frozenset[int]) -> list[str]:
    given, here = Given(), Span(str(Path("a.xlsx")), 1, 1, 1, 1)
    read = frozenset(p.full_code for p in template.places if p.code != TABLE or p.row not in unread)
    found = lacking(template, given, evaluate(MODEL, given), read, here)
    return [one.slug for place, one in found if place.code == TABLE]


def test_an_empty_table_has_too_few_rows(template: Template) -> None:
    assert missing_rows(template, frozenset()) == ["return-too-few-rows"]


def test_one_row_that_could_not_be_read_is_still_too_few(template: Template) -> None:
    assert missing_rows(template, frozenset({1})) == ["return-too-few-rows"]


def test_rows_that_could_not_be_read_may_be_enough(template: Template) -> None:
    assert missing_rows(template, frozenset({1, 2})) == []
