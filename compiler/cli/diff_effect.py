"""What an amendment does to scores: the data of the earlier edition scored by both."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from textwrap import shorten

from compiler.cli.build_command import compiled_edition
from compiler.cli.eval_bodies import plain, scored_bodies
from compiler.cli.eval_command import given_from, is_workbook, one_body, workbook_given
from compiler.cli.texts import say
from compiler.driver import Compiled
from compiler.evaluate import NOT_FILLED, Outcome, Result, evaluate
from compiler.evaluate.bodies import evaluate_bodies
from compiler.evaluate.body_rows import holds_many_bodies
from compiler.evaluate.carried import carried, lacking
from compiler.evaluate.notation import written_number
from compiler.evaluate.places import places, precision_of
from compiler.model.methodology import Methodology
from compiler.model.texts import Language

_HEAD_WIDTH = 30
_MOST_LACKING = 12
"""Names of what the data lack that are listed."""


@dataclass(frozen=True, slots=True)
class Scored:
    """A body of the file, by both editions. Places: None where there is no overall total or only one body."""

    name: str
    before: Result
    after: Result
    places: tuple[Outcome, Outcome] | None = None


@dataclass(frozen=True, slots=True)
class Effect:
    """For one kind of body: the bodies in the order of the file, and what their data cannot hold, as it is written."""

    old: Methodology
    new: Methodology
    bodies: tuple[Scored, ...]
    lacking: tuple[str, ...]


def effects(old: Compiled, new: Compiled, path: Path, body: str | None, lang: str) -> tuple[Effect, ...]:
    """For each kind of body that both editions have and the file speaks of. Faults of the file on the screen, status
    1 or 2."""
    edition, later = compiled_edition(old, lang), compiled_edition(new, lang)
    many = holds_many_bodies(path)
    if many:
        rows = scored_bodies(edition, path, body, lang)
        found = {kind.name: [(row.label(edition, lang), result) for row, result in rows if row.kind == kind.name]
                 for kind in edition.bodies}  # fmt: skip
    else:
        if is_workbook(path):
            methodology, given = workbook_given(old, edition, path, body, lang)
        else:
            methodology = one_body(edition, body, lang)
            given = given_from(methodology, path, lang)
        found = {methodology.body.name: [(path.stem, evaluate(methodology, given))]}
    both = [kind for kind in later.bodies if found.get(kind.name)]
    names: Mapping[str, str] = {} if new.lowered is None else new.lowered.names
    made = []
    for kind in both:
        before, new_model = edition.methodology(kind.name), later.methodology(kind.name)
        data = tuple(carried(result.given, before, new_model) for _, result in found[kind.name])
        after = evaluate_bodies(new_model, data) if many else tuple(evaluate(new_model, one) for one in data)
        made.append(_effect(before, new_model, found[kind.name], after, names))
    return tuple(made)


def _effect(
    old: Methodology,
    new: Methodology,
    before: list[tuple[str, Result]],
    after: tuple[Result, ...],
    names: Mapping[str, str],
) -> Effect:
    earlier, later = _places(old, [result for _, result in before]), _places(new, list(after))
    pairs = [None] * len(before) if earlier is None or later is None else list(zip(earlier, later, strict=True))
    bodies = tuple(
        Scored(name, result, other, pair) for (name, result), other, pair in zip(before, after, pairs, strict=True)
    )
    return Effect(old, new, bodies, tuple(names.get(code, code) for code in lacking(old, new)))


def _places(methodology: Methodology, results: list[Result]) -> tuple[Outcome, ...] | None:
    score = methodology.root.score
    if score is None or len(results) == 1:
        return None
    return places([result.outcome(score) for result in results], precision_of(methodology, score))


# ----------------------------------------------------------------------------------------------------------- as text


def render_effects(found: tuple[Effect, ...], path: Path, lang: str) -> str:
    """The effects as text in the reader's language, a block for each kind of body; `path` is the file of the data."""
    lines = ["", say("diff-effect", lang, path=path.name)]
    for effect in found:
        lines.append(f"  {effect.new.body.label.text(Language(lang))}")
        lines.extend(f"    {line}" for line in _table(effect, lang))
        if effect.lacking:
            listed = ", ".join(effect.lacking[:_MOST_LACKING])
            more = len(effect.lacking) - _MOST_LACKING
            rest = f" {say('diff-more', lang, count=more)}" if more > 0 else ""
            lines.append(f"    {say('diff-effect-lacking', lang, names=listed)}{rest}")
    if not found:
        lines.append(f"  {say('diff-effect-none', lang)}")
    return "\n".join(lines) + "\n"


def _table(effect: Effect, lang: str) -> Iterator[str]:
    """Bodies down; across the total, the place, and each part whose score is another one for any body. Where nothing is
    another one, the total alone if it is not filled in."""
    columns = [
        (_head(effect, code, lang), [_pair(one, code, lang) for one in effect.bodies]) for code in _codes(effect)
    ]
    if effect.bodies[0].places is not None:
        ranks = [one.places or (NOT_FILLED, NOT_FILLED) for one in effect.bodies]
        columns.insert(
            1, (say("diff-effect-place", lang), [_arrow(*(_text(rank, lang) for rank in pair)) for pair in ranks])
        )
    changed = [column for column in columns if any("→" in cell for cell in column[1])]
    open_ones = [cell for _, cells in columns[:1] for cell in cells if cell == say("not-filled", lang)]
    if not changed and not open_ones:
        yield say("diff-effect-same", lang)
        return
    changed = changed or columns[:1]
    shown_columns = [("", [one.name for one in effect.bodies]), *changed]
    widths = [max(map(len, (head, *cells))) for head, cells in shown_columns]
    for row in zip(*((head, *cells) for head, cells in shown_columns), strict=True):
        yield "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()


def _codes(effect: Effect) -> tuple[str, ...]:
    """The whole, then the parts of both editions that have a score, in the order of the later one."""
    roots = (effect.new.root, effect.old.root)
    elements = [*roots, *(child for root in roots for child in root.children)]
    return tuple(dict.fromkeys(element.code for element in elements if element.score is not None))


def _head(effect: Effect, code: str, lang: str) -> str:
    elements = (*effect.new.root.walk(), *effect.old.root.walk())
    found = next(element for element in elements if element.code == code)
    return shorten(found.label.text(Language(lang)), _HEAD_WIDTH, placeholder="…")


def _pair(one: Scored, code: str, lang: str) -> str:
    """Both scores of a part: "5 → 6 (+1)"; a dash where an edition does not have it."""
    before, after = (_score(result, code) for result in (one.before, one.after))
    text = _arrow(_text(before, lang), _text(after, lang))
    if isinstance(before, Fraction) and isinstance(after, Fraction) and before != after:
        grown = written_number(after - before, Language(lang))
        return f"{text} ({grown if after < before else f'+{grown}'})"
    return text


def _score(result: Result, code: str) -> Outcome | None:
    """None where the edition has no such part, or gives it no score."""
    element = next((one for one in result.methodology.root.walk() if one.code == code), None)
    return None if element is None or element.score is None else result.outcome(element.score)


def _arrow(before: str, after: str) -> str:
    return before if before == after else f"{before} → {after}"


def _text(outcome: Outcome | None, lang: str) -> str:
    match outcome:
        case None:
            return "—"
        case Fraction():
            return written_number(outcome, Language(lang))
        case _:
            return say("not-filled" if outcome is NOT_FILLED else "not-applicable", lang)


# ----------------------------------------------------------------------------------------------------------- as data


def plain_effects(found: tuple[Effect, ...]) -> list[dict[str, object]]:
    """The effects as data for JSON, an object for each kind of body."""
    return [
        {
            "body": effect.new.body.name,
            "lacking": list(effect.lacking),
            "scored": [_plain_body(one, effect) for one in effect.bodies],
        }
        for effect in found
    ]


def _plain_body(one: Scored, effect: Effect) -> dict[str, object]:
    scores = {
        code: {
            side: None if outcome is None else plain(outcome)
            for side, outcome in (("before", _score(one.before, code)), ("after", _score(one.after, code)))
        }
        for code in _codes(effect)
    }
    ranks = None if one.places is None else [plain(place) for place in one.places]
    return {"name": one.name, "scores": scores, "places": ranks}
