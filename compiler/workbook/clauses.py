"""Clauses as the acts of each language name them: «прил. 10, табл. 6, п. 2» is «10-қосымша, 6-кесте, 2-т.».

A methodology cites each clause once, in the notation of one language; only the conventional words are put into another,
everything else stays as it was written.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache, partial

from compiler.model.texts import Language

_ONE = r"\d[\d./–-]*"
_NUMBER = f"({_ONE})"
_WORDS: Mapping[Language, Mapping[str, str]] = {
    Language.RU: {"annex": "прил. {}", "table": "табл. {}", "clause": "п. {}", "clauses": "пп. {}"},
    Language.KK: {"annex": "{}-қосымша", "table": "{}-кесте", "clause": "{}-т.", "clauses": "{}-т."},
}
"""How each language names a part of an act by its number. English workbooks keep the notation of the act."""
_WRITTEN = tuple(
    (part, re.compile(pattern))
    for part, pattern in (
        ("annex", rf"\bприл\. ({_ONE}(?: и {_ONE})?)"),
        ("table", rf"\bтабл\. ({_ONE}(?: и {_ONE})?)"),
        ("clauses", rf"\bпп\. {_NUMBER}"),
        ("clause", rf"\bп\. {_NUMBER}"),
        ("annex", rf"{_NUMBER}-(?:қосымша|қос\.)"),
        ("table", rf"{_NUMBER}-кесте"),
        ("clauses", r"\b(\d[\d.]*–\d[\d.]*)-т\."),
        ("clause", rf"{_NUMBER}-т\."),
    )
)
_OTHERS: tuple[Mapping[Language, str], ...] = (
    {Language.RU: " и ", Language.KK: " және "},
    {Language.RU: "примечания", Language.KK: "ескертпелер"},
    {Language.RU: "примечание", Language.KK: "ескертпе"},
    {Language.RU: "для ЦИО", Language.KK: "ОАО үшін"},
    {Language.RU: "для ЦГО", Language.KK: "ОМО үшін"},
    {Language.RU: "для МИО", Language.KK: "ЖАО үшін"},
)


@lru_cache(maxsize=4096)
def clause_in(clause: str, language: Language) -> str:
    """The clause with the conventional words of this language."""
    words = _WORDS.get(language)
    if words is None:
        return clause
    for part, pattern in _WRITTEN:
        clause = pattern.sub(partial(_named, words[part]), clause)
    for same in _OTHERS:
        for written in same.values():
            clause = clause.replace(written, same[language])
    return clause


def _named(form: str, found: re.Match[str]) -> str:
    return form.format(found.group(1))
