"""Workbooks that an earlier build left in the folder: those that still hold stay in the manifest, those that a build
of the same extent would no longer make are removed."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from compiler.model.texts import Language
from compiler.workbook.identity import Build, family
from compiler.workbook.rating.start import RATING

MANIFEST = "manifest.json"
Record = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Extent:
    """What a build was asked for; None: every kind of workbook, every kind of body."""

    kind: str | None
    body: str | None
    language: Language

    def holds(self, record: Record) -> bool:
        """Whether a build of this extent makes this workbook, if it is still made at all."""
        kind = family(record["kind"])
        of_body = kind == RATING or self.body in (None, record["body"])
        return self.kind in (None, kind) and of_body and record["language"] == self.language.value


def still_valid(
    folder: Path, build: Build, extent: Extent, made: Sequence[str]
) -> tuple[tuple[Record, ...], list[Path]]:
    """Records of the workbooks that an earlier build made from the same text and this one did not make (`made`: names
    of files), and the files that are out of date: what this build would have made, or what rests on another text.
    A file that somebody has changed since belongs to nobody's list: it is neither recorded nor removed."""
    valid: list[Record] = []
    stale: list[Path] = []
    earlier = _read(folder / MANIFEST)
    same = earlier.get("source") == build.fingerprint and earlier.get("compiler") == build.compiler_version
    for record in earlier.get("workbooks", ()):
        path = folder / record["file"]
        if record["file"] in made or not path.is_file():
            continue
        if hashlib.sha256(path.read_bytes()).hexdigest() != record["sha256"]:
            continue
        if same and not extent.holds(record):
            valid.append(record)
        else:
            stale.append(path)
    return tuple(valid), stale


def remove(stale: Sequence[Path]) -> None:
    """The workbooks and the dumps of their formulas."""
    for path in stale:
        path.unlink()
        dump_of(path).unlink(missing_ok=True)


def dump_of(path: Path) -> Path:
    """Where the formulas of a workbook are written out."""
    return path.with_name(f"{path.stem}.formulas.txt")


def _read(path: Path) -> dict[str, Any]:
    """Empty when there is none, or none that a build of ours wrote."""
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
        records = content["workbooks"]
        known = all({"file", "kind", "body", "language", "sha256"} <= set(record) for record in records)
        inside = all(Path(record["file"]).name == record["file"] for record in records)
    except (OSError, ValueError, TypeError, KeyError):
        return {}
    return content if known and inside else {}
