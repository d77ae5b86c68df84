"""Names that cannot serve: taken by the compiler itself, given twice, alike once they are codes, or dotted where a
plain name is declared.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from compiler.resolve.codes import ascii_code
from compiler.resolve.program import PREDECLARED, ROOT, ElementNode, Program, Symbol, SymbolKind
from dsl.diagnostics import DiagnosticBag, SecondPlace, diagnose
from dsl.syntax import tree

_OWN = re.compile(
    r"maximum|score|base|ordinary|weight|moved|items_sum|items_mean|unbegun|when_\d+_score"
    r"|(moved|when|number|points|threshold|limit|items|operand|band|deduction|bonus|coefficient|repeat|repeats"
    r"|(deduction|bonus|coefficient)_amount|after_[a-z]+|(mean|greatest|least|rank)_of_bodies|of_bodies)_\d+"
)
"""Codes that lowering gives to the steps and numbers of an element."""

_OWN_COLUMN = re.compile(r"pick_\d+")
_QUANTITIES = (SymbolKind.INPUT, SymbolKind.CONSTANT, SymbolKind.VALUE, SymbolKind.TABLE)


def check_names(program: Program, bag: DiagnosticBag) -> None:
    """Reports every name of the program that cannot serve."""
    _twice((body.name for body in program.bodies), bag)
    _twice((form.name for form in program.forms), bag)
    _same_codes((form.name for form in program.forms), bag)
    _bodies(program, bag)
    for node in program.root.walk():
        _elements(node, bag)
        _scope(node.symbols.values(), bag)
        for table in node.tables:
            _scope(table.columns.values(), bag)


def _bodies(program: Program, bag: DiagnosticBag) -> None:
    """Bodies that the methodology names: each under a known kind, with a name and a code of its own."""
    kinds = {kind.name.text for kind in program.bodies}
    for group in program.assessed:
        if group.kind.text not in kinds:
            bag.add(diagnose("unknown-body", group.kind.span, name=group.kind.text))
        if not group.block:
            bag.add(diagnose("bodies-without-body", group.span))
    named = [s.name for group in program.assessed for s in group.block if isinstance(s, tree.BodyDecl)]
    _twice(named, bag)
    for name in named:
        if "." in name.text:
            bag.add(diagnose("dotted-name", name.span, name=name.text))
    _same_codes(named, bag)


def _same_codes(names: Iterable[tree.Name], bag: DiagnosticBag) -> None:
    """Other names that give the same code."""
    codes: dict[str, tree.Name] = {}
    for name in names:
        earlier = codes.setdefault(ascii_code(name.text), name)
        if earlier.text != name.text:
            label = SecondPlace(earlier.span, "first-given-here")
            bag.add(diagnose("names-same-code", name.span, labels=(label,), name=name.text, other=earlier.text))


def _twice(names: Iterable[tree.Name], bag: DiagnosticBag) -> None:
    first: dict[str, tree.Name] = {}
    for name in names:
        earlier = first.setdefault(name.text, name)
        if earlier is not name:
            label = SecondPlace(earlier.span, "first-given-here")
            bag.add(diagnose("name-twice", name.span, labels=(label,), name=name.text))


def _elements(node: ElementNode, bag: DiagnosticBag) -> None:
    """An element may be written under a dotted name only outside the element that it belongs to."""
    for child in node.children:
        assert child.decl is not None
        owner = child.decl.name.text.rpartition(".")[0]
        if child.code == ROOT:
            bag.add(diagnose("name-reserved", child.decl.name.span, name=child.decl.name.text))
        if owner and ".".join(ascii_code(part) for part in owner.split(".")) != node.code:
            bag.add(diagnose("dotted-name", child.decl.name.span, name=child.decl.name.text))


def _scope(symbols: Iterable[Symbol], bag: DiagnosticBag) -> None:
    codes: dict[str, Symbol] = {}
    for symbol in symbols:
        if symbol.code == ROOT and symbol.kind is SymbolKind.ELEMENT:
            continue  # the total itself; an element that takes its name is reported with the elements
        if "." in symbol.name:
            bag.add(diagnose("dotted-name", symbol.span, name=symbol.name))
        if _reserved(symbol):
            bag.add(diagnose("name-reserved", symbol.span, name=symbol.name))
        earlier = codes.setdefault(symbol.code, symbol)
        if earlier is not symbol and skeleton(earlier.name) != skeleton(symbol.name):
            label = SecondPlace(earlier.span, "first-given-here")
            bag.add(diagnose("names-same-code", symbol.span, labels=(label,), name=symbol.name, other=earlier.name))
        _twice((option.name for option in symbol.options), bag)


def _reserved(symbol: Symbol) -> bool:
    if symbol.kind is SymbolKind.COLUMN:
        return _OWN_COLUMN.fullmatch(symbol.code) is not None
    if symbol.owner == ROOT:
        # A text of the name of a predeclared input is that input, declared by hand.
        other = symbol.kind is not SymbolKind.INPUT or symbol.type is not tree.TypeWord.TEXT
        return symbol.code == ROOT or (symbol.code in PREDECLARED and other)
    return symbol.kind in _QUANTITIES and _OWN.fullmatch(symbol.code.rpartition(".")[2]) is not None


_TWINS = str.maketrans("аеорсухкмтнвіңһАЕОРСУХКМТНВІ", "aeopcyxkmthbinhAEOPCYXKMTHBI")


def skeleton(name: str) -> str:
    """What the eye sees of a name: Cyrillic letters that look like Latin ones are folded together."""
    return name.translate(_TWINS)
