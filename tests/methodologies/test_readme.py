"""The tables of findings and rules in each methodology's README are what the check finds today."""

from __future__ import annotations

from pathlib import Path

import pytest

from compiler.cli.readme_file import has_markers, readme_of, with_tables
from compiler.cli.readme_tables import tables
from compiler.driver import compile_editions

METHODOLOGIES = sorted(path.parent for path in (Path(__file__).parents[2] / "methodologies").glob("*/main.esep"))


@pytest.mark.parametrize("folder", METHODOLOGIES, ids=lambda path: path.name)
def test_tables_are_current(folder: Path) -> None:
    text = readme_of(folder).read_text(encoding="utf-8")
    assert has_markers(text, "findings")
    made = tables(compile_editions(folder))
    assert with_tables(text, made) == text, f"run: esep check {folder} --readme"
    assert "не решено" not in made["findings"]
