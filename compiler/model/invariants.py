"""What must hold in every model, whatever the source: a breach is a bug of the compiler, never of a methodology."""

from __future__ import annotations

import re
from collections.abc import Iterable
from graphlib import CycleError, TopologicalSorter

from compiler.model.bands import BandTable
from compiler.model.expressions import (
    Call,
    ColumnRef,
    Expression,
    Function,
    Number,
    Ref,
    RowAggregate,
    RowFunction,
    children,
)
from compiler.model.form_invariants import check_forms
from compiler.model.indicators import Element, Level, StepRole
from compiler.model.methodology import Methodology
from compiler.model.peers import PeerFunction
from compiler.model.quantities import Cases, Formula, Nothing, Quantity, Total, Value
from compiler.model.tables import Column, Table
from compiler.model.texts import Citation, Label, Provenance
from compiler.model.types import Kind

CODE = re.compile(r"[a-z0-9_]+(\.[a-z0-9_]+)*")
COLUMN_NAME = re.compile(r"[a-z0-9_]+")
LITERALS = frozenset({0, 1, 100})
_ROUNDINGS = (Function.ROUND, Function.ROUND_UP, Function.ROUND_DOWN)
_ARGUMENTS = {
    Function.MIN: (1, 99),
    Function.MAX: (1, 99),
    Function.GEOMETRIC_MEAN: (2, 100),
    Function.HARMONIC_MEAN: (2, 100),
}
_ONE_ARGUMENT = (Function.ABS, Function.SQRT, Function.LN, Function.EXP, Function.LOG_TEN)


def check_invariants(methodology: Methodology) -> None:
    """Raises AssertionError with the code and the fault. Checks references, order, literals, codes, steps and forms."""
    _check_codes(methodology)
    for quantity in _quantities(methodology):
        _check_texts(quantity.code, quantity.label, quantity.citation)
    for entry in methodology.inputs.values():
        numeric = entry.type.numeric or entry.type.kind is Kind.DATE
        require(numeric or entry.bounds is None, entry.code, "bounds on something that is not a number")
        if entry.at_most is not None:
            require(_exists(methodology, entry.at_most), entry.code, f"at most {entry.at_most}, which does not exist")
    for table in methodology.tables.values():
        _check_table(methodology, table)
    known = {*methodology.parameters, *methodology.inputs}
    for value in methodology.values.values():
        _check_value(methodology, value, known)
        known.add(value.code)
    _check_elements(methodology)
    _check_examples(methodology)
    _check_peers(methodology)
    check_forms(methodology)


def require(condition: bool, code: str, fault: str) -> None:
    """AssertionError unless the condition holds; not an assert statement, so that it also works under -O."""
    if not condition:
        raise AssertionError(f"{code}: {fault}")


def _quantities(methodology: Methodology) -> tuple[Quantity, ...]:
    return (*methodology.parameters.values(), *methodology.inputs.values(), *methodology.values.values())


def _exists(methodology: Methodology, code: str) -> bool:
    return code in methodology.parameters or code in methodology.inputs or code in methodology.values


def _check_codes(methodology: Methodology) -> None:
    groups = (
        ((code, item.code) for code, item in methodology.parameters.items()),
        ((code, item.code) for code, item in methodology.inputs.items()),
        ((code, item.code) for code, item in methodology.values.items()),
        ((code, item.code) for code, item in methodology.tables.items()),
    )
    seen: set[str] = set()
    for group in groups:
        for key, code in group:
            require(key == code, code, f"stands under the key {key}")
            require(CODE.fullmatch(code) is not None, code, "a code is made of a-z, 0-9, _ and dots")
            require(code not in seen, code, "two things have this code")
            seen.add(code)


def _check_texts(code: str, label: Label, citation: Citation) -> None:
    require(bool(label.translations), code, "the label has no text")
    stated = citation.provenance is Provenance.STATED
    require(stated == (citation.reason == ""), code, "a reason is given exactly when a rule is not stated by the act")


def _check_table(methodology: Methodology, table: Table) -> None:
    _check_texts(table.code, table.label, table.citation)
    require(0 <= table.min_rows <= table.max_rows, table.code, "least rows, greatest rows")
    require(bool(table.input_columns), table.code, "nothing to fill in")
    before: set[str] = set()
    for column in table.columns:
        code = f"{table.code}.{column.name}"
        require(COLUMN_NAME.fullmatch(column.name) is not None, code, "a column name is made of a-z, 0-9 and _")
        require(column.name not in before, code, "two columns have this name")
        if column.at_most is not None:
            others = {c.name for c in table.input_columns}
            require(column.at_most in others, code, f"at most {column.at_most}, which is no input column")
        if column.formula is not None:
            _check_column_formula(methodology, code, column, before)
        before.add(column.name)


def _check_column_formula(methodology: Methodology, code: str, column: Column, before: set[str]) -> None:
    require(column.bounds is None and column.at_most is None, code, "a computed column has no declared bounds")
    for node in _walk(column.formula):
        _check_literal(code, node)
        match node:
            case Ref(target):
                require(_exists(methodology, target), code, f"reads {target}, which does not exist")
            case ColumnRef(name):
                require(name in before, code, f"reads the column {name}, which does not stand before it")
            case RowAggregate():
                raise AssertionError(f"{code}: an aggregate inside a row")
            case _:
                pass


def _check_value(methodology: Methodology, value: Value, known: set[str]) -> None:
    for code in value.unless:
        _require_yes_no(methodology, value.code, code)
    require(not ({value.code} & set(value.unless)), value.code, "guards itself")
    for code in (*value.unless, *_reads(methodology, value)):
        require(_exists(methodology, code), value.code, f"reads {code}, which does not exist")
        require(code in known, value.code, f"reads {code}, which comes later")
    match value.rule:
        case Formula(expression):
            for node in _walk(expression):
                _check_node(methodology, value.code, node)
        case BandTable(_, bands, _):
            require(bool(bands), value.code, "no bands")
            for end in (e for band in bands for e in (band.low, band.high) if e is not None):
                require(end.parameter in methodology.parameters, value.code, f"{end.parameter} is no parameter")
        case Cases(cases, _):
            for case in cases:
                _require_yes_no(methodology, value.code, case.condition)
        case Total(items, signs, _):
            require(bool(items), value.code, "a total of nothing")
            require(len(items) == len(signs), value.code, "as many signs as items")
            require(set(signs) <= {1, -1}, value.code, "signs are 1 and -1")
            of_zero = value.rule.mean and value.rule.nothing is Nothing.ZERO
            require(not of_zero, value.code, "a mean of nothing is not zero")


def _require_yes_no(methodology: Methodology, owner: str, code: str) -> None:
    require(_exists(methodology, code), owner, f"the condition {code} does not exist")
    require(methodology.quantity(code).type.kind is Kind.YES_NO, owner, f"the condition {code} is not yes/no")


def _reads(methodology: Methodology, value: Value) -> Iterable[str]:
    """Codes that must be known before the value; through tables, what their computed columns read."""
    match value.rule:
        case Formula(expression):
            for node in _walk(expression):
                if isinstance(node, Ref):
                    yield node.code
                elif isinstance(node, RowAggregate):
                    require(node.table in methodology.tables, value.code, f"the table {node.table} does not exist")
                    for column in _columns_behind(methodology.tables[node.table], node):
                        yield from (part.code for part in _walk(column.formula) if isinstance(part, Ref))
        case BandTable(operand, bands, _):
            yield from (operand, *(band.result for band in bands))
        case Cases(cases, otherwise):
            for case in cases:
                yield case.condition
                if case.result is not None:
                    yield case.result
            yield otherwise
        case Total(items, _, _):
            yield from items


def _columns_behind(table: Table, aggregate: RowAggregate) -> tuple[Column, ...]:
    """The columns that an aggregate reads, directly and through computed columns."""
    by_name = {column.name: column for column in table.columns}
    pending = [name for name in (aggregate.column, aggregate.where) if name is not None]
    found: dict[str, Column] = {}
    while pending:
        name = pending.pop()
        require(name in by_name, table.code, f"no column {name}")
        if name not in found:
            found[name] = by_name[name]
            pending += [n.column for n in _walk(by_name[name].formula) if isinstance(n, ColumnRef)]
    return tuple(found.values())


def _check_node(methodology: Methodology, code: str, node: Expression) -> None:
    _check_literal(code, node)
    match node:
        case ColumnRef(name):
            raise AssertionError(f"{code}: the column {name} outside a row")
        case RowAggregate(function, table, column, where):
            require(column is not None or function is RowFunction.COUNT, code, f"{function.value} of no column")
            if where is not None:
                kind = methodology.tables[table].column(where).type.kind
                require(kind is Kind.YES_NO, code, f"the condition {table}.{where} is not yes/no")
        case Call(function, arguments, _):
            least, most = _ARGUMENTS.get(function, (1, 1) if function in _ONE_ARGUMENT else (2, 2))
            require(least <= len(arguments) <= most, code, f"{function.value} of {len(arguments)} arguments")
        case _:
            pass


def _check_literal(code: str, node: Expression) -> None:
    """Numbers of the act are parameters; decimals of a rounding are checked with their call."""
    for child in children(node):
        is_decimals = isinstance(node, Call) and node.function in _ROUNDINGS and child is node.arguments[1]
        if isinstance(child, Number) and not is_decimals:
            require(child.value in LITERALS, code, f"the number {child.value} is not a parameter")
        if is_decimals:
            whole = isinstance(child, Number) and child.value.denominator == 1
            require(whole, code, "decimals of a rounding are a whole number")


def _walk(expression: Expression | None) -> Iterable[Expression]:
    if expression is None:
        return
    yield expression
    for child in children(expression):
        yield from _walk(child)


def _check_elements(methodology: Methodology) -> None:
    elements = methodology.root.walk()
    codes = [element.code for element in elements]
    require(len(set(codes)) == len(codes), methodology.root.code, "two elements have the same code")
    declared: set[str] = set()
    for element in elements:
        is_root = element is methodology.root
        require((element.level is Level.TOTAL) == is_root, element.code, "the root, and only it, is the total")
        _check_element(methodology, element)
        for code in (*element.inputs, *element.tables):
            require(code not in declared, code, "declared by two elements")
            declared.add(code)


def _check_element(methodology: Methodology, element: Element) -> None:
    code = element.code
    require(CODE.fullmatch(code) is not None, code, "a code is made of a-z, 0-9, _ and dots")
    _check_texts(code, element.label, element.citation)
    if element.maximum is not None:
        require(_exists(methodology, element.maximum), code, f"the maximum {element.maximum} does not exist")
    for name in element.inputs:
        require(name in methodology.inputs, code, f"the input {name} does not exist")
    for name in element.tables:
        require(name in methodology.tables, code, f"the table {name} does not exist")
    for step in element.steps:
        require(step.code in methodology.values, code, f"the step {step.code} is no value")
    beside = (StepRole.LET, StepRole.CATEGORY)
    if element.score is None:
        require(all(step.role in beside for step in element.steps), code, "steps of a score that is not there")
        return
    require(element.score in methodology.values, code, f"the score {element.score} is no value")
    finals = [step for step in element.steps if step.role is StepRole.FINAL]
    require(len(finals) == 1, code, "the final step stands once")
    after = element.steps[element.steps.index(finals[0]) + 1 :]
    last = not after or after[-1].role is StepRole.CATEGORY
    require(last and all(step.role in beside for step in after), code, "the final step stands last")
    require(finals[0].code == element.score, code, "the final step is the score")


def _check_peers(methodology: Methodology) -> None:
    """Figures over all bodies: inputs that are taken of inputs or values, in no circle through other bodies."""
    for code, figure in methodology.peers.items():
        require(code in methodology.inputs, code, "a figure over all bodies is no input")
        known = figure.of in methodology.inputs or figure.of in methodology.values
        require(known, code, f"taken of {figure.of}, which is no input and no value")
        require(methodology.quantity(figure.of).type.numeric, code, f"taken of {figure.of}, which is no number")
        require(figure.digits >= 0, code, "no precision")
        if figure.function is PeerFunction.RANK:
            require(methodology.inputs[code].type.kind is Kind.COUNT, code, "a rank is a count")
    reading: dict[str, frozenset[str]] = {}
    for code in methodology.peers:
        reading[code] = frozenset({code})
    for value in methodology.values.values():
        sources = (*value.unless, *_reads(methodology, value))
        reading[value.code] = frozenset().union(*(reading.get(source, frozenset()) for source in sources))
    after = {code: reading.get(figure.of, frozenset()) for code, figure in methodology.peers.items()}
    try:
        TopologicalSorter(after).prepare()
    except CycleError as error:
        raise AssertionError(f"{error.args[1][0]}: depends on itself through other bodies") from error


def _check_examples(methodology: Methodology) -> None:
    for example in methodology.examples:
        require(_exists(methodology, example.target), example.code, f"{example.target} does not exist")
        has_reason = example.reason is not None
        require((example.prints is not None) == has_reason, example.code, "a misprint, and only it, has a reason")
        for given in example.given:
            settable = given.code in methodology.inputs or given.code in methodology.values
            require(settable, example.code, f"{given.code} cannot be given")
