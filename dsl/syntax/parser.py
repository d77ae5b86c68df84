"""Source text to the syntax tree. Each heading line is parsed by itself with the LALR tables, the blocks follow from
the indentation: a mistake therefore stays in its line, and all of them are reported in one run.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from dsl.diagnostics import Diagnostic, DiagnosticBag, Fix, SecondPlace, Term, diagnose
from dsl.source import Source, Span
from dsl.syntax.builder import Builder
from dsl.syntax.engine import run
from dsl.syntax.lexer import BLANKS, OPEN_TEXT, Lexer, Lines
from dsl.syntax.slip import Slip
from dsl.syntax.tables import END, tables
from dsl.syntax.tree import File, Statement
from dsl.words import HEADER, LANGUAGES

_LEVELS = 40
_MOST_FAULTS = 100
_WORDS_OF_ANOTHER = 3
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
"""Signs that no eye sees: a form feed is what is left of a page's end when an act is copied."""
_INDENT = re.compile(f"[{BLANKS}]*")
_HEADER = re.compile(r"(?P<word>esep|есеп)(?:[ \t]+(?P<language>\w+))?")


@dataclass(slots=True)
class _Draft:
    """A statement whose block is still being read; `node` is None where the heading is at fault."""

    node: Statement | None
    indent: int
    span: Span
    block: list[Statement] = field(default_factory=list)
    inner: int | None = None


def parse(source: Source, bag: DiagnosticBag) -> File | None:
    """The tree of the file, without the statements that are at fault; None when nothing could be read.

    Every fault is in the bag. The tree of a file with faults serves editors, not later passes.
    """
    lines = Lines(source)
    header = _read_header(source, lines, bag)
    if header is None:
        return None
    language, offset = header
    bag.speaks(source.path, language)
    found = DiagnosticBag()
    reader = _Reader(source, language, lines, found)
    statements = reader.read(offset)
    bag.extend(_in_other_words(found, lines, language, source.text) or found)
    bag.extend(_controls(source.text, lines, found))
    comments = sorted(reader.lexer.comments, key=lambda comment: (comment.span.line, comment.span.column))
    return File(source.path, language, statements, tuple(comments))


def _read_header(source: Source, lines: Lines, bag: DiagnosticBag) -> tuple[str, int] | None:
    """The language of the file and the offset after its first line."""
    first = re.search(r"^(?![^\S\n]*(?:--.*)?$).*$", source.text, re.MULTILINE)
    if first is None:
        bag.add(diagnose("empty-file", lines.span(0, 0)))
        return None
    match = _HEADER.match(first.group())
    place = lines.span(first.start(), first.end())
    if match is None:
        bag.add(diagnose("no-header", place))
        return None
    language = match["language"]
    if language not in LANGUAGES:
        end = first.start() + match.end()
        bag.add(diagnose("unknown-language", lines.span(first.start(), end), word=HEADER["ru"], found=language or ""))
        return None
    rest = first.group()[match.end() :].split("--")[0]
    if rest.strip():
        start = first.start() + match.end() + len(rest) - len(rest.lstrip())
        bag.add(diagnose("text-after-end", lines.span(start, start + len(rest.strip())), found=rest.strip()))
    return language, first.end()


def _controls(text: str, lines: Lines, found: DiagnosticBag) -> Iterator[Diagnostic]:
    """Control characters inside texts and comments; those between words are reported as signs already."""
    known = {item.span for item in found}
    for match in _CONTROLS.finditer(text):
        span = lines.span(match.start(), match.end())
        if span not in known:
            yield diagnose("control-character", span, fix=Fix(span, ""), number=f"{ord(match.group()):02X}")


def _in_other_words(found: DiagnosticBag, lines: Lines, language: str, text: str) -> tuple[Diagnostic, ...]:
    """One fault in the first line, where most faults are words of one other language; else nothing."""
    foreign = [dict(item.arguments)["other"] for item in found if item.slug == "foreign-keyword"]
    for other in LANGUAGES:
        count = foreign.count(Term(other))
        if count >= _WORDS_OF_ANOTHER and count * 2 > len(found):
            header = re.search(r"^[^\S\n]*(esep|есеп)[ \t]+\w+", text, re.MULTILINE)
            assert header is not None  # it was read as the first line
            right = f"{HEADER[other]} {other}"
            span = lines.span(header.start(), header.end())
            fault = diagnose(
                "file-in-other-words",
                span,
                fix=Fix(span, right),
                language=Term(language),
                other=Term(other),
                count=count,
                right=right,
            )
            return (fault,)
    return ()


class _Reader:
    """Reads one file line by line; holds the open statements as a stack."""

    def __init__(self, source: Source, language: str, lines: Lines, bag: DiagnosticBag) -> None:
        self.lexer = Lexer(source, language, lines)
        self._text = source.text
        self._lines = lines
        self._bag = bag
        self._tables = tables()
        self._builder = Builder(lines, bag)
        self._stack: list[_Draft] = []
        self._faults = 0

    def read(self, offset: int) -> tuple[Statement, ...]:
        text = self._text
        root = _Draft(None, -1, self._lines.span(0, 0), inner=0)
        self._stack = [root]
        self._leading_comments(offset)
        skip_below: int | None = None
        while offset < len(text):
            start = offset + 1 if text[offset] == "\n" else offset
            match = _INDENT.match(text, start)
            begin = match.end() if match else start
            line_end = text.find("\n", begin)
            line_end = len(text) if line_end < 0 else line_end
            if begin >= len(text) or text[begin] == "\n":
                offset = line_end
            elif text.startswith("--", begin):
                offset = self.lexer.comment(begin, own_line=True)
            elif self._faults >= _MOST_FAULTS:
                span = self._lines.span(begin, line_end)
                self._bag.add(diagnose("too-many-faults", span, limit=_MOST_FAULTS))
                break
            elif skip_below is not None and begin - start > skip_below:
                offset = line_end
            else:
                skip_below = self._heading(start, begin)
                offset = self.lexer.position
        self._close(-1)
        return tuple(root.block)

    def _leading_comments(self, end: int) -> None:
        """Comments above the first line and at its end."""
        for match in re.finditer(r"--[^\n]*", self._text[:end]):
            line = self._lines.start(self._lines.number(match.start()))
            self.lexer.comment(match.start(), own_line=not self._text[line : match.start()].strip())

    def _heading(self, start: int, begin: int) -> int | None:
        """Read one heading. Gives the indentation below which lines are skipped, after an unclosed text for example."""
        indent = self._check_blanks(start, begin)
        self._place(indent, begin)
        if len(self._stack) > _LEVELS:
            span = self._lines.span(begin, self.lexer.line_end(begin))
            self._bag.add(diagnose("too-many-levels", span, limit=_LEVELS))
            self.lexer.position = self.lexer.line_end(begin)
            return self._stack[-1].indent
        self.lexer.begin(begin, indent)
        result = run(self._tables, self._builder.method, self.lexer)
        if isinstance(result, Slip):
            from dsl.syntax.slips import explain  # a sound text needs none of it

            self._faults += 1
            self._bag.add(explain(result, self.lexer))
            self._to_line_end()
            place = self._lines.span(begin, begin)
            self._stack.append(_Draft(None, indent, place))
            return indent if result.token.terminal == OPEN_TEXT else None
        self._stack.append(_Draft(result, indent, result.span))
        return None

    def _to_line_end(self) -> None:
        """Past the rest of a faulty logical line."""
        while self.lexer.next(()).terminal != END:
            pass

    def _check_blanks(self, start: int, begin: int) -> int:
        blanks = self._text[start:begin]
        if blanks.strip(" "):
            spaces = re.sub("[^ \t\r]", " ", blanks.replace("\r", "")).expandtabs(4)
            span = self._lines.span(start, begin)
            slug = "tab-indentation" if "\t" in blanks else "odd-blank-indentation"
            self._bag.add(diagnose(slug, span, fix=Fix(span, spaces)))
            return len(spaces)
        return len(blanks)

    def _place(self, indent: int, begin: int) -> None:
        """Close the statements that end here; the line must stand where another line of its block stands."""
        self._close(indent)
        parent = self._stack[-1]
        if parent.inner is None:
            parent.inner = indent
        elif indent != parent.inner:
            first = begin - indent
            span = self._lines.span(first, begin)
            labels = (
                ()
                if parent.span.line == parent.span.end_line == 1 and parent.indent < 0
                else (SecondPlace(parent.span, "block"),)
            )
            self._bag.add(
                diagnose(
                    "wrong-indentation",
                    span,
                    labels=labels,
                    fix=Fix(span, " " * parent.inner),
                    found=indent,
                    expected=parent.inner,
                )
            )

    def _close(self, indent: int) -> None:
        """Finish every open statement that is indented as far as `indent` or further."""
        while len(self._stack) > 1 and self._stack[-1].indent >= indent:
            draft = self._stack.pop()
            if draft.node is not None:
                node = replace(draft.node, block=tuple(draft.block)) if draft.block else draft.node
                self._stack[-1].block.append(node)
