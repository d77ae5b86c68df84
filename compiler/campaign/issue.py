"""Workbooks out: one report for every body of the list, and a register of what was issued, outside the files."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from compiler.campaign.bodies import Recipient
from compiler.campaign.files import REGISTER, write_table, write_whole
from compiler.excel.filling import Addressee
from compiler.excel.issue import Stamp, stamp_of
from compiler.model.methodology import Edition
from compiler.model.texts import Language
from compiler.parallel import fork_map
from compiler.workbook.identity import Build

_LONGEST_NAME = 60
_AT_ONCE = 25
"""Workbooks that a process makes between two signs of life."""

Stamps = dict[tuple[str, Language], Stamp]


def issue(
    edition: Edition,
    kind: str,
    build: Build,
    bodies: Sequence[Recipient],
    folder: Path,
    workers: int,
    done: Callable[[int], None],
) -> None:
    """Writes `<kind of body>/<code>_<name>.xlsx`, workbooks of this kind, for every body, and the register.

    The same list gives the same bytes, so a run that was interrupted is simply run again. `done`: workbooks since the
    last call."""
    own = edition.identity.languages[0]
    stamps: Stamps = {}
    for body in bodies:
        key = (body.kind, body.language or own)
        if key not in stamps:
            stamps[key] = stamp_of(edition.methodology(body.kind), kind, key[1], build)
    batches = [bodies[first : first + _AT_ONCE] for first in range(0, len(bodies), _AT_ONCE)]
    rows: list[tuple[str, ...]] = []
    for batch in fork_map(partial(_written, stamps, own, folder), batches, workers):
        rows.extend(batch)
        done(len(batch))
    write_table(folder / REGISTER, ("body", "kind", "name", "lang", "contact", "file", "sha256"), rows)


def _written(stamps: Stamps, own: Language, folder: Path, batch: Sequence[Recipient]) -> list[tuple[str, ...]]:
    rows: list[tuple[str, ...]] = []
    for body in batch:
        language = body.language or own
        data = stamps[body.kind, language].workbook(Addressee(body.code, body.name, body.contact))
        file = f"{body.kind}/{file_name(body)}"
        write_whole(folder / file, data)
        digest = hashlib.sha256(data).hexdigest()
        rows.append((body.code, body.kind, body.name, language.value, body.contact, file, digest))
    return rows


def file_name(body: Recipient) -> str:
    """Named after the body; only signs that every file system takes."""
    name = re.sub(r"[^\w-]+", "_", body.name).strip("_")[:_LONGEST_NAME].rstrip("_")
    return f"{body.code}_{name}.xlsx" if name else f"{body.code}.xlsx"
