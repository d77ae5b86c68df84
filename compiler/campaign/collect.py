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
from compiler.intake.records import named, nameless, return_from_record, return_to_record
from compiler.intake.returns import Return, stopped
from compiler.intake.sandbox import Stopped, each_alone

OWN_FILES = (".", "~$")
"""Beginnings of names that programs give their own files: locks, thumbnails."""
_VERSION = "2"
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
    digests = [_digest(source.path) for source in files]

    def record(index: int) -> Path:
        """Content first: whoever has a file's name only cannot find what is known of it."""
        text = f"{_VERSION}\0{key}\0{files[index].name}\0{files[index].sender}\0{digests[index]}"
        return records / f"{sha256(text.encode()).hexdigest()[:40]}.json"

    for index in range(len(files)):
        known = _known(record(index))
        if known is None:
            waiting.append(index)
        else:
            found[index] = known
            done()
    for place, result in each_alone(partial(_attempt, read), [files[index] for index in waiting], workers):
        index = waiting[place]
        if isinstance(result, Stopped):
            found[index] = stopped(files[index].name, files[index].sender, f"stopped-{result.reason}")
        else:
            write_json(record(index), result)
            found[index] = return_from_record(result)
        done()
    for index, one in found.items():
        if one.of_respondent:
            found[index] = named(one, files[index].name, digests[index])
    return tuple(found[index] for index in range(len(files)))


def _attempt(read: Reading, source: Source) -> dict[str, Any]:
    """As plain data, which travels between processes as it stands."""
    one = read(source)
    return return_to_record(nameless(one) if one.of_respondent else one)


def _digest(path: Path) -> str:
    digest = sha256()
    with path.open("rb") as file:
        while piece := file.read(1 << 20):
            digest.update(piece)
    return digest.hexdigest()


def _known(path: Path) -> Return | None:
    """What was written before, unless it is damaged."""
    if not path.is_file():
        return None
    try:
        return return_from_record(json.loads(path.read_text(encoding="utf-8")))
    except (KeyError, TypeError, ValueError):
        return None
