"""Scores of all accepted bodies, computed by the evaluator from their inputs; none is taken from a returned file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from compiler.campaign.standing import Standing, Standings, accepted_by_kind
from compiler.evaluate import Result
from compiler.evaluate.bodies import evaluate_bodies
from compiler.evaluate.places import places, precision_of
from compiler.evaluate.states import Given, Outcome, State
from compiler.model.methodology import Edition, Methodology


@dataclass(frozen=True, slots=True)
class Scored:
    """An accepted body with its result. `rank` is its place by the total among the accepted bodies of its kind: not
    filled while the total of one of them is open or there is no total at all."""

    standing: Standing
    result: Result
    rank: Outcome

    @property
    def methodology(self) -> Methodology:
        return self.result.methodology

    def scores(self) -> Mapping[str, str]:
        """Exact scores of the elements, by code: a fraction, "" for not filled, "-" for not applicable."""
        return {
            element.code: written(self.result.outcome(element.score))
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
    return tuple(Scored(*parts) for parts in zip(group, results, _ranks(methodology, results), strict=True))


def _ranks(methodology: Methodology, results: Sequence[Result]) -> Sequence[Outcome]:
    total = methodology.root.score
    if total is None:
        return [State.NOT_FILLED] * len(results)
    return places([result.outcome(total) for result in results], precision_of(methodology, total))


def _given(one: Standing) -> Given:
    return one.counted.given if one.counted is not None and one.counted.given is not None else Given()


def written(outcome: Outcome) -> str:
    """A fraction, "" for not filled, "-" for not applicable."""
    if isinstance(outcome, State):
        return outcome.sign
    return str(outcome)
