"""A rule that does not say on which clause it rests."""

from __future__ import annotations

from collections.abc import Iterable

from compiler.model.methodology import Methodology
from compiler.rules.described import described
from compiler.rules.finding import Finding


def citation_missing(methodology: Methodology) -> Iterable[Finding]:
    """What stands inside something already reported is not reported again."""
    reported: set[str] = set()
    for thing in described(methodology):
        if thing.citation.clause.strip():
            continue
        parts = thing.code.split(".")
        inside = any(".".join(parts[:length]) in reported for length in range(1, len(parts) + 1))
        if not inside:
            reported.add(thing.code)
            yield Finding("citation-missing", thing.code)
