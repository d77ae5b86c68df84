"""`--bodies FILE`: the bodies that a rating is made for, in place of those that the methodology names."""

from __future__ import annotations

from pathlib import Path

import click

from compiler.cli.texts import say
from compiler.evaluate.body_rows import read_bodies
from compiler.model.methodology import AssessedBody, Edition
from compiler.model.texts import Label, Translation
from dsl.diagnostics import DiagnosticBag, render_concise


def listed_bodies(path: Path, edition: Edition, lang: str) -> tuple[AssessedBody, ...]:
    """The bodies of the file in its order, as `esep eval` reads them; what is given for them does not count here. Its
    faults go to the screen: status 1, or 2 when it cannot be read."""
    bag = DiagnosticBag()
    try:
        rows = read_bodies(edition, path, bag)
    except OSError:
        click.echo(say("no-such-path", lang, path=path), err=True)
        raise click.exceptions.Exit(2) from None
    if len(bag):
        click.echo(render_concise(bag, lang), err=True, nl=False)
    if bag.has_errors:
        raise click.exceptions.Exit(1)
    known = {body.code: body for body in edition.assessed}
    language = edition.identity.languages[0]
    return tuple(
        known.get(row.body)
        or AssessedBody(row.body, row.kind, Label((Translation(language, row.body, official=False),)))
        for row in rows
    )
