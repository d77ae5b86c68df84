"""Defined names of data points: Latin letters, made from the stable code."""

from __future__ import annotations

from collections.abc import Mapping

from compiler.model.methodology import Methodology
from compiler.workbook.emit_inputs import ascii_name


def defined_names(methodology: Methodology) -> Mapping[str, str]:
    """Code → name: `in_…` for inputs, `p_…` for parameters, `v_…` for values. The prefix keeps a name from looking like
    an address; codes that would share a name (Excel ignores case) get a number."""
    names: dict[str, str] = {}
    taken: set[str] = set()
    groups = (("in", methodology.inputs), ("p", methodology.parameters), ("v", methodology.values))
    for prefix, codes in groups:
        for code in codes:
            wanted = f"{prefix}_{ascii_name(code)}"
            name, number = wanted, 1
            while name.casefold() in taken:
                number += 1
                name = f"{wanted}_{number}"
            taken.add(name.casefold())
            names[code] = name
    return names
