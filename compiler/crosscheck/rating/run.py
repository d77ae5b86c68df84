"""The rating on every engine: every cell that a case expects something of is compared."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from compiler.crosscheck.alike import Formula
from compiler.crosscheck.compare import agrees, shown
from compiler.crosscheck.coverage import Coverage
from compiler.crosscheck.each_engine import OBSERVER, Outcome, Progress, Workload, on_each
from compiler.crosscheck.engines.base import Address, Engine, Readings, Session
from compiler.crosscheck.engines.graph import Graph
from compiler.crosscheck.engines.ironcalc import IronCalc, IronCalcSession
from compiler.crosscheck.measure import Watch
from compiler.crosscheck.package import Package
from compiler.crosscheck.rating.cases import rating_cases
from compiler.crosscheck.rating.subject import RatingCase, RatingSubject
from compiler.crosscheck.report import Disagreement, SubjectReport
from compiler.evaluate import Cell
from compiler.parallel import fork_map

KIND = "rating"
FIRST = 15
"""Cases that a slower engine runs whatever they show; of the others those that first take a branch."""


def check_rating(
    subject: RatingSubject, engines: Sequence[Engine], seed: int, workers: int, progress: Progress
) -> SubjectReport:
    """Every case on the quickest engine, which observes the branches; on the others enough to take all of them too."""
    check = _Check(subject, seed)
    every = len(check.cases)
    load = Workload(
        name=subject.name,
        coverage=check.coverage,
        formulas=check.formula_count,
        first=lambda engine: every if engine.name == OBSERVER else min(FIRST, every),
        run=lambda engine, numbers: check.run(engine, numbers, workers),
    )
    reports, taken = on_each(load, engines, progress)
    never = check.coverage.never(check.coverage.reached(taken)) if taken else ()
    return SubjectReport(subject.name, {KIND: every}, reports, never)


class _Check:
    """The cases of a rating with what is expected, and the branches of the formulas behind that."""

    def __init__(self, subject: RatingSubject, seed: int) -> None:
        self._subject = subject
        self.cases = rating_cases(subject, seed)
        wanted = (subject.expected(case) for case in self.cases)
        self._readable = tuple(dict.fromkeys(address for cells in wanted for address in cells))
        package = Package(subject.workbook)
        self._texts = package.formulas()
        behind = Graph.of(package, self._readable).formulas
        # The shortest code of a cell is that of its whole column, others are those of its ends.
        by_length = sorted(subject.cells.items(), key=lambda item: -len(item[0]))
        codes = {address: code for code, cells in by_length for address in cells}
        # A column has one formula for all bodies, in as many shapes as its first and last rows need.
        names = {
            address: Formula(codes.get(address, f"{address[0]}!{address[1]}"), shape.text)
            for address, shape in behind.items()
        }
        self.formula_count = len(behind)
        self.coverage = Coverage({address: self._texts[address] for address in behind}, names)

    def run(self, engine: Engine, numbers: Sequence[int], workers: int) -> Iterator[Outcome]:
        """The cases of these numbers, in order."""
        subject = self._subject
        chosen = [self.cases[number] for number in numbers]
        if isinstance(engine, IronCalc):
            watching = engine.open(subject.workbook, subject.settable(), self._readable, self.coverage.watched)
            watch = self.coverage.watch()  # each forked process has its own copy and reports what is new to it
            yield from fork_map(lambda case: self._watched(watching, watch, case), chosen, workers)
            return
        session = engine.open(subject.workbook, subject.settable(), self._readable)
        try:
            yield from fork_map(lambda case: self._one(engine, session, case), chosen, workers)
        finally:
            session.close()

    def _one(self, engine: Engine, session: Session, case: RatingCase) -> Outcome:
        readings = session.run(self._subject.settings(case))
        return self._compared(engine.name, case, readings, frozenset())

    def _watched(self, session: IronCalcSession, watch: Watch, case: RatingCase) -> Outcome:
        settings = self._subject.settings(case)
        readings, watched = session.watch(settings)
        taken = watch.taken(watched, settings.keys())
        if taken:
            session.keep_watching(watch.waiting())
        return self._compared("ironcalc", case, readings, taken)

    def _compared(self, engine: str, case: RatingCase, readings: Readings, taken: frozenset[int]) -> Outcome:
        wanted = self._subject.expected(case)
        wrong = [address for address, (_, cell) in wanted.items() if not agrees(cell, readings[address])]
        told = tuple(_told(engine, self._subject, case, a, wanted[a], readings, self._texts) for a in wrong[:5])
        return Outcome(len(wanted), len(wrong), told, taken)


def _told(
    engine: str,
    subject: RatingSubject,
    case: RatingCase,
    address: Address,
    wanted: tuple[str, Cell],
    readings: Readings,
    formulas: Mapping[Address, str],
) -> Disagreement:
    code, cell = wanted
    reading = readings[address]
    found = reading if isinstance(reading, str) else f"{reading:.15g}" if isinstance(reading, float) else str(reading)
    return Disagreement(
        engine=engine,
        subject=subject.name,
        case=case.name,
        kind=KIND,
        about=code,
        clause="",
        code=code,
        sheet=address[0],
        cell=address[1],
        formula=formulas.get(address, ""),
        expected=shown(cell),
        found=found,
        given={},
    )
