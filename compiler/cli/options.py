"""Options that several commands share, and what they do with paths and with faults of files."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, NoReturn, TypeVar

import click

from compiler.cli.spoken import SpokenCommand
from compiler.cli.texts import LANGUAGES, language_of_environment, say
from dsl.diagnostics import DiagnosticBag, render_concise
from dsl.syntax.loader import MAIN_FILE

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


def named_command(name: str) -> Callable[[Callable[..., None]], click.Command]:
    """The command of this name, its help in the reader's language."""
    return click.command(
        name, SpokenCommand, help=say(name, _LANGUAGE), options_metavar=say("help-options-place", _LANGUAGE)
    )


def text(key: str) -> str:
    """The help text of this key in the language of the environment."""
    return say(key, _LANGUAGE)


def refuse_faults(bag: DiagnosticBag, lang: str) -> None:
    """What was found in a file goes to the screen; where it holds errors, the program ends with status 1."""
    if len(bag):
        click.echo(render_concise(bag, lang), err=True, nl=False)
    if bag.has_errors:
        raise click.exceptions.Exit(1)


def require_path(path: Path, lang: str) -> None:
    """Ends the program with status 2 when there is nothing at the path."""
    if not path.exists():
        _refuse("no-such-path", path, lang)


def require_file(path: Path, lang: str) -> None:
    """Ends the program with status 2 when the path is not that of a file."""
    require_path(path, lang)
    if path.is_dir():
        _refuse("not-a-file", path, lang)


def require_methodology(path: Path, lang: str) -> None:
    """Ends the program with status 2 when the path is neither a file nor a folder with a main file."""
    require_path(path, lang)
    if path.is_dir() and not (path / MAIN_FILE).exists():
        _refuse("no-methodology-here", path, lang)


def methodology_paths(path: Path, lang: str) -> tuple[Path, ...]:
    """The methodologies that a path means: a file, a methodology's folder, or a folder of such folders.

    Ends the program with status 2 when there are none.
    """
    found = tuple(sorted(folder.parent for folder in path.glob(f"*/{MAIN_FILE}")))
    if found and not (path / MAIN_FILE).exists():
        return found
    require_methodology(path, lang)
    return (path,)


def _refuse(key: str, path: Path, lang: str) -> NoReturn:
    click.echo(say(key, lang, path=path), err=True)
    raise click.exceptions.Exit(2)
