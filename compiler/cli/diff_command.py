"""`esep diff`: what an edition changes in the one before it, for each kind of body."""

from __future__ import annotations

import json
from pathlib import Path

import click

from compiler.cli.build_command import compiled_edition
from compiler.cli.diff_clauses import Amending, between, clauses_of
from compiler.cli.diff_effect import effects, plain_effects, render_effects
from compiler.cli.diff_text import Compared, render
from compiler.cli.editions import compiled_as
from compiler.cli.options import body_option, format_option, lang_option, named_command, require_file, text
from compiler.cli.texts import say
from compiler.driver import Compiled
from compiler.evaluate.described import Reading
from compiler.evaluate.differences import Change, Difference, added_or_removed, differences
from compiler.model.methodology import Edition
from compiler.model.texts import Language


@named_command("diff")
@click.argument("path", type=click.Path(path_type=Path))
@click.option("--from", "earlier", default=None, help=text("diff-from"))
@click.option("--to", "later", default=None, help=text("diff-to"))
@click.option("--inputs", default=None, type=click.Path(path_type=Path), help=text("diff-inputs-file"))
@body_option
@format_option("text", "json")
@lang_option
def command(
    path: Path, earlier: str | None, later: str | None, inputs: Path | None, body: str | None, output: str, lang: str
) -> None:
    """Status 0 whether or not anything differs; 1 when an input is at fault; 2 for an unknown edition, or when there is
    nothing to compare with."""
    new = compiled_as(path, later, lang)
    newer = compiled_edition(new, lang)
    old = compiled_as(path, earlier or _before(new, lang), lang)
    older = compiled_edition(old, lang)
    texts = _common_language(older, newer, Language(lang))
    found = _compared(older, newer, (_reading(old, texts, lang), _reading(new, texts, lang)))
    found = tuple(one for one in found if body in (None, one.names[0]))
    amending = between(old, new)
    if inputs is not None:
        require_file(inputs, lang)
    scored = None if inputs is None else effects(old, new, inputs, body, lang)
    if output == "json":
        data = {
            "methodology": newer.identity.id,
            "from": old.edition,
            "to": new.edition,
            "unseen": None if new.unseen is None else new.unseen.text_in(Language(lang)),
            "acts": [{"edition": act.edition, "act": act.text(lang)} for act in amending.acts],
            "bodies": [_plain(one, amending, lang) for one in found],
        }
        if scored is not None:
            data["effect"] = plain_effects(scored)
        click.echo(json.dumps(data, ensure_ascii=False, indent=2))
    else:
        click.echo(render(found, old.edition, new.edition, amending, lang, new.unseen), nl=False)
        if inputs is not None and scored is not None:
            click.echo(render_effects(scored, inputs, lang), nl=False)


def _before(compiled: Compiled, lang: str) -> str:
    place = compiled.editions.index(compiled.edition) if compiled.edition in compiled.editions else 0
    if place == 0:
        click.echo(say("diff-nothing-before", lang, edition=compiled.edition), err=True)
        raise click.exceptions.Exit(2)
    return compiled.editions[place - 1]


def _reading(compiled: Compiled, texts: Language, lang: str) -> Reading:
    assert compiled.lowered is not None  # `compiled_edition` has seen to it
    return Reading(texts, Language(lang), compiled.lowered.names)


def _common_language(old: Edition, new: Edition, wanted: Language) -> Language:
    """Texts are compared in a language that both acts have; a translation that only one has is no change."""
    both = [language for language in new.identity.languages if language in old.identity.languages]
    return wanted if wanted in both or not both else both[0]


def _compared(old: Edition, new: Edition, readings: tuple[Reading, Reading]) -> tuple[Compared, ...]:
    """By kind of body, in the order of the later edition; kinds of the earlier one alone come last."""
    before = {kind.name: old.methodology(kind.name) for kind in old.bodies}
    found: list[Compared] = []
    for kind in new.bodies:
        now = new.methodology(kind.name)
        if kind.name in before:
            found.append(Compared((kind.label,), (kind.name,), differences(before[kind.name], now, readings)))
        else:
            found.append(Compared((kind.label,), (kind.name,), added_or_removed(now, readings[1], Change.ADDED)))
    kept = {kind.name for kind in new.bodies}
    for kind in old.bodies:
        if kind.name not in kept:
            gone = added_or_removed(before[kind.name], readings[0], Change.REMOVED)
            found.append(Compared((kind.label,), (kind.name,), gone))
    return tuple(found)


def _plain(compared: Compared, amending: Amending, lang: str) -> dict[str, object]:
    return {
        "body": compared.names[0],
        "differences": [_difference(one, amending, compared.differences, lang) for one in compared.differences],
    }


def _difference(
    one: Difference, amending: Amending, differences: tuple[Difference, ...], lang: str
) -> dict[str, object]:
    clauses = clauses_of(one, amending, differences)
    return {
        "thing": one.thing.value,
        "code": one.code,
        "name": one.name,
        "title": one.label.text(Language(lang)),
        "change": one.change.value,
        "clause": "; ".join(clauses.texts) if clauses.direct else "",
        "follows_from": [] if clauses.direct else list(clauses.texts),
        "aspects": [
            {"aspect": changed.aspect.value, "before": list(changed.before), "after": list(changed.after)}
            for changed in one.aspects
        ],
    }
