"""Puts generated tables into a README: each between its markers, `<!-- name -->` and `<!-- /name -->`."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path


def with_tables(text: str, tables: Mapping[str, str]) -> str:
    """The text with every table that it has markers for; the rest of it stays as it is."""
    for name, table in tables.items():
        first, last = (f"<!-- {sign}{name} -->" for sign in ("", "/"))
        before, found, rest = text.partition(first)
        _, closed, after = rest.partition(last)
        if found and closed:
            text = f"{before}{first}\n{table}\n{last}{after}"
    return text


def has_markers(text: str, name: str) -> bool:
    """Whether the README has a place for the table: `<!-- name -->`, and after it `<!-- /name -->`."""
    before, found, after = text.partition(f"<!-- {name} -->")
    return bool(found) and f"<!-- /{name} -->" in after and f"<!-- /{name} -->" not in before


def readme_of(methodology: Path) -> Path:
    """Beside the methodology's main file."""
    return (methodology if methodology.is_dir() else methodology.parent) / "README.md"
