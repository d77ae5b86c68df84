"""Which edition a command works on: the one named by `--edition`, the one that a filled workbook names, or the last."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from compiler.cli.options import require_methodology, text
from compiler.cli.texts import say
from compiler.driver import Compiled, compile_editions, compile_methodology

F = TypeVar("F", bound=Callable[..., Any])


def edition_option(function: F) -> F:
    """`--edition NAME`, passed as `edition_name` (None: not given)."""
    return click.option("--edition", "edition_name", default=None, help=text("option-edition"))(function)


def compiled_as(path: Path, edition: str | None, lang: str) -> Compiled:
    """The edition of this name, the last when none is named; status 2 for an unknown name or no methodology."""
    require_methodology(path, lang)
    try:
        return compile_methodology(path, edition)
    except KeyError:
        raise _unknown(path, edition, lang) from None


def compiled_all(path: Path, edition: str | None, lang: str) -> tuple[Compiled, ...]:
    """Only the edition of this name; without one all of them, the oldest first."""
    return compile_editions(path) if edition is None else (compiled_as(path, edition, lang),)


def compiled_for(path: Path, edition: str | None, workbook: Path, lang: str) -> Compiled:
    """For a filled workbook the edition that it was made from, where none is named and the methodology has it."""
    from compiler.intake.reading import named_edition

    last = compiled_as(path, edition, lang)
    if edition is not None or len(last.editions) == 1 or workbook.suffix.lower() != ".xlsx" or not workbook.is_file():
        return last
    own = named_edition(workbook)
    return last if own is None or own not in last.editions else compile_methodology(path, own)


def folder_of(top: Path, compiled: Compiled) -> Path:
    """Where its workbooks go: earlier editions have folders of their own."""
    return top if compiled.last else top / re.sub(r"[^\w.-]", "_", compiled.edition)


def _unknown(path: Path, edition: str | None, lang: str) -> click.exceptions.Exit:
    known = ", ".join(compile_methodology(path).editions)
    key = "unknown-edition" if known else "no-named-edition"
    click.echo(say(key, lang, name=edition, editions=known), err=True)
    return click.exceptions.Exit(2)
