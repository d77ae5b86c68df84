"""Options that several commands share, and what they do with paths and with faults of files."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from compiler.cli.texts import LANGUAGES, language_of_environment, say
from dsl.diagnostics import DiagnosticBag, render_concise

F = TypeVar("F", bound=Callable[..., Any])
_LANGUAGE = language_of_environment()


def lang_option(function: F) -> F:
    """`--lang ru|kk|en`, passed as `lang`."""
    return click.option(
        "--lang",
        type=click.Choice(LANGUAGES),
        default=language_of_environment,
        show_default=False,
        help=say("option-lang", _LANGUAGE),
    )(function)


def format_option(*choices: str) -> Callable[[F], F]:
    """`--format`, passed as `output`; the first choice is the default."""
    return click.option(
        "--format", "output", type=click.Choice(choices), default=choices[0], help=say("option-format", _LANGUAGE)
    )


def body_option(function: F) -> F:
    """`--body KIND`, passed as `body` (None: not given)."""
    return click.option("--body", default=None, help=say("option-body", _LANGUAGE))(function)


def help_of(command: str) -> str:
    return say(command, _LANGUAGE)


def text(key: str) -> str:
    return say(key, _LANGUAGE)


def refuse_faults(bag: DiagnosticBag, lang: str) -> None:
    """What was found in a file goes to the screen; where it holds errors, the program ends with status 1."""
    if len(bag):
        click.echo(render_concise(bag, lang), err=True, nl=False)
    if bag.has_errors:
        raise click.exceptions.Exit(1)


def methodology_paths(path: Path, lang: str) -> tuple[Path, ...]:
    """The methodologies that a path means: a file, a methodology's folder, or a folder of such folders.

    Ends the program with status 2 when there are none.
    """
    if not path.exists():
        click.echo(say("no-such-path", lang, path=path), err=True)
        raise click.exceptions.Exit(2)
    if path.is_file() or (path / "main.esep").exists():
        return (path,)
    found = tuple(sorted(folder.parent for folder in path.glob("*/main.esep")))
    if not found:
        click.echo(say("no-methodology-here", lang, path=path), err=True)
        raise click.exceptions.Exit(2)
    return found
