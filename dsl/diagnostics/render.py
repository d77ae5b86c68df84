"""Renderers: one immutable diagnostic, shown in full, in one line, or as JSON."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterable, Mapping, Sequence

from dsl.diagnostics.diagnostic import Diagnostic, Severity
from dsl.diagnostics.wording import help_of, label_of, message_of, phrase, texts_of
from dsl.source import Source, Span

_WIDEST = 140
_PICTURES = {code: 0x2400 + code for code in range(32) if code not in (9, 10)}
"""Control characters, as signs that can be seen."""
_Lines = Mapping[str, Sequence[str]]
"""The lines of each file by its path."""


def render_full(diagnostics: Iterable[Diagnostic], sources: Mapping[str, Source], language: str) -> str:
    """Heading, source line with a marker under the place, second places, remedy; blocks divided by an empty line."""
    lines = {path: source.text.split("\n") for path, source in sources.items()}
    return "\n".join(_full(diagnostic, lines, language) for diagnostic in diagnostics)


def render_concise(diagnostics: Iterable[Diagnostic], language: str) -> str:
    """`path:line:column: code message`, one line each."""
    return "".join(
        f"{_place(diagnostic.span)}: {diagnostic.code} {message_of(diagnostic, language)}\n"
        for diagnostic in diagnostics
    )


def render_json(diagnostics: Iterable[Diagnostic], language: str) -> str:
    """A list of objects; places count lines and columns from 1, end columns are exclusive."""
    return json.dumps([to_json(item, language) for item in diagnostics], ensure_ascii=False, indent=2) + "\n"


def to_json(diagnostic: Diagnostic, language: str) -> dict[str, object]:
    """One diagnostic as plain data."""
    fix = diagnostic.fix
    return {
        "code": diagnostic.code,
        "slug": diagnostic.slug,
        "severity": diagnostic.severity.value,
        "title": texts_of(diagnostic, language).title,
        "message": message_of(diagnostic, language),
        "help": help_of(diagnostic, language),
        "place": _span_json(diagnostic.span),
        "labels": [
            {"message": label_of(diagnostic, label.key, language), "place": _span_json(label.span)}
            for label in diagnostic.labels
        ],
        "fix": None if fix is None else {"replacement": fix.replacement, "place": _span_json(fix.span)},
    }


def render_summary(diagnostics: Iterable[Diagnostic], language: str) -> str:
    """One line: how many errors, warnings and notes; "no findings" when there are none."""
    counts = dict.fromkeys(Severity, 0)
    for diagnostic in diagnostics:
        counts[diagnostic.severity] += 1
    parts = [f"{phrase(f'count-{severity.value}', language)}: {n}" for severity, n in counts.items() if n]
    return ("; ".join(parts) if parts else phrase("no-findings", language)) + "\n"


def _full(diagnostic: Diagnostic, sources: _Lines, language: str) -> str:
    severity = phrase(f"severity-{diagnostic.severity.value}", language)
    lines = [
        f"{severity} {diagnostic.code} ({diagnostic.slug}): {texts_of(diagnostic, language).title}",
        f"  --> {_place(diagnostic.span)}",
        *_excerpt(diagnostic.span, sources, "^", ""),
        f"  {message_of(diagnostic, language)}",
    ]
    for label in diagnostic.labels:
        words = label_of(diagnostic, label.key, language)
        lines.append(f"  ::: {_place(label.span)}")
        lines.extend(_excerpt(label.span, sources, "-", f" {words}") or (f"    {words}",))
    remedy = help_of(diagnostic, language)
    if remedy is not None:
        lines.append(f"  {phrase('help', language)}: {remedy}")
    if diagnostic.fix is not None:
        lines.append(f"  {phrase('fix', language)}: {_fix_words(diagnostic, sources, language)}")
    return "\n".join(lines) + "\n"


def _fix_words(diagnostic: Diagnostic, sources: _Lines, language: str) -> str:
    fix = diagnostic.fix
    if fix is None:
        return ""
    place, old = fix.span, ""
    text = _line(sources, place.path, place.line)
    if text is not None and place.line == place.end_line:
        old = text[place.column - 1 : place.end_column - 1]
    new = _visible(fix.replacement, language)
    if not fix.replacement:
        return phrase("fix-remove", language).format(old=_visible(old, language))
    if not old:
        return phrase("fix-insert", language).format(new=new)
    return phrase("fix-replace", language).format(old=_visible(old, language), new=new)


def _visible(text: str, language: str) -> str:
    """Blanks cannot be seen, so they are counted."""
    if text and not text.strip(" "):
        return phrase("blanks", language).format(count=len(text))
    return text.replace("\t", "⇥").strip(" ").translate(_PICTURES)


def _excerpt(span: Span, sources: _Lines, sign: str, words: str) -> tuple[str, ...]:
    text = _line(sources, span.path, span.line)
    if text is None:
        return ()
    start, end = span.column - 1, span.end_column - 1 if span.end_line == span.line else len(text)
    cut = max(0, start - _WIDEST // 2) if len(text) > _WIDEST else 0
    shown = ("…" if cut else "") + text[cut : cut + _WIDEST] + ("…" if len(text) > cut + _WIDEST else "")
    shift = (1 if cut else 0) - cut
    number = str(span.line)
    lead = " " * _width(shown[: start + shift])
    marked = sign * max(1, _width(shown[start + shift : min(end + shift, len(shown))]))
    empty = " " * len(number)
    shown = shown.replace("\t", " ").translate(_PICTURES)
    return (f"  {number} | {shown}".rstrip(), f"  {empty} | {lead}{marked}{words}")


def _line(sources: _Lines, path: str, number: int) -> str | None:
    """The line (from 1), empty past the end; None where the file is not at hand."""
    lines = sources.get(path)
    if lines is None:
        return None
    return lines[number - 1] if 1 <= number <= len(lines) else ""


def _width(text: str) -> int:
    """Columns that the text takes: combining marks take none, wide signs two."""
    return sum(0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def _place(span: Span) -> str:
    return f"{span.path}:{span.line}:{span.column}"


def _span_json(span: Span) -> dict[str, object]:
    return {
        "path": span.path,
        "line": span.line,
        "column": span.column,
        "end_line": span.end_line,
        "end_column": span.end_column,
    }
