"""The cases of one workbook on each engine in turn, the one that observes branches first; a report for each engine."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from compiler.crosscheck.coverage import Coverage
from compiler.crosscheck.engines.base import Engine, EngineError
from compiler.crosscheck.report import Disagreement, EngineReport
from compiler.parallel import WorkerDied

KEPT = 200
"""Disagreements written out for each engine and workbook; all are counted."""
OBSERVER = "ironcalc"
"""The engine that observes branches, which is also the quickest."""

Progress = Callable[[str, str, int, int], None]
"""Called with the workbook, the engine, cases done, cases in all."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """One case on one engine; `taken`: branches that were taken for the first time, where they are observed."""

    cells: int
    disagreeing: int
    disagreements: tuple[Disagreement, ...]
    taken: frozenset[int]


@dataclass(frozen=True, slots=True)
class Workload:
    """What is run: `run` gives the outcomes of the cases with these numbers, in order. `first` says how many cases an
    engine runs whatever they show."""

    name: str
    coverage: Coverage
    formulas: int
    first: Callable[[Engine], int]
    run: Callable[[Engine, Sequence[int]], Iterator[Outcome]]


def on_each(
    load: Workload, engines: Sequence[Engine], progress: Progress
) -> tuple[tuple[EngineReport, ...], tuple[frozenset[int], ...]]:
    """Reports in the order of the engines, and the branches of each case as observed: none without the observer."""
    taken: tuple[frozenset[int], ...] = ()
    reports: dict[str, EngineReport] = {}
    for engine in sorted(engines, key=lambda engine: engine.name != OBSERVER):
        numbers = load.coverage.covering(load.first(engine), taken)
        start = time.monotonic()
        outcomes, install, failure = _run(load, engine, numbers, progress)
        if engine.name == OBSERVER:
            taken = tuple(outcome.taken for outcome in outcomes)
        observed = [taken[number] for number in numbers[: len(outcomes)]] if taken else []
        reports[engine.name] = EngineReport(
            engine=engine.name,
            version=engine.version(),
            install=install,
            failure=failure,
            cases=len(outcomes),
            cells=sum(outcome.cells for outcome in outcomes),
            formulas=0 if install or failure else load.formulas,
            branches=len(load.coverage.reached(observed)),
            all_branches=len(load.coverage.all),
            disagreeing_cells=sum(outcome.disagreeing for outcome in outcomes),
            disagreements=tuple(d for outcome in outcomes for d in outcome.disagreements)[:KEPT],
            seconds=time.monotonic() - start,
        )
    return tuple(reports[engine.name] for engine in engines), taken


def _run(load: Workload, engine: Engine, numbers: Sequence[int], progress: Progress) -> tuple[list[Outcome], str, str]:
    """What came of the cases; how to install an engine that is missing; why one could not go on."""
    install = engine.missing() or ""
    outcomes: list[Outcome] = []
    if install:
        return outcomes, install, ""
    try:
        for outcome in load.run(engine, numbers):
            outcomes.append(outcome)
            progress(load.name, engine.name, len(outcomes), len(numbers))
    except (EngineError, WorkerDied) as error:
        return outcomes, "", str(error)
    return outcomes, "", ""
