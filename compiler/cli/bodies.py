"""`--bodies FILE`: the bodies that workbooks are made for, in place of those that the methodology names."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from compiler.cli.options import refuse_faults, require_file
from compiler.cli.texts import say
from compiler.model.methodology import AssessedBody, Edition
from compiler.model.texts import Label, Translation
from dsl.diagnostics import DiagnosticBag

if TYPE_CHECKING:
    from compiler.campaign.bodies import Recipient


def listed_bodies(path: Path | None, edition: Edition, lang: str) -> tuple[Recipient, ...]:
    """The bodies of the file in its order, else those that the methodology names. Faults of the file go to the screen:
    status 1, or 2 when it cannot be read or there are no bodies at all."""
    from compiler.campaign.bodies import named_bodies, read_bodies

    if path is None:
        found = named_bodies(edition)
        if not found:
            click.echo(say("bodies-needed", lang), err=True)
            raise click.exceptions.Exit(2)
        return found
    bag = DiagnosticBag()
    require_file(path, lang)
    found = read_bodies(path, {body.name for body in edition.bodies}, bag)
    refuse_faults(bag, lang)
    return found


def rated_bodies(bodies: tuple[Recipient, ...], edition: Edition) -> tuple[AssessedBody, ...]:
    """As the rating knows them; those that the methodology names keep its labels."""
    known = {body.code: body for body in edition.assessed}
    language = edition.identity.languages[0]
    return tuple(
        known.get(body.code)
        or AssessedBody(body.code, body.kind, Label((Translation(language, body.name, official=False),)))
        for body in bodies
    )
