"""The cross-check: every case in the evaluator and in each engine, every value compared, branches counted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from compiler.crosscheck.alike import Naming
from compiler.crosscheck.cases.base import Case
from compiler.crosscheck.cases.generate import called_for, complete, needed
from compiler.crosscheck.compare import agrees, shown
from compiler.crosscheck.coverage import Coverage, Identity
from compiler.crosscheck.each_engine import OBSERVER, Outcome, Progress, Workload, on_each
from compiler.crosscheck.engines.base import Address, Engine, Fault, Reading, Readings, Session
from compiler.crosscheck.engines.formulas import Formulas
from compiler.crosscheck.engines.graph import Graph
from compiler.crosscheck.engines.ironcalc import IronCalc, IronCalcSession
from compiler.crosscheck.engines.libreoffice import LibreOffice
from compiler.crosscheck.measure import Watch
from compiler.crosscheck.package import Package
from compiler.crosscheck.rating.run import check_rating
from compiler.crosscheck.rating.subject import RatingSubject
from compiler.crosscheck.report import CrosscheckReport, Disagreement, SubjectReport
from compiler.crosscheck.subject import Subject, Typist
from compiler.evaluate import Cell, Evaluator, Given, State
from compiler.parallel import fork_map


@dataclass(frozen=True, slots=True)
class Effort:
    """How many cases. `cases` and `others` count over all workbooks together and are the least: every case that the
    model calls for runs on IronCalc, every threshold and tie on each of the other engines, whatever they say. What runs
    only some cases runs the first ones, and of the others those that took a branch for the first time, so that every
    engine takes every branch that any case takes.
    With a `sample`, only about so many cases of each workbook are looked at, taken evenly from all. `real` and
    `real_others` are the cases of a workbook whose every formula runs with all cases in another one; there no
    threshold is called for (not `thorough`)."""

    cases: int = 5000
    others: int = 300
    seed: int = 1
    workers: int = 2
    sample: int | None = None
    real: int = 60
    real_others: int = 15
    thorough: bool = True


def all_engines() -> tuple[Engine, ...]:
    """Every engine that there is an adapter for, the quickest first."""
    return (IronCalc(), Formulas(), LibreOffice())


def crosscheck(
    subjects: Sequence[Subject],
    engines: Sequence[Engine] | None = None,
    effort: Effort | None = None,
    progress: Progress | None = None,
    rating: RatingSubject | None = None,
) -> CrosscheckReport:
    """Check every workbook on every engine. The subjects are workbooks of one methodology, for any kind of body; the
    rating is of the same one."""
    effort = effort or Effort()
    methodologies = [subject.methodology for subject in subjects] + [*(rating.methodologies if rating else ())]
    identity = methodologies[0].identity
    reports: list[SubjectReport] = []
    called: dict[str, tuple[Case, ...]] = {}
    done = done_on_others = 0
    for index, subject in enumerate(subjects):
        left = len(subjects) - index
        share = replace(
            effort,
            cases=max(0, -(-(effort.cases - done) // left)),
            others=max(0, -(-(effort.others - done_on_others) // left)),
        )
        methodology = subject.methodology
        body = methodology.body.name
        if body not in called:
            called[body] = called_for(methodology, effort.seed)
        cases = complete(methodology, called[body], share.cases, effort.seed, subject.carries)
        checker = Checker(subject, thinned(cases, effort))
        found = check_subject(checker, all_engines() if engines is None else engines, share, progress or silent)[0]
        reports.append(found)
        done += sum(found.kinds.values())
        done_on_others += max((engine.cases for engine in found.engines if engine.engine != OBSERVER), default=0)
    if rating is not None:
        chosen = all_engines() if engines is None else engines
        reports.append(check_rating(rating, chosen, effort.seed, effort.workers, progress or silent))
    return CrosscheckReport(identity.id, identity.edition, effort.seed, tuple(reports))


def thinned(cases: tuple[Case, ...], effort: Effort) -> tuple[Case, ...]:
    """All cases, or as many as are wanted for a sample."""
    return cases if effort.sample is None else cases[:: -(-len(cases) // effort.sample)]


def silent(_subject: str, _engine: str, _done: int, _all: int) -> None:
    """No progress is wanted."""


def check_subject(
    checker: Checker, engines: Sequence[Engine], effort: Effort, progress: Progress
) -> tuple[SubjectReport, frozenset[Identity]]:
    """The report, and the branches that the cases took."""
    load = Workload(
        name=checker.subject.name,
        coverage=checker.coverage,
        formulas=checker.formula_count,
        first=lambda engine: _count(engine, checker.cases, effort),
        run=lambda engine, numbers: checker.run(engine, [checker.cases[n] for n in numbers], effort.workers),
    )
    reports, taken = on_each(load, engines, progress)
    reached = checker.coverage.reached(taken)
    never = checker.coverage.never(reached) if taken else ()
    kinds = Counter(case.kind.value for case in checker.cases)
    return SubjectReport(checker.subject.name, dict(kinds), reports, never), reached


def _count(engine: Engine, cases: tuple[Case, ...], effort: Effort) -> int:
    if engine.name == OBSERVER:
        return len(cases)
    return min(len(cases), max(effort.others, needed(cases) if effort.thorough else 0))


class Checker:
    """One workbook and its cases, ready to be run on any engine. With `naming` the branches of one formula in all rows
    of a table count as one, and only those in `watched` are looked at."""

    def __init__(
        self,
        subject: Subject,
        cases: tuple[Case, ...],
        naming: Naming | None = None,
        watched: Collection[Identity] | None = None,
    ) -> None:
        self.subject = subject
        self.cases = cases
        self._compared = subject.compared()
        self._settable = subject.settable()
        self._typist = Typist(subject)
        self._evaluator = Evaluator(subject.methodology)
        package = Package(subject.workbook)
        self._texts = package.formulas()
        behind: Mapping[Address, object] = (
            Graph.of(package, self._compared.values()).formulas if naming is None else naming.formulas
        )
        self._behind = behind
        self.formula_count = len(behind)
        keys = None if watched is None or naming is None else {identity.formula for identity in watched}
        looked_at = [a for a in behind if keys is None or (naming is not None and naming.formulas[a] in keys)]
        texts = {address: self._texts[address] for address in looked_at}
        self.coverage = Coverage(texts, None if naming is None else naming.formulas)

    def run(self, engine: Engine, cases: Sequence[Case], workers: int) -> Iterator[Outcome]:
        """These of the cases on this engine, in order."""
        readable = tuple(self._compared.values())
        if isinstance(engine, IronCalc):
            # It computes every formula each time, so those that nothing compared rests on are left out.
            package = Package(self.subject.workbook)
            package.keep_formulas(self._behind.keys())
            watching = engine.open(package.to_bytes(), self._settable, readable, self.coverage.watched)
            watch = self.coverage.watch()  # each forked process has its own copy and reports what is new to it
            yield from fork_map(lambda case: self._watch(watching, watch, case), cases, workers)
            return
        session = engine.open(self.subject.workbook, self._settable, readable)
        try:
            yield from fork_map(lambda case: self._one(engine, session, case), cases, workers)
        finally:
            session.close()

    def _watch(self, session: IronCalcSession, watch: Watch, case: Case) -> Outcome:
        settings = self._typist.settings(case)
        readings, watched = session.watch(settings)
        taken = watch.taken(watched, settings.keys())
        if taken:
            session.keep_watching(watch.waiting())
        return self._outcome("ironcalc", case, readings, taken)

    def _one(self, engine: Engine, session: Session, case: Case) -> Outcome:
        return self._outcome(engine.name, case, session.run(self._typist.settings(case)), frozenset())

    def _outcome(self, engine: str, case: Case, readings: Readings, taken: frozenset[int]) -> Outcome:
        expected = self.subject.expected(self._evaluator.run(case.given))
        by_hand = case.given.overrides.keys()
        cells = [code for code in self._compared if code not in by_hand]
        wrong = [code for code in cells if not agrees(expected[code], readings[self._compared[code]])]
        details = tuple(
            self._disagreement(engine, case, code, expected[code], readings[self._compared[code]]) for code in wrong[:5]
        )
        return Outcome(len(cells), len(wrong), details, taken)

    def _disagreement(self, engine: str, case: Case, code: str, expected: Cell, found: Reading) -> Disagreement:
        address = self._compared[code]
        return Disagreement(
            engine=engine,
            subject=self.subject.name,
            case=case.name,
            kind=case.kind.value,
            about=case.about,
            clause=self._clause(code) or case.clause,
            code=code,
            sheet=address[0],
            cell=address[1],
            formula=self._texts.get(address, ""),
            expected=shown(expected),
            found=_found(found),
            given=described(case.given),
        )

    def _clause(self, code: str) -> str:
        value = self.subject.methodology.values.get(code)
        return "" if value is None else value.citation.clause


def described(given: Given) -> Mapping[str, str]:
    """What is given, for a reader: inputs, cells of tables, values set by hand (marked with "!")."""
    lines = {code: _plain(cell) for code, cell in given.inputs.items()}
    for table, rows in given.tables.items():
        for number, row in enumerate(rows, 1):
            lines.update({f"{table}[{number}].{name}": _plain(cell) for name, cell in row.items()})
    lines.update({f"{code}!": _plain(outcome) for code, outcome in given.overrides.items()})
    return lines


def _plain(cell: Cell) -> str:
    return cell.value if isinstance(cell, State) else str(cell)


def _found(reading: Reading) -> str:
    match reading:
        case None:
            return "(blank)"
        case Fault(text):
            return text
        case str():
            return reading
        case _:
            return f"{reading:.15g}"
