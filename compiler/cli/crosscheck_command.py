"""`esep crosscheck`: every workbook of a methodology against the exact evaluator, on every engine that is here."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict, replace
from pathlib import Path
from typing import TYPE_CHECKING

import click
from click.termui import progressbar

from compiler.cli.build_command import bodies_of, compiled_edition, has_body
from compiler.cli.editions import compiled_all, edition_option
from compiler.cli.options import (
    body_option,
    format_option,
    lang_option,
    methodology_paths,
    named_command,
    refuse_faults,
    text,
)
from compiler.cli.texts import say
from dsl.diagnostics import DiagnosticBag

if TYPE_CHECKING:
    from compiler.crosscheck.report import CrosscheckReport, Disagreement, PublishedReport
    from compiler.driver import Compiled
    from compiler.model.methodology import Edition, Methodology

ENGINES = ("ironcalc", "formulas", "libreoffice")
SHOWN = 10


@named_command("crosscheck")
@click.argument("path", type=click.Path(path_type=Path))
@click.option("--engine", "engines", multiple=True, type=click.Choice(ENGINES), help=text("crosscheck-engine"))
@click.option("--cases", type=click.IntRange(1), default=5000, show_default=True, help=text("crosscheck-cases"))
@click.option("--seed", type=int, default=1, show_default=True, help=text("crosscheck-seed"))
@click.option(
    "--kind", type=click.Choice(("report", "assessment", "rating")), default=None, help=text("crosscheck-kind")
)
@body_option
@edition_option
@click.option("--report", "report_path", type=click.Path(path_type=Path), default=None, help=text("crosscheck-report"))
@format_option("text", "json")
@lang_option
def command(
    path: Path,
    engines: tuple[str, ...],
    cases: int,
    seed: int,
    kind: str | None,
    body: str | None,
    edition_name: str | None,
    report_path: Path | None,
    output: str,
    lang: str,
) -> None:
    """Status 1 when anything disagrees, a published figure among it, or when an engine that was named is not here."""
    if report_path is not None:
        report_path.parent.mkdir(parents=True, exist_ok=True)
        report_path.touch()  # a place that cannot be written to shows now, not after the work
    fine = True
    reports: list[CrosscheckReport] = []
    every = [c for one in methodology_paths(path, lang) for c in compiled_all(one, edition_name, lang)]
    for compiled in every:
        edition = compiled_edition(compiled, lang)
        if edition_name is None and not compiled.last and not has_body(edition, body):
            continue
        report = _run(compiled.path, edition, engines, cases, seed, kind, bodies_of(edition, body, lang))
        report = replace(report, published=_published(edition, compiled, lang))
        reports.append(report)
        fine = fine and report.agrees and not _named_and_absent(report, engines)
        if output == "text":
            if len(compiled.editions) > 1:
                click.echo(say("crosscheck-edition", lang, edition=compiled.edition))
            _print(report, lang)
    if output == "json":
        click.echo(json.dumps([report.to_data() for report in reports], ensure_ascii=False, indent=1))
    if report_path is not None:
        _write(report_path, reports)
    raise click.exceptions.Exit(0 if fine else 1)


def _run(
    path: Path,
    edition: Edition,
    engines: tuple[str, ...],
    cases: int,
    seed: int,
    kind: str | None,
    methodologies: tuple[Methodology, ...],
) -> CrosscheckReport:
    """All workbooks of one methodology, with a progress bar on the terminal."""
    from compiler.crosscheck.planning import KINDS, plan_standard, plan_subject
    from compiler.crosscheck.rating.run import KIND as RATING
    from compiler.crosscheck.rating.subject import plan_rating_subject
    from compiler.crosscheck.run import Effort, all_engines
    from compiler.crosscheck.through import crosscheck_through

    chosen = [engine for engine in all_engines() if not engines or engine.name in engines]
    language = edition.identity.languages[0]
    kinds = [one for one in KINDS if kind is None or one == kind]
    subjects = [plan_subject(m, one, language) for m in methodologies for one in kinds]
    rating = plan_rating_subject(edition, methodologies, language) if kind in (None, RATING) else None
    standards = [plan_standard(m, language) for m in methodologies] if subjects else []
    books = len({one.name for one in (*standards, *subjects)}) + (rating is not None)
    with progressbar(length=books * len(chosen), label=str(path), file=sys.stderr) as bar:

        def progress(_subject: str, _engine: str, done: int, total: int) -> None:
            if done == total:
                bar.update(1)

        return crosscheck_through(standards, subjects, chosen, Effort(cases=cases, seed=seed), progress, rating)


def _published(edition: Edition, compiled: Compiled, lang: str) -> PublishedReport:
    """The edition's figures in the folder `cases`; faults of its files on the screen and status 1."""
    from compiler.crosscheck.published import check_published

    bag = DiagnosticBag()
    folder = compiled.path if compiled.path.is_dir() else compiled.path.parent
    found = check_published(edition, folder, bag, compiled.editions)
    refuse_faults(bag, lang)
    return found


def _named_and_absent(report: CrosscheckReport, engines: tuple[str, ...]) -> bool:
    return any(e.install and e.engine in engines for subject in report.subjects for e in subject.engines)


def _print(report: CrosscheckReport, lang: str) -> None:
    for subject in report.subjects:
        click.echo(_book(subject.subject, lang))
        if subject.standard:
            line = say("crosscheck-sample", lang, standard=_book(subject.standard, lang), formulas=subject.same)
            click.echo(f"  {line}")
        if subject.elsewhere:
            click.echo("  " + say("crosscheck-elsewhere", lang, count=subject.elsewhere))
        for engine in subject.engines:
            if engine.install:
                click.echo("  " + say("crosscheck-absent", lang, engine=engine.engine, install=engine.install))
                continue
            line = say(
                "crosscheck-engine-line",
                lang,
                engine=f"{engine.engine} {engine.version}",
                cases=engine.cases,
                formulas=engine.formulas,
                branches=engine.branches,
                all_branches=engine.all_branches,
                disagreements=engine.disagreeing_cells,
            )
            click.echo(f"  {line}" + (f" — {engine.failure}" if engine.failure else ""))
        for branch in subject.never_reached[:SHOWN]:
            key = "crosscheck-never-true" if branch.holds else "crosscheck-never-false"
            told = say(key, lang, sheet=branch.sheet, cell=branch.cell, condition=branch.condition)
            click.echo(f"  {told}")
    _print_published(report.published, lang)
    found = report.disagreements
    if not found:
        click.echo(say("crosscheck-agree", lang) if report.engines_agree else say("crosscheck-failed", lang))
        return
    click.echo(say("crosscheck-disagree", lang, count=len(found)))
    for disagreement in found[:SHOWN]:
        click.echo(_line(disagreement, lang))


def _book(name: str, lang: str) -> str:
    """The name of a workbook in the reports, its words in the reader's language."""
    from compiler.crosscheck.planning import SHORT

    return name.replace(SHORT, say("crosscheck-short", lang))


def _print_published(published: PublishedReport, lang: str) -> None:
    """How many published figures agree; each that does not."""
    if not published.all:
        return
    printed, differ = published.printed_differently, published.differ
    click.echo(say("published-figures", lang, agree=published.agree, printed=len(printed), differ=len(differ)))
    for key, figures in (("published-printed", printed), ("published-differs", differ)):
        for figure in figures:
            click.echo("  " + say(key, lang, **asdict(figure)))


def _line(found: Disagreement, lang: str) -> str:
    wanted = {name: getattr(found, name) for name in ("engine", "sheet", "cell", "code", "case", "expected", "clause")}
    return say("crosscheck-line", lang, **wanted, found=found.found)


def _write(path: Path, reports: list[CrosscheckReport]) -> None:
    """A summary as JSON without times, the same on every machine (a list for several methodologies); JUnit for CI
    beside it."""
    from compiler.crosscheck.junit import junit

    path.parent.mkdir(parents=True, exist_ok=True)
    summaries = [report.summary() for report in reports]
    data = summaries[0] if len(summaries) == 1 else summaries
    path.write_text(json.dumps(data, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    last = {report.methodology: report.edition for report in reports}
    for report in reports:
        edition = "" if report.edition == last[report.methodology] else f".{report.edition}"
        name = f"{path.stem}.{report.methodology}{edition}.junit.xml"
        path.with_name(name).write_text(junit(report), encoding="utf-8")
