"""Source files and places in them."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of one file: lines and columns count from 1, the end column is exclusive."""

    path: str
    line: int
    column: int
    end_line: int
    end_column: int


@dataclass(frozen=True, slots=True)
class Source:
    """A file that was read; `path` is shown to the reader as given."""

    path: str
    text: str

    def line(self, number: int) -> str:
        """The text of line `number` (from 1) without its line end; empty past the end."""
        lines = self.text.split("\n")  # as spans count: other line ends were replaced when the file was read
        return lines[number - 1] if 1 <= number <= len(lines) else ""
