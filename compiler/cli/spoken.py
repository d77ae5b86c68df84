"""Help and refusals of the command line in the reader's language: the library that reads it speaks English only."""

from __future__ import annotations

import errno

import click

from compiler.cli.texts import language_of_environment, say

_REASONS = {
    errno.EACCES: "file-denied",
    errno.EPERM: "file-denied",
    errno.EROFS: "file-denied",
    errno.ENOTDIR: "file-in-the-way",
    errno.EEXIST: "file-in-the-way",
    errno.ENOSPC: "disk-full",
}


class SpokenCommand(click.Command):
    """A command whose help has its headings and standing phrases in the reader's language."""

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        pieces = " ".join(self.collect_usage_pieces(ctx))
        formatter.write_usage(ctx.command_path, pieces, prefix=f"{_say('help-usage')} ")

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        options = (known for known in self.get_params(ctx) if isinstance(known, click.Option))
        records = [record for record in (option.get_help_record(ctx) for option in options) if record is not None]
        with formatter.section(_say("help-options")):
            formatter.write_dl([(names, _translated(told)) for names, told in records])

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        option = super().get_help_option(ctx)
        if option is not None:
            option.help = _say("help-help")
        return option


def refusal(error: click.UsageError, lang: str) -> str:
    """What is wrong with the words of a command, and where its help is."""
    match error:
        case click.NoSuchOption():
            near = error.possibilities[0] if error.possibilities else None
            hint = "" if near is None else say("did-you-mean", lang, name=near)
            told = say("usage-no-option", lang, name=error.option_name, hint=hint)
        case click.MissingParameter():
            told = say("usage-missing", lang, name=_name(error))
        case click.BadParameter():
            told = _unfit(error, lang)
        case click.BadOptionUsage():
            told = say("usage-no-value", lang, name=error.option_name)
        case UnknownCommand():
            told = error.message
        case _:
            told = say("usage-extra", lang)
    path = "esep" if error.ctx is None else error.ctx.command_path
    return f"{told}\n{say('usage-more', lang, command=path)}"


class UnknownCommand(click.UsageError):
    """`message` is in the reader's language."""


def trouble(error: OSError, lang: str) -> str:
    """Which file could not be read or written, and why."""
    key = _REASONS.get(error.errno or 0, "file-trouble")
    return say(key, lang, path=error.filename or "?", reason=error.strerror or type(error).__name__)


def _unfit(error: click.BadParameter, lang: str) -> str:
    name, kind = _name(error), None if error.param is None else error.param.type
    match kind:
        case click.Choice():
            return say("usage-choice", lang, name=name, options=", ".join(map(str, kind.choices)))
        case click.IntRange(min=least) if least is not None:
            return say("usage-whole-from", lang, name=name, least=least)
        case _:
            return say("usage-whole", lang, name=name)


def _name(error: click.BadParameter) -> str:
    """`--inputs` of an option, the word of the help for an argument."""
    if error.param is None:
        return str(error.param_hint or "")
    return error.param.opts[0] if isinstance(error.param, click.Option) else error.param.human_readable_name


def _translated(told: str) -> str:
    told = told.replace("[required]", f"[{_say('help-required')}]")
    return told.replace("[default: ", f"[{_say('help-default')}: ")


def _say(key: str) -> str:
    return say(key, language_of_environment())
