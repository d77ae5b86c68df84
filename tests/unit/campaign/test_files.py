"""Files of a campaign are whole or absent, written only when they differ, and open without harm."""

from __future__ import annotations

import csv
import io
import os
from pathlib import Path

import pytest

from compiler.campaign.files import inert, write_json, write_table, write_whole


def test_folders_are_made_and_nothing_else_is_left(tmp_path: Path) -> None:
    write_whole(tmp_path / "a" / "b" / "file.bin", b"one")
    assert [path.name for path in (tmp_path / "a" / "b").iterdir()] == ["file.bin"]
    assert (tmp_path / "a" / "b" / "file.bin").read_bytes() == b"one"


def test_the_same_content_is_not_written_again(tmp_path: Path) -> None:
    path = tmp_path / "file.bin"
    write_whole(path, b"one")
    os.utime(path, (1, 1))
    write_whole(path, b"one")
    assert path.stat().st_mtime == 1
    write_whole(path, b"two")
    assert path.read_bytes() == b"two" and path.stat().st_mtime != 1


def test_an_interruption_leaves_the_old_file_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "file.bin"
    write_whole(path, b"old")

    def interrupted(self: Path, target: Path) -> Path:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", interrupted)
        with pytest.raises(KeyboardInterrupt):
            write_whole(path, b"new")
    assert path.read_bytes() == b"old"
    write_whole(path, b"new")
    assert path.read_bytes() == b"new" and [one.name for one in tmp_path.iterdir()] == ["file.bin"]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("=1+1", "'=1+1"),
        ("+7 701", "'+7 701"),
        ("-cmd|' /C calc'!A0", "'-cmd|' /C calc'!A0"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1", "'\t=1"),
        ("\r=1", "'\r=1"),
        ("-12,5", "-12,5"),
        ("-12.5", "-12.5"),
        ("+3", "+3"),
        ("-", "-"),
        ("", ""),
        ("Министерство", "Министерство"),
        ("-١٢", "'-١٢"),
    ],
)
def test_text_stays_text(text: str, shown: str) -> None:
    assert inert(text) == shown


def test_a_table_opens_in_a_russian_excel(tmp_path: Path) -> None:
    write_table(tmp_path / "t.csv", ["орган", "балл"], [["Қ; «А»", "1,5"], ["=HYPERLINK(1)", "-2"]])
    data = (tmp_path / "t.csv").read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig")), delimiter=";"))
    assert rows == [["орган", "балл"], ["Қ; «А»", "1,5"], ["'=HYPERLINK(1)", "-2"]]


def test_json_is_for_people_too(tmp_path: Path) -> None:
    write_json(tmp_path / "a.json", {"орган": ["Ә"]})
    assert "Ә" in (tmp_path / "a.json").read_text(encoding="utf-8")
