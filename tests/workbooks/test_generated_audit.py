"""The audit on every committed workbook of every edition."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.workbooks.audit import audit

GENERATED = Path(__file__).resolve().parents[2] / "generated"
WORKBOOKS = tuple(sorted(GENERATED.rglob("*.xlsx")))


def test_there_are_workbooks_of_every_edition() -> None:
    folders = {path.parent for path in GENERATED.rglob("manifest.json")}
    assert folders == {path.parent for path in WORKBOOKS}


@pytest.mark.parametrize("path", WORKBOOKS, ids=lambda path: path.relative_to(GENERATED).as_posix())
def test_generated_workbook_passes(path: Path) -> None:
    assert [str(finding) for finding in audit(path)] == []
