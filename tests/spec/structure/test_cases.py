"""Every literate case gives exactly the diagnostics that are written under it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.spec.structure.literate import CASES, found
from tests.support.literate import split


def test_there_are_cases() -> None:
    assert len(CASES) > 50


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_case(path: Path) -> None:
    source, expected = split(path)
    assert found(source) == expected
