"""Repeats: blocks of a methodology that are written out several times, to be filled as far as they are needed."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Repeat:
    """One repeat. It is *begun* when any of its inputs is filled or any of its tables has a row, or when a repeat
    inside it is begun. One that is not begun need not be filled, and figures over repeats leave it out.

    `unbegun` is the code of the yes/no value that says so; `inputs` and `tables` are those of the repeat itself, not
    those of repeats inside it.
    """

    element: str
    unbegun: str
    inputs: tuple[str, ...]
    tables: tuple[str, ...]
