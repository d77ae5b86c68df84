"""Slips that come from habits: how numbers, comments, brackets and functions are written in letters, in Excel and in
other programs. Each is tried in the order that `slips` gives; all have malformed examples in tests/spec/syntax.
"""

from __future__ import annotations

import re

from dsl.diagnostics import Diagnostic, Fix, Term, diagnose, suggest
from dsl.source import Span
from dsl.syntax.lexer import BLANKS, UNKNOWN, Lexer, Token
from dsl.syntax.slip import Slip
from dsl.syntax.tables import END
from dsl.words import LANGUAGES, fold, keywords, spellings, word

_ROUND = {"[": "(", "{": "(", "]": ")", "}": ")"}
_POINT_FIRST = re.compile(r"[.,]\d+")
_AFTER_SIGN = re.compile(rf"[;,][{BLANKS}]?(\d+)")
_NAME_OF_WORDS = re.compile(rf"\w+(?:[{BLANKS}]*[-{BLANKS}][{BLANKS}]*\w+)*")
_BREAK = re.compile(rf"[-{BLANKS}]+")
_DECLARE = frozenset(("INPUT", "COLUMN", "VALUE", "CONSTANT", "CATEGORY", "TABLE"))
_PARTS = frozenset(("DIRECTION", "CRITERION", "INDICATOR", "PARAMETER", "GROUP", "ITEM", "PENALTY"))
_PERCENT = ("процент", "пайыз", "percent")
_EXPRESSION_MARKS = re.compile(r"[«\"()=*/+^]")


def decimal_sign(slip: Slip, lexer: Lexer) -> Diagnostic | None:
    """`.5`, `0;5`, `0, 5`: a decimal whose sign the language does not read as one."""
    token, text = slip.token, lexer.text
    numbers = [item for item in slip.before[-2:] if item.terminal == "NUMBER"]
    start, end, right = token.start, token.end, ""
    if token.terminal in (UNKNOWN, "COMMA") and _POINT_FIRST.match(text, token.start) and "NUMBER" in slip.fits:
        digits = _POINT_FIRST.match(text, token.start)
        end = digits.end() if digits else token.end
        right = f"0,{text[token.start + 1 : end]}"
    elif token.terminal == "SEMICOLON" and slip.previous in numbers and (after := _AFTER_SIGN.match(text, token.start)):
        start, end = numbers[-1].start, after.end()
        right = f"{numbers[-1].text},{after.group(1)}"
    elif token.terminal == "NUMBER" and numbers and slip.previous is not None and slip.previous.terminal == "COMMA":
        start = numbers[0].start
        right = f"{numbers[0].text},{token.text}"
    if not right or not _plain(right):
        return None
    span = lexer.lines.span(start, end)
    return diagnose("decimal-sign", span, fix=Fix(span, right), found=text[start:end], right=right)


def _plain(number: str) -> bool:
    return re.fullmatch(r"\d+,\d+", number) is not None


def foreign_sign(slip: Slip, lexer: Lexer) -> Diagnostic | None:
    """Square brackets, a dash for a colon, `//` and `#` before a comment, a percent sign after a name."""
    token, text = slip.token, lexer.text
    if not slip.before and (text.startswith("//", token.start) or token.text == "#"):
        span = lexer.lines.span(token.start, token.start + (2 if token.text == "/" else 1))
        found = text[token.start : token.start + (2 if token.text == "/" else 1)]
        return diagnose("unexpected-sign", span, fix=Fix(span, "--"), found=found, advice=Term("comment-sign"))
    if token.terminal != UNKNOWN:
        return None
    span = _span(token, lexer)
    if token.text in _ROUND:
        fix = Fix(span, _ROUND[token.text])
        return diagnose("unexpected-sign", span, fix=fix, found=token.text, advice=Term("round-brackets"))
    if token.text == "—":
        right = ":" if "COLON" in slip.fits else "-"
        return diagnose("unexpected-sign", span, fix=Fix(span, right), found=token.text, advice=Term("long-dash"))
    if token.text == "%":
        return diagnose("unexpected-sign", span, found=token.text, advice=Term("percent-sign"))
    return None


def unknown_function(slip: Slip, lexer: Lexer) -> Diagnostic | None:
    """`name(…)` where no function is called so: nearly one, one of another language, or one of Excel."""
    previous = slip.previous
    if slip.token.terminal != "LPAR" or previous is None or previous.terminal != "NAME":
        return None
    language, written = lexer.language, fold(previous.text).lower()
    calls = {terminal: columns for terminal, columns in spellings().items() if terminal.startswith("CALL_")}
    own = [spelling for columns in calls.values() for spelling in columns[language]]
    known = {
        fold(name): columns[language][0] for columns in calls.values() for lang in LANGUAGES for name in columns[lang]
    }
    span = _span(previous, lexer)
    if any(written == fold(other) for lang in LANGUAGES for other in spellings()["IF"][lang]):
        pattern = f"{word('if', language)} … {word('then', language)} … {word('else', language)} …"
        return diagnose("unknown-function", span, found=previous.text, advice=f"«{pattern}»")
    begun = min((name for name in own if len(written) > 2 and name.startswith(written)), key=len, default=None)
    right = known.get(written) or suggest(written, own) or begun
    if right is None:
        return diagnose("unknown-function", span, found=previous.text, advice=Term("list-of-functions"))
    return diagnose("unknown-function", span, fix=Fix(span, right), found=previous.text, advice=f"«{right}(…)»")


def unknown_unit(slip: Slip, lexer: Lexer) -> Diagnostic | None:
    """A word after a number that is no unit: `80 процентов`, `5 кг`."""
    previous, token = slip.previous, slip.token
    if previous is None or not any(terminal.startswith("UNIT_") for terminal in slip.fits):
        return None
    if any(next(lexer.spelled(token.start, keywords(language)), None) for language in LANGUAGES):
        return None
    fix = None
    if fold(token.text).lower().startswith(_PERCENT):
        fix = Fix(lexer.lines.span(previous.end, token.end), "%")
    return diagnose("unknown-unit", _span(token, lexer), fix=fix, found=token.text)


def spaced_name(slip: Slip, lexer: Lexer) -> Diagnostic | None:
    """`вход принято заявок количество`: a name of several words."""
    previous, token = slip.previous, slip.token
    if previous is None or previous.terminal != "NAME" or len(slip.before) != 2:
        return None
    if token.terminal not in ("NAME", "MINUS") or slip.before[0].terminal not in _DECLARE | _PARTS:
        return None
    whole = _NAME_OF_WORDS.match(lexer.text, previous.start)
    pieces = _BREAK.split(whole.group()) if whole is not None else []
    if slip.before[0].terminal in _DECLARE - {"CONSTANT", "TABLE"}:
        pieces = pieces[: _first_keyword(pieces, slip, lexer)]
    if len(pieces) < 2:
        return None
    right = "_".join(pieces)
    end = previous.start
    for piece in pieces:
        end = lexer.text.index(piece, end) + len(piece)
    span = lexer.lines.span(previous.start, end)
    return diagnose("name-of-words", span, fix=Fix(span, right), found=lexer.text[previous.start : end], right=right)


def _first_keyword(pieces: list[str], slip: Slip, lexer: Lexer) -> int:
    """How many words stand before the first one that begins what must follow the name; 0 when none does."""
    firsts = {
        fold(spelling.split()[0].split("-")[0])
        for terminal in slip.fits & spellings().keys()
        for spelling in spellings()[terminal][lexer.language]
    }
    return next((count for count, piece in enumerate(pieces) if count and fold(piece) in firsts), 0)


def missing_equals(slip: Slip, lexer: Lexer) -> Diagnostic | None:
    """The `=` before a formula left out, or a colon in its place."""
    token, previous = slip.token, slip.previous
    if previous is None or "EQUAL" not in slip.fits or "LESSTHAN" in slip.fits or token.terminal == END:
        return None
    next_fits = slip.fitting(len(slip.before), ("EQUAL",))
    if token.terminal == "COLON":
        span = _span(token, lexer)
        return diagnose("missing-equals", span, fix=Fix(span, "="), found=lexer.line_rest(token.end) or "…")
    if lexer.again(token, next_fits).terminal not in next_fits:
        return None
    place = lexer.lines.span(token.start, token.start)
    return diagnose("missing-equals", place, fix=Fix(place, "= "), found=token.text)


def bare_text(slip: Slip, lexer: Lexer) -> Diagnostic | None:
    """A label without its quotes at the end of a line that could end before it."""
    token = slip.token
    if token.terminal != "NAME" or not {"TEXT", END} <= slip.fits:
        return None
    rest = lexer.line_rest(token.start)
    if _EXPRESSION_MARKS.search(rest):
        return None
    span = lexer.lines.span(token.start, token.start + len(rest))
    return diagnose("text-without-quotes", span, fix=Fix(span, f"«{rest}»"), found=rest)


def _span(token: Token, lexer: Lexer) -> Span:
    return lexer.lines.span(token.start, token.end)
