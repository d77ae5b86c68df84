"""Characters to tokens, one logical line (a statement's heading) at a time.

The parser says which terminals its state accepts, and a word is a keyword only where that keyword can stand; the
longest spelling wins. A logical line goes on over a line break inside brackets, after `;`, `,`, `=` or an operator, and
before a line that begins with a text, as long as the next line is indented deeper than the heading.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from dsl.source import Source, Span
from dsl.syntax.tables import END
from dsl.syntax.tree import Comment
from dsl.words import Keyword, fold, keywords

BLANKS = " \t\r\u00a0\u2007\u2009\u202f"
_SKIP = re.compile(f"[{BLANKS}]*")
_COMMENT = re.compile(r"--[^\n]*")
_NAME = r"[^\W\d]\w*(?:\.\w+)*"
_WORD = re.compile(_NAME)
_RULE_NAME = re.compile(r"\w+(?:-\w+)*")
_TEXT_START = re.compile(r'(?:(?:kk|ru|en)[ \t]+)?[«"]')
_LANG = re.compile(r'(?:kk|ru|en)(?=[ \t]*[«"])')
_TOKEN = re.compile(
    rf"[{BLANKS}]*"
    rf"(?:(?P<word>{_NAME})"
    r'|(?P<TEXT>«[^«»]*(?:«[^«»]*»[^«»]*)*»|"[^"]*")'
    r"|(?P<DATE>\d{1,2}\.\d{1,2}\.\d{4}(?!\w)|\d{4}-\d{1,2}-\d{1,2}(?!\w))"
    r"|(?P<NUMBER>\d+(?:[.,]\d+)?(?:[  ]?%)?)"
    r"|(?P<sign><>|<=|>=|-(?!-)|[=<>≠≤≥()+−–*·×/÷^;:,])"
    rf"|\.(?P<plain>{_NAME}))"
)
_CALL = re.compile(rf"[{BLANKS}]*\(")

_SIGNS = {
    "=": "EQUAL", "<>": "UNEQUAL", "≠": "UNEQUAL", "<": "LESSTHAN", "<=": "LESSEQUAL", "≤": "LESSEQUAL",
    ">": "MORETHAN", ">=": "MOREEQUAL", "≥": "MOREEQUAL", "(": "LPAR", ")": "RPAR", "+": "PLUS", "-": "MINUS",
    "−": "MINUS", "–": "MINUS", "*": "STAR", "·": "STAR", "×": "STAR", "/": "SLASH", "÷": "SLASH",
    "^": "CIRCUMFLEX", ";": "SEMICOLON", ":": "COLON", ",": "COMMA",
}  # fmt: skip
_GOES_ON_AFTER = frozenset(_SIGNS.values()) - {"RPAR", "COLON"}

UNKNOWN = "UNKNOWN"
OPEN_TEXT = "OPEN_TEXT"


@dataclass(slots=True)
class Token:
    """`start` and `end` are offsets in the file; `text` is what stands there (a text without its quotes)."""

    terminal: str
    text: str
    start: int
    end: int


class Lines:
    """Offsets to lines and columns."""

    def __init__(self, source: Source) -> None:
        self._path = source.path
        self._starts = [0, *(match.end() for match in re.finditer("\n", source.text))]

    def span(self, start: int, end: int) -> Span:
        """The place between two offsets; the end is exclusive."""
        first = bisect_right(self._starts, start)
        last = bisect_right(self._starts, end, first - 1)
        return Span(self._path, first, start - self._starts[first - 1] + 1, last, end - self._starts[last - 1] + 1)

    def number(self, offset: int) -> int:
        """The line, from 1, that the offset is in."""
        return bisect_right(self._starts, offset)

    def start(self, number: int) -> int:
        """The offset at which line `number` (from 1) begins."""
        return self._starts[number - 1]


class Lexer:
    """Walks through one file. `begin` opens a logical line; `next` gives its tokens, END at its end."""

    def __init__(self, source: Source, language: str, lines: Lines) -> None:
        self.text = source.text
        self.language = language
        self.lines = lines
        self.position = 0
        self.comments: list[Comment] = []
        self._words = keywords(language)
        self._indent = 0
        self._depth = 0
        self._last = ""

    def begin(self, offset: int, indent: int) -> None:
        """Opens the logical line that starts at `offset`, with `indent` blanks before it."""
        self.position = offset
        self._indent = indent
        self._depth = 0
        self._last = ""

    def next(self, accepts: Collection[str]) -> Token:
        """The next token. `accepts`: the terminals that fit here; a word that is no keyword among them is a NAME."""
        match = _TOKEN.match(self.text, self.position)
        if match is None:
            start = self._skip()
            match = _TOKEN.match(self.text, start)
            if match is None:
                return self._rest(start)
        kind = match.lastgroup
        assert kind is not None
        start, end = match.span(kind)
        if kind == "word":
            return self._word(start, end, accepts)
        if kind == "TEXT":
            return self._made("TEXT", start, end, _plain(self.text[start + 1 : end - 1]))
        if kind == "plain":  # a dot before a name says that it is no keyword (`.title` in a file of English words)
            return self._made("NAME", start - 1, end, match["plain"])
        if kind != "sign":
            return self._made(kind, start, end)
        terminal = _SIGNS[match["sign"]]
        self._depth += (terminal == "LPAR") - (terminal == "RPAR")
        return self._made(terminal, start, end)

    def _skip(self) -> int:
        """The offset of the next token: past blanks, comments and line breaks that do not end the logical line."""
        text, position = self.text, self.position
        while True:
            match = _SKIP.match(text, position)
            position = match.end() if match else position
            if text.startswith("--", position):
                position = self.position = self.comment(position, own_line=False)
            if position >= len(text) or text[position] != "\n":
                return position
            following = self._continuation(position)
            if following is None:
                return position
            position = following

    def _continuation(self, position: int) -> int | None:
        """Where the logical line goes on after the line break at `position`, or None if it ends there."""
        text, line, passed = self.text, position + 1, list[int]()
        while position < len(text) and text[position] == "\n":
            line = position + 1
            match = _SKIP.match(text, line)
            position = match.end() if match else line
            comment = _COMMENT.match(text, position)
            if comment is not None:
                passed.append(position)
                position = comment.end()
        if position >= len(text) or position - line <= self._indent:
            return None
        if self._depth <= 0 and self._last not in _GOES_ON_AFTER and _TEXT_START.match(text, position) is None:
            return None
        for offset in passed:
            self.comment(offset, own_line=True)
        return position

    def comment(self, position: int, own_line: bool) -> int:
        """Keeps the comment that begins at `position`; gives the offset of its end."""
        match = _COMMENT.match(self.text, position)
        end = match.end() if match else position
        content = self.text[position + 2 : end].strip()
        self.comments.append(Comment(self.lines.span(position, end), content, own_line))
        return end

    def _rest(self, start: int) -> Token:
        """What stands where no token begins."""
        text = self.text
        if start >= len(text) or text[start] == "\n":
            return self._made(END, start, start)
        if text[start] in '«"':
            return self._made(OPEN_TEXT, start, self.line_end(start))
        return self._made(UNKNOWN, start, start + 1)

    def _word(self, start: int, end: int, accepts: Collection[str]) -> Token:
        text = self.text
        if text[start].isdigit():  # a raised or circled digit counts as a letter in a pattern
            return self._made(UNKNOWN, start, start + 1)
        if "LANG" in accepts and _LANG.match(text, start):
            return self._made("LANG", start, start + 2)
        if "RULE" in accepts:
            name = _RULE_NAME.match(text, start)
            return self._made("RULE", start, name.end() if name else end)
        word = text[start:end]
        possible = self._words.get(fold(word))
        if possible is not None:
            longest: tuple[Keyword, int] | None = None
            for keyword, stop in self._standing(possible, end):
                if keyword.terminal in accepts:
                    return self._made(keyword.terminal, start, stop)
                longest = longest or (keyword, stop)
            if longest is not None and "NAME" not in accepts:
                return self._made(longest[0].terminal, start, longest[1])
        return self._made("NAME", start, end, word)

    def spelled(self, start: int, words: Mapping[str, tuple[Keyword, ...]]) -> Iterator[tuple[Keyword, int]]:
        """The keywords that stand at `start` and where they end, those of more words first."""
        match = _WORD.match(self.text, start)
        return iter(()) if match is None else self._standing(words.get(fold(match.group()), ()), match.end())

    def _standing(self, keywords: tuple[Keyword, ...], end: int) -> Iterator[tuple[Keyword, int]]:
        """Those whose other words follow their first, which ends at `end`; and where each ends."""
        for keyword in keywords:
            stop = self._stop(keyword, end)
            if stop is not None:
                yield keyword, stop

    def again(self, token: Token, accepts: Collection[str]) -> Token:
        """The token that stands where `token` does, read as if only `accepts` could stand there."""
        position, depth, last = self.position, self._depth, self._last
        self.position = token.start
        found = self.next(accepts)
        self.position, self._depth, self._last = position, depth, last
        return found

    def line_end(self, offset: int) -> int:
        """The offset of the line break after `offset`, or of the end of the file."""
        end = self.text.find("\n", offset)
        return len(self.text) if end < 0 else end

    def line_rest(self, offset: int) -> str:
        """What stands from `offset` to the end of its line, without a comment and blanks around it."""
        return re.split(r"(?:^|\s)--", self.text[offset : self.line_end(offset)])[0].strip()

    def _stop(self, keyword: Keyword, end: int) -> int | None:
        """Where the keyword ends whose first word ends at `end`; None if its other words are not there."""
        text = self.text
        for piece in keyword.pieces:
            match = _SKIP.match(text, end)
            begin = match.end() if match else end
            end = begin + len(piece)
            if fold(text[begin:end]) != piece or text[end : end + 1].isalnum() or text[end : end + 1] == "_":
                return None
        if keyword.terminal.startswith("CALL_") and _CALL.match(text, end) is None:
            return None
        return end

    def _made(self, terminal: str, start: int, end: int, text: str | None = None) -> Token:
        self.position = end
        self._last = terminal
        return Token(terminal, self.text[start:end] if text is None else text, start, end)


def _plain(text: str) -> str:
    """A text over several lines: its breaks stay, the blanks around each break do not."""
    if "\n" not in text:
        return text
    first, *rest = text.split("\n")
    return "\n".join((first.rstrip(), *(line.strip() for line in rest[:-1]), rest[-1].lstrip()))
