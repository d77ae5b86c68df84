"""What an earlier build left: kept while it holds, removed when it no longer does, untouched when it was changed."""

from __future__ import annotations

import json
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest

from compiler.excel.earlier import Extent, remove, still_valid
from compiler.model.texts import Language
from compiler.workbook.identity import Build

BUILD = Build("0" * 64, "0.1.0")
MADE = {"report_omo_ru": ("report", "omo", "ru"), "report_zhao_ru": ("report", "zhao", "ru"),
        "survey_staff_omo_ru": ("survey_staff", "omo", "ru"), "report_omo_kk": ("report", "omo", "kk"),
        "rating_ru": ("rating", "omo zhao", "ru")}  # fmt: skip


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    records = []
    for name, (kind, body, language) in MADE.items():
        (tmp_path / f"{name}.xlsx").write_bytes(name.encode())
        (tmp_path / f"{name}.formulas.txt").write_text("", encoding="utf-8")
        digest = sha256(name.encode()).hexdigest()
        records.append({"file": f"{name}.xlsx", "kind": kind, "body": body, "language": language, "sha256": digest})
    manifest = {"source": BUILD.fingerprint, "compiler": BUILD.compiler_version, "workbooks": records}
    (tmp_path / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize(
    ("extent", "made", "stale"),
    [
        (Extent("report", "omo", Language.RU), ["report_omo_ru"], []),
        (Extent("report", None, Language.RU), ["report_omo_ru"], ["report_zhao_ru"]),
        (Extent("survey", None, Language.RU), ["survey_exit_omo_ru"], ["survey_staff_omo_ru"]),
        (Extent(None, "omo", Language.RU), ["report_omo_ru", "rating_ru"], ["survey_staff_omo_ru"]),
        (Extent("rating", None, Language.KK), ["rating_kk"], []),
        (Extent(None, None, Language.KK), ["rating_kk"], ["report_omo_kk"]),
    ],
)
def test_of_the_same_text(extent: Extent, made: list[str], stale: list[str], folder: Path) -> None:
    valid, found = still_valid(folder, BUILD, extent, [f"{name}.xlsx" for name in made])
    assert [path.stem for path in found] == stale
    assert {record["file"] for record in valid} == {f"{name}.xlsx" for name in MADE if name not in made + stale}


def test_what_rests_on_another_text_goes_with_its_dump(folder: Path) -> None:
    build = replace(BUILD, fingerprint="1" * 64)
    valid, stale = still_valid(folder, build, Extent("rating", None, Language.RU), ["rating_ru.xlsx"])
    assert valid == ()
    remove(stale)
    assert sorted(path.name for path in folder.iterdir()) == [
        "manifest.json",
        "rating_ru.formulas.txt",
        "rating_ru.xlsx",
    ]


def test_what_somebody_filled_in_is_left_alone(folder: Path) -> None:
    (folder / "report_zhao_ru.xlsx").write_bytes(b"filled in")
    valid, stale = still_valid(folder, BUILD, Extent(None, None, Language.RU), ["report_omo_ru.xlsx"])
    assert {path.stem for path in stale} == {"survey_staff_omo_ru", "rating_ru"}
    assert [record["file"] for record in valid] == ["report_omo_kk.xlsx"]


@pytest.mark.parametrize(
    "content", ["", "[]", "{}", '{"workbooks": 1}', '{"workbooks": [1]}', '{"workbooks": [{"file": "a.xlsx"}]}',
                '{"workbooks": [{"file": "../a", "kind": "", "body": "", "language": "", "sha256": ""}]}'],
)  # fmt: skip
def test_a_manifest_that_no_build_wrote_says_nothing(content: str, folder: Path) -> None:
    (folder / "manifest.json").write_text(content, encoding="utf-8")
    assert still_valid(folder, BUILD, Extent(None, None, Language.RU), []) == ((), [])
