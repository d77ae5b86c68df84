"""The audit on every committed workbook, and on each pair of language versions."""

from __future__ import annotations

from pathlib import Path

from tests.workbooks.audit import audit, compare_languages

GENERATED = Path(__file__).resolve().parents[2] / "generated"


def test_every_generated_workbook_passes() -> None:
    findings = {
        path.name: found for path in sorted(GENERATED.glob("*/*.xlsx")) if (found := [str(f) for f in audit(path)])
    }
    assert findings == {}


def test_language_versions_differ_in_text_only() -> None:
    for path in sorted(GENERATED.glob("*/*_kk.xlsx")):
        other = path.with_name(path.name.replace("_kk.xlsx", "_ru.xlsx"))
        if other.exists():
            assert compare_languages(path, other) == []
