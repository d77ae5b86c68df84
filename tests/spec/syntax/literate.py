"""Literate cases of the syntax: a text in `cases/*.txt`, then what the parser says about it, in full in Russian, in one
line in Kazakh and English; after that what the printer makes of the part that could be read.

After a deliberate change run `python -m tests.spec.syntax.literate`, which writes the answers anew, and read the
difference.
"""

from __future__ import annotations

from dsl.diagnostics import DiagnosticBag, render_concise, render_full
from dsl.source import Source
from dsl.syntax.parser import parse
from dsl.syntax.printer import print_file
from tests.support.literate import cases, write_anew

CASES = cases(__file__)


def answer(text: str) -> str:
    """What the case must say after its divider."""
    source, bag = Source("case.esep", text), DiagnosticBag()
    tree = parse(source, bag)
    parts = ["no findings\n"]
    if len(bag):
        parts = [render_full(bag, {source.path: source}, "ru"), render_concise(bag, "kk"), render_concise(bag, "en")]
    if tree is not None:
        parts.append(print_file(tree, tree.language))
    return "-----\n".join(parts)


if __name__ == "__main__":
    write_anew(CASES, answer)
