"""What differs between two editions of a methodology for one kind of body."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import Enum

from compiler.evaluate.described import Aspect, Entry, Reading, Thing, described
from compiler.model.methodology import Methodology
from compiler.model.texts import Label


class Change(Enum):
    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class Changed:
    """One aspect: the lines that are gone and those that have come."""

    aspect: Aspect
    before: tuple[str, ...]
    after: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Difference:
    """`aspects` are empty for what was added or removed as a whole."""

    thing: Thing
    code: str
    name: str
    label: Label
    change: Change
    aspects: tuple[Changed, ...] = ()


def differences(before: Methodology, after: Methodology, readings: tuple[Reading, Reading]) -> tuple[Difference, ...]:
    """Removed and changed things in the order of the earlier edition, then the added ones in that of the later."""
    return tuple(_compared(described(before, readings[0]), described(after, readings[1])))


def added_or_removed(methodology: Methodology, reading: Reading, change: Change) -> tuple[Difference, ...]:
    """Everything, for a kind of body that only one of the editions has."""
    return tuple(_whole(one, change) for one in described(methodology, reading))


def _whole(entry: Entry, change: Change) -> Difference:
    return Difference(entry.thing, entry.code, entry.name, entry.label, change)


def _compared(before: tuple[Entry, ...], after: tuple[Entry, ...]) -> Iterator[Difference]:
    pairs = _pairs(before, after)
    for entry in before:
        other = pairs.get((entry.thing, entry.code))
        if other is None:
            yield _whole(entry, Change.REMOVED)
            continue
        aspects = tuple(_changed(entry, other))
        if aspects:
            yield Difference(entry.thing, other.code, other.name, other.label, Change.CHANGED, aspects)
    kept = {(entry.thing, entry.code) for entry in pairs.values()}
    for entry in after:
        if (entry.thing, entry.code) not in kept:
            yield _whole(entry, Change.ADDED)


def _pairs(before: tuple[Entry, ...], after: tuple[Entry, ...]) -> Mapping[tuple[Thing, str], Entry]:
    """The entries of the later edition by those of the earlier one that they continue: the same code, else, where no
    other has taken it, the same place."""
    new = {(entry.thing, entry.code): entry for entry in after}
    old = {(entry.thing, entry.code) for entry in before}
    free = {
        (entry.thing, entry.place): entry for entry in after if entry.place and (entry.thing, entry.code) not in old
    }
    found: dict[tuple[Thing, str], Entry] = {}
    for entry in before:
        key = entry.thing, entry.code
        other = new[key] if key in new else free.pop((entry.thing, entry.place), None)
        if other is not None:
            found[key] = other
    return found


def _changed(before: Entry, after: Entry) -> Iterator[Changed]:
    for aspect in before.aspects:
        left, right = before.aspects[aspect], after.aspects[aspect]
        if left != right:
            yield Changed(aspect, *_unlike(left, right))


def _unlike(left: tuple[str, ...], right: tuple[str, ...]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The lines of each side that the other does not have in the same order."""
    gone: list[str] = []
    come: list[str] = []
    for tag, a, b, c, d in SequenceMatcher(None, left, right, autojunk=False).get_opcodes():
        if tag != "equal":
            gone.extend(left[a:b])
            come.extend(right[c:d])
    return tuple(gone), tuple(come)
