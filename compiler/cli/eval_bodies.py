"""The scores of many bodies: a table for people, JSON with exact fractions, or CSV for a spreadsheet."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from pathlib import Path

import click

from compiler.cli.options import refuse_faults
from compiler.cli.texts import say
from compiler.evaluate import Outcome, Result, State
from compiler.evaluate.bodies import evaluate_bodies
from compiler.evaluate.body_rows import BodyRow, read_bodies
from compiler.evaluate.naming import Naming
from compiler.evaluate.notation import spreadsheet_number, written_number
from compiler.evaluate.trace import trace_tree
from compiler.evaluate.trace_text import render_trace
from compiler.model.expressions import Ref
from compiler.model.indicators import Element
from compiler.model.methodology import Edition, Methodology
from compiler.model.peers import PeerFunction
from compiler.model.quantities import Formula
from compiler.model.texts import Language
from dsl.diagnostics import DiagnosticBag

NAME_WIDTH = 60
Scored = tuple[BodyRow, Result]


def scored_bodies(edition: Edition, path: Path, body: str | None, lang: str) -> tuple[Scored, ...]:
    """Every body of the file, of one kind if `body` names one, in the file's order; its faults on the screen and
    status 1."""
    bag = DiagnosticBag()
    rows = read_bodies(edition, path, bag)
    refuse_faults(bag, lang)
    found: dict[str, Result] = {}
    for methodology in edition.methodologies:
        if body in (None, methodology.body.name):
            own = [row for row in rows if row.kind == methodology.body.name]
            results = evaluate_bodies(methodology, tuple(row.given for row in own))
            found |= {row.body: result for row, result in zip(own, results, strict=True)}
    return tuple((row, found[row.body]) for row in rows if row.body in found)


def print_bodies(
    edition: Edition, scored: Sequence[Scored], output: str, traced: Mapping[str, str] | None, lang: str
) -> None:
    """The scores in the form `output`, in the reader's language; with every step if `traced`, which holds the names
    that codes have in the text."""
    language = Language(lang)
    if output == "json":
        data = [_plain(edition, row, result, lang) for row, result in scored]
        click.echo(json.dumps(data, ensure_ascii=False, indent=2))
    elif output == "csv":
        for line in _csv(scored, language):
            click.echo(line)
    elif traced is not None:
        for row, result in scored:
            click.echo(f"== {row.label(edition, lang)}\n")
            click.echo(render_trace(trace_tree(result), language, Naming(result.methodology, traced, language)))
    else:
        for kind in edition.bodies:
            own = [(row, result) for row, result in scored if row.kind == kind.name]
            if own:
                click.echo(kind.label.text(language))
                _table([(row.label(edition, lang), result) for row, result in own], language)


def shown(result: Result, code: str, language: Language) -> str:
    """A result as people read it: a number, a category, or why there is none."""
    outcome = result.outcome(code)
    if isinstance(outcome, State):
        return say("not-filled" if outcome is State.NOT_FILLED else "not-applicable", language.value)
    word = category(result, code, outcome, language)
    return written_number(outcome, language) if word is None else word


def category(result: Result, code: str, outcome: Fraction, language: Language) -> str | None:
    """The label of a computed choice; None for a number."""
    options = result.methodology.quantity(code).type.options
    return options[int(outcome) - 1].label.text(language) if options else None


def plain_scores(result: Result, element: Element) -> Iterator[tuple[str, dict[str, object]]]:
    """The element's score, exact fractions as text beside the decimal that people read, and its categories."""
    yield element.code, {"state": "none"} if element.score is None else plain(result.outcome(element.score))
    for code in element.categories:
        outcome = result.outcome(code)
        if isinstance(outcome, State):
            yield code, {"state": outcome.value}
        else:
            option = result.methodology.values[code].type.options[int(outcome) - 1]
            yield code, {"state": "value", "category": {t.language.value: t.text for t in option.label.translations}}


def plain(outcome: Outcome) -> dict[str, object]:
    """A score for JSON: its state, and of a number the nearest float and the exact fraction as `n/d`."""
    if isinstance(outcome, State):
        return {"state": outcome.value}
    return {"state": "value", "score": float(outcome), "exact": str(outcome)}


def _plain(edition: Edition, row: BodyRow, result: Result, lang: str) -> dict[str, object]:
    elements = result.methodology.root.walk()
    scores = {code: found for element in elements for code, found in plain_scores(result, element)}
    figures = {code: plain(result.outcome(code)) for code in result.methodology.peers}
    return {"body": row.body, "kind": row.kind, "name": row.label(edition, lang), "scores": scores, "figures": figures}


def _upper_codes(result: Result) -> tuple[str, ...]:
    """The whole and its parts, each score before its categories; last the places among bodies."""
    root = result.methodology.root
    codes: list[str] = []
    for element in (root, *root.children):
        codes += [*([] if element.score is None else [element.score]), *element.categories]
    return (*codes, *_places(result.methodology))


def _places(methodology: Methodology) -> Iterator[str]:
    """The values that are a place among bodies."""
    ranks = {code for code, figure in methodology.peers.items() if figure.function is PeerFunction.RANK}
    for code, value in methodology.values.items():
        match value.rule:
            case Formula(Ref(rank)) if rank in ranks:
                yield code
            case _:
                pass


def _table(own: Sequence[tuple[str, Result]], language: Language) -> None:
    """Bodies down, the whole and its parts across; columns are headed by codes, as in the files of inputs."""
    codes = _upper_codes(own[0][1])
    heads = ["", *(code.removesuffix(".score") for code in codes)]
    lines = [heads, *([_cut(name), *(shown(result, code, language) for code in codes)] for name, result in own)]
    widths = [max(len(line[place]) for line in lines) for place in range(len(heads))]
    for line in lines:
        first, *rest = zip(line, widths, strict=True)
        cells = [first[0].ljust(first[1]), *(text.rjust(width) for text, width in rest)]
        click.echo("  " + "  ".join(cells).rstrip())


def _cut(name: str) -> str:
    return name if len(name) <= NAME_WIDTH else name[: NAME_WIDTH - 1] + "…"


def csv_of_one(result: Result, language: Language) -> str:
    """Lines `code;value` for a single body."""
    return "\n".join(f"{name};{_quoted(cell)}" for name, cell in _csv_cells(result, language).items())


def _csv_cells(result: Result, language: Language) -> dict[str, str]:
    found: dict[str, str] = {}
    for element in result.methodology.root.walk():
        named = [] if element.score is None else [(element.code, element.score)]
        for name, code in (*named, *((code, code) for code in element.categories)):
            found[name] = _csv_cell(result, code, language)
    return found | {code: _csv_cell(result, code, language) for code in _places(result.methodology)}


def _csv(scored: Sequence[Scored], language: Language) -> Iterator[str]:
    """The columns `body`, `kind` and one for each result of any kind of body, with `=` in front, as in `cases`."""
    cells = [_csv_cells(result, language) for _, result in scored]
    columns = dict.fromkeys(name for own in cells for name in own)
    yield ";".join(["body", "kind", *(f"={name}" for name in columns)])
    for (row, _), own in zip(scored, cells, strict=True):
        yield ";".join([_quoted(row.body), row.kind, *(_quoted(own.get(name, "")) for name in columns)])


def _csv_cell(result: Result, code: str, language: Language) -> str:
    """Empty: not filled; `-`: not applicable; a number with all its decimals, of endless ones the first ten."""
    outcome = result.outcome(code)
    if isinstance(outcome, State):
        return outcome.sign
    word = category(result, code, outcome, language)
    if word is not None:
        return word
    return spreadsheet_number(outcome, language)


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"' if ";" in text or '"' in text else text
