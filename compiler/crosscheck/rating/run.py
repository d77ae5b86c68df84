"""The rating on every engine: every cell that a case expects something of is compared."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping, Sequence

from compiler.crosscheck.compare import agrees, shown
from compiler.crosscheck.engines.base import Address, Engine, EngineError, Readings, Session, Settings
from compiler.crosscheck.package import Package
from compiler.crosscheck.rating.cases import rating_cases
from compiler.crosscheck.rating.subject import RatingCase, RatingSubject
from compiler.crosscheck.report import Disagreement, EngineReport, SubjectReport
from compiler.evaluate import Cell
from compiler.parallel import WorkerDied, fork_map

KEPT = 200
"""Disagreements written out for each engine; all are counted."""
KIND = "rating"
ON_LIBREOFFICE = 6
"""Cases that LibreOffice runs, which takes seconds for each."""
Progress = Callable[[str, str, int, int], None]


def check_rating(
    subject: RatingSubject, engines: Sequence[Engine], seed: int, workers: int, progress: Progress
) -> SubjectReport:
    """Every case on every engine. Which branches the formulas take is observed on the workbooks of single bodies."""
    cases = rating_cases(subject, seed)
    expected = [subject.expected(case) for case in cases]
    settings = [subject.settings(case) for case in cases]
    formulas = Package(subject.workbook).formulas()
    readable = tuple(dict.fromkeys(address for cells in expected for address in cells))
    reports: list[EngineReport] = []
    for engine in engines:
        install, failure = engine.missing() or "", ""
        start = time.monotonic()
        count, cells, wrong = 0, 0, 0
        kept: list[Disagreement] = []
        try:
            some = settings[:ON_LIBREOFFICE] if engine.name == "libreoffice" else settings
            found = iter(()) if install else _readings(engine, subject, some, readable, workers)
            for case, wanted, readings in zip(cases, expected, found, strict=False):  # maybe not all cases
                differing = [a for a, (_, cell) in wanted.items() if not agrees(cell, readings[a])]
                count, cells, wrong = count + 1, cells + len(wanted), wrong + len(differing)
                kept += [_told(engine.name, subject, case, a, wanted[a], readings, formulas) for a in differing[:5]]
                progress(subject.name, engine.name, count, len(some))
        except (EngineError, WorkerDied) as error:
            failure = str(error)
        reports.append(
            EngineReport(
                engine=engine.name,
                version=engine.version(),
                install=install,
                failure=failure,
                cases=count,
                cells=cells,
                formulas=0 if install or failure else len(formulas),
                branches=0,
                all_branches=0,
                disagreeing_cells=wrong,
                disagreements=tuple(kept[:KEPT]),
                seconds=time.monotonic() - start,
            )
        )
    return SubjectReport(subject.name, {KIND: len(cases)}, tuple(reports), ())


def _readings(
    engine: Engine, subject: RatingSubject, settings: Sequence[Settings], readable: tuple[Address, ...], workers: int
) -> Iterator[Readings]:
    session: Session = engine.open(subject.workbook, subject.settable(), readable)
    try:
        if engine.name == "formulas":
            yield from fork_map(session.run, settings, workers)
        else:
            yield from session.run_all(settings)
    finally:
        session.close()


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
