"""Published figures: the rules of every methodology give what the files in its folder `cases` say."""

from __future__ import annotations

from pathlib import Path

import pytest

from compiler.driver import compile_editions
from compiler.evaluate.published import Verdict, published_figures
from dsl.diagnostics import DiagnosticBag

METHODOLOGIES = sorted(path.parent for path in (Path(__file__).parents[2] / "methodologies").glob("*/main.esep"))


@pytest.mark.parametrize("folder", METHODOLOGIES, ids=lambda folder: folder.name)
def test_published_figures(folder: Path) -> None:
    bag, figures = DiagnosticBag(), []
    for compiled in compile_editions(folder):
        assert compiled.lowered is not None
        figures += published_figures(compiled.lowered.edition, folder, bag, compiled.editions)
    assert not len(bag), [(fault.slug, fault.span) for fault in bag]
    assert bool(figures) == any((folder / "cases").glob("*.csv"))
    differing = [f"{f.file}:{f.line} {f.body} {f.code}: {f.expected}, found {f.found}" for f in figures
                 if f.verdict is Verdict.DIFFERS]  # fmt: skip
    assert not differing
