"""Worked examples and acknowledgements of an element."""

from __future__ import annotations

from fractions import Fraction

from compiler.lower.draft import Draft
from compiler.lower.expressions import constant
from compiler.lower.peers import held_figure
from compiler.model.examples import Acknowledgement, Example, Given
from compiler.model.texts import Citation
from compiler.resolve import ElementNode, Symbol, SymbolKind
from compiler.resolve.reasons import reason_of
from dsl.diagnostics import diagnose
from dsl.syntax import tree

_SETTABLE = (SymbolKind.ELEMENT, SymbolKind.INPUT, SymbolKind.VALUE)


def lower_examples(draft: Draft, node: ElementNode) -> None:
    """Adds what the element's statements say to the draft."""
    number = 0
    for statement in node.statements:
        match statement:
            case tree.ExampleDecl():
                number += 1
                example = _example(draft, node, statement, number)
                if example is not None:
                    draft.examples.append(example)
                    draft.origins[example.code] = statement.span
            case tree.Acknowledge(span, rule, name, reason):
                code = node.code
                if name is not None:
                    symbol = draft.typing.scopes.find(name.text, node.code)
                    code = symbol.code if symbol is not None else code
                made = Acknowledgement(rule.text, code, reason_of(reason))
                draft.acknowledgements.append(made)
                draft.origins.setdefault(f"acknowledged {rule.text} {code}", span)
            case _:
                pass


def _example(draft: Draft, node: ElementNode, decl: tree.ExampleDecl, number: int) -> Example | None:
    """None when the example speaks of quantities that this kind of body does not have."""
    if not draft.applies(decl.block):
        return None
    given: list[Given] = []
    for item in decl.given:
        made = _given(draft, node, item)
        if made is None:
            return None
        given.append(made)
    target = f"{node.code}.score"
    if decl.target is not None:
        symbol = draft.typing.scopes.find(decl.target.text, node.code)
        if symbol is not None and symbol.kind not in (SymbolKind.ELEMENT, SymbolKind.VALUE):
            draft.bag.add(diagnose("example-target", decl.target.span, name=decl.target.text))
        if symbol is None or _code(symbol) not in draft.values:
            return None
        target = _code(symbol)
    return Example(
        code=f"{node.code}.example_{number}",
        body=None,
        target=target,
        given=tuple(given),
        gives=decl.gives.value,
        decimals=_decimals(decl.gives.value) if decl.rounded else None,
        prints=decl.prints.value if decl.prints is not None else None,
        reason=None if decl.reason is None else reason_of(decl.reason),
        citation=Citation(decl.clause.text),
    )


def _given(draft: Draft, node: ElementNode, item: tree.GivenValue) -> Given | None:
    """None where the body has no such quantity, or after a reported fault."""
    symbol = None
    if isinstance(item.what, tree.OverBodies):
        code = held_figure(draft, item.what, node.code)
        if code is None:
            draft.bag.add(diagnose("example-figure-unknown", item.what.span))
            return None
    else:
        symbol = draft.typing.scopes.find(item.what.text, node.code)
        if symbol is None:
            return None  # reported by the check
        if symbol.kind not in _SETTABLE:
            draft.bag.add(diagnose("example-cannot-set", item.what.span, name=item.what.text))
            return None
        code = _code(symbol)
    if code not in draft.inputs and code not in draft.values:
        return None
    value = _given_value(draft, item.value, symbol, node.code)
    if value is None:
        draft.bag.add(diagnose("example-value-not-constant", item.span))
    return None if value is None else Given(code, value)


def _code(symbol: Symbol) -> str:
    return f"{symbol.code}.score" if symbol.kind is SymbolKind.ELEMENT else symbol.code


def _given_value(draft: Draft, value: tree.Expression, symbol: Symbol | None, element: str) -> Fraction | None:
    """A number, a date, or the name of an option of a choice."""
    if isinstance(value, tree.NameRef):
        for position, option in enumerate(symbol.options if symbol is not None else (), start=1):
            if option.name.text == value.name.text:
                return Fraction(position)
        return None
    return constant(draft, value, element)


def _decimals(value: Fraction) -> int:
    """Decimals of the printed number: 1,56 has two."""
    decimals = 0
    while value.denominator != 1 and decimals < 12:
        value *= 10
        decimals += 1
    return decimals
