"""Did you mean …: the known word that is nearest to a misspelt one."""

from __future__ import annotations

from collections.abc import Iterable


def suggest(word: str, candidates: Iterable[str]) -> str | None:
    """The candidate with the smallest edit distance, if it is near enough (about a third of the letters); else None."""
    best: str | None = None
    limit = max(1, len(word) // 3)
    for candidate in sorted(set(candidates)):
        if candidate == word or abs(len(candidate) - len(word)) > limit:
            continue
        distance = _distance(word.casefold(), candidate.casefold())
        if distance < limit or (distance == limit and best is None):
            best, limit = candidate, distance
    return best


def _distance(left: str, right: str) -> int:
    """Insertions, deletions, substitutions and swaps of neighbours that turn `left` into `right`."""
    before: list[int] = []
    row = list(range(len(right) + 1))
    for i, a in enumerate(left, start=1):
        before_last, before, row = before, row, [i]
        for j, b in enumerate(right, start=1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (a != b))
            if before_last and j > 1 and a == right[j - 2] and left[i - 2] == b:
                cost = min(cost, before_last[j - 2] + 1)
            row.append(cost)
    return row[-1]
