"""Rounds: what changed since the returns were others, by how much, through which clause, and what caused it."""

from __future__ import annotations

import json
from fractions import Fraction
from pathlib import Path

from compiler.campaign.history import TOTAL_RANK, Change, changes
from tests.unit.campaign.campaigns import ALPHA, BETA, GIVEN, given, results

WORSE = given(timeliness__in_time=Fraction(100))


def test_the_first_round_changes_nothing(tmp_path: Path) -> None:
    path = tmp_path / "history.json"
    assert changes(path, results({ALPHA: GIVEN})) == ()
    assert len(json.loads(path.read_text(encoding="utf-8"))) == 1


def test_the_same_returns_are_the_same_round(tmp_path: Path) -> None:
    path = tmp_path / "history.json"
    changes(path, results({ALPHA: GIVEN, BETA: WORSE}))
    first = path.read_bytes()
    assert changes(path, results({ALPHA: GIVEN, BETA: WORSE})) == ()
    assert path.read_bytes() == first
    corrected = results({ALPHA: GIVEN, BETA: GIVEN})
    found = changes(path, corrected)
    second = path.read_bytes()
    assert changes(path, corrected) == found != () and path.read_bytes() == second


def test_a_corrected_return(tmp_path: Path) -> None:
    """In time 100 → 150 of 200: 60 · 0,5 − 6 becomes 60 · 0,75 − 6; the clause is the element's own, and the total
    only follows."""
    path = tmp_path / "history.json"
    changes(path, results({ALPHA: given(timeliness__in_time=Fraction(120)), BETA: WORSE}))
    found = {(one.body, one.what): one for one in changes(path, results({ALPHA: GIVEN, BETA: WORSE}))}
    assert {body for body, _ in found} == {"alpha"}
    own = found["alpha", "timeliness"]
    assert (own.before, own.after, own.difference) == ("30", "39", Fraction(9))
    assert own.clause == "п. 2" and own.cause
    total = next(one for (_, what), one in found.items() if what not in ("timeliness", TOTAL_RANK))
    assert total.difference == Fraction(9) and not total.cause


def test_a_rank_changes_with_the_scores_of_others(tmp_path: Path) -> None:
    path = tmp_path / "history.json"
    changes(path, results({ALPHA: GIVEN, BETA: WORSE}))
    found = changes(path, results({ALPHA: GIVEN, BETA: given(timeliness__in_time=Fraction(200))}))
    ranks = [one for one in found if one.what == TOTAL_RANK]
    assert ranks == [
        Change("alpha", TOTAL_RANK, "1", "2", "", False),
        Change("beta", TOTAL_RANK, "2", "1", "", False),
    ]
    assert ranks[0].difference == 1


def test_a_body_that_vanishes_and_one_that_appears(tmp_path: Path) -> None:
    path = tmp_path / "history.json"
    changes(path, results({ALPHA: GIVEN}))
    found = changes(path, results({BETA: GIVEN}))
    gone = [one for one in found if one.body == "alpha"]
    assert gone == [Change("alpha", TOTAL_RANK, "1", "", "", True)] and gone[0].difference is None
    new = {one.what: one for one in found if one.body == "beta"}
    assert new[TOTAL_RANK].before == "" and new["timeliness"].before == "" and new["timeliness"].after == "39"


def test_a_damaged_history_begins_anew(tmp_path: Path) -> None:
    path = tmp_path / "history.json"
    for damaged in ("", "{", '"text"'):
        path.write_text(damaged, encoding="utf-8")
        assert changes(path, results({ALPHA: GIVEN})) == ()
        assert len(json.loads(path.read_text(encoding="utf-8"))) == 1
