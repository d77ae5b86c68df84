"""A rule of a methodology in plain words: what it is, its clause, its formula and, given inputs, its numbers."""

from __future__ import annotations

from pathlib import Path

import click

from compiler.cli.build_command import bodies_of, compiled_edition
from compiler.cli.editions import compiled_as, compiled_for
from compiler.cli.eval_command import given_from, is_workbook, workbook_given
from compiler.cli.options import require_file
from compiler.cli.texts import say
from compiler.evaluate import Given, evaluate
from compiler.evaluate.trace import trace_element, trace_value
from compiler.evaluate.trace_text import render_element, render_step
from compiler.model.methodology import Methodology
from compiler.model.quantities import Value
from compiler.model.texts import Language
from compiler.resolve.codes import ascii_code
from dsl.diagnostics import suggest


def explain_rule(
    path: Path, code: str, inputs: Path | None, body: str | None, edition_name: str | None, lang: str
) -> None:
    """Prints the element or quantity `code` for every kind of body that has it; status 2 when none has."""
    if inputs is not None:
        require_file(inputs, lang)
    if inputs is None:
        compiled = compiled_as(path, edition_name, lang)
    else:
        compiled = compiled_for(path, edition_name, inputs, lang)
    edition = compiled_edition(compiled, lang)
    filled = None
    if inputs is not None and is_workbook(inputs):
        filled = workbook_given(compiled, edition, inputs, body, lang)
        body = filled[0].body.name
    code = ".".join(ascii_code(part) for part in code.split("."))
    known: set[str] = set()
    told = False
    for methodology in bodies_of(edition, body, lang):
        known.update(_codes(methodology))
        if code in _codes(methodology):
            if filled is not None:
                given = filled[1]
            else:
                given = Given() if inputs is None else given_from(methodology, inputs, lang)
            click.echo(f"— {methodology.body.label.text(Language(lang))}")
            click.echo(_explained(methodology, code, given, Language(lang)))
            told = True
    if not told:
        near = suggest(code, known)
        hint = say("did-you-mean", lang, name=near) if near is not None else ""
        click.echo(say("explain-unknown", lang, code=code, hint=hint), err=True)
        raise click.exceptions.Exit(2)


def _codes(methodology: Methodology) -> set[str]:
    elements = {element.code for element in methodology.root.walk() if element.score is not None}
    return elements | set(methodology.values) | set(methodology.inputs) | set(methodology.parameters)


def _explained(methodology: Methodology, code: str, given: Given, language: Language) -> str:
    result = evaluate(methodology, given)
    if code in methodology.values:
        return render_step(trace_value(result, code), language)
    if code in methodology.inputs or code in methodology.parameters:
        quantity = methodology.quantity(code)
        assert not isinstance(quantity, Value)
        reason = f" — {quantity.citation.reason_in(language)}" if quantity.citation.reason else ""
        return f"{quantity.label.text(language)}\n{quantity.citation.clause}{reason}"
    return render_element(trace_element(result, code), language)
