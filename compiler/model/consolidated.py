"""A methodology without its tables: what a consolidation of many bodies holds of each.

Every aggregate over a table becomes an input, a number that the body's own workbook computed; inputs that only tables
used and inputs that neither a rule nor a page of the rating reads vanish, with other forms and examples. Values
keep their codes, rules and bounds.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace

from compiler.model.bands import BandTable
from compiler.model.expressions import (
    And,
    Binary,
    Call,
    ColumnRef,
    Compare,
    Expression,
    Filled,
    If,
    Negate,
    Not,
    Number,
    Or,
    Ref,
    RowAggregate,
    RowFunction,
    children,
    references,
)
from compiler.model.forms import FormRole, quantities_of
from compiler.model.indicators import Element, StepRole
from compiler.model.methodology import Methodology
from compiler.model.quantities import Cases, Formula, Input, Nothing, Parameter, Total, Value
from compiler.model.ranges import range_of, range_of_type, ranges_of_columns
from compiler.model.tables import Table
from compiler.model.texts import Label, Language, Translation
from compiler.model.types import WHOLE, Kind, Type
from compiler.numbers import EVERYTHING, Interval

_FUNCTIONS: Mapping[RowFunction, Mapping[Language, str]] = {
    RowFunction.COUNT: {Language.RU: "число строк", Language.KK: "жолдар саны", Language.EN: "number of rows"},
    RowFunction.SUM: {Language.RU: "сумма", Language.KK: "қосындысы", Language.EN: "sum"},
    RowFunction.MEAN: {Language.RU: "среднее", Language.KK: "орташасы", Language.EN: "mean"},
    RowFunction.MIN: {Language.RU: "наименьшее", Language.KK: "ең кішісі", Language.EN: "least"},
    RowFunction.MAX: {Language.RU: "наибольшее", Language.KK: "ең үлкені", Language.EN: "greatest"},
}
_HINT: Mapping[Language, str] = {
    Language.RU: "Из книги органа: таблица «{}».",
    Language.KK: "Органның кітабынан: «{}» кестесі.",
    Language.EN: "From the body's own workbook: the table “{}”.",
}
_REPEATS: Mapping[Language, str] = {
    Language.RU: "Из книги органа: подсчитано по его подразделениям и другим повторам.",
    Language.KK: "Органның кітабынан: бөлімшелері және басқа қайталанатын бөліктері бойынша есептелген.",
    Language.EN: "From the body's own workbook: computed over its units and other repeats.",
}


@dataclass(frozen=True, slots=True)
class Consolidated:
    """`methodology` has no tables and no repeats; `figures` tells for each new input what it holds of the full one: an
    aggregate over a table, or the value of its own code, which summed up repeats."""

    methodology: Methodology
    figures: Mapping[str, RowAggregate | None]


def consolidated(full: Methodology) -> Consolidated:
    """The model in which every body is a row of numbers: tables and repeats are figures that are typed in, and what no
    score rests on is gone."""
    readers = _readers(full)
    codes = _codes(full, tuple(readers))
    new = _figures(full, codes, readers)
    pages = tuple(form for form in full.forms if form.role is FormRole.RATING)
    shown = frozenset(code for form in pages for code in quantities_of(form))
    plain = {code: _without_tables(value, codes) for code, value in full.values.items()}
    sums = _over_repeats(full, plain)
    new |= {code: _sum(value) for code, value in sums.items()}
    values = _wanted(full, shown, {code: value for code, value in plain.items() if code not in sums})
    needed = shown | {code for value in values.values() for code in _reads(value)}
    needed |= {peers.of for code, peers in full.peers.items() if code in needed}
    kept = {code: item for code, item in full.inputs.items() if code in needed}
    inputs = {
        code: replace(item, at_most=item.at_most if item.at_most in kept else None) for code, item in kept.items()
    }
    # What is taken over bodies does not apply where all of them are left out.
    inputs |= {code: replace(inputs[code], declinable=True) for code in full.peers if code in inputs}
    inputs |= {code: item for code, item in new.items() if code in needed}
    by_table: dict[str, list[str]] = {}
    for aggregate, code in codes.items():
        by_table.setdefault(aggregate.table, []).append(code)
    model = replace(
        full,
        root=_element(full.root, frozenset(inputs), frozenset(values), by_table) or full.root,
        inputs=inputs,
        tables={},
        values=values,
        forms=pages,
        examples=(),
        acknowledgements=(),
        repeats=(),
        peers={code: peers for code, peers in full.peers.items() if code in inputs},
    )
    figures: dict[str, RowAggregate | None] = {code: aggregate for aggregate, code in codes.items()}
    figures |= dict.fromkeys(sums)
    return Consolidated(model, {code: figure for code, figure in figures.items() if code in inputs})


def _over_repeats(full: Methodology, values: Mapping[str, Value]) -> dict[str, Value]:
    """Values, no scores, that take something of several repeats: sums, means and counts over them."""
    elements = {repeat.element for repeat in full.repeats}
    outermost = tuple(code for code in elements if not any(code.startswith(f"{other}.") for other in elements))
    scores = {element.score for element in full.root.walk()}
    found: dict[str, Value] = {}
    homes: dict[str, str] = {}  # value → the one repeat whose matter it is
    for code, value in values.items() if elements else ():
        read = {homes.get(read) or _repeat_of(read, outermost) for read in (code, *_reads(value))} - {""}
        if len(read) == 1:
            homes[code] = read.pop()
        elif read and code not in scores:
            found[code] = value
    return found


def _repeat_of(code: str, outermost: tuple[str, ...]) -> str:
    return next((repeat for repeat in outermost if code.startswith(f"{repeat}.")), "")


def _sum(value: Value) -> Input:
    declinable = not isinstance(value.rule, Total) or value.rule.nothing is Nothing.NOT_APPLICABLE
    numeric = value.type.numeric or value.type.kind is Kind.DATE
    hint = Label(tuple(_made(t.language, _REPEATS[t.language]) for t in value.label.translations))
    bounds = value.bounds if numeric and value.bounds != EVERYTHING else None
    return Input(value.code, value.label, value.type, bounds, value.citation, declinable=declinable, hint=hint)


def _wanted(full: Methodology, shown: frozenset[str], values: Mapping[str, Value]) -> dict[str, Value]:
    """The values that scores, categories and pages of the rating rest on, directly or through figures over bodies.
    Subtotals that only another form shows stay in the bodies' own workbooks."""
    elements = full.root.walk()
    ends: set[str | None] = {*shown}
    ends |= {code for element in elements for code in (element.score, element.maximum)}
    ends |= {step.code for element in elements for step in element.steps if step.role is StepRole.CATEGORY}
    waiting = [code for code in ends if code is not None]
    found: set[str] = set()
    while waiting:
        code = waiting.pop()
        if code in found:
            continue
        found.add(code)
        if code in values:
            waiting.extend(_reads(values[code]))
        elif code in full.peers:
            waiting.append(full.peers[code].of)
    return {code: value for code, value in values.items() if code in found}


def _readers(full: Methodology) -> dict[RowAggregate, Value]:
    """Every aggregate with the first value that reads it, in the order of the values."""
    found: dict[RowAggregate, Value] = {}
    for value in full.values.values():
        if isinstance(value.rule, Formula):
            for aggregate in _aggregates(value.rule.expression):
                found.setdefault(aggregate, value)
    return found


def _codes(full: Methodology, aggregates: tuple[RowAggregate, ...]) -> dict[RowAggregate, str]:
    """Aggregate → code of its input."""
    taken = {*full.parameters, *full.inputs, *full.values}
    found: dict[RowAggregate, str] = {}
    for aggregate in aggregates:
        parts = (aggregate.function.value, aggregate.column, aggregate.where)
        wanted = f"{aggregate.table}." + "_".join(part for part in parts if part is not None)
        code, number = wanted, 1
        while code in taken:
            number += 1
            code = f"{wanted}_{number}"
        taken.add(code)
        found[aggregate] = code
    return found


def _aggregates(expression: Expression) -> tuple[RowAggregate, ...]:
    if isinstance(expression, RowAggregate):
        return (expression,)
    return tuple(found for child in children(expression) for found in _aggregates(child))


def _figures(
    full: Methodology, codes: Mapping[RowAggregate, str], readers: Mapping[RowAggregate, Value]
) -> dict[str, Input]:
    """Inputs that share a label (conditions without a name of their own) say which value reads them."""
    labels = {aggregate: _label(full.tables[aggregate.table], aggregate) for aggregate in codes}
    shared = Counter(label.translations[0].text for label in labels.values())
    found: dict[str, Input] = {}
    for aggregate, code in codes.items():
        label, table = labels[aggregate], full.tables[aggregate.table]
        if shared[label.translations[0].text] > 1:
            label = _joined(label, readers[aggregate].label)
        hint = Label(tuple(_made(t.language, _HINT[t.language].format(t.text)) for t in table.label.translations))
        bounds = _bounds(full, table, aggregate)
        found[code] = Input(code, label, _type(table, aggregate), bounds, readers[aggregate].citation, hint=hint)
    return found


def _joined(label: Label, other: Label) -> Label:
    return Label(
        tuple(_made(t.language, f"{t.text}: {other.text(t.language).rstrip(' :;.,')}") for t in label.translations)
    )


def _made(language: Language, text: str) -> Translation:
    return Translation(language, text, official=False)


def _label(table: Table, aggregate: RowAggregate) -> Label:
    """ "Sum: hours (trainings; where: finished)" in every language of the table's label."""
    named = [table.column(name).label for name in (aggregate.column, aggregate.where) if name is not None]
    translations: list[Translation] = []
    for translation in table.label.translations:
        language = translation.language
        texts = [label.text(language).rstrip(" :;.,") for label in named]
        what = _FUNCTIONS[aggregate.function][language]
        if aggregate.column is not None:
            what = f"{what}: {texts.pop(0)}"
        inside = "; ".join((translation.text.rstrip(" :;.,"), *texts))
        translations.append(_made(language, f"{what} ({inside})"))
    return Label(tuple(translations))


def _type(table: Table, aggregate: RowAggregate) -> Type:
    if aggregate.column is None or aggregate.function is RowFunction.COUNT:
        return Type(Kind.COUNT)
    type_ = table.column(aggregate.column).type
    if aggregate.function is RowFunction.MEAN:
        return type_ if type_.numeric and type_.kind not in WHOLE else Type(Kind.NUMBER)
    if type_.kind is Kind.YES_NO:
        return Type(Kind.COUNT)
    picked = aggregate.function in (RowFunction.MIN, RowFunction.MAX) and type_.kind is Kind.DATE
    return type_ if type_.numeric or picked else Type(Kind.NUMBER)


def _bounds(full: Methodology, table: Table, aggregate: RowAggregate) -> Interval | None:
    columns = ranges_of_columns(table, _range_in(full))
    found = range_of(
        aggregate,
        _range_in(full),
        lambda name: columns[name.removeprefix(f"{table.code}.")],
        lambda code: (full.tables[code].min_rows, full.tables[code].max_rows),
    )
    return None if found == EVERYTHING else found


def _range_in(full: Methodology) -> Callable[[str], Interval]:
    def lookup(code: str) -> Interval:
        match full.quantity(code):
            case Parameter() as parameter:
                return Interval.point(parameter.value)
            case Input() as entry:
                return range_of_type(entry.type, entry.bounds)
            case Value() as value:
                return value.bounds

    return lookup


def _without_tables(value: Value, codes: Mapping[RowAggregate, str]) -> Value:
    if not isinstance(value.rule, Formula) or not _aggregates(value.rule.expression):
        return value
    return replace(value, rule=Formula(_replaced(value.rule.expression, codes)))


def _replaced(expression: Expression, codes: Mapping[RowAggregate, str]) -> Expression:
    """The expression with a reference in place of each aggregate."""

    def down(child: Expression) -> Expression:
        return _replaced(child, codes)

    match expression:
        case RowAggregate():
            return Ref(codes[expression])
        case Number() | Ref() | ColumnRef() | Filled():
            return expression
        case Negate(operand) | Not(operand):
            return replace(expression, operand=down(operand))
        case Binary(_, left, right) | Compare(_, left, right, _):
            return replace(expression, left=down(left), right=down(right))
        case And(items) | Or(items):
            return replace(expression, items=tuple(down(item) for item in items))
        case If(condition, then, other):
            return replace(expression, condition=down(condition), then=down(then), other=down(other))
        case Call(_, arguments, _):
            return replace(expression, arguments=tuple(down(argument) for argument in arguments))


def _reads(value: Value) -> tuple[str, ...]:
    match value.rule:
        case Formula(expression):
            found = references(expression)
        case BandTable(operand, bands, _):
            found = (operand, *(band.result for band in bands))
        case Cases(cases, otherwise):
            results = (case.result for case in cases if case.result is not None)
            found = (*(case.condition for case in cases), *results, otherwise)
        case Total(items, _, _):
            found = items
    return (*value.unless, *found)


def resting_on(methodology: Methodology, inputs: Collection[str]) -> frozenset[str]:
    """Codes of the values that read these inputs, directly or through other values."""
    found = set(inputs)
    for value in methodology.values.values():
        if not found.isdisjoint(_reads(value)):
            found.add(value.code)
    return frozenset(found.difference(inputs))


def _element(
    element: Element, kept: frozenset[str], values: frozenset[str], by_table: Mapping[str, list[str]]
) -> Element | None:
    """None for one of which nothing is left."""
    figures = [code for table in element.tables for code in by_table.get(table, ()) if code in kept]
    figures += [step.code for step in element.steps if step.code in kept]
    children = (_element(child, kept, values, by_table) for child in element.children)
    found = replace(
        element,
        steps=tuple(step for step in element.steps if step.code in values),
        inputs=(*(code for code in element.inputs if code in kept), *figures),
        tables=(),
        children=tuple(child for child in children if child is not None),
    )
    return found if found.score is not None or found.inputs or found.steps or found.children else None
