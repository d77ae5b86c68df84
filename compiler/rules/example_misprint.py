"""A worked example whose printed result is a misprint: known, with its reason, and always reported."""

from __future__ import annotations

from collections.abc import Iterable

from compiler.evaluate.examples import examples_for
from compiler.model.methodology import Methodology
from compiler.rules.finding import Finding


def example_misprint(methodology: Methodology) -> Iterable[Finding]:
    """Examples whose printed answer the methodology declares a misprint."""
    for example in examples_for(methodology):
        if example.prints is not None and example.prints != example.gives:
            yield Finding(
                "example-misprint",
                example.code,
                (
                    ("target", example.target),
                    ("prints", example.prints),
                    ("gives", example.gives),
                    ("clause", example.citation.clause),
                ),
                acknowledged=example.reason,
            )
