"""Texts of a campaign's papers in the reader's language."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from dsl.phrases import filled


def say(key: str, language: str, **blanks: object) -> str:
    """The text `key` with its {names} filled in; KeyError for a key that the catalogue lacks."""
    return filled(_texts()[key][language], blanks)


@cache
def _texts() -> Mapping[str, Mapping[str, str]]:
    data: dict[str, dict[str, str]] = tomllib.loads((Path(__file__).parent / "texts.toml").read_text(encoding="utf-8"))
    return data
