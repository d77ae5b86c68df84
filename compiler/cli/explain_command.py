"""`esep explain`: a diagnostic's page, or a rule of a methodology with its clause and, given inputs, its numbers."""

from __future__ import annotations

from pathlib import Path

import click

from compiler.cli.editions import edition_option
from compiler.cli.options import body_option, lang_option, named_command, text
from compiler.cli.texts import say
from dsl.diagnostics import entries, entry_of, suggest
from dsl.diagnostics.page import page_of


@named_command("explain")
@click.argument("words", nargs=-1, required=True, metavar="CODE | PATH [NAME]")
@click.option("--inputs", type=click.Path(path_type=Path), default=None, help=text("option-inputs"))
@body_option
@edition_option
@lang_option
def command(words: tuple[str, ...], inputs: Path | None, body: str | None, edition_name: str | None, lang: str) -> None:
    """One word is a diagnostic's code, or a methodology, whose parts are listed; two are a methodology and the name of
    one of its elements or quantities."""
    if len(words) == 1 and (Path(words[0]).is_dir() or words[0].endswith(".esep")):
        from compiler.cli.explain_rule import explain_parts

        explain_parts(Path(words[0]), edition_name, body, lang)
    elif len(words) == 1:
        _diagnostic(words[0], lang)
    elif len(words) == 2:
        from compiler.cli.explain_rule import explain_rule

        explain_rule(Path(words[0]), words[1], inputs, body, edition_name, lang)
    else:
        raise click.UsageError("", click.get_current_context())


def _diagnostic(code: str, lang: str) -> None:
    entry = entry_of(code)
    if entry is None:
        near = suggest(code, [*entries(), *(e.code for e in entries().values())])
        hint = say("did-you-mean", lang, name=near) if near is not None else ""
        click.echo(say("explain-unknown", lang, code=code, hint=hint), err=True)
        raise click.exceptions.Exit(2)
    click.echo(page_of(entry, lang))
