"""Text of the sender's as a message may show it."""

from __future__ import annotations

LONGEST = 80


def shown(text: str) -> str:
    """Short, on one line, with nothing that moves the cursor."""
    clean = "".join(letter if letter.isprintable() else "·" for letter in text)
    return clean if len(clean) <= LONGEST else clean[: LONGEST - 1] + "…"
