"""Names in one alphabet: a Latin letter in a Cyrillic name, or the other way round, is found and mended."""

from __future__ import annotations

import unicodedata

from dsl.diagnostics import DiagnosticBag, Fix, Term, diagnose
from dsl.source import Span

_LATIN = "ABCEHIKMOPTXYaceiopxyhmtkb"
_CYRILLIC = "АВСЕНІКМОРТХУасеіорхуһмткв"
_TO_CYRILLIC = str.maketrans(_LATIN, _CYRILLIC)
_TO_LATIN = str.maketrans(_CYRILLIC, _LATIN)


def check_name(name: str, span: Span, bag: DiagnosticBag) -> None:
    """Report each part of a dotted name that mixes alphabets, with the name in one alphabet where letters allow it."""
    offset = 0
    for part in name.split("."):
        kinds = {kind for kind in map(alphabet, part) if kind}
        if len(kinds) > 1:
            place = Span(span.path, span.line, span.column + offset, span.line, span.column + offset + len(part))
            mended = in_one_alphabet(part)
            fix = None if mended is None else Fix(place, mended)
            strangers = _strangers(part)
            bag.add(
                diagnose("mixed-alphabets", place, fix=fix, name=part, letters=strangers[0], kind=Term(strangers[1]))
            )
        offset += len(part) + 1


def alphabet(letter: str) -> str:
    """ "latin", "cyrillic", the first word of another script's name, or "" for what is no letter."""
    if not letter.isalpha():
        return ""
    if letter.isascii():
        return "latin"
    return unicodedata.name(letter, "other").split()[0].lower()


def in_one_alphabet(word: str) -> str | None:
    """The word with its look-alike letters in the alphabet that most letters have, or None where that is impossible."""
    ways = [way for way in (word.translate(_TO_CYRILLIC), word.translate(_TO_LATIN)) if _pure(way)]
    return min(ways, key=lambda way: sum(a != b for a, b in zip(way, word, strict=True)), default=None)


def _pure(word: str) -> bool:
    return len({kind for kind in map(alphabet, word) if kind}) == 1


def _strangers(word: str) -> tuple[str, str]:
    """The letters of the rarer alphabet and the key of that alphabet's name."""
    latin = [letter for letter in word if alphabet(letter) == "latin"]
    others = [letter for letter in word if alphabet(letter) not in ("", "latin")]
    return ("".join(latin), "latin") if len(latin) <= len(others) else ("".join(others), "not-latin")
