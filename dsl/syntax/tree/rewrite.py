"""A change of small parts all over a tree."""

from __future__ import annotations

import dataclasses
from typing import Any, TypeVar

from dsl.syntax.tree.names import Text

T = TypeVar("T")


def in_language(node: T, language: str) -> T:
    """The tree, every text that names no language said to be in this one."""
    if isinstance(node, Text):
        return node if node.language is not None else dataclasses.replace(node, language=language)
    if isinstance(node, tuple):
        parts = tuple(in_language(part, language) for part in node)
        same = all(new is old for new, old in zip(parts, node, strict=True))
        return node if same else parts  # type: ignore[return-value]  # a tuple for a tuple
    if dataclasses.is_dataclass(node) and not isinstance(node, type):
        changed: dict[str, Any] = {}
        for field in dataclasses.fields(node):
            old = getattr(node, field.name)
            new = in_language(old, language)
            if new is not old:
                changed[field.name] = new
        return dataclasses.replace(node, **changed) if changed else node
    return node
