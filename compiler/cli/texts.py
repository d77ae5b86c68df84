"""Texts of the command line in the reader's language, and how that language is chosen."""

from __future__ import annotations

import os
import sys
import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from dsl.phrases import filled

LANGUAGES = ("ru", "kk", "en")


def language_of_environment() -> str:
    """`--lang` on the command line, else ESEP_LANG, else the locale; English for any other."""
    arguments = sys.argv[1:]
    for here, following in zip(arguments, (*arguments[1:], ""), strict=False):
        chosen = following if here == "--lang" else here.removeprefix("--lang=") if here.startswith("--lang=") else ""
        if chosen in LANGUAGES:
            return chosen
    for variable in ("ESEP_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        value = os.environ.get(variable, "")
        if value:
            return value[:2].lower() if value[:2].lower() in LANGUAGES else "en"
    return "en"


def say(key: str, language: str, **arguments: object) -> str:
    """The text `key` in `language` with its {names} filled in."""
    return filled(_texts()[key][language], arguments)


@cache
def _texts() -> Mapping[str, Mapping[str, str]]:
    data: dict[str, dict[str, str]] = tomllib.loads((Path(__file__).parent / "texts.toml").read_text(encoding="utf-8"))
    return data
