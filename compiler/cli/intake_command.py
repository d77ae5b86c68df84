"""`esep intake`: returned workbooks in, findings, letters, scores and the rating out, all in one plain folder."""

from __future__ import annotations

import json
import os
import sys
from collections import Counter
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING

import click
from click.termui import progressbar

from compiler.cli.bodies import listed_bodies
from compiler.cli.build_command import compiled_edition
from compiler.cli.editions import compiled_as, edition_option
from compiler.cli.options import format_option, lang_option, named_command, require_path, text
from compiler.cli.texts import say
from compiler.model.texts import Language

if TYPE_CHECKING:
    from compiler.campaign.run import Taken


STEPS = 1000
"""Of the progress bar: what is left to do is known only as a share."""


@named_command("intake")
@click.argument("returns", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--methodology", required=True, type=click.Path(path_type=Path), help=text("intake-methodology"))
@edition_option
@click.option("--out", required=True, type=click.Path(path_type=Path), help=text("intake-out"))
@click.option("--bodies", "list_path", type=click.Path(path_type=Path), default=None, help=text("intake-bodies"))
@click.option("--jobs", type=click.IntRange(1), default=os.cpu_count() or 1, help=text("intake-jobs"))
@click.option("--papers/--no-papers", default=True, help=text("intake-papers"))
@format_option("text", "json")
@lang_option
def command(
    returns: tuple[Path, ...],
    methodology: Path,
    edition_name: str | None,
    out: Path,
    list_path: Path | None,
    jobs: int,
    papers: bool,
    output: str,
    lang: str,
) -> None:
    """Status 1 when a return is to be corrected or missing; 2 when a path or the list of bodies cannot be read."""
    from compiler.campaign.run import Campaign, take
    from compiler.workbook.identity import Build

    for path in returns:
        require_path(path, lang)
    compiled = compiled_as(methodology, edition_name, lang)
    edition = compiled_edition(compiled, lang)
    build = Build(compiled.fingerprint(), metadata.version("esep"))
    campaign = Campaign(edition, build, listed_bodies(list_path, edition, lang), out, Language(lang), jobs, papers)
    with progressbar(length=STEPS, label=str(out), file=sys.stderr) as bar:
        shown = 0

        def done(count: int, total: int) -> None:
            nonlocal shown
            now = STEPS * count // total
            bar.update(now - shown)
            shown = now

        taken = take(campaign, returns, done)
    _report(taken, out, output, lang)
    raise click.exceptions.Exit(0 if taken.fine else 1)


def _report(taken: Taken, out: Path, output: str, lang: str) -> None:
    states = Counter(one.state.value for one in taken.standings.bodies)
    findings = Counter(one.diagnostic.severity.value for one in taken.findings)
    surveys = {name: sum(getattr(one, name) for one in taken.surveys.answers) for name in ("taken", "refused", "twice")}
    if output == "json":
        summary = {
            "files": len(taken.returns),
            "bodies": dict(sorted(states.items())),
            "findings": dict(sorted(findings.items())),
            "questionnaires": surveys,
            "changes": len(taken.changes),
            "folder": str(out),
        }
        click.echo(json.dumps(summary, ensure_ascii=False, indent=2))
        return
    counts = {key: states.get(key, 0) for key in ("accepted", "refused", "missing")}
    click.echo(say("intake-bodies-line", lang, files=len(taken.returns), **counts))
    if taken.surveys.answers:
        click.echo(say("intake-surveys-line", lang, **surveys))
    click.echo(say("intake-findings-line", lang, errors=findings.get("error", 0), warnings=findings.get("warning", 0)))
    if taken.changes:
        click.echo(say("intake-changes-line", lang, count=len(taken.changes)))
    click.echo(say("intake-wrote", lang, folder=out))
