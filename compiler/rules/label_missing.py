"""Something without a text in the act's own language."""

from __future__ import annotations

from collections.abc import Iterable

from compiler.model.methodology import Methodology
from compiler.rules.described import described
from compiler.rules.finding import Finding


def label_missing(methodology: Methodology) -> Iterable[Finding]:
    """Whatever people read, without words in the act's own language."""
    language = methodology.identity.languages[0]
    reported: set[str] = set()
    for thing in described(methodology):
        text = thing.label.find(language)
        if (text is None or not text.text.strip()) and thing.code not in reported:
            reported.add(thing.code)
            yield Finding("label-missing", thing.code, (("language", language.value),))
