"""Codes as the methodologist wrote them: `ukhod.chast` is `уход.часть` in a message."""

from __future__ import annotations

import re
from collections.abc import Mapping

from compiler.resolve.program import ROOT, Program, SymbolKind

_CODE = re.compile(r"[A-Za-z_]\w*(?:\.\w+)*")
_MADE = re.compile(r"(?:base|ordinary|score|after_\w+_\d+|when_\d+_score)")
"""Steps that lowering makes of one rule: the reader knows them all by the name of the part."""


def written_names(program: Program) -> Mapping[str, str]:
    """Code → dotted name, for everything that has been given a name."""
    found: dict[str, str] = {ROOT: ROOT}
    for node in program.root.walk():
        found.setdefault(node.code, node.name)
        prefix = "" if node.code == ROOT else f"{found[node.code]}."
        for symbol in node.symbols.values():
            if symbol.code != ROOT:
                found[symbol.code] = prefix + symbol.name
            if symbol.kind is SymbolKind.TABLE:
                columns = program.tables[symbol.code].columns.values()
                found.update({f"{symbol.code}.{item.code}": f"{prefix}{symbol.name}.{item.name}" for item in columns})
    return found


def as_written(text: str, names: Mapping[str, str]) -> str:
    """The text with every code that it holds as it was written; what the compiler named itself keeps its last part."""
    return _CODE.sub(lambda match: _written(match.group(), names), text)


def circle_as_written(codes: tuple[str, ...], names: Mapping[str, str]) -> tuple[str, ...]:
    """A circle of values without the steps between: each name once in a row, the first one again at the end."""
    shown: list[str] = []
    for code in codes:
        name = names.get(code) or names.get(code.rpartition(".")[0]) or code
        if not shown or shown[-1] != name:
            shown.append(name)
    return tuple(shown) if len(shown) > 1 else (*shown, *shown)


def _written(code: str, names: Mapping[str, str]) -> str:
    if code in names:
        return names[code]
    owner, _, last = code.rpartition(".")
    if owner not in names:
        return code
    return names[owner] if _MADE.fullmatch(last) else f"{names[owner]}.{last}"
