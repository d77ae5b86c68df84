"""What the READMEs name is there: files and folders, links, commands and their options."""

from __future__ import annotations

import re
from functools import cache
from importlib import import_module
from pathlib import Path

import click
import pytest

from compiler.cli.main import COMMANDS

ROOT = Path(__file__).parents[2]
FOLDERS = ("compiler", "dsl", "methodologies", "tests")
READMES = sorted([ROOT / "README.md", *(path for folder in FOLDERS for path in (ROOT / folder).rglob("README*.md"))])
NAMED = re.compile(r"`([\w./-]+\.(?:py|toml|lark|esep|md))`")
LINK = re.compile(r"\]\(([^)#:]+)\)")
COMMAND = re.compile(rf"\besep ({'|'.join(COMMANDS)})\b([^`\n]*)")
OPTION = re.compile(r"(?<![\w-])--[a-z-]+")
AN_EXAMPLE = ("main.esep",)
"""Named as what a reader of the tour makes."""


@cache
def files() -> tuple[str, ...]:
    below = (path for folder in FOLDERS for path in (ROOT / folder).rglob("*"))
    return tuple(f"/{path.relative_to(ROOT).as_posix()}" for path in (*ROOT.iterdir(), *below) if path.is_file())


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("readme", READMES, ids=name)
def test_files_are_there(readme: Path) -> None:
    named = [path for path in NAMED.findall(readme.read_text(encoding="utf-8")) if path not in AN_EXAMPLE]
    assert [path for path in named if not any(known.endswith(f"/{path}") for known in files())] == []


@pytest.mark.parametrize("readme", READMES, ids=name)
def test_links_lead_somewhere(readme: Path) -> None:
    links = LINK.findall(readme.read_text(encoding="utf-8"))
    assert [link for link in links if not (readme.parent / link).exists()] == []


@pytest.mark.parametrize("readme", READMES, ids=name)
def test_commands_have_these_options(readme: Path) -> None:
    for command, rest in COMMAND.findall(readme.read_text(encoding="utf-8")):
        known = import_module(f"compiler.cli.{command}_command").command
        assert isinstance(known, click.Command)
        options = {option for parameter in known.params for option in (*parameter.opts, *parameter.secondary_opts)}
        assert set(OPTION.findall(rest)) <= options, f"{command}{rest}"
