"""Names to codes: stable ASCII identifiers for every data point, whatever alphabet the methodologist writes in."""

from __future__ import annotations

_LATIN = {
    "а": "a", "ә": "ae", "б": "b", "в": "v", "г": "g", "ғ": "gh", "д": "d", "е": "e", "ё": "yo", "ж": "zh", "з": "z",
    "и": "i", "й": "j", "к": "k", "қ": "q", "л": "l", "м": "m", "н": "n", "ң": "ng", "о": "o", "ө": "oe", "п": "p",
    "р": "r", "с": "s", "т": "t", "у": "u", "ұ": "uu", "ү": "ue", "ф": "f", "х": "kh", "һ": "h", "ц": "ts",
    "ч": "ch", "ш": "sh", "щ": "shh", "ъ": "", "ы": "y", "і": "ii", "ь": "", "э": "eh", "ю": "yu", "я": "ya",
}  # fmt: skip


def ascii_code(name: str) -> str:
    """The name in lower-case Latin letters, digits and `_`; Cyrillic letters are transliterated one by one."""
    return "".join(_LATIN[letter] if letter in _LATIN else _ascii(letter) for letter in name.lower())


def _ascii(letter: str) -> str:
    return letter if letter.isascii() and letter.isalnum() else "_"


def join(owner: str, name: str, root: str) -> str:
    """The code of `name` declared in the element `owner`; names at the top carry no prefix."""
    return ascii_code(name) if owner == root else f"{owner}.{ascii_code(name)}"
