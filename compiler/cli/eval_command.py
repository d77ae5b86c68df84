"""`esep eval`: scores from a filled workbook or inputs in JSON or CSV, exactly, with every step on request."""

from __future__ import annotations

import json
from fractions import Fraction
from pathlib import Path
from textwrap import shorten

import click

from compiler.cli.build_command import bodies_of, compiled_edition, names_of
from compiler.cli.editions import compiled_for, edition_option
from compiler.cli.eval_bodies import csv_of_one, plain_scores, print_bodies, scored_bodies, shown
from compiler.cli.options import (
    body_option,
    format_option,
    lang_option,
    named_command,
    refuse_faults,
    require_file,
    text,
)
from compiler.cli.texts import say
from compiler.driver import Compiled
from compiler.evaluate import Given, Result, State, evaluate
from compiler.evaluate.body_rows import holds_many_bodies
from compiler.evaluate.inputs import read_inputs
from compiler.evaluate.naming import Naming
from compiler.evaluate.notation import written_number
from compiler.evaluate.trace import trace_tree
from compiler.evaluate.trace_text import render_trace
from compiler.model.indicators import Element, Level
from compiler.model.methodology import Edition, Methodology
from compiler.model.texts import Language
from dsl.diagnostics import DiagnosticBag, render_full

WORKBOOK_SUFFIXES = frozenset({".xlsx", ".xlsm", ".xlsb", ".xls", ".xltx", ".ods"})


LABEL_WIDTH = 100
"""Letters of a title in the list of scores; acts have titles of half a page."""


@named_command("eval")
@click.argument("path", type=click.Path(path_type=Path))
@click.option("--inputs", required=True, type=click.Path(path_type=Path), help=text("option-inputs"))
@click.option("--trace", is_flag=True, help=text("eval-trace"))
@body_option
@edition_option
@format_option("text", "json", "csv")
@lang_option
def command(
    path: Path, inputs: Path, trace: bool, body: str | None, edition_name: str | None, output: str, lang: str
) -> None:
    """One body, or every row of a CSV file whose heading begins with `body`. Status 1 when an input is at fault (the
    score is not given then), 2 when a file cannot be read."""
    compiled = compiled_for(path, edition_name, inputs, lang)
    edition = compiled_edition(compiled, lang)
    require_file(inputs, lang)
    if holds_many_bodies(inputs):
        bodies_of(edition, body, lang)
        scored = scored_bodies(edition, inputs, body, lang)
        print_bodies(edition, scored, output, names_of(compiled) if trace else None, lang)
        return
    if is_workbook(inputs):
        methodology, given = workbook_given(compiled, edition, inputs, body, lang)
    else:
        methodology = one_body(edition, body, lang)
        given = given_from(methodology, inputs, lang)
    result = evaluate(methodology, given)
    _note_figures(result, lang)
    language = Language(lang)
    if output == "json":
        scores = {code: plain for element in methodology.root.walk() for code, plain in plain_scores(result, element)}
        click.echo(json.dumps(scores, ensure_ascii=False, indent=2))
    elif output == "csv":
        click.echo(csv_of_one(result, language))
    elif trace:
        naming = Naming(methodology, names_of(compiled), language)
        click.echo(render_trace(trace_tree(result), language, naming), nl=False)
    else:
        _print_scores(result, methodology.root, language, 0)


def _note_figures(result: Result, lang: str) -> None:
    """Where a score is open and a figure over all bodies is not given, says how to have it computed."""
    root = result.methodology.root
    scores = [element.score for element in (root, *root.children) if element.score is not None]
    missing = [code for code in result.methodology.peers if result.outcome(code) is State.NOT_FILLED]
    if missing and any(result.outcome(code) is State.NOT_FILLED for code in scores):
        click.echo(say("eval-figures", lang, codes=", ".join(missing)), err=True)


def one_body(edition: Edition, body: str | None, lang: str) -> Methodology:
    """The methodology of the named kind of body; the only one there is when no name is given; else status 2."""
    found = bodies_of(edition, body, lang)
    if len(found) > 1:
        bodies = " | ".join(kind.name for kind in edition.bodies)
        click.echo(say("eval-which-body", lang, bodies=bodies), err=True)
        raise click.exceptions.Exit(2)
    return found[0]


def given_from(methodology: Methodology, path: Path, lang: str) -> Given:
    """What the file gives; its faults on the screen and status 1 (2 when there is no such file)."""
    require_file(path, lang)
    bag = DiagnosticBag()
    given = read_inputs(methodology, path, bag)
    refuse_faults(bag, lang)
    return given


def is_workbook(path: Path) -> bool:
    """By its name: a filled workbook, or another program's file that the intake refuses by name."""
    return path.suffix.lower() in WORKBOOK_SUFFIXES


def workbook_given(
    compiled: Compiled, edition: Edition, path: Path, body: str | None, lang: str
) -> tuple[Methodology, Given]:
    """What a filled workbook gives, and for which kind of body; it names its own, `body` must agree. Its faults with
    their remedies on the screen and status 1 (2 when there is no such file)."""
    from compiler.intake.reading import Expected, read_workbook

    require_file(path, lang)
    bodies_of(edition, body, lang)
    bag = DiagnosticBag()
    found = read_workbook(Expected(edition, compiled.fingerprint(), body), path, bag)
    if len(bag):
        click.echo(render_full(bag, {}, lang), err=True, nl=False)
    if found is None or bag.has_errors:
        raise click.exceptions.Exit(1)
    return found


def _print_scores(result: Result, element: Element, language: Language, depth: int) -> None:
    if element.score is not None:
        number = f"{element.number} " if element.number else ""
        outcome = result.outcome(element.score)
        score = shown(result, element.score, language)
        if element.level is Level.PENALTY and isinstance(outcome, Fraction):
            score = written_number(-outcome, language)  # a penalty is subtracted: the lines add up as they stand
        maximum = f" / {shown(result, element.maximum, language)}" if element.maximum is not None else ""
        label = shorten(element.label.text(language), LABEL_WIDTH, placeholder=" …")
        click.echo(f"{'  ' * depth}{number}{label}: {score}{maximum}")
    for code in element.categories:
        value = result.methodology.values[code]
        label = shorten(value.label.text(language), LABEL_WIDTH, placeholder=" …")
        click.echo(f"{'  ' * (depth + 1)}{label}: {shown(result, code, language)}")
    for child in element.children:
        _print_scores(result, child, language, depth + (element.score is not None))
