"""Scores of all accepted bodies, computed by the evaluator from their inputs; none is taken from a returned file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

from compiler.campaign.standing import Standing, Standings, accepted_by_kind
from compiler.evaluate import Result
from compiler.evaluate.bodies import evaluate_bodies
from compiler.evaluate.states import Given, Outcome, State
from compiler.model.methodology import Edition, Methodology
from compiler.numbers import DEFAULT_DIGITS, snap
from dsl.frozen import dataclass


@dataclass(frozen=True, slots=True)
class Scored:
    """An accepted body with its result. `rank` is by the total among the bodies of its kind, equal ones sharing the
    best place; None without a total."""

    standing: Standing
    result: Result
    rank: int | None

    @property
    def methodology(self) -> Methodology:
        return self.result.methodology

    def scores(self) -> Mapping[str, str]:
        """Exact scores of the elements, by code: a fraction, "" for not filled, "-" for not applicable."""
        return {
            element.code: _exact(self.result.outcome(element.score))
            for element in self.methodology.root.walk()
            if element.score is not None
        }


def scored(edition: Edition, found: Standings) -> tuple[Scored, ...]:
    """By kind in the methodology's order, and within a kind in the order of the list."""
    groups = accepted_by_kind(found)
    return tuple(
        one
        for methodology in edition.methodologies
        for one in _of_kind(methodology, groups.get(methodology.body.name, ()))
    )


def _of_kind(methodology: Methodology, group: Sequence[Standing]) -> tuple[Scored, ...]:
    givens = [_given(one) for one in group]
    results = evaluate_bodies(methodology, givens)
    ranks = _ranks([_total(result) for result in results])
    return tuple(Scored(*parts) for parts in zip(group, results, ranks, strict=True))


def _given(one: Standing) -> Given:
    return one.counted.given if one.counted is not None and one.counted.given is not None else Given()


def _total(result: Result) -> Fraction | None:
    code = result.methodology.root.score
    outcome: Outcome = State.NOT_FILLED if code is None else result.outcome(code)
    return outcome if isinstance(outcome, Fraction) else None


def _ranks(totals: Sequence[Fraction | None]) -> list[int | None]:
    seen = [None if total is None else snap(total, DEFAULT_DIGITS) for total in totals]
    known = [total for total in seen if total is not None]
    return [None if total is None else 1 + sum(other > total for other in known) for total in seen]


def _exact(outcome: Outcome) -> str:
    if isinstance(outcome, State):
        return outcome.sign
    return str(outcome)
