"""A rule of a methodology in plain words: what it is, its clause, its formula and, given inputs, its numbers."""

from __future__ import annotations

from pathlib import Path

import click

from compiler.cli.build_command import bodies_of, compiled_edition, names_of
from compiler.cli.editions import compiled_as, compiled_for
from compiler.cli.eval_command import given_from, is_workbook, workbook_given
from compiler.cli.options import require_file
from compiler.cli.texts import say
from compiler.evaluate import Given, evaluate
from compiler.evaluate.naming import Naming
from compiler.evaluate.trace import trace_element, trace_value
from compiler.evaluate.trace_text import render_element, render_step, render_table
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
    names = names_of(compiled)
    filled = None
    if inputs is not None and is_workbook(inputs):
        filled = workbook_given(compiled, edition, inputs, body, lang)
        body = filled[0].body.name
    known: dict[str, None] = {}
    told = False
    for methodology in bodies_of(edition, body, lang):
        codes = _codes(methodology)
        known |= dict.fromkeys(codes)
        meant = _meant(code, methodology, codes)
        if meant is not None:
            if filled is not None:
                given = filled[1]
            else:
                given = Given() if inputs is None else given_from(methodology, inputs, lang)
            click.echo(f"— {methodology.body.label.text(Language(lang))}")
            naming = Naming(methodology, names, Language(lang), numbers=inputs is not None)
            click.echo(_explained(methodology, meant, given, naming))
            told = True
    if not told:
        shown = [names.get(one, one) for one in known]
        ends = {name.rpartition(".")[2]: name for name in reversed(shown)}
        near = suggest(code, shown) or ends.get(suggest(code, ends) or "") or suggest(_ascii(code), known)
        hint = say("did-you-mean", lang, name=near) if near is not None else ""
        click.echo(say("explain-unknown", lang, code=code, hint=hint), err=True)
        raise click.exceptions.Exit(2)


def explain_parts(path: Path, edition_name: str | None, body: str | None, lang: str) -> None:
    """Prints the parts of a methodology: what can be asked about, with its clause."""
    compiled = compiled_as(path, edition_name, lang)
    names = names_of(compiled)
    language = Language(lang)
    for methodology in bodies_of(compiled_edition(compiled, lang), body, lang):
        click.echo(f"— {methodology.body.label.text(language)}")
        for element in methodology.root.walk():
            if element.score is not None:
                depth = "  " * (element.code.count(".") + 1)
                title = " ".join(filter(None, (element.number, " ".join(element.label.text(language).split()))))
                click.echo(f"{depth}{names.get(element.code, element.code)} — {title} [{element.citation.clause}]")


def _meant(code: str, methodology: Methodology, codes: tuple[str, ...]) -> str | None:
    """The code in full, its end where one thing alone ends so, or the number of a part."""
    wanted = _ascii(code)
    if wanted in codes:
        return wanted
    parts = [element.code for element in methodology.root.walk() if element.number == code and element.code in codes]
    ends = [one for one in codes if one.endswith(f".{wanted}")]
    highest = [one for one in ends if one.count(".") == min(end.count(".") for end in ends)]
    return next((found[0] for found in (parts, ends, highest) if len(found) == 1), None)


def _ascii(code: str) -> str:
    return ".".join(ascii_code(part) for part in code.split("."))


def _codes(methodology: Methodology) -> tuple[str, ...]:
    elements = (element.code for element in methodology.root.walk() if element.score is not None)
    return tuple(
        dict.fromkeys(
            (*elements, *methodology.values, *methodology.inputs, *methodology.parameters, *methodology.tables)
        )
    )


def _explained(methodology: Methodology, code: str, given: Given, naming: Naming) -> str:
    if code in methodology.tables:
        return render_table(methodology.tables[code], naming)
    language, result = naming.language, evaluate(methodology, given)
    if code in methodology.values:
        return render_step(trace_value(result, code), language, naming=naming)
    if code in methodology.inputs or code in methodology.parameters:
        quantity = methodology.quantity(code)
        assert not isinstance(quantity, Value)
        reason = f" — {quantity.citation.reason_in(language)}" if quantity.citation.reason else ""
        return f"{quantity.label.text(language)}\n{quantity.citation.clause}{reason}"
    return render_element(trace_element(result, code), language, naming)
