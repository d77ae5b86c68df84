"""Defined names of data points: Latin letters, made from the stable code."""

from __future__ import annotations

from compiler.workbook.emit_inputs import ascii_name


def defined_name(prefix: str, code: str) -> str:
    """`in_…` for inputs, `p_…` for parameters, `v_…` for values. The prefix keeps it from looking like an address."""
    return f"{prefix}_{ascii_name(code)}"
