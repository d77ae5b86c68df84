"""Rounds of a campaign: what changed in scores and ranks since the last other set of returns, and by which clause."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from hashlib import sha256
from pathlib import Path
from typing import Any

from compiler.campaign.files import write_json
from compiler.campaign.scores import Scored, written

TOTAL_RANK = "rank"


@dataclass(frozen=True, slots=True)
class Change:
    """`what` is the code of an element, or "rank"; `before` and `after` as in a round, "" where the body had none.

    `cause` tells whether the element's own rule gave another score, and not only elements below it.
    """

    body: str
    what: str
    before: str
    after: str
    clause: str
    cause: bool

    @property
    def difference(self) -> Fraction | None:
        """What the score gained, in points; None where either round has a state in place of a number."""
        try:
            return Fraction(self.after) - Fraction(self.before)
        except ValueError:
            return None


def changes(path: Path, found: Sequence[Scored]) -> tuple[Change, ...]:
    """Since the round before; `path` is the campaign's history, to which a new round is added. The same returns are the
    same round, however often they are read."""
    rounds = _rounds(path)
    here = {one.standing.body.code: _entry(one) for one in found}
    name = sha256(json.dumps(here, sort_keys=True).encode()).hexdigest()[:16]
    if not rounds or rounds[-1]["round"] != name:
        rounds.append({"round": name, "bodies": here})
        write_json(path, rounds)
    if len(rounds) < 2:
        return ()
    before = rounds[-2]["bodies"]
    by_code = {one.standing.body.code: one for one in found}
    listed = [
        change for code, one in by_code.items() for change in _of_body(code, one, before.get(code, {}), here[code])
    ]
    gone = (
        Change(code, TOTAL_RANK, str(entry.get(TOTAL_RANK, "")), "", "", True)
        for code, entry in before.items()
        if code not in by_code
    )
    return (*listed, *gone)


def _rounds(path: Path) -> list[dict[str, Any]]:
    """The rounds so far; a history that somebody damaged begins anew."""
    try:
        rounds = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return []
    return rounds if isinstance(rounds, list) else []


def _entry(one: Scored) -> dict[str, str]:
    return {TOTAL_RANK: written(one.rank), **one.scores()}


def _of_body(code: str, one: Scored, before: Mapping[str, str], after: Mapping[str, str]) -> Iterator[Change]:
    if before.get(TOTAL_RANK, "") != after[TOTAL_RANK]:
        yield Change(code, TOTAL_RANK, before.get(TOTAL_RANK, ""), after[TOTAL_RANK], "", False)
    for element in one.methodology.root.walk():
        old, new = before.get(element.code, ""), after.get(element.code, "")
        if element.score is None or old == new:
            continue
        below = any(before.get(child.code, "") != after.get(child.code, "") for child in element.children)
        yield Change(code, element.code, old, new, element.citation.clause, not below)
