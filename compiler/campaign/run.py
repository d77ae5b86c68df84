"""Intake of a campaign: returned files in, and one plain folder with everything that follows from them out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cache
from pathlib import Path

from compiler.campaign.answers import Gathered, gathered, with_answers, with_room
from compiler.campaign.bodies import Recipient
from compiler.campaign.collect import collected, sources
from compiler.campaign.files import write_table, write_whole
from compiler.campaign.history import TOTAL_RANK, Change, changes
from compiler.campaign.inputs import write_inputs
from compiler.campaign.letters import letter
from compiler.campaign.lists import write_findings, write_states
from compiler.campaign.papers import write_assessments, write_rating
from compiler.campaign.scores import Scored, scored, written
from compiler.campaign.standing import Standings, State, standings
from compiler.campaign.surveys import write_surveys
from compiler.campaign.texts import say
from compiler.evaluate.notation import spreadsheet_number
from compiler.intake.findings import Finding
from compiler.intake.reading import Expected
from compiler.intake.returns import Return, read_return
from compiler.intake.template import Template, template_of
from compiler.model.methodology import Edition
from compiler.model.texts import Language
from compiler.workbook.identity import Build


@dataclass(frozen=True, slots=True)
class Campaign:
    """What is assessed and where everything goes."""

    edition: Edition
    build: Build
    bodies: tuple[Recipient, ...]
    folder: Path
    language: Language
    workers: int
    papers: bool = True
    """Whether every body's assessment workbook is made too."""


@dataclass(frozen=True, slots=True)
class Taken:
    """What came of a run."""

    returns: tuple[Return, ...]
    standings: Standings
    scored: tuple[Scored, ...]
    changes: tuple[Change, ...]
    surveys: Gathered

    @property
    def findings(self) -> tuple[Finding, ...]:
        """About all files."""
        return (*self.standings.findings, *self.surveys.findings)

    @property
    def fine(self) -> bool:
        """Whether every body is accepted and no file is to be corrected."""
        accepted = all(one.state is State.ACCEPTED for one in self.standings.bodies) and not self.standings.strays
        return accepted and not any(one.blocks for one in self.surveys.findings)


def take(campaign: Campaign, given: Sequence[Path], done: Callable[[int, int], None]) -> Taken:
    """Reads every file, decides what counts, writes the lists and letters. `done`: files read, files in all.

    Run again after an interruption it goes on where it stopped and gives the same; no return is changed.
    """
    codes = {body.code for body in campaign.bodies}
    files = sources(given, codes)
    expected = Expected(campaign.edition, campaign.build.fingerprint)

    @cache
    def template(kind: str, workbook: str, language: Language) -> Template:
        return template_of(campaign.edition.methodology(kind), workbook, language, campaign.build)

    count = 0

    def progress() -> None:
        nonlocal count
        count += 1
        done(count, len(files))

    _prepare(campaign, template)
    returns = collected(
        files,
        lambda source: read_return(expected, template, source.path, source.name, source.sender),
        f"{campaign.build.fingerprint} {campaign.build.compiler_version}",
        campaign.folder / "records",
        campaign.workers,
        progress,
    )
    surveys = gathered(campaign.edition, campaign.bodies, [one for one in returns if one.of_respondent])
    found, kept = with_answers(standings(campaign.bodies, [one for one in returns if not one.of_respondent]), surveys)
    surveys = replace(surveys, findings=(*surveys.findings, *kept))
    edition = _with_room(campaign.edition, found)
    results = scored(edition, found)
    changed = changes(campaign.folder / "history.json", results)
    _write(campaign, found, surveys, results, changed)
    write_rating(edition, results, campaign.language, campaign.build, campaign.folder)
    if campaign.papers:
        write_assessments(campaign.edition, results, campaign.build, campaign.folder / "papers", campaign.workers)
    return Taken(returns, found, results, changed, surveys)


def _with_room(edition: Edition, found: Standings) -> Edition:
    """Tables as long as the longest of a kind of body."""
    counted = [(one.body.kind, one.counted.given) for one in found.bodies if one.counted is not None]
    methodologies = tuple(
        with_room(one, [given for kind, given in counted if given is not None and kind == one.body.name])
        for one in edition.methodologies
    )
    return replace(edition, methodologies=methodologies)


def _prepare(campaign: Campaign, template: Callable[[str, str, Language], Template]) -> None:
    """Reports are planned once, before the processes begin; other workbooks come back seldom."""
    spoken = {body.language or campaign.edition.identity.languages[0] for body in campaign.bodies}
    kinds = {body.kind for body in campaign.bodies}
    for methodology in campaign.edition.methodologies:
        for language in sorted(spoken, key=lambda one: one.value):
            if methodology.body.name in kinds:
                template(methodology.body.name, "report", language)


def _write(
    campaign: Campaign, found: Standings, surveys: Gathered, results: Sequence[Scored], changed: Sequence[Change]
) -> None:
    folder, spoken = campaign.folder, campaign.language.value
    write_findings(folder, (*found.findings, *surveys.findings), spoken)
    write_surveys(folder / "surveys", surveys, campaign.language)
    write_states(folder, found, spoken)
    write_inputs(folder / "inputs", results)
    _write_scores(folder, results, spoken)
    _write_changes(folder, changed, spoken)
    identity = campaign.edition.identity
    for one in found.bodies:
        language = one.body.language or identity.languages[0]
        path = folder / "letters" / f"{one.body.code}.{language.value}.txt"
        write_whole(path, letter(one, identity, language).encode())


def _write_scores(folder: Path, results: Sequence[Scored], spoken: str) -> None:
    """`scores.csv`: a row for every element of every body, as a spreadsheet reads it and exactly."""
    header = [say(f"column_{name}", spoken) for name in ("body", "name", "rank")]
    rows = [
        (one.standing.body.code, one.standing.body.name, written(one.rank), code, _decimal(score, spoken), score)
        for one in results
        for code, score in one.scores().items()
    ]
    header += [say(f"column_{name}", spoken) for name in ("element", "score", "exact")]
    write_table(folder / "scores.csv", header, rows)


def _write_changes(folder: Path, changed: Sequence[Change], spoken: str) -> None:
    """`changes.csv`: whose score and rank changed since the round before, by how much, through which clause."""
    columns = ("body", "input", "before", "after", "difference", "clause")
    rows = [
        (
            one.body,
            say("column_rank", spoken) if one.what == TOTAL_RANK else one.what,
            _decimal(one.before, spoken),
            _decimal(one.after, spoken),
            "" if one.difference is None else spreadsheet_number(one.difference, Language(spoken)),
            one.clause if one.cause else "",
        )
        for one in changed
    ]
    write_table(folder / "changes.csv", [say(f"column_{name}", spoken) for name in columns], rows)


def _decimal(exact: str, spoken: str) -> str:
    """Of an exact score; "" and "-" as they are."""
    return exact if exact in ("", "-") else spreadsheet_number(Fraction(exact), Language(spoken))
