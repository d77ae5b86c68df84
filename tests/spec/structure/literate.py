"""Literate cases: a text in `cases/*.txt`, then the diagnostics it gives, in full in Russian, in one line in Kazakh.
A text without a head of its own is read under the one of `tests/support/compiling.py`, whose lines count too.

After a deliberate change run `python -m tests.spec.structure.literate`, which writes the diagnostics anew, and read
the difference.
"""

from __future__ import annotations

from pathlib import Path

from dsl.diagnostics import render_concise, render_full
from tests.support.compiling import compiled

CASES = tuple(sorted((Path(__file__).parent / "cases").glob("*.txt")))
_DIVIDER = "\n=====\n"


def split(text: str) -> tuple[str, str]:
    """The source text and the expected diagnostics (empty when they have not been written yet)."""
    source, _, expected = text.partition(_DIVIDER)
    return source, expected


def found(source: str) -> str:
    """What the case must say after its divider."""
    result = compiled(source)
    if not len(result.bag):
        return "no findings\n"
    full = render_full(result.bag, {result.source.path: result.source}, "ru")
    return full + "\n" + render_concise(result.bag, "kk")


def main() -> None:
    for path in CASES:
        source, _ = split(path.read_text(encoding="utf-8"))
        path.write_text(source + _DIVIDER + found(source), encoding="utf-8")


if __name__ == "__main__":
    main()
