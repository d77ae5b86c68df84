"""Differences between editions as text: by kind of body and kind of thing, what was added, removed and changed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import takewhile
from textwrap import shorten

from compiler.cli.diff_clauses import Amending, clauses_of
from compiler.cli.texts import say
from compiler.evaluate.described import Aspect, Thing
from compiler.evaluate.differences import Change, Changed, Difference
from compiler.model.texts import Label, Language, Reason
from compiler.workbook.clauses import clause_in

_SIGNS = {Change.ADDED: "+", Change.REMOVED: "−", Change.CHANGED: "~"}
_WIDTH = 160
_WORDS_KEPT = 4
"""Words that stay before the place where two long texts begin to differ."""
_MOST_LINES = 12
"""Lines of one aspect that are shown; a form restated as a whole has hundreds."""


@dataclass(frozen=True, slots=True)
class Compared:
    """What differs for these kinds of body: their labels and names."""

    labels: tuple[Label, ...]
    names: tuple[str, ...]
    differences: tuple[Difference, ...]


def render(
    compared: tuple[Compared, ...],
    earlier: str,
    later: str,
    amending: Amending,
    lang: str,
    unseen: Reason | None = None,
) -> str:
    """`unseen`: why the text of the base is not here."""
    lines = [say("diff-heading", lang, earlier=earlier, later=later)]
    lines.extend(say("diff-act", lang, edition=act.edition, act=_one_line(act.text(lang))) for act in amending.acts)
    if unseen is not None:
        lines.append(say("diff-base-unseen", lang, reason=unseen.text_in(Language(lang))))
    for group in _merged(compared):
        bodies = ", ".join(label.text(Language(lang)) for label in group.labels)
        lines.append("")
        lines.append(bodies)
        if not group.differences:
            lines.append(f"  {say('diff-same', lang)}")
        for thing in Thing:
            own = [one for one in group.differences if one.thing is thing]
            shown = [one for one in own if not _inside_another(one, group.differences)]
            if shown:
                lines.append(f"  {say(f'diff-{thing.value}s', lang)}")
            for one in shown:
                lines.extend(_lines(one, group.differences, amending, lang))
    return "\n".join(lines) + "\n"


def _merged(compared: tuple[Compared, ...]) -> list[Compared]:
    """Kinds of body for which the same differs are shown together."""
    found: list[Compared] = []
    for one in compared:
        for place, other in enumerate(found):
            if other.differences == one.differences:
                labels, names = (*other.labels, *one.labels), (*other.names, *one.names)
                found[place] = Compared(labels, names, one.differences)
                break
        else:
            found.append(one)
    return found


def _inside_another(one: Difference, differences: tuple[Difference, ...]) -> bool:
    """Whether an element around it was added or removed together with it."""
    return one.change is not Change.CHANGED and any(_holds(other, one) for other in differences)


def _holds(outer: Difference, inner: Difference) -> bool:
    whole = outer.thing is Thing.ELEMENT and outer.change is inner.change
    return whole and inner.code.startswith(f"{outer.code}.")


def _lines(one: Difference, differences: tuple[Difference, ...], amending: Amending, lang: str) -> Iterator[str]:
    title = shorten(one.label.text(Language(lang)), _WIDTH, placeholder=" …")
    inner = sum(_holds(one, other) for other in differences) if one.change is not Change.CHANGED else 0
    parts = f", {say('diff-parts', lang, count=inner)}" if inner else ""
    named = " ".join(filter(None, (_SIGNS[one.change], one.name, f"«{title}»")))
    yield f"    {named}{parts}{_cited(one, amending, differences, lang)}"
    for changed in one.aspects:
        yield from _aspect(changed, lang)


def _cited(one: Difference, amending: Amending, differences: tuple[Difference, ...], lang: str) -> str:
    """In brackets: the clause of the amending act as the reader's language names it, with the edition where there are
    several between the two."""
    clauses = clauses_of(one, amending, differences)
    if not clauses.changes:
        return ""
    if len(amending.acts) == 1:
        texts = tuple(clause_in(text, Language(lang)) for text in clauses.texts)
    else:
        named = (f"{change.edition}: {clause_in(change.clause, Language(lang))}" for change in clauses.changes)
        texts = tuple(dict.fromkeys(named))
    cited = "; ".join(texts)
    return f" [{cited}]" if clauses.direct else f" [{say('diff-follows', lang, clauses=cited)}]"


def _aspect(changed: Changed, lang: str) -> Iterator[str]:
    name = say(f"diff-{changed.aspect.value}", lang)
    single = len(changed.before) <= 1 and len(changed.after) <= 1 and changed.aspect is not Aspect.CONTENT
    if single:
        sides = [" ".join(side) or "—" for side in (changed.before, changed.after)]
        if changed.aspect is Aspect.CITATION:
            sides = [clause_in(side, Language(lang)) for side in sides]
        before, after = _where_unlike(*sides)
        yield f"        {name}: {_cut(before)} → {_cut(after)}"
        return
    yield f"        {name}:"
    before_lines, after_lines = changed.before, changed.after
    if len(before_lines) == len(after_lines):
        pairs = [_where_unlike(*pair) for pair in zip(before_lines, after_lines, strict=True)]
        before_lines, after_lines = tuple(pair[0] for pair in pairs), tuple(pair[1] for pair in pairs)
    for sign, side in (("−", before_lines), ("+", after_lines)):
        for line in side[:_MOST_LINES]:
            yield f"          {sign} {_cut(line)}"
        if len(side) > _MOST_LINES:
            yield f"          {sign} {say('diff-more', lang, count=len(side) - _MOST_LINES)}"


def _where_unlike(before: str, after: str) -> tuple[str, str]:
    """Both without the same words at their beginning and end, where they are too long to be shown whole."""
    if max(len(before), len(after)) <= _WIDTH:
        return before, after
    left, right = before.split(), after.split()
    start = max(0, _same(left, right) - _WORDS_KEPT)
    left, right = left[start:], right[start:]
    end = max(0, min(_same(left[::-1], right[::-1]), len(left), len(right)) - _WORDS_KEPT)
    return _between(left, start, end), _between(right, start, end)


def _same(left: list[str], right: list[str]) -> int:
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(left, right, strict=False)))


def _between(words: list[str], start: int, end: int) -> str:
    """The words without the last `end`; dots where something was left out."""
    kept = words[: len(words) - end]
    return " ".join((*(("…",) if start else ()), *kept, *(("…",) if end else ())))


def _cut(line: str) -> str:
    return shorten(line, _WIDTH, placeholder=" …")


def _one_line(text: str) -> str:
    return " ".join(text.split())
