"""Literate cases: a text in `cases/*.txt`, then the diagnostics it gives, in full in Russian, in one line in Kazakh.
A text without a head of its own is read under the one of `tests/support/compiling.py`, whose lines count too.

After a deliberate change run `python -m tests.spec.structure.literate`, which writes the diagnostics anew, and read
the difference.
"""

from __future__ import annotations

from dsl.diagnostics import render_concise, render_full
from tests.support.compiling import compiled
from tests.support.literate import cases, write_anew

CASES = cases(__file__)


def found(source: str) -> str:
    """What the case must say after its divider."""
    result = compiled(source)
    if not len(result.bag):
        return "no findings\n"
    full = render_full(result.bag, {result.source.path: result.source}, "ru")
    return full + "\n" + render_concise(result.bag, "kk")


if __name__ == "__main__":
    write_anew(CASES, found)
