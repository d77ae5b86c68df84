"""A token that does not fit, explained. Common slips have a message of their own; they are tried in a fixed order, and
the last resort names what would fit. Each has malformed examples in tests/spec/syntax.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from dsl.diagnostics import Diagnostic, Fix, Term, Terms, diagnose, suggest
from dsl.source import Span
from dsl.syntax.alphabets import in_one_alphabet
from dsl.syntax.expected import COMPARISONS, describe
from dsl.syntax.habits import (
    bare_text,
    decimal_sign,
    foreign_sign,
    missing_equals,
    spaced_name,
    unknown_function,
    unknown_unit,
)
from dsl.syntax.lexer import BLANKS, OPEN_TEXT, UNKNOWN, Lexer, Token
from dsl.syntax.slip import Slip
from dsl.syntax.tables import END
from dsl.words import LANGUAGES, fold, keywords, spellings, word

_QUOTES = "»“”„‟‘’‚'`"
_PAIRS = {"“": "”", "”": "”", "„": "“”", "‟": "”", "‘": "’", "’": "’", "‚": "‘’", "'": "'"}
"""Quotes of word processors, with those that close a text which they open."""
_OPERATORS = {"==": "=", "!=": "<>", "&&": "and", "||": "or", "**": "^"}
_BOUNDS = {">=": "at_least", "≥": "at_least", "<=": "at_most", "≤": "at_most", ">": "over", "<": "under"}
"""How a line of bands and the bounds of an input say what a comparison says in a formula."""
_GROUPED = re.compile(rf"\d{{1,3}}(?:[{BLANKS}]\d{{3}})+(?!\d)(?:[.,]\d+)?")
_WORDLIKE = re.compile(r"\w+")
_FOLLOWS = 60


def explain(slip: Slip, lexer: Lexer) -> Diagnostic:
    """The diagnostic that fits the slip best."""
    for detect in _DETECTORS:
        found = detect(slip, lexer)
        if found is not None:
            return found
    span = _span(slip.token, lexer)
    expected = Terms(describe(slip.fits, lexer.language, at_start=not slip.before))
    if slip.token.terminal == END:
        return diagnose("unexpected-end", span, expected=expected)
    slug = "unknown-word" if slip.token.terminal == "NAME" else "unexpected-word"
    return diagnose(slug, span, found=_shown(slip.token), expected=expected)


def _too_deep(slip: Slip, lexer: Lexer) -> Diagnostic | None:
    return diagnose("too-deep", _span(slip.token, lexer)) if slip.too_deep else None


def _open_text(slip: Slip, lexer: Lexer) -> Diagnostic | None:
    """A text without its end; with `"` the next text's opening quote closes it, and the line goes wrong after it."""
    token = slip.token
    if token.terminal != OPEN_TEXT:
        previous = slip.previous
        if previous is None or previous.terminal != "TEXT" or lexer.text[previous.start] != '"':
            return None
        if "\n" not in lexer.text[previous.start : previous.end] or token.terminal == END:
            return None
        token = previous
    opening = lexer.text[token.start]
    closing = "»" if opening == "«" else '"'
    line_end = lexer.line_end(token.start)
    end = lexer.lines.span(line_end, line_end)
    place = lexer.lines.span(token.start, line_end)
    return diagnose("unclosed-text", place, fix=Fix(end, closing), opening=opening, closing=closing)


def _odd_sign(slip: Slip, lexer: Lexer) -> Diagnostic | None:
    token = slip.token
    if token.terminal != UNKNOWN:
        return None
    if token.text in _QUOTES:
        return diagnose("stray-quote", _span(token, lexer), fix=_guillemets(token, lexer), found=token.text)
    if not token.text.isprintable():
        span = _span(token, lexer)
        return diagnose("control-character", span, fix=Fix(span, ""), number=f"{ord(token.text):02X}")
    return diagnose("unexpected-sign", _span(token, lexer), found=token.text, advice=Term("remove-sign"))


def _guillemets(opening: Token, lexer: Lexer) -> Fix | None:
    """The text that the foreign quote opens, in guillemets, where its end is on the same line."""
    rest = lexer.line_rest(opening.start)
    ends = [rest.find(quote, 1) for quote in _PAIRS.get(opening.text, "")]
    end = min((place for place in ends if place > 0), default=0)
    if not end:
        return None
    return Fix(lexer.lines.span(opening.start, opening.start + end + 1), f"«{rest[1:end]}»")


def _bound_in_signs(slip: Slip, lexer: Lexer) -> Diagnostic | None:
    """`>= 80: 5` where words stand: `at least 80: 5`."""
    bound = _BOUNDS.get(slip.token.text)
    if bound is None or bound.upper() not in slip.fits:
        return None
    span, right = _span(slip.token, lexer), word(bound, lexer.language)
    return diagnose("foreign-operator", span, fix=Fix(span, right), found=slip.token.text, right=right)


def _foreign_operator(slip: Slip, lexer: Lexer) -> Diagnostic | None:
    """`==`, `!=`, `&&`, `||`, `**`: the first sign or the second does not fit."""
    for start in (slip.token.start, slip.token.start - 1):
        found = lexer.text[start : start + 2] if start >= 0 else ""
        if found in _OPERATORS:
            span, meant = lexer.lines.span(start, start + 2), _OPERATORS[found]
            right = word(meant, lexer.language) if meant.isalpha() else meant
            return diagnose("foreign-operator", span, fix=Fix(span, right), found=found, right=right)
    return None


def _condition_in_expression(slip: Slip, lexer: Lexer) -> Diagnostic | None:
    previous = slip.previous
    if previous is None or previous.terminal != "NAME" or previous.text not in spellings()["IF"][lexer.language]:
        return None
    then, otherwise = word("then", lexer.language), word("else", lexer.language)
    span = _span(previous, lexer)
    return diagnose("condition-needs-brackets", span, found=previous.text, then=then, otherwise=otherwise)


def _chained_comparison(slip: Slip, lexer: Lexer) -> Diagnostic | None:
    token = slip.token
    if token.terminal not in COMPARISONS or not any(item.terminal in COMPARISONS for item in slip.before[1:]):
        return None
    conjunction = word("and", lexer.language)
    return diagnose("chained-comparison", _span(token, lexer), found=_cut(token.text), conjunction=conjunction)


def _lone_text(slip: Slip, lexer: Lexer) -> Diagnostic | None:
    """`ru «…»` or `«…»` at the beginning of a line: most often a label's continuation that is not indented deeper."""
    if slip.before:
        return None
    text = lexer.again(slip.token, ("LANG",))
    if text.terminal not in ("LANG", "TEXT"):
        return None
    return diagnose("text-on-its-own", _span(slip.token, lexer), title=word("title", lexer.language))


def _thousands(slip: Slip, lexer: Lexer) -> Diagnostic | None:
    previous = slip.previous
    if slip.token.terminal != "NUMBER" or previous is None or previous.terminal != "NUMBER":
        return None
    grouped = _GROUPED.match(lexer.text, previous.start)
    if grouped is None:
        return None
    right = "".join(grouped.group().split())
    span = lexer.lines.span(previous.start, grouped.end())
    return diagnose("thousands-blank", span, fix=Fix(span, right), found=grouped.group(), right=right)


def _digit_first(slip: Slip, lexer: Lexer) -> Diagnostic | None:
    """`1a` where a name should stand, or letters that touch a number."""
    token, previous = slip.token, slip.previous
    first = token if token.terminal in ("NUMBER", "DATE") and "NAME" in slip.fits and END not in slip.fits else None
    if previous is not None and previous.terminal == "NUMBER" and previous.end == token.start:
        first = previous if lexer.text[token.start : token.start + 1].isalpha() else first
    if first is None or "NUMBER" in slip.fits:
        return None
    end = token.end
    match = _WORDLIKE.match(lexer.text, end)
    span = lexer.lines.span(first.start, match.end() if match else end)
    found = lexer.text[first.start : match.end() if match else end]
    return diagnose("name-begins-with-digit", span, found=found, number=word("number_text", lexer.language))


def _comma_for_semicolon(slip: Slip, lexer: Lexer) -> Diagnostic | None:
    if slip.token.terminal != "COMMA" or "SEMICOLON" not in slip.fits:
        return None
    span = _span(slip.token, lexer)
    return diagnose("comma-between-members", span, fix=Fix(span, ";"))


def _brackets(slip: Slip, lexer: Lexer) -> Diagnostic | None:
    opened: list[Token] = []
    for token in slip.before:
        if token.terminal == "LPAR":
            opened.append(token)
        elif token.terminal == "RPAR":
            opened.pop()
    if slip.token.terminal == "RPAR" and not opened:
        span = _span(slip.token, lexer)
        return diagnose("stray-bracket", span, fix=Fix(span, ""))
    if opened and "RPAR" in slip.fits and slip.token.terminal in (END, "TEXT", "LANG", "COLON"):
        place = lexer.lines.span(slip.before[-1].end, slip.before[-1].end)
        return diagnose("unclosed-bracket", _span(opened[-1], lexer), fix=Fix(place, ")"))
    return None


def _missing_sign(slip: Slip, lexer: Lexer) -> Diagnostic | None:
    """A colon or comma left out: the token fits once it stands there."""
    token, previous = slip.token, slip.previous
    if previous is None:
        return None
    if previous.terminal == "NUMBER" and token.terminal == "NAME":
        for detect in (_wrong_language, _misspelt, bare_text, unknown_unit):
            found = detect(slip, lexer)
            if found is not None:
                return found
    place = lexer.lines.span(previous.end, previous.end)
    if previous.terminal == "UNIT_POINTS" and previous.text in spellings()["SCORE"][lexer.language]:
        count = len(slip.before) - 1
        if "SCORE" in slip.fitting(count, ("COLON",)):
            place = lexer.lines.span(slip.before[count - 1].end, slip.before[count - 1].end)
            return diagnose("missing-colon", place, fix=Fix(place, ":"), found=previous.text)
    for sign, mark, slug in (("COLON", ":", "missing-colon"), ("COMMA", ",", "missing-comma")):
        if sign not in slip.fits:
            continue
        next_fits = slip.fitting(len(slip.before), (sign,))
        if token.terminal == END:
            if sign == "COLON" and END not in slip.fits:
                return diagnose(slug, place, fix=Fix(place, mark), found=lexer.line_rest(previous.end) or "…")
            continue
        if lexer.again(token, next_fits).terminal in next_fits:
            return diagnose(slug, place, fix=Fix(place, mark), found=_shown(token))
    return None


def _wrong_language(slip: Slip, lexer: Lexer) -> Diagnostic | None:
    """A keyword of another language, where the same keyword of this one fits."""
    if slip.token.terminal != "NAME":
        return None
    own = spellings()
    for other in LANGUAGES:
        if other == lexer.language:
            continue
        for keyword, stop in lexer.spelled(slip.token.start, keywords(other)):
            if keyword.terminal in slip.fits:
                right = own[keyword.terminal][lexer.language][0]
                span = lexer.lines.span(slip.token.start, stop)
                return diagnose(
                    "foreign-keyword",
                    span,
                    fix=Fix(span, right),
                    found=lexer.text[slip.token.start : stop],
                    right=right,
                    other=Term(other),
                    language=Term(lexer.language),
                )
    return None


def _misspelt(slip: Slip, lexer: Lexer) -> Diagnostic | None:
    """A word that is nearly a keyword that fits, or one with letters of another alphabet."""
    token = slip.token
    if token.terminal not in spellings() and token.terminal != "NAME":
        return None
    fitting = _spellings(slip.fits, lexer)
    for start, candidates in _phrase_starts(slip, fitting, lexer):
        whole = _misspelt_phrase(start, candidates, lexer)
        if whole is not None:
            return whole
    if _WORDLIKE.fullmatch(token.text) is None:
        return None
    firsts = {spelling.split()[0] for spelling in fitting}
    mended = in_one_alphabet(token.text)
    lowered = token.text.lower()
    for way in (mended, lowered):
        if way is not None and way != token.text and fold(way) in map(fold, firsts):
            return _replace("misspelt-word", token, way, lexer)
    right = suggest(token.text, firsts) if len(token.text) > 2 else None
    return None if right is None else _replace("misspelt-word", token, right, lexer)


def _spellings(fits: frozenset[str], lexer: Lexer) -> list[str]:
    known = spellings().items()
    return [spelling for terminal, columns in known if terminal in fits for spelling in columns[lexer.language]]


def _phrase_starts(slip: Slip, fitting: list[str], lexer: Lexer) -> Iterator[tuple[int, list[str]]]:
    """Where a misspelt phrase may begin: at the token, or before it, where its first word was a keyword by itself."""
    yield slip.token.start, fitting
    if slip.previous is not None and slip.previous.terminal in spellings():
        yield slip.previous.start, _spellings(slip.fitting(len(slip.before) - 1, ()), lexer)


def _misspelt_phrase(start: int, fitting: list[str], lexer: Lexer) -> Diagnostic | None:
    """`не мение`: the first word is right, a later one is not."""
    for spelling in sorted(fitting, key=lambda text: -text.count(" ")):
        pieces = spelling.split()
        written = lexer.line_rest(start).split()[: len(pieces)]
        if len(pieces) < 2 or len(written) < len(pieces) or fold(written[0]) != fold(pieces[0]):
            continue
        if suggest(" ".join(written), [spelling]) is None:
            continue
        match = re.compile(rf"[{BLANKS}]+".join(map(re.escape, written))).match(lexer.text, start)
        if match is not None:
            token = Token("NAME", match.group(), start, match.end())
            return _replace("misspelt-word", token, spelling, lexer)
    return None


def _unquoted(slip: Slip, lexer: Lexer) -> Diagnostic | None:
    token = slip.token
    if not {"TEXT"} <= slip.fits or slip.fits & {END, "NAME", "SEMICOLON"} or token.terminal in (END, UNKNOWN, "COLON"):
        return None
    rest = lexer.line_rest(token.start)
    span = lexer.lines.span(token.start, token.start + len(rest))
    return diagnose("text-without-quotes", span, fix=Fix(span, f"«{rest}»"), found=_cut(rest))


def _surplus(slip: Slip, lexer: Lexer) -> Diagnostic | None:
    if END not in slip.fits or slip.token.terminal == END:
        return None
    start = slip.token.start
    rest = lexer.line_rest(start)
    return diagnose("text-after-end", lexer.lines.span(start, start + len(rest)), found=_cut(rest))


_DETECTORS: tuple[Callable[[Slip, Lexer], Diagnostic | None], ...] = (
    _too_deep,
    _open_text,
    _foreign_operator,
    _bound_in_signs,
    decimal_sign,
    foreign_sign,
    _odd_sign,
    _lone_text,
    _thousands,
    _digit_first,
    _condition_in_expression,
    _chained_comparison,
    _comma_for_semicolon,
    _brackets,
    unknown_function,
    spaced_name,
    _missing_sign,
    _wrong_language,
    _misspelt,
    missing_equals,
    _unquoted,
    bare_text,
    _surplus,
)


def _replace(slug: str, token: Token, right: str, lexer: Lexer) -> Diagnostic:
    span = _span(token, lexer)
    return diagnose(slug, span, fix=Fix(span, right), found=token.text, right=right)


def _span(token: Token, lexer: Lexer) -> Span:
    return lexer.lines.span(token.start, token.end)


def _shown(token: Token) -> str:
    return _cut(token.text)


def _cut(text: str) -> str:
    line = text.split("\n", maxsplit=1)[0]
    return line if len(line) <= _FOLLOWS and line == text else line[:_FOLLOWS] + "…"
