"""Texts in quotes, and long headings over several lines."""

from __future__ import annotations

_WIDTH = 120
BREAK = "\x00"
"""Stands where a heading may be broken: a blank, or a new line with a deeper indentation."""


def quoted(text: str) -> str:
    """The text in «…», or in "…" where quotes inside it would not fit into «…»."""
    depth = 0
    for letter in text:
        depth += (letter == "«") - (letter == "»")
        if not 0 <= depth <= 1:
            return f'"{text}"'
    return f"«{text}»" if depth == 0 else f'"{text}"'


def fill(heading: str, indent: int) -> str:
    """Indent the heading; break it at its break points where it would run past the right edge."""
    lead, deeper = " " * indent, " " * (indent + 4)
    lines = [lead]
    for piece in heading.split(BREAK):
        first, *others = piece.split("\n")
        blank = "" if lines[-1].strip() == "" else " "
        if blank and len(lines[-1]) + len(blank) + len(first) > _WIDTH:
            lines.append(deeper)
            blank = ""
        lines[-1] += blank + first
        lines.extend(" " * (indent + 2) + other if other else "" for other in others)
    return "\n".join(line.rstrip() if not line.strip() else line for line in lines)
