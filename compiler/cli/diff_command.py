"""`esep diff`: what an edition changes in the one before it, for each kind of body."""

from __future__ import annotations

import json
from pathlib import Path

import click

from compiler.cli.build_command import compiled_edition
from compiler.cli.diff_text import Compared, clause_of, render
from compiler.cli.editions import compiled_as
from compiler.cli.options import format_option, lang_option, named_command, text
from compiler.cli.texts import say
from compiler.driver import Compiled
from compiler.evaluate.differences import Change, Difference, added_or_removed, differences
from compiler.model.methodology import Edition
from compiler.model.texts import Language


@named_command("diff")
@click.argument("path", type=click.Path(path_type=Path))
@click.option("--from", "earlier", default=None, help=text("diff-from"))
@click.option("--to", "later", default=None, help=text("diff-to"))
@format_option("text", "json")
@lang_option
def command(path: Path, earlier: str | None, later: str | None, output: str, lang: str) -> None:
    """Status 0 whether or not anything differs; 2 for an unknown edition, or when there is nothing to compare with."""
    new = compiled_as(path, later, lang)
    newer = compiled_edition(new, lang)
    old = compiled_as(path, earlier or _before(new, lang), lang)
    editions = compiled_edition(old, lang), newer
    found = _compared(*editions, _common_language(*editions, Language(lang)))
    changes = {change for change in new.changes if change not in old.changes}
    if output == "json":
        data = {
            "methodology": editions[1].identity.id,
            "from": old.edition,
            "to": new.edition,
            "unseen": new.unseen,
            "bodies": [_plain(one, new, lang) for one in found],
        }
        click.echo(json.dumps(data, ensure_ascii=False, indent=2))
    else:
        click.echo(render(found, old.edition, new.edition, frozenset(changes), lang, new.unseen), nl=False)


def _before(compiled: Compiled, lang: str) -> str:
    place = compiled.editions.index(compiled.edition) if compiled.edition in compiled.editions else 0
    if place == 0:
        click.echo(say("diff-nothing-before", lang, edition=compiled.edition), err=True)
        raise click.exceptions.Exit(2)
    return compiled.editions[place - 1]


def _common_language(old: Edition, new: Edition, wanted: Language) -> Language:
    """Texts are compared in a language that both acts have; a translation that only one has is no change."""
    both = [language for language in new.identity.languages if language in old.identity.languages]
    return wanted if wanted in both or not both else both[0]


def _compared(old: Edition, new: Edition, language: Language) -> tuple[Compared, ...]:
    """By kind of body, in the order of the later edition; kinds of the earlier one alone come last."""
    before = {kind.name: old.methodology(kind.name) for kind in old.bodies}
    found: list[Compared] = []
    for kind in new.bodies:
        now = new.methodology(kind.name)
        if kind.name in before:
            found.append(Compared((kind.label,), (kind.name,), differences(before[kind.name], now, language)))
        else:
            found.append(Compared((kind.label,), (kind.name,), added_or_removed(now, language, Change.ADDED)))
    kept = {kind.name for kind in new.bodies}
    for kind in old.bodies:
        if kind.name not in kept:
            gone = added_or_removed(before[kind.name], language, Change.REMOVED)
            found.append(Compared((kind.label,), (kind.name,), gone))
    return tuple(found)


def _plain(compared: Compared, new: Compiled, lang: str) -> dict[str, object]:
    return {
        "body": compared.names[0],
        "differences": [_difference(one, new, lang) for one in compared.differences],
    }


def _difference(one: Difference, new: Compiled, lang: str) -> dict[str, object]:
    return {
        "thing": one.thing.value,
        "code": one.code,
        "title": one.label.text(Language(lang)),
        "change": one.change.value,
        "clause": clause_of(one, frozenset(new.changes)),
        "aspects": [
            {"aspect": changed.aspect.value, "before": list(changed.before), "after": list(changed.after)}
            for changed in one.aspects
        ],
    }
