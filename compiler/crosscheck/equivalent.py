"""Shifted references that provably change nothing, so that planting them would show nothing.

Each pattern compares a formula before and after with the formula of the cell referred to instead (all on one sheet).
"""

from __future__ import annotations

import re
from collections.abc import Mapping

PASSED_ON = re.compile(r"IF\((?P<guard>[A-Z]+\d+)=1,.*,(?P<last>[A-Z]+\d+)\)")
CELL = re.compile(r"[A-Z]+\d+")
AGGREGATES = "SUM|COUNTIF|SUMPRODUCT"


def is_equivalent(before: str, after: str, formulas: Mapping[str, str]) -> bool:
    """`formulas` are those of the sheet, by cell."""
    return _passes_on_the_same(before, after, formulas) or _empty_together(before, after, formulas)


def _passes_on_the_same(before: str, after: str, formulas: Mapping[str, str]) -> bool:
    """IF(R=1,…,R) → IF(R=1,…,S) where S is itself IF(R=1,…,R): whenever the last branch is taken, S gives R."""
    old, new = PASSED_ON.fullmatch(before), PASSED_ON.fullmatch(after)
    if old is None or new is None or before[: old.start("last")] != after[: new.start("last")]:
        return False
    other = PASSED_ON.fullmatch(formulas.get(new["last"], ""))
    return old["guard"] == old["last"] and other is not None and other["guard"] == other["last"] == old["guard"]


def _empty_together(before: str, after: str, formulas: Mapping[str, str]) -> bool:
    """R="" → S="" where S is IF(R="","",a sum or a count): S is empty when R is, and only then."""
    start = next((place for place, (one, two) in enumerate(zip(before, after, strict=False)) if one != two), None)
    if start is None:
        return False
    old = next((found for found in CELL.finditer(before) if found.start() <= start < found.end()), None)
    if old is None:
        return False
    new = CELL.match(after, old.start())
    if new is None or not before.startswith('=""', old.end()) or before[old.end() :] != after[new.end() :]:
        return False
    aggregate = rf'IF\({old.group()}="","",(?:{AGGREGATES})\([^()]*\)\)'
    return re.fullmatch(aggregate, formulas.get(new.group(), "")) is not None
