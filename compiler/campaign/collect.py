"""All returned files of a folder, each read in a process of its own; what was read before is not read again."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection
from dataclasses import dataclass
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import Any

from compiler.campaign.files import REGISTER, write_json
from compiler.intake.records import return_from_record, return_to_record
from compiler.intake.returns import Return, stopped
from compiler.intake.sandbox import Stopped, each_alone

OWN_FILES = (".", "~$")
"""Beginnings of names that programs give their own files: locks, thumbnails."""
_VERSION = "1"
"""Raised when what is known of a return changes its form."""


@dataclass(frozen=True, slots=True)
class Source:
    """A returned file: `name` as reports call it, `submitted` in nanoseconds, `sender` from its folder, or ""."""

    path: Path
    name: str
    submitted: int
    sender: str


def sources(given: Collection[Path], codes: Collection[str]) -> tuple[Source, ...]:
    """The files that are meant, in the order of submission: by time of the file, then by name. A folder named like the
    code of a body holds what that body sent."""
    found: dict[Path, Source] = {}
    for top in given:
        files = sorted(path for path in top.rglob("*") if path.is_file()) if top.is_dir() else [top]
        for path in files:
            if path.name.startswith(OWN_FILES) or path.name == REGISTER or path in found:
                continue
            name = path.relative_to(top).as_posix() if top.is_dir() else path.name
            sender = next((part for part in Path(name).parts[:-1] if part in codes), "")
            found[path] = Source(path, name, path.stat().st_mtime_ns, sender)
    return tuple(sorted(found.values(), key=lambda one: (one.submitted, one.name)))


Reading = Callable[[Source], Return]


def collected(
    files: tuple[Source, ...], read: Reading, key: str, records: Path, workers: int, done: Callable[[], None]
) -> tuple[Return, ...]:
    """A return for every file, in their order. `key`: fingerprint of everything besides the file that decides what is
    found in it; `records`: folder of what is known already."""
    found: dict[int, Return] = {}
    waiting: list[int] = []
    for index, source in enumerate(files):
        known = _known(_record(records, source, key))
        if known is None:
            waiting.append(index)
        else:
            found[index] = known
            done()
    for place, result in each_alone(partial(_attempt, read), [files[index] for index in waiting], workers):
        source = files[waiting[place]]
        if isinstance(result, Stopped):
            found[waiting[place]] = stopped(source.name, source.sender, f"stopped-{result.reason}")
        else:
            write_json(_record(records, source, key), result)
            found[waiting[place]] = return_from_record(result)
        done()
    return tuple(found[index] for index in range(len(files)))


def _attempt(read: Reading, source: Source) -> dict[str, Any]:
    """As plain data, which travels between processes as it stands."""
    return return_to_record(read(source))


def _record(records: Path, source: Source, key: str) -> Path:
    digest = sha256(f"{_VERSION}\0{key}\0{source.name}\0{source.sender}\0".encode())
    with source.path.open("rb") as file:
        while piece := file.read(1 << 20):
            digest.update(piece)
    return records / f"{digest.hexdigest()[:40]}.json"


def _known(path: Path) -> Return | None:
    """What was written before, unless it is damaged."""
    if not path.is_file():
        return None
    try:
        return return_from_record(json.loads(path.read_text(encoding="utf-8")))
    except (KeyError, TypeError, ValueError):
        return None
