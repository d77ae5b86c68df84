"""`esep`: finds the command and loads nothing but it, so that checking a text never waits for a spreadsheet engine.

Exit status: 0 fine, 1 findings, 2 wrong usage, or a file or folder that cannot be read or written, 3 a bug
of ours, 130 interrupted.
"""

from __future__ import annotations

import gc
import sys
import traceback
from importlib import import_module

import click

from compiler.cli.spoken import SpokenCommand, UnknownCommand, refusal, trouble
from compiler.cli.texts import language_of_environment, say

COMMANDS = ("check", "build", "eval", "crosscheck", "explain", "diff", "intake", "doctor")


INTERRUPTED = 130
"""As shells have it for Ctrl-C."""
COLLECT_EVERY = 1_000_000
"""New objects between two searches for cycles: our data are trees, and looking more often costs a quarter more time."""


class _Commands(SpokenCommand, click.Group):
    """Commands live in modules of their own, imported when asked for."""

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args[0] not in COMMANDS:
            language = language_of_environment()
            raise UnknownCommand(say("usage-no-command", language, name=args[0], commands=", ".join(COMMANDS)), ctx)
        return super().resolve_command(ctx, args)

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        command = import_module(f"compiler.cli.{cmd_name}_command").command
        assert isinstance(command, click.Command)
        return command

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        super().format_options(ctx, formatter)
        self.format_commands(ctx, formatter)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The list of commands without importing any of them: of each the first paragraph."""
        language = language_of_environment()
        with formatter.section(say("help-commands", language)):
            formatter.write_dl([(name, say(name, language).partition("\n")[0]) for name in COMMANDS])


@click.group(
    cls=_Commands,
    help=say("app", language_of_environment()),
    invoke_without_command=True,
    options_metavar=say("help-options-place", language_of_environment()),
    subcommand_metavar=say("help-command-place", language_of_environment()),
)
@click.version_option(
    package_name="esep", message="%(prog)s %(version)s", help=say("help-version", language_of_environment())
)
@click.pass_context
def cli(ctx: click.Context) -> None:
    """The group has no options of its own; each command takes --lang. Without a command: the help, and status 2."""
    if ctx.invoked_subcommand is None:
        click.echo(ctx.get_help(), err=True)
        ctx.exit(2)


def main() -> None:
    """Runs the command line; however it ends, what went wrong is said in the reader's language."""
    language = language_of_environment()
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    gc.set_threshold(COLLECT_EVERY)
    try:
        sys.exit(cli(prog_name="esep", standalone_mode=False))
    except click.UsageError as error:
        click.echo(refusal(error, language), err=True)
        sys.exit(2)
    except (click.Abort, KeyboardInterrupt):
        click.echo(say("interrupted", language), err=True)
        sys.exit(INTERRUPTED)
    except OSError as error:
        click.echo(trouble(error, language), err=True)
        sys.exit(2)
    except Exception:  # expected faults end as diagnostics: whatever arrives here is a bug of ours
        click.echo(say("bug", language), err=True)
        click.echo(traceback.format_exc(), err=True)
        sys.exit(3)


if __name__ == "__main__":
    main()
