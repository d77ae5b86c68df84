"""What identifies a text: a hash over all that it says, not over how it is laid out or in which words."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from dsl.syntax.headings import Headings
from dsl.syntax.tree import Block, File, Include


def fingerprint(files: Iterable[File]) -> str:
    """SHA-256 over the statements of all files in their order; inclusions are not among them."""
    digest = hashlib.sha256()
    headings = Headings("en")

    def take(block: Block, depth: int) -> None:
        for statement in block:
            if not isinstance(statement, Include):
                digest.update(f"{depth} {headings.write(statement, 0)}\n".encode())
                take(statement.block, depth + 1)

    for file in files:
        take(file.statements, 0)
    return digest.hexdigest()
