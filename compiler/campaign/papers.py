"""Papers of a round: the rating with live formulas over all accepted bodies, and each body's assessment workbook.

The assessment holds the conclusion, the reconciliation act and the table of disagreements of the act, scores filled in.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from compiler.campaign.answers import with_room
from compiler.campaign.files import write_json, write_whole
from compiler.campaign.issue import file_name
from compiler.campaign.scores import Scored
from compiler.evaluate.consolidation import consolidate
from compiler.evaluate.states import Given
from compiler.excel.filling import Addressee, addressed, cached, filled, filled_rating
from compiler.excel.release import plan, prepare
from compiler.excel.writer import write
from compiler.intake.records import given_to_record
from compiler.model.consolidated import consolidated
from compiler.model.methodology import AssessedBody, Edition
from compiler.model.texts import Label, Language, Translation
from compiler.parallel import fork_map
from compiler.workbook.book import Workbook
from compiler.workbook.identity import ASSESSMENT, Build
from compiler.workbook.rating.plan import plan_rating, prepare_rating

_MADE = "made.json"
"""Body → fingerprint of what its paper was made from: what has not changed is not made again."""


def write_rating(edition: Edition, results: Sequence[Scored], language: Language, build: Build, folder: Path) -> None:
    """`rating_<language>.xlsx`."""
    models = {m.body.name: consolidated(m) for m in edition.methodologies}
    assessed = [
        AssessedBody(
            one.standing.body.code,
            one.standing.body.kind,
            Label((Translation(edition.identity.languages[0], one.standing.body.name),)),
        )
        for one in results
    ]
    kinds = [m for m in edition.methodologies if any(body.kind == m.body.name for body in assessed)]
    if not kinds:
        return
    source = prepare_rating(edition, kinds, assessed)
    givens: dict[str, list[Given]] = {}
    for one in results:
        kind = one.standing.body.kind
        givens.setdefault(kind, []).append(consolidate(one.result, models[kind]))
    workbook = filled_rating(plan_rating(source, language, build), source.methodologies, givens, language)
    _save(workbook, folder / f"rating_{language.value}.xlsx")


def write_assessments(edition: Edition, results: Sequence[Scored], build: Build, folder: Path, workers: int) -> None:
    """`<kind>/<code>_<name>.xlsx` for every body whose inputs or figures over bodies have changed."""
    made = _made(folder / _MADE)
    wanted: dict[str, str] = {one.standing.body.code: _fingerprint(one, build) for one in results}
    waiting = [
        one
        for one in results
        if made.get(one.standing.body.code) != wanted[one.standing.body.code] or not _path(folder, one).is_file()
    ]
    own = edition.identity.languages[0]
    plans = {
        (kind, language): plan(prepare(edition.methodology(kind)), ASSESSMENT, language, build)
        for kind, language in {(one.standing.body.kind, one.standing.body.language or own) for one in waiting}
    }
    for _ in fork_map(partial(_assessment, edition, plans, build, folder), waiting, workers):
        pass
    write_json(folder / _MADE, wanted)


def _assessment(
    edition: Edition, plans: dict[tuple[str, Language], Workbook], build: Build, folder: Path, one: Scored
) -> None:
    """A body whose people gave more answers than the ordinary workbook has rows for gets a longer one."""
    body = one.standing.body
    language = body.language or edition.identity.languages[0]
    given, addressee = _given(one), Addressee(body.code, body.name, body.contact)
    usual = edition.methodology(body.kind)
    methodology = with_room(usual, [given])
    blank = plans[body.kind, language]
    if methodology is not usual:
        blank = plan(prepare(methodology), ASSESSMENT, language, build)
    _save(
        addressed(filled(blank, methodology, given, language), addressee),
        _path(folder, one),
        dict(cached(methodology, given)),
    )


def _given(one: Scored) -> Given:
    """The body's inputs with the figures over all bodies that its result rests on."""
    counted = one.standing.counted
    inputs = {} if counted is None or counted.given is None else counted.given.inputs
    tables = {} if counted is None or counted.given is None else counted.given.tables
    figures = {code: one.result.quantities[code] for code in one.methodology.peers}
    return Given({**inputs, **figures}, tables)


def _path(folder: Path, one: Scored) -> Path:
    return folder / one.standing.body.kind / file_name(one.standing.body)


def _fingerprint(one: Scored, build: Build) -> str:
    text = json.dumps(given_to_record(_given(one)), sort_keys=True, ensure_ascii=False)
    body = one.standing.body
    key = "\0".join((build.fingerprint, build.compiler_version, body.name, str(body.language), text))
    return hashlib.sha256(key.encode()).hexdigest()[:32]


def _made(path: Path) -> dict[str, str]:
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def _save(workbook: Workbook, path: Path, values: dict[str, float | str] | None = None) -> None:
    with TemporaryDirectory() as folder:
        file = Path(folder) / "book.xlsx"
        write(workbook, file, values or {})
        write_whole(path, file.read_bytes())
