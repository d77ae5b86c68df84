"""All bodies of one kind at once: figures over all of them are computed, and every body is evaluated with them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from fractions import Fraction

from compiler.evaluate.evaluator import Evaluator, Result
from compiler.evaluate.places import places
from compiler.evaluate.states import NOT_APPLICABLE, NOT_FILLED, Cell, Given, Outcome
from compiler.model.methodology import Methodology
from compiler.model.peers import PeerFunction, Peers

Figures = Mapping[str, Cell]
"""Figures over all bodies for one of them, by the code of the input that holds the figure."""


def evaluate_bodies(methodology: Methodology, givens: Sequence[Given]) -> tuple[Result, ...]:
    """A result for each body, in the order given. What is given for a figure over all bodies does not count.

    A figure may be taken of a value that rests on another figure: each round settles the figures that rest on settled
    ones only, and as none depends on itself, all are settled after as many rounds as there are figures.
    """
    evaluator = Evaluator(methodology)
    figures: tuple[Figures, ...] = tuple(dict.fromkeys(methodology.peers, NOT_FILLED) for _ in givens)
    while True:
        results = tuple(evaluator.run(_with(given, own)) for given, own in zip(givens, figures, strict=True))
        found = figures_over(methodology, results)
        if found == figures:
            return results
        figures = found


def figures_over(methodology: Methodology, results: Sequence[Result]) -> tuple[Figures, ...]:
    """What each body's inputs for figures over all bodies hold, by what the results say."""
    by_code = {
        code: _figure(figure, tuple(result.outcome(figure.of) for result in results))
        for code, figure in methodology.peers.items()
    }
    return tuple({code: cells[place] for code, cells in by_code.items()} for place in range(len(results)))


def _with(given: Given, figures: Figures) -> Given:
    return replace(given, inputs={**given.inputs, **figures}) if figures else given


def _figure(figure: Peers, outcomes: tuple[Outcome, ...]) -> tuple[Outcome, ...]:
    """The figure for each body. Bodies that it is not applicable to are left out, also of their own rank; one that is
    not filled leaves the figure open for all."""
    if figure.function is PeerFunction.RANK:
        return places(outcomes, figure.digits)
    return (_common(figure.function, outcomes),) * len(outcomes)


def _common(function: PeerFunction, outcomes: tuple[Outcome, ...]) -> Outcome:
    if NOT_FILLED in outcomes:
        return NOT_FILLED
    numbers = [outcome for outcome in outcomes if isinstance(outcome, Fraction)]
    if not numbers:
        return NOT_APPLICABLE
    match function:
        case PeerFunction.GREATEST:
            return max(numbers)
        case PeerFunction.LEAST:
            return min(numbers)
        case _:
            return sum(numbers, Fraction(0)) / len(numbers)
