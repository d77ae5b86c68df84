"""Two tables of a methodology for its README: what the check finds with the resolution of each finding, and the rules
that the act's text does not state, with what they rest on.

In: the compiled editions and the language of the tables. Out: Markdown, the same for the same source.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from compiler.cli.texts import say
from compiler.driver import Compiled, Remark, remarks_on_editions
from compiler.model.indicators import StepRole
from compiler.model.methodology import Methodology
from compiler.model.texts import Citation, Label, Language, Provenance
from dsl.diagnostics import Severity, message_of
from dsl.diagnostics.wording import texts_of

SHOWN = 25
"""Places and messages that one row of a table names; of more it gives the number."""
_WIDEST = 70
"""Letters of a title that a row shows."""
_LONGEST = 260
"""Letters of a message that a row shows."""


def tables(editions: Sequence[Compiled]) -> Mapping[str, str]:
    """By the name of the markers between which each belongs, in the language of the methodology's own words. Nothing
    while errors stand in the way."""
    last = editions[-1]
    if last.lowered is None:
        return {}
    lang = last.files[0].language
    return {"findings": findings_table(editions, lang), "rules": rules_table(last, lang)}


def findings_table(editions: Sequence[Compiled], lang: str) -> str:
    """A row for each kind of finding with one resolution, however many places have it."""
    groups: dict[tuple[str, str], list[tuple[str, str, str]]] = {}
    for remark in remarks_on_editions(tuple(editions), thorough=True):
        if remark.acknowledged is None and remark.diagnostic.severity is Severity.NOTE:
            continue
        where, clause = _place(editions, remark.code, lang)
        message = _cut(message_of(remark.diagnostic, lang))
        if remark.editions:
            message = f"{message} ({say('check-editions', lang, editions=', '.join(remark.editions))})"
        rule = f"{remark.diagnostic.code} {texts_of(remark.diagnostic, lang).title}"
        groups.setdefault((rule, _resolution(remark, lang)), []).append((where, clause, message))
    if not groups:
        return say("readme-no-findings", lang)
    rows: list[Sequence[str]] = []
    for (rule, how), found in groups.items():
        where, clause, what = (_some(texts, lang) for texts in zip(*found, strict=True))
        rows.append((rule, where, clause, what, how))
    return _table(tuple(say(f"readme-{key}", lang) for key in ("rule", "element", "clause", "found", "resolved")), rows)


def rules_table(compiled: Compiled, lang: str) -> str:
    """The reconstructed rules, then the assumed ones: a row for each reason."""
    groups: dict[tuple[Provenance, str], list[tuple[str, str]]] = {}
    for methodology in _methodologies((compiled,)):
        for label, citation in _rules(methodology):
            if citation.provenance is not Provenance.STATED:
                entry = citation.clause, _short(label, lang)
                reason = citation.reason_in(Language(lang))
                groups.setdefault((citation.provenance, reason), []).append(entry)
        numbers = ((item.citation, item.label) for item in methodology.parameters.values())
        for citation, label in numbers:  # numbers of rules that are named above need no mention
            key = citation.provenance, citation.reason_in(Language(lang))
            if citation.provenance is not Provenance.STATED and key not in groups:
                groups[key] = [(citation.clause, _short(label, lang))]
    if not groups:
        return say("readme-all-stated", lang)
    order = (Provenance.RECONSTRUCTED, Provenance.ASSUMED)
    rows: list[Sequence[str]] = []
    for (kind, reason), places in sorted(groups.items(), key=lambda item: order.index(item[0][0])):
        clauses, labels = zip(*places, strict=True)
        rows.append((say(f"readme-{kind.value}", lang), _some(clauses, lang), _some(labels, lang), reason))
    return _table(tuple(say(f"readme-{key}", lang) for key in ("how-known", "clause", "element", "basis")), rows)


def _resolution(remark: Remark, lang: str) -> str:
    if remark.acknowledged is None:
        return say("readme-unresolved", lang)
    return remark.acknowledged.text_in(Language(lang))


def _methodologies(editions: Sequence[Compiled]) -> Iterator[Methodology]:
    """The last edition first: what stands there today names the place."""
    for compiled in reversed(editions):
        if compiled.lowered is not None:
            yield from compiled.lowered.edition.methodologies


def _place(editions: Sequence[Compiled], code: str, lang: str) -> tuple[str, str]:
    """Title and clause of the part that a finding is about, or of the nearest thing around it."""
    for methodology in _methodologies(editions):
        elements = {element.code: element for element in methodology.root.walk()}
        around = code
        while around and around not in elements:
            around = around.rpartition(".")[0]
        element = elements.get(around, methodology.root)
        value = methodology.values.get(code)
        if value is not None or around:
            citation = element.citation if value is None else value.citation
            return f"`{element.code}` {_short(element.label, lang, element.number)}", citation.clause
    return f"`{code}`", ""


def _rules(methodology: Methodology) -> Iterator[tuple[Label, Citation]]:
    """Everything that cites a clause, in the order of the act: parts with their inputs, tables and steps."""
    for element in methodology.root.walk():
        yield element.label, element.citation
        for code in element.inputs:
            yield methodology.inputs[code].label, methodology.inputs[code].citation
        for code in element.tables:
            table = methodology.tables[code]
            yield table.label, table.citation
            yield from ((column.label, column.citation) for column in table.columns)
        for step in element.steps:
            value = methodology.values.get(step.code)
            if value is not None:
                yield value.label if step.role is StepRole.LET else element.label, value.citation


def _short(label: Label, lang: str, number: str = "") -> str:
    text = " ".join(f"{number} {label.text(Language(lang))}".split())
    return text if len(text) <= _WIDEST else f"{text[: _WIDEST - 1].rstrip()}…"


def _cut(message: str) -> str:
    """A counterexample of many inputs: the first of them."""
    end = message.rfind("; ", 0, _LONGEST)
    return message if len(message) <= _LONGEST or end < 0 else f"{message[:end]}; …"


def _some(texts: Sequence[str], lang: str) -> str:
    """The first different ones, and how many more there are."""
    different = tuple(dict.fromkeys(texts))
    more = len(different) - SHOWN
    rest = (say("readme-more", lang, count=more),) if more > 0 else ()
    return "<br>".join((*different[:SHOWN], *rest))


def _table(headings: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    lines = [headings, tuple("---" for _ in headings), *rows]
    return "\n".join(f"| {' | '.join(_cell(text) for text in line)} |".replace("| --- ", "|---") for line in lines)


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")
