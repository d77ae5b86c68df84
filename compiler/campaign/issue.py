"""Workbooks out: one report for every body of the list, or each of its questionnaires once, to be handed to all its
people; and a register of what was issued, outside the files."""

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
from compiler.model.methodology import Edition, Methodology
from compiler.model.texts import Language
from compiler.parallel import fork_map
from compiler.workbook.identity import SURVEY, Build, family
from compiler.workbook.plan import kinds_of
from compiler.workbook.survey import questionnaire

_LONGEST_NAME = 60
_AT_ONCE = 25
"""Workbooks that a process makes between two signs of life."""

Stamps = dict[tuple[str, str, Language], Stamp]
"""By kind of body, kind of workbook and language."""


def issue(
    edition: Edition,
    kind: str,
    build: Build,
    bodies: Sequence[Recipient],
    folder: Path,
    workers: int,
    done: Callable[[int], None],
) -> int:
    """Writes `<kind of body>/<code>_<name>.xlsx`, workbooks of this kind, for every body, and the register. Of surveys
    there is a workbook for each questionnaire, with its title in place of the body's name.

    The same list gives the same bytes, so a run that was interrupted is simply run again. `done`: bodies since the last
    call. Gives the number of workbooks."""
    own = edition.identity.languages[0]
    stamps: Stamps = {}
    for body in bodies:
        methodology, language = edition.methodology(body.kind), body.language or own
        for one in _meant(methodology, kind):
            key = (body.kind, one, language)
            if key not in stamps:
                stamps[key] = stamp_of(methodology, one, language, build)
    batches = [bodies[first : first + _AT_ONCE] for first in range(0, len(bodies), _AT_ONCE)]
    rows: list[tuple[str, ...]] = []
    for number, batch in enumerate(fork_map(partial(_written, edition, kind, stamps, folder), batches, workers)):
        rows.extend(batch)
        done(len(batches[number]))
    write_table(folder / REGISTER, ("body", "kind", "name", "lang", "contact", "file", "sha256"), rows)
    return len(rows)


def _meant(methodology: Methodology, kind: str) -> tuple[str, ...]:
    """The kinds of workbook that are meant: of surveys, all questionnaires."""
    return tuple(one for one in kinds_of(methodology) if family(one) == kind)


def _written(
    edition: Edition, kind: str, stamps: Stamps, folder: Path, batch: Sequence[Recipient]
) -> list[tuple[str, ...]]:
    rows: list[tuple[str, ...]] = []
    for body in batch:
        methodology, language = edition.methodology(body.kind), body.language or edition.identity.languages[0]
        for one in _meant(methodology, kind):
            data = stamps[body.kind, one, language].workbook(Addressee(body.code, body.name, body.contact))
            file = f"{body.kind}/{_name_of(methodology, one, body, language)}"
            write_whole(folder / file, data)
            digest = hashlib.sha256(data).hexdigest()
            rows.append((body.code, body.kind, body.name, language.value, body.contact, file, digest))
    return rows


def _name_of(methodology: Methodology, kind: str, body: Recipient, language: Language) -> str:
    """A questionnaire is named after its form, for people of one body have several of them before them."""
    if family(kind) != SURVEY:
        return file_name(body)
    form = questionnaire(methodology, kind)
    return _called(f"{body.code}_{form.name or form.code}", form.title.text(language))


def file_name(body: Recipient) -> str:
    """Named after the body; only signs that every file system takes."""
    return _called(body.code, body.name)


def _called(code: str, words: str) -> str:
    name = re.sub(r"[^\w-]+", "_", words).strip("_")[:_LONGEST_NAME].rstrip("_")
    return f"{code}_{name}.xlsx" if name else f"{code}.xlsx"
