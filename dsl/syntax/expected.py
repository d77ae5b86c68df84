"""The terminals that would fit, in words that a reader can use: kinds are named once instead of word by word."""

from __future__ import annotations

from collections.abc import Collection

from dsl.diagnostics import Term
from dsl.syntax.tables import END
from dsl.words import spellings, word

_COMPARISON_SIGNS = ("EQUAL", "UNEQUAL", "LESSTHAN", "LESSEQUAL", "MORETHAN", "MOREEQUAL")
_COMPARISON_WORDS = ("AT_LEAST", "AT_MOST", "OVER", "UNDER", "EQUALS", "NOT_EQUAL")
COMPARISONS = frozenset(_COMPARISON_SIGNS + _COMPARISON_WORDS)
_KINDS = {
    END: "end-of-line", "NAME": "a-name", "NUMBER": "a-number", "DATE": "a-date", "TEXT": "a-text", "LANG": "a-text",
    "RULE": "a-rule",
    **dict.fromkeys(("PLUS", "MINUS", "STAR", "SLASH", "CIRCUMFLEX"), "an-operator"),
    **dict.fromkeys(_COMPARISON_SIGNS, "a-comparison"),
}  # fmt: skip
_SIGNS = {"COLON": "«:»", "COMMA": "«,»", "SEMICOLON": "«;»", "LPAR": "«(»", "RPAR": "«)»"}
_EXPRESSION_START = frozenset(("NUMBER", "NAME", "LPAR", "MINUS", "MAXIMUM"))
_EXPRESSION_WORDS = frozenset(("IF", "NOT", "WEIGHT", "SCORE", "SUM_OF_ITEMS", "MEAN_OF_ITEMS", "DATE", "MAXIMUM"))
_MOST = 7


def describe(fits: Collection[str], language: str, at_start: bool) -> tuple[Term | str, ...]:
    """At most a few phrases, the end of the line last."""
    if at_start:
        return (Term("a-statement"),)
    found: dict[Term | str, None] = {}
    rest = set(fits)
    if rest >= _EXPRESSION_START:
        found[Term("an-expression")] = None
        rest -= _EXPRESSION_START | _EXPRESSION_WORDS
        rest = {terminal for terminal in rest if not terminal.startswith("CALL_")}
    if "LESSTHAN" in rest:
        rest -= set(_COMPARISON_WORDS)
    elif "EQUAL" in rest:
        found["«=»"] = None
        rest.remove("EQUAL")
    for terminal in sorted(rest - {END}, key=lambda name: (name not in _KINDS, name)):
        found[_phrase(terminal, language)] = None
    shown = list(found)[:_MOST]
    if END in rest:
        shown.append(Term("end-of-line"))
    return tuple(shown)


def _phrase(terminal: str, language: str) -> Term | str:
    if terminal in _KINDS:
        return Term(_KINDS[terminal])
    if terminal in _SIGNS:
        return _SIGNS[terminal]
    for prefix, key in (
        ("CALL_BODIES_", "a-figure"),
        ("TYPE_", "a-type"),
        ("UNIT_", "a-unit"),
        ("ROLE_", "a-sheet-role"),
    ):
        if terminal.startswith(prefix):
            return Term(key)
    return f"«{word(terminal, language)}»" if terminal in spellings() else terminal.lower()
