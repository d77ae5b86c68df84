"""Cases of a rating: all bodies filled in, some, none; equal ones, absent ones, some that figures leave out."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from fractions import Fraction
from random import Random

from compiler.crosscheck.cases.entries import ends, keep_order, random_entry, typical
from compiler.crosscheck.cases.generate import called_for
from compiler.crosscheck.rating.subject import RatingCase, RatingSubject
from compiler.evaluate import NOT_APPLICABLE, Cell, Evaluator, Given, Outcome
from compiler.model.methodology import Methodology
from compiler.model.types import Kind
from compiler.numbers import DEFAULT_DIGITS, Interval, digits_for
from compiler.workbook.rating.kind import ranked

TRIES = 300
"""Random bodies among which some are sought that a figure leaves out."""

NEARLY = re.compile(r"\b(?:hardly|half) (?:below|above)\b")
"""Names of cases that are about rounding alone."""

ENORMOUS = 10**6
"""Beyond it a sum in floating point keeps too few decimals of the other numbers."""

Rows = tuple[Given | None, ...]


def rating_cases(subject: RatingSubject, seed: int) -> tuple[RatingCase, ...]:
    """The same cases for the same workbook and seed."""
    made: list[tuple[str, dict[str, Rows]]] = []

    def add(name: str, rows: Callable[[Methodology, Random], Sequence[Given | None]]) -> None:
        random = Random(f"{seed} {name}")
        made.append((name, {m.body.name: _cut(subject, m, rows(m, random)) for m in subject.methodologies}))

    # An engine that runs only some cases runs the first ones.
    add("equal bodies", _equal)
    add("some left out", _left_out)
    add("near ties", _near_ties)
    add("absent between", lambda m, r: (full(m, r), None, full(m, r), None, full(m, r)))
    add("blanks", lambda m, r: [_with_blanks(m, r, share) for share in (0.0, 0.0, 0.02, 0.1, 0.5)])
    add("nothing", lambda _m, _r: (None,) * 5)
    for number in range(1, 5):
        add(f"all {number}", lambda m, r: [full(m, r) for _ in range(5)])
    add("names only", lambda _m, _r: (Given(),) * 5)
    add("one body", lambda m, r: (full(m, r), None, None, None, None))
    add("all equal", lambda m, _r: (_usual(m),) * 5)
    add("one without entries", lambda m, r: (full(m, r), Given(), full(m, r), full(m, r), full(m, r)))
    add("one by hand", lambda m, r: (_by_hand(m, full(m, r)), *(Given(),) * 4))
    add("all left out", lambda m, r: (_left_out(m, r)[0],) * 5)
    add("pasted over bounds", lambda m, r: [_outside(m, full(m, r), n % 2 == 0) for n in range(5)])
    cases = [RatingCase(name, givens) for name, givens in made]
    there = cases[0].givens
    cases.append(RatingCase("entries without names", there, nameless=True))
    cases.append(RatingCase("words everywhere", {kind: (Given(),) * len(rows) for kind, rows in there.items()}, "яяя"))
    cases += [RatingCase(f"rules {number}", rows) for number, rows in enumerate(_of_rules(subject, seed), 1)]
    return tuple(cases)


def _of_rules(subject: RatingSubject, seed: int) -> Iterator[dict[str, Rows]]:
    """What the rules of each kind of body call for, as many bodies at a time as the workbook has rows. Places so near
    to a threshold that only rounding tells them apart are left to the workbooks of single bodies, and so are enormous
    scores, which come of nearly nothing pasted for a divisor: a sum over bodies would lose all others in them."""
    every: dict[str, list[Rows]] = {}
    for model in subject.methodologies:
        count = len(subject.names(model.body.name))
        called = (case for case in called_for(model, seed) if not NEARLY.search(case.name))
        givens = list(_usual_in_size(model, (_without_figures(model, case.given) for case in called)))
        chunks = [givens[start : start + count] for start in range(0, len(givens), count)]
        every[model.body.name] = [tuple((*chunk, *(None,) * count)[:count]) for chunk in chunks]
    for number in range(max(map(len, every.values()))):
        yield {kind: rows[number % len(rows)] for kind, rows in every.items()}


def _usual_in_size(model: Methodology, givens: Iterable[Given]) -> Iterator[Given]:
    evaluator = Evaluator(model)
    scores = [element.score for element in model.root.walk() if element.score is not None]
    for given in givens:
        values = evaluator.run(given).values
        numbers = (values[code] for code in scores)
        if all(not isinstance(number, Fraction) or abs(number) < ENORMOUS for number in numbers):
            yield given


def _without_figures(model: Methodology, given: Given) -> Given:
    """Figures over all bodies are computed here, not typed."""
    inputs = {code: cell for code, cell in given.inputs.items() if code not in model.peers}
    return Given(inputs, {}, given.overrides)


def _cut(subject: RatingSubject, model: Methodology, rows: Sequence[Given | None]) -> Rows:
    return tuple(rows[: len(subject.names(model.body.name))])


def full(model: Methodology, random: Random) -> Given:
    """Every required input filled, and most of the others."""
    inputs: dict[str, Cell] = {}
    for code, item in model.inputs.items():
        if code in model.peers or (item.optional and random.random() < 0.4):
            continue
        declined = item.declinable and random.random() < 0.15
        inputs[code] = NOT_APPLICABLE if declined else random_entry(item, random)
    return keep_order(model, Given(inputs))


def _outside(model: Methodology, given: Given, above: bool) -> Given:
    """Every number half a unit beyond its bound, as pasting gets past the validation."""
    inputs = dict(given.inputs)
    for code, item in model.inputs.items():
        if code in model.peers:
            continue
        limits = ends(item)
        if limits is not None and (item.type.numeric or item.type.kind is Kind.DATE):
            inputs[code] = limits[1] + Fraction(1, 2) if above else limits[0] - Fraction(1, 2)
    return Given(inputs)


def _usual(model: Methodology) -> Given:
    given = typical(model)
    return Given({code: cell for code, cell in given.inputs.items() if code not in model.peers})


def _equal(model: Methodology, random: Random) -> tuple[Given, ...]:
    first, second, third = (full(model, random) for _ in range(3))
    return (first, second, first, third, second)


def _with_blanks(model: Methodology, random: Random, share: float) -> Given:
    given = full(model, random)
    return Given({code: cell for code, cell in given.inputs.items() if random.random() >= share})


def _left_out(model: Methodology, random: Random) -> tuple[Given, ...]:
    """First bodies for which what some figure is taken of, or the score itself, is not applicable; then other ones."""
    evaluator = Evaluator(model)
    wanted = [peers.of for peers in model.peers.values()] + [subject.score for subject in ranked(model)]
    found: list[Given] = []
    for _ in range(TRIES):
        given = full(model, random)
        outcomes = evaluator.run(given).quantities
        missing = [code for code in wanted if outcomes[code] is NOT_APPLICABLE]
        if missing:
            found.append(given)
            wanted = [code for code in wanted if code not in missing]
        if not wanted or len(found) == 2:
            break
    return (*found, *(full(model, random) for _ in range(5 - len(found))))


def _by_hand(model: Methodology, given: Given) -> Given:
    """With everything that figures and places are taken of set by hand, whatever the other bodies lack."""
    codes = [peers.of for peers in model.peers.values()] + [subject.score for subject in ranked(model)]
    return replace(
        given, overrides={code: _middle(model.values[code].bounds) for code in codes if code in model.values}
    )


def _middle(bounds: Interval) -> Fraction:
    return Fraction(int(((bounds.low or 0) + (bounds.high or 100)) / 2))


def _near_ties(model: Methodology, random: Random) -> tuple[Given, ...]:
    """Scores set by hand: equal within the precision, just outside it, without a number."""
    givens = [full(model, random) for _ in range(5)]
    for subject in ranked(model):
        bounds = model.values[subject.score].bounds
        unit = Fraction(1, 10 ** (digits_for(bounds) or DEFAULT_DIGITS))
        middle = _middle(bounds)
        outcomes: tuple[Outcome, ...] = (middle, middle + unit * 4 / 10, middle + unit * 6 / 10, NOT_APPLICABLE)
        # A cell of "" that is typed in is blank to LibreOffice: the last body has no entries instead.
        givens[:-1] = [
            replace(given, overrides={**given.overrides, subject.score: outcome})
            for given, outcome in zip(givens[:-1], outcomes, strict=True)
        ]
        givens[-1] = Given()
    return tuple(givens)
