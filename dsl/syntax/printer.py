"""The canonical layout of a file, comments kept. Printing in another language than the file's translates it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from dsl.syntax.headings import Headings
from dsl.syntax.tree import AmendmentDecl, Comment, ElementDecl, File, FormDecl, MethodologyDecl, Statement
from dsl.words import HEADER

_STEP = 2


def print_file(file: File, language: str) -> str:
    """The file in the words of `language` (ru, kk or en). Parsing the result gives the same tree but for spans."""
    return _Printer(file, language).print()


@dataclass(slots=True)
class _Line:
    """A statement and how deep it stands."""

    statement: Statement
    depth: int


class _Printer:
    def __init__(self, file: File, language: str) -> None:
        self._file = file
        self._language = language
        self._headings = Headings(language)
        self._comments = list(file.comments)
        self._out: list[str] = []
        self._last_line = 0

    def print(self) -> str:
        header = f"{HEADER[self._language]} {self._language}"
        lines = list(_flat(self._file.statements, 0))
        first = lines[0].statement.span.line if lines else None
        beside = [item for item in self._comments if not item.own_line and (first is None or item.span.line < first)]
        if beside:
            self._comments.remove(beside[0])
            header += "  " + _comment(beside[0])
            self._last_line = beside[0].span.line
        self._out.append(header)
        for line in lines:
            self._statement(line)
        for item in self._comments:
            self._own_line(item, 0)
        return "\n".join(self._out) + "\n"

    def _statement(self, line: _Line) -> None:
        span = line.statement.span
        indent = line.depth * _STEP
        before = [item for item in self._comments if item.span.line < span.line]
        within = [item for item in self._comments if span.line <= item.span.line <= span.end_line]
        self._comments = self._comments[len(before) + len(within) :]
        beside = within[0] if len(within) == 1 and not within[0].own_line else None
        blank = self._wants_blank(line)
        for item in before:
            self._own_line(item, indent, blank)
            blank = False
        for item in within:
            if item is not beside:
                self._own_line(item, indent, blank)
                blank = False
        gap = self._last_line and span.line - self._last_line > 1
        if (blank or gap) and self._out[-1]:
            self._out.append("")
        heading = self._headings.write(line.statement, indent)
        self._out.append(heading + ("" if beside is None else "  " + _comment(beside)))
        self._last_line = span.end_line

    def _own_line(self, item: Comment, indent: int, blank: bool = False) -> None:
        gap = self._last_line and item.span.line - self._last_line > 1
        if (blank or gap) and self._out[-1]:
            self._out.append("")
        self._out.append(" " * indent + _comment(item))
        self._last_line = item.span.line

    def _wants_blank(self, line: _Line) -> bool:
        """An empty line stands before whatever is a chapter of its own."""
        statement = line.statement
        if isinstance(statement, AmendmentDecl | FormDecl | MethodologyDecl):
            return True
        return isinstance(statement, ElementDecl) and (line.depth == 0 or bool(statement.block))


def _flat(block: tuple[Statement, ...], depth: int) -> Iterator[_Line]:
    """The statements in the order of their lines."""
    for statement in block:
        yield _Line(statement, depth)
        yield from _flat(statement.block, depth + 1)


def _comment(item: Comment) -> str:
    return f"-- {item.text}".rstrip()
