"""`esep build`: the workbooks of a methodology, the dumps of their formulas and the manifest."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Mapping
from functools import partial
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING

import click
from click.termui import progressbar

from compiler.cli.bodies import listed_bodies, rated_bodies
from compiler.cli.editions import compiled_all, compiled_as, edition_option, folder_of
from compiler.cli.options import body_option, methodology_paths, named_command, text
from compiler.cli.texts import LANGUAGES, language_of_environment, say
from compiler.driver import Compiled, remarks_of
from compiler.model.methodology import AssessedBody, Edition, Methodology
from compiler.model.texts import Language
from dsl.diagnostics import render_full

if TYPE_CHECKING:
    from compiler.campaign.bodies import Recipient

RATING = "rating"


@named_command("build")
@click.argument("path", type=click.Path(path_type=Path))
@click.option(
    "--kind",
    type=click.Choice(("report", "assessment", "survey", RATING)),
    default=None,
    help=text("build-kind"),
)
@body_option
@click.option("--bodies", type=click.Path(path_type=Path), default=None, help=text("build-bodies"))
@click.option("--lang", "chosen", type=click.Choice(LANGUAGES), default=None, help=text("build-language"))
@edition_option
@click.option("--out", type=click.Path(path_type=Path), default=None, help=text("build-out"))
def command(
    path: Path,
    kind: str | None,
    body: str | None,
    bodies: Path | None,
    chosen: str | None,
    edition_name: str | None,
    out: Path | None,
) -> None:
    """A methodology with errors gives no workbook: status 1. `--lang` is the language of workbooks and messages; left
    out, workbooks are in the act's own. Earlier editions go into folders of their own."""
    lang = chosen or language_of_environment()
    paths = methodology_paths(path, lang)
    for one in paths:
        issued = bodies is not None and kind not in (None, RATING)
        chosen_ones = (compiled_as(one, edition_name, lang),) if issued else compiled_all(one, edition_name, lang)
        for compiled in chosen_ones:
            edition = compiled_edition(compiled, lang)
            if edition_name is None and not compiled.last and not has_body(edition, body):
                continue
            top = out if out is not None and len(paths) == 1 else (out or Path("generated")) / edition.identity.id
            folder = folder_of(top, compiled)
            listed = None if bodies is None else listed_bodies(bodies, edition, lang)
            if listed is not None and kind not in (None, RATING):
                _issue(compiled, edition, kind, listed, folder, lang)
                continue
            rated = None if listed is None else rated_bodies(listed, edition)
            _build(compiled, edition, kind, body, bodies_of(edition, body, lang), rated, chosen, folder, lang)


def _issue(
    compiled: Compiled, edition: Edition, kind: str, bodies: tuple[Recipient, ...], folder: Path, lang: str
) -> None:
    """A workbook for every body, in the body's language."""
    from compiler.campaign.issue import issue
    from compiler.workbook.identity import Build

    build = Build(compiled.fingerprint(), metadata.version("esep"))
    with progressbar(length=len(bodies), label=str(folder), file=sys.stderr) as bar:
        count = issue(edition, kind, build, bodies, folder, os.cpu_count() or 1, bar.update)
    click.echo(say("build-issued", lang, count=count, folder=folder))


def compiled_edition(compiled: Compiled, lang: str) -> Edition:
    """The edition, or its errors on the screen and status 1."""
    if compiled.lowered is None:
        for remark in remarks_of(compiled):
            click.echo(render_full([remark.diagnostic], compiled.sources, lang), err=True)
        click.echo(say("methodology-refused", lang), err=True)
        raise click.exceptions.Exit(1)
    return compiled.lowered.edition


def names_of(compiled: Compiled) -> Mapping[str, str]:
    """Code → name as it was written; empty where the methodology does not compile."""
    return {} if compiled.lowered is None else compiled.lowered.names


def has_body(edition: Edition, body: str | None) -> bool:
    """Earlier editions need not have the kind of body that is asked for."""
    return body is None or any(kind.name == body for kind in edition.bodies)


def bodies_of(edition: Edition, body: str | None, lang: str) -> tuple[Methodology, ...]:
    """The methodologies of the named kind of body, or of all; status 2 for an unknown name."""
    if body is None:
        return edition.methodologies
    found = tuple(m for m in edition.methodologies if m.body.name == body)
    if not found:
        names = ", ".join(kind.name for kind in edition.bodies)
        click.echo(say("unknown-body", lang, name=body, bodies=names), err=True)
        raise click.exceptions.Exit(2)
    return found


def _build(
    compiled: Compiled,
    edition: Edition,
    kind: str | None,
    body: str | None,
    methodologies: tuple[Methodology, ...],
    rated: tuple[AssessedBody, ...] | None,
    chosen: str | None,
    folder: Path,
    lang: str,
) -> None:
    from compiler.excel.earlier import Extent, remove, still_valid
    from compiler.excel.release import Released, prepare, release, release_rating, write_manifest
    from compiler.workbook.identity import Build, family
    from compiler.workbook.plan import kinds_of
    from compiler.workbook.rating.plan import prepare_rating

    build = Build(compiled.fingerprint(), metadata.version("esep"))
    spoken = Language(chosen) if chosen is not None else edition.identity.languages[0]
    folder.mkdir(parents=True, exist_ok=True)
    made: list[Callable[[], Released]] = []
    for source in [prepare(methodology) for methodology in methodologies] if kind != RATING else ():
        kinds = (known for known in kinds_of(source.methodology) if kind in (None, family(known)))
        made.extend(partial(release, source, known, spoken, build, folder) for known in kinds)
    if kind in (None, RATING):
        made.append(partial(release_rating, prepare_rating(edition, methodologies, rated), spoken, build, folder))
    released: list[Released] = []
    with progressbar(made, file=sys.stderr) as progress:
        released.extend(one() for one in progress)
    valid, stale = still_valid(folder, build, Extent(kind, body, spoken), [one.path.name for one in released])
    records = [*(one.record for one in released), *valid]
    write_manifest(folder, edition.identity.id, edition.identity.edition, build, records)
    remove(stale)
    for one in released:
        click.echo(say("build-wrote", lang, path=one.path))
    for path in stale:
        click.echo(say("build-removed", lang, path=path))
