"""`esep`: finds the command and loads nothing but it, so that checking a text never waits for a spreadsheet engine.

Exit status: 0 fine, 1 findings, 2 wrong usage or unreadable input, 3 a bug of ours.
"""

from __future__ import annotations

import gc
import sys
import traceback
from importlib import import_module

import click

from compiler.cli.texts import language_of_environment, say

COMMANDS = ("check", "build", "eval", "crosscheck", "explain", "diff", "intake", "doctor")


COLLECT_EVERY = 1_000_000
"""New objects between two searches for cycles: our data are trees, and looking more often costs a quarter more time."""


class _Commands(click.Group):
    """Commands live in modules of their own, imported when asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        command = import_module(f"compiler.cli.{cmd_name}_command").command
        assert isinstance(command, click.Command)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The list of commands without importing any of them: of each the first paragraph."""
        language = language_of_environment()
        with formatter.section("Commands"):
            formatter.write_dl([(name, say(name, language).partition("\n")[0]) for name in COMMANDS])


@click.group(cls=_Commands, help=say("app", language_of_environment()))
@click.version_option(package_name="esep")
def cli() -> None:
    """The group has no options of its own; each command takes --lang."""


def main() -> None:
    """Runs the command line; a bug of ours ends with status 3 and says so in the reader's language."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    gc.set_threshold(COLLECT_EVERY)
    try:
        cli(prog_name="esep")
    except Exception:  # expected faults end as diagnostics: whatever arrives here is a bug of ours
        click.echo(say("bug", language_of_environment()), err=True)
        click.echo(traceback.format_exc(), err=True)
        sys.exit(3)


if __name__ == "__main__":
    main()
