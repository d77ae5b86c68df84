"""A trace as text in Russian, Kazakh or English: formulas with names, then with numbers, then the result and clause."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from fractions import Fraction
from typing import assert_never

from compiler.evaluate.naming import Naming, picking, plain
from compiler.evaluate.notation import written, written_aggregate, written_number
from compiler.evaluate.states import NOT_FILLED, Cell
from compiler.evaluate.trace import ElementTrace, Reading, StepTrace
from compiler.evaluate.trace_words import TRACE_WORDS
from compiler.model.bands import Band, BandTable
from compiler.model.expressions import ColumnRef, Ref, RowAggregate
from compiler.model.quantities import Cases, Formula, Total
from compiler.model.tables import Table
from compiler.model.texts import Citation, Language, Provenance
from compiler.model.types import Kind, Type
from dsl.words import word

EXCEL_EPOCH = date(1899, 12, 30)


def render_trace(traces: tuple[ElementTrace, ...], language: Language, naming: Naming | None = None) -> str:
    """One paragraph for each element, in the given order; by codes without a `naming`."""
    return "\n\n".join(render_element(trace, language, naming) for trace in traces) + "\n"


def render_element(trace: ElementTrace, language: Language, naming: Naming | None = None) -> str:
    """Heading with the clause, score, inputs, and the steps in their order."""
    say = _speaker(language)
    name = _short(trace.code) if naming is None else naming.inside(trace.code)
    heading = " ".join(filter(None, (trace.number, trace.label.text(language))))
    lines = [f"{heading} {_clause(trace.citation, language)}".rstrip()]
    if naming is not None and not naming.numbers:
        return "\n".join((*lines, *_rules(trace, naming)))
    if trace.score is not None:
        score = f"  {say('score')}: {_cell(trace.score, None, language)}"
        of = "" if trace.maximum is None else f" {say('of')} {_cell(trace.maximum, None, language)}"
        lines.append(score + of)
    for reading in trace.inputs:
        lines.append(
            f"  {name(reading.code)} = {_cell(reading.cell, reading.type, language)} — {reading.label.text(language)}"
        )
    for step in trace.steps:
        lines += [f"  {line}" for line in render_step(step, language, trace.code, naming).splitlines()]
    return "\n".join(lines)


def render_step(step: StepTrace, language: Language, element: str = "", naming: Naming | None = None) -> str:
    """Name, formula, numbers and result on one line; below it the clause and what an adjustment did."""
    say = _speaker(language)
    if naming is not None and not naming.numbers:
        return "\n".join(_rule(step, naming, naming.inside(element)))
    name = _short(element) if naming is None else naming.inside(element)
    outcome = _cell(step.outcome, step.type, language)
    if step.by_hand:
        lines = [f"{name(step.code)} = {outcome} ({say('by-hand')})"]
    else:
        lines = [_equation(name(step.code), (*_formula(step, language, name, naming), outcome), step.type)]
    lines.append(f"    {step.label.text(language)} {_clause(step.citation, language)}".rstrip())
    change = _change(step, language)
    if change:
        lines.append(f"    {change}")
    return "\n".join(lines)


def render_table(table: Table, naming: Naming) -> str:
    """The columns of a table: what people fill, and what is computed in each row, with its clause."""
    language, name = naming.language, naming.inside(table.code)

    def shown(node: Ref | ColumnRef | RowAggregate) -> str:
        match node:
            case Ref(code):
                return naming.constant(code) or name(code)
            case ColumnRef(column):
                return name(f"{table.code}.{column}")
            case RowAggregate():
                return written_aggregate(node, language, name, picking(naming.methodology, node))

    lines = [f"{table.label.text(language)} {_clause(table.citation, language)}".rstrip()]
    for column in table.columns:
        named = f"{table.code}.{column.name}" in naming.names
        own = f"{name(f'{table.code}.{column.name}')} — " if named else ""
        lines.append(f"  {own}{column.label.text(language)}")
        if column.formula is not None:
            formula = written(plain(column.formula, naming.methodology, table.code), language, shown)
            lines.append(f"      = {formula} {_clause(column.citation, language)}".rstrip())
    return "\n".join(lines)


def _rules(trace: ElementTrace, naming: Naming) -> Iterator[str]:
    """The maximum, the inputs and the rule of each step."""
    language, name = naming.language, naming.inside(trace.code)
    if trace.maximum is not None:
        yield f"  {word('maximum', language.value)}: {_cell(trace.maximum, None, language)}"
    for reading in trace.inputs:
        yield f"  {name(reading.code)} — {reading.label.text(language)}"
    for step in trace.steps:
        yield from (f"  {line}" for line in _rule(step, naming, name))


def _rule(step: StepTrace, naming: Naming, name: Callable[[str], str]) -> Iterator[str]:
    """What is computed and from what, the clause below; bands and cases a line each."""
    language = naming.language

    def quantity(code: str) -> str:
        return naming.constant(code) or name(code)

    match step.rule:
        case BandTable(operand, bands, _):
            yield f"{name(step.code)} ({name(operand)}):"
            for band in bands:
                yield f"    {band.label.text(language)}: {quantity(band.result)} {_clause(band.citation, language)}"
        case Cases(cases, otherwise):
            yield f"{name(step.code)}:"
            for case in cases:
                result = _speaker(language)("not_applicable") if case.result is None else quantity(case.result)
                yield f"    {word('if', language.value)} {name(case.condition)}: {result}"
            yield f"    {word('else', language.value)} {quantity(otherwise)}"
        case _:
            yield _equation(name(step.code), _formula(step, language, name, naming)[:1], step.type)
    yield f"    {step.label.text(language)} {_clause(step.citation, language)}".rstrip()


def _equation(name: str, sides: tuple[str, ...], type_: Type) -> str:
    """`name = formula = numbers = result`; arrows for yes/no values, whose formulas have equals signs of their own."""
    different = dict.fromkeys(sides)
    if type_.kind is Kind.YES_NO:
        return f"{name}: {' → '.join(different)}"
    return f"{name} = {' = '.join(different)}".replace("= ≈", "≈ ")


def _formula(step: StepTrace, language: Language, name: Callable[[str], str], naming: Naming | None) -> tuple[str, ...]:
    """The formula with names and, where it differs, with numbers."""
    say = _speaker(language)
    cells = {reading.code: _cell(reading.cell, reading.type, language, bare=True) for reading in step.readings}
    match step.rule:
        case Formula(expression):
            results = dict(step.aggregates)
            if naming is not None:
                said = plain(expression, naming.methodology)
                # Where a condition is said in words, so is what stood in it.
                cells |= {r.code: _cell(r.cell, r.type, language) for r in step.readings if said != expression}
                expression = said

            def quantity(code: str) -> str:
                return (naming and naming.constant(code)) or name(code)

            def by_name(node: Ref | ColumnRef | RowAggregate) -> str:
                match node:
                    case Ref(code):
                        return quantity(code)
                    case ColumnRef(column):
                        return column
                    case RowAggregate():
                        condition = None if naming is None else picking(naming.methodology, node)
                        return written_aggregate(node, language, quantity, condition)

            def by_number(node: Ref | ColumnRef | RowAggregate) -> str:
                match node:
                    case Ref(code):
                        return (naming and naming.option(code)) or cells[code]
                    case ColumnRef(column):
                        return column
                    case RowAggregate():
                        return _cell(results.get(node, NOT_FILLED), None, language)

            if isinstance(step.decided, Reading):
                return (written(expression, language, by_name), _because(step.decided, language, name))
            return (written(expression, language, by_name), written(expression, language, by_number))
        case Total(items, signs, mean):
            joined = [_signed(items, signs, name), _signed(items, signs, lambda code: cells[code])]
            if mean:
                joined = [f"{say('mean')}({text})" for text in joined]
            return tuple(joined)
        case BandTable(operand, _, _):
            if isinstance(step.decided, Band):
                return (f"{say('band')} «{step.decided.label.text(language)}» ({name(operand)} = {cells[operand]})",)
            return (f"{say('no-band')} ({name(operand)} = {cells[operand]})",)
        case Cases(_, otherwise):
            if isinstance(step.decided, Reading):
                return (_because(step.decided, language, name),)
            return (name(otherwise),)
        case _:
            assert_never(step.rule)


def _because(reading: Reading, language: Language, name: Callable[[str], str]) -> str:
    return f"{_speaker(language)('because')} {name(reading.code)} («{reading.label.text(language)}»)"


def _signed(items: tuple[str, ...], signs: tuple[int, ...], text: Callable[[str], str]) -> str:
    parts = [f" {'+' if sign > 0 else '−'} {text(code)}" for code, sign in zip(items, signs, strict=True)]
    return "".join(parts).removeprefix(" + ").strip()


def _change(step: StepTrace, language: Language) -> str:
    """What the adjustment did: "cap: took 0.25"."""
    if step.change is None:
        return ""
    say = _speaker(language)
    role = say(f"role-{step.role.value}")
    if step.change == 0:
        return f"{role}: {say('no-change')}"
    verb = "took" if step.change < 0 else "added"
    return f"{role}: {say(verb)} {written_number(abs(step.change), language)}"


def _clause(citation: Citation, language: Language) -> str:
    say = _speaker(language)
    if citation.provenance is Provenance.STATED:
        return f"[{citation.clause}]" if citation.clause else ""
    return f"[{citation.clause}; {say(citation.provenance.value)}: {citation.reason_in(language)}]"


def _cell(cell: Cell, type_: Type | None, language: Language, bare: bool = False) -> str:
    """A number, a word or a state; `bare`: as it stands in a formula, where only dates are not numbers."""
    say = _speaker(language)
    if isinstance(cell, str):
        return f"«{cell}»"
    if not isinstance(cell, Fraction):
        return say(cell.value)
    if type_ is None or (bare and type_.kind is not Kind.DATE):
        return written_number(cell, language)
    match type_.kind:
        case Kind.YES_NO:
            return say("yes" if cell == 1 else "no")
        case Kind.CHOICE if cell.denominator == 1 and 1 <= cell <= len(type_.options):
            return f"«{type_.options[int(cell) - 1].label.text(language)}»"
        case Kind.DATE if cell.denominator == 1:
            return (EXCEL_EPOCH + timedelta(days=int(cell))).strftime("%d.%m.%Y")
        case _:
            return written_number(cell, language)


def _short(element: str) -> Callable[[str], str]:
    """Codes inside the element without its own code in front."""
    return lambda code: code.removeprefix(f"{element}.") if element else code


def _speaker(language: Language) -> Callable[[str], str]:
    return lambda key: TRACE_WORDS[key][language]
