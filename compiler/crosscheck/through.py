"""All cases on small workbooks that stand for the real ones, a sample on the real ones.

A standard is the workbook of a kind of body with short tables. A real workbook needs only a sample of the cases when
its every formula is proven to be one of the standard's; one that is not so runs all cases itself. Rules whose formulas
a standard shares with that of another kind of body run their own cases only there, but for some.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from zlib import crc32

from compiler.crosscheck.alike import Formula, Naming
from compiler.crosscheck.cases.base import Case
from compiler.crosscheck.cases.generate import called_for, complete
from compiler.crosscheck.cases.sample import sampled
from compiler.crosscheck.coverage import Identity
from compiler.crosscheck.each_engine import Progress
from compiler.crosscheck.engines.base import Engine
from compiler.crosscheck.rating.run import check_rating
from compiler.crosscheck.rating.subject import RatingSubject
from compiler.crosscheck.report import CrosscheckReport, EngineReport, SubjectReport
from compiler.crosscheck.run import Checker, Effort, all_engines, check_subject, silent, thinned
from compiler.crosscheck.subject import Subject

SHARED = 8
"""Of the rules that two kinds of body share, every 8th or so has its cases in both."""


@dataclass(frozen=True, slots=True)
class Standard:
    """A workbook in which all cases have run."""

    name: str
    naming: Naming
    cases: tuple[Case, ...]
    branches: frozenset[Identity]


def crosscheck_through(
    standards: Sequence[Subject],
    subjects: Sequence[Subject],
    engines: Sequence[Engine] | None = None,
    effort: Effort | None = None,
    progress: Progress | None = None,
    rating: RatingSubject | None = None,
) -> CrosscheckReport:
    """Every standard with all cases, then every subject. There is one standard for each kind of body of the subjects;
    a subject that is its own standard is not run twice."""
    check = Through(all_engines() if engines is None else engines, effort or Effort(), progress or silent)
    for number, subject in enumerate(standards):
        check.standard(subject, len(standards) - number)
    for subject in subjects:
        if subject.name not in (one.name for one in standards):
            check.real(subject)
    reports = check.finished()
    methodologies = [one.methodology for one in standards] + [*(rating.methodologies if rating else ())]
    if rating is not None:
        reports += (check_rating(rating, check.engines, check.effort.seed, check.effort.workers, check.progress),)
    identity = methodologies[0].identity
    return CrosscheckReport(identity.id, identity.edition, check.effort.seed, reports)


class Through:
    """One cross-check; gathers what has run and which branches were taken anywhere."""

    def __init__(self, engines: Sequence[Engine], effort: Effort, progress: Progress) -> None:
        self.engines = tuple(engines)
        self.effort = effort
        self.progress = progress
        self._reports: list[SubjectReport] = []
        self._checkers: list[Checker | None] = []
        self._standards: dict[str, Standard] = {}
        self._reached: frozenset[Identity] = frozenset()

    def standard(self, subject: Subject, left: int) -> None:
        """Run all cases; `left` standards, this one included, share what is to be done."""
        methodology, seed = subject.methodology, self.effort.seed
        naming = Naming(subject)
        shared = {
            code
            for code in (*methodology.values, *methodology.inputs, *methodology.tables)
            if crc32(code.encode()) % SHARED and any(naming.covers(code, s.naming) for s in self._standards.values())
        }
        called = called_for(methodology, seed, lambda code: code not in shared)
        done = sum(sum(report.kinds.values()) for report in self._reports)
        share = replace(
            self.effort,
            cases=-(-max(0, self.effort.cases - done) // left),
            others=-(-self.effort.others // (len(self._standards) + left)),
        )
        cases = thinned(complete(methodology, called, share.cases, seed, subject.carries), share)
        checker = Checker(subject, cases, naming)
        report, reached = check_subject(checker, self.engines, share, self.progress)
        self._reached |= reached
        self._standards[methodology.body.name] = Standard(subject.name, naming, cases, checker.coverage.all)
        self._reports.append(replace(report, elsewhere=len(shared)))
        self._checkers.append(checker)

    def real(self, subject: Subject) -> None:
        """Run a sample of the cases, or all of them when a formula is not the same in the standard."""
        methodology, effort = subject.methodology, self.effort
        standard = self._standards[methodology.body.name]
        naming = Naming(subject)
        if naming.unlike(standard.naming):
            called = called_for(methodology, effort.seed)
            cases = thinned(complete(methodology, called, 0, effort.seed, subject.carries), effort)
            report, _ = check_subject(Checker(subject, cases), self.engines, effort, self.progress)
            self._reports.append(report)
            self._checkers.append(None)
            return
        cases = sampled(methodology, standard.cases, effort.real, effort.seed, subject.carries)
        checker = Checker(subject, cases, naming, standard.branches - self._reached)
        share = replace(effort, others=effort.real_others, thorough=False)
        report, reached = check_subject(checker, self.engines, share, self.progress)
        self._reached |= reached
        own = _of(standard.branches, naming)
        taken = len(own & self._reached)
        counted = tuple(_counted(engine, taken, len(own)) for engine in report.engines)
        same = len(naming.formulas)
        self._reports.append(replace(report, engines=counted, never_reached=(), standard=standard.name, same=same))
        self._checkers.append(None)

    def finished(self) -> tuple[SubjectReport, ...]:
        """The reports; the branches that no workbook took stand with the standard."""
        watched = any(engine.name == "ironcalc" and engine.missing() is None for engine in self.engines)
        return tuple(
            report
            if checker is None or not watched
            else replace(report, never_reached=checker.coverage.never(self._reached))
            for report, checker in zip(self._reports, self._checkers, strict=True)
        )


def _of(branches: frozenset[Identity], naming: Naming) -> frozenset[Identity]:
    """Those of the formulas that this workbook has."""
    present: frozenset[Formula] = frozenset(naming.formulas.values())
    return frozenset(identity for identity in branches if identity.formula in present)


def _counted(engine: EngineReport, taken: int, every: int) -> EngineReport:
    return engine if engine.install or engine.failure else replace(engine, branches=taken, all_branches=every)
