"""Literate cases: a file holds a text, a divider, and what is said about it; one command writes the answers anew."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

_DIVIDER = "\n=====\n"


def cases(module: str) -> tuple[Path, ...]:
    """The files in the folder `cases` beside the module of this path."""
    return tuple(sorted((Path(module).parent / "cases").glob("*.txt")))


def split(path: Path) -> tuple[str, str]:
    """The text and the expected answer (empty when it has not been written yet)."""
    text, _, expected = path.read_text(encoding="utf-8").partition(_DIVIDER)
    return text, expected


def write_anew(paths: Iterable[Path], answer: Callable[[str], str]) -> None:
    for path in paths:
        text, _ = split(path)
        path.write_text(text + _DIVIDER + answer(text), encoding="utf-8")
