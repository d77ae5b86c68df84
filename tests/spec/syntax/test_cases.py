"""Every literate case gives exactly the answer that stands in its file."""

from __future__ import annotations

from pathlib import Path

import pytest

from dsl.diagnostics import DiagnosticBag, entries
from dsl.source import Source
from dsl.syntax.parser import parse
from tests.spec.syntax.literate import CASES, answer
from tests.support.literate import split

# Faults of files, and lines too long to be written out; tests/unit/dsl has them.
_ELSEWHERE = {
    "file-missing", "not-utf8", "binary-file", "file-too-large", "unreadable-file", "include-missing", "include-loop",
    "included-twice", "no-main-file", "too-deep", "too-many-levels", "too-many-faults",
}  # fmt: skip


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_case(path: Path) -> None:
    source, expected = split(path)
    assert answer(source) == expected


def test_every_syntax_code_has_a_case() -> None:
    met = set()
    for path in CASES:
        bag = DiagnosticBag()
        parse(Source("case.esep", split(path)[0]), bag)
        met |= {diagnostic.slug for diagnostic in bag}
    known = {entry.slug for entry in entries().values() if entry.code.startswith("E1")}
    assert met | _ELSEWHERE == known
    assert not met & _ELSEWHERE
