"""What a cross-check found: figures for each engine and workbook, every disagreement, branches that no case reached."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass

from compiler.crosscheck.branches import Condition


@dataclass(frozen=True, slots=True)
class Disagreement:
    """One cell for which an engine and the evaluator differ. `given` is what was filled in and set by hand."""

    engine: str
    subject: str
    case: str
    kind: str
    about: str
    clause: str
    code: str
    sheet: str
    cell: str
    formula: str
    expected: str
    found: str
    given: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class NeverReached:
    """A branch of a formula that no case took: its `condition` never came out so (`holds`). A `guard` would only give
    "" or "-" and stands over what bounds or the cells before may rule out; one that is no guard computes something that
    was never checked."""

    sheet: str
    cell: str
    formula: str
    condition: str
    holds: bool
    guard: bool

    @property
    def branch(self) -> str:
        return str(Condition(self.condition, self.holds))


@dataclass(frozen=True, slots=True)
class EngineReport:
    """One engine on one workbook.

    `cells` counts comparisons of single cells, `formulas` the formulas that the engine computed for each case, and
    `branches` how many of `all_branches` the cases took (as observed on IronCalc; the engines compute the same cases).
    `install` is set when the engine is missing, `failure` when it could not do its work.
    """

    engine: str
    version: str
    install: str
    failure: str
    cases: int
    cells: int
    formulas: int
    branches: int
    all_branches: int
    disagreeing_cells: int
    disagreements: tuple[Disagreement, ...]
    seconds: float

    @property
    def agrees(self) -> bool:
        """Whether the engine ran to its end and no cell differs."""
        return not self.failure and not self.disagreeing_cells


@dataclass(frozen=True, slots=True)
class SubjectReport:
    """One workbook on all engines. `kinds` counts its cases by kind.

    `standard` names the workbook in which all cases run, when this one runs only a sample of them because its every
    formula was found to be the same there: `same` formulas, the branches of which are counted over both. `elsewhere`
    counts values, inputs and tables of a standard whose cases run in that of another kind of body, for the same reason.
    """

    subject: str
    kinds: Mapping[str, int]
    engines: tuple[EngineReport, ...]
    never_reached: tuple[NeverReached, ...]
    standard: str = ""
    same: int = 0
    elsewhere: int = 0


@dataclass(frozen=True, slots=True)
class Printed:
    """A figure that a source prints otherwise than the rules give it. `expected` is what the file of cases says that
    the rule gives, `found` what it does give."""

    place: str
    body: str
    code: str
    expected: str
    printed: str
    found: str


@dataclass(frozen=True, slots=True)
class PublishedReport:
    """Published figures against the evaluator: how many agree, which the source prints otherwise (declared with the
    cases), and which differ from what is declared."""

    agree: int = 0
    printed_differently: tuple[Printed, ...] = ()
    differ: tuple[Printed, ...] = ()

    @property
    def all(self) -> int:
        """How many printed figures were compared."""
        return self.agree + len(self.printed_differently) + len(self.differ)


@dataclass(frozen=True, slots=True)
class CrosscheckReport:
    """Everything; `agrees` when no engine disagreed or failed, at least one did its work on every workbook, and no
    published figure differs from what the rules give without being declared."""

    methodology: str
    edition: str
    seed: int
    subjects: tuple[SubjectReport, ...]
    published: PublishedReport = PublishedReport()

    @property
    def engines_agree(self) -> bool:
        """Whether every workbook was recalculated by at least one engine and none disagrees."""
        return bool(self.subjects) and all(
            any(not engine.install for engine in subject.engines) and all(engine.agrees for engine in subject.engines)
            for subject in self.subjects
        )

    @property
    def agrees(self) -> bool:
        """Whether nothing differs, neither of the engines nor of the published figures."""
        return self.engines_agree and not self.published.differ

    @property
    def disagreements(self) -> tuple[Disagreement, ...]:
        """Those of all engines, in the order of the workbooks."""
        return tuple(d for subject in self.subjects for engine in subject.engines for d in engine.disagreements)

    def summary(self) -> dict[str, object]:
        """The figures, small enough to be kept beside the workbooks; the same sources and versions of engines give the
        same summary on every machine."""
        return {
            "methodology": self.methodology,
            "edition": self.edition,
            "seed": self.seed,
            "agrees": self.agrees,
            "cases": sum(sum(subject.kinds.values()) for subject in self.subjects),
            "workbooks": [_subject_summary(subject) for subject in self.subjects],
            "disagreements": [asdict(found) for found in self.disagreements],
            **({"published": asdict(self.published)} if self.published.all else {}),
        }

    def to_data(self, with_times: bool = False) -> dict[str, object]:
        """For JSON. Without times the same sources give the same data on every machine."""
        data: dict[str, object] = {**asdict(self), "agrees": self.agrees}
        if not with_times:
            for subject in data["subjects"]:  # type: ignore[attr-defined]  # asdict gives plain lists and dicts
                for engine in subject["engines"]:
                    del engine["seconds"]
        return data


def _subject_summary(subject: SubjectReport) -> dict[str, object]:
    return {
        "workbook": subject.subject,
        "cases": dict(sorted(subject.kinds.items())),
        **({"sample_of": subject.standard, "same_formulas": subject.same} if subject.standard else {}),
        **({"rules_checked_in_another": subject.elsewhere} if subject.elsewhere else {}),
        "engines": [_engine_summary(engine) for engine in subject.engines],
        "never_reached": [
            {"sheet": never.sheet, "cell": never.cell, "formula": never.formula, "branch": never.branch}
            for never in subject.never_reached
        ],
    }


def _engine_summary(engine: EngineReport) -> dict[str, object]:
    if engine.install:
        return {"engine": engine.engine, "missing": engine.install}
    return {
        "engine": engine.engine,
        "version": engine.version,
        "cases": engine.cases,
        "comparisons": engine.cells,
        "formulas": engine.formulas,
        "branches": engine.branches,
        "all_branches": engine.all_branches,
        "disagreeing_cells": engine.disagreeing_cells,
        **({"failure": engine.failure} if engine.failure else {}),
    }
