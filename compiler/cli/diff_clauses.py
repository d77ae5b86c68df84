"""By which clause of which amending act something differs: the one that names it, else those it follows from."""

from __future__ import annotations

from dataclasses import dataclass

from compiler.driver import Compiled
from compiler.evaluate.described import Thing
from compiler.evaluate.differences import Change as Kind
from compiler.evaluate.differences import Difference
from compiler.model.indicators import Level
from compiler.resolve.amendments import AmendingAct, Change
from compiler.resolve.codes import ascii_code


@dataclass(frozen=True, slots=True)
class Amending:
    """What lies between two editions."""

    acts: tuple[AmendingAct, ...]
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class Clauses:
    """In the order of the amendments; empty where no clause is known. `direct`: they name the thing, or what it belongs
    to; else it follows from what they change."""

    changes: tuple[Change, ...]
    direct: bool

    @property
    def texts(self) -> tuple[str, ...]:
        """The clauses of the amending act, each once, in the order of the text."""
        return tuple(dict.fromkeys(change.clause for change in self.changes))


def between(old: Compiled, new: Compiled) -> Amending:
    """What the later edition has and the earlier one has not, whichever of them is named first."""
    if set(new.changes) >= set(old.changes):
        later, earlier = new, old
    else:
        later, earlier = old, new
    acts = tuple(act for act in later.acts if act not in earlier.acts)
    return Amending(acts, tuple(change for change in later.changes if change not in earlier.changes))


def clauses_of(one: Difference, amending: Amending, differences: tuple[Difference, ...]) -> Clauses:
    """Of clauses that name the thing those of the latest amendment that does so most closely. It follows from what has
    been added to it or removed from it, else from whatever has changed inside it (`differences`: all there are)."""
    naming = [change for change in amending.changes if _names(change, one)]
    if naming:
        best = max(naming, key=_closeness)
        return Clauses(tuple(change for change in naming if _closeness(change) == _closeness(best)), True)
    inside = tuple(change for change in amending.changes if _inside(change, one))
    whole = {other.code for other in differences if other.change is not Kind.CHANGED}
    return Clauses(tuple(change for change in inside if _code(change) in whole) or inside, False)


def _closeness(change: Change) -> tuple[str, int]:
    return change.edition, change.name.count(".")


def _names(change: Change, one: Difference) -> bool:
    if one.thing is Thing.FORM:
        return change.sort == "form" and one.code in (_code(change), change.name)
    if change.sort == "methodology":
        return one.code == Level.TOTAL.value
    return change.sort == "part" and (one.code == _code(change) or one.code.startswith(f"{_code(change)}."))


def _inside(change: Change, one: Difference) -> bool:
    """Whether it changes a part of the thing; of the whole every part is one, and a form has what it shows from all."""
    if one.thing is Thing.FORM or one.code == Level.TOTAL.value:
        return change.sort == "part"
    return change.sort == "part" and _code(change).startswith(f"{one.code}.")


def _code(change: Change) -> str:
    return ".".join(ascii_code(part) for part in change.name.split("."))
