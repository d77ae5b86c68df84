"""The model in the making for one kind of body: what has been lowered so far, and how new quantities enter it."""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction

from compiler.check import Place, Typing
from compiler.lower.labels import described, joined, label_of, standard
from compiler.model.examples import Acknowledgement, Example
from compiler.model.expressions import Expression, Ref, children, rebuilt
from compiler.model.peers import Peers
from compiler.model.quantities import Formula, Input, Parameter, Rule, Value
from compiler.model.repeats import Repeat
from compiler.model.tables import Column
from compiler.model.texts import Citation, Label
from compiler.model.types import Kind, Option, Type
from compiler.numbers import EVERYTHING
from compiler.resolve import ElementNode, Program
from compiler.resolve.codes import ascii_code
from compiler.resolve.program import ROOT, SCORES
from compiler.resolve.written import as_written, written_names
from dsl.diagnostics import DiagnosticBag, diagnose
from dsl.source import Span
from dsl.syntax import tree


@dataclass(frozen=True, slots=True)
class Move:
    """A weight that moves to another element: from `source`, when `condition` (code of a yes/no value; None: always)
    holds and none of the `earlier` ones has decided before it, in the amount held by the quantity `amount`."""

    source: str
    condition: str | None
    amount: str
    earlier: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Context:
    """Where lowering stands: the element, the columns in reach, and the clause that new quantities rest on."""

    place: Place
    citation: Citation
    label: Label
    """Label of what the numbers in the expression belong to."""

    @property
    def element(self) -> str:
        return self.place.element


@dataclass(frozen=True, slots=True)
class Decided:
    """An element whose score conditions may decide: `values` are all values made for it but the score itself and the
    `ordinary` score, which other bodies get the mean of."""

    conditions: tuple[str, ...]
    values: frozenset[str]
    score: str
    ordinary: str


@dataclass(slots=True)
class TableDraft:
    code: str
    columns: list[Column]


@dataclass(slots=True)
class Draft:
    program: Program
    typing: Typing
    bag: DiagnosticBag
    body: str
    own_language: str
    parameters: dict[str, Parameter] = field(default_factory=dict)
    inputs: dict[str, Input] = field(default_factory=dict)
    tables: dict[str, TableDraft] = field(default_factory=dict)
    values: dict[str, Value] = field(default_factory=dict)
    origins: dict[str, Span] = field(default_factory=dict)
    present: set[str] = field(default_factory=set)
    """Codes of the elements, inputs, constants, values and tables that this kind of body has."""
    moves: dict[str, list[Move]] = field(default_factory=dict)
    """By the code of the element that the weight moves to."""
    literals: dict[str, list[str]] = field(default_factory=dict)
    """Codes of the parameters that end in a number, by what stands before it."""
    numbered: dict[tuple[str, str], int] = field(default_factory=dict)
    """Where `fresh` goes on looking for a free code."""
    repeats: list[Repeat] = field(default_factory=list)
    repeated: dict[tuple[str, str, str], str] = field(default_factory=dict)
    """What one repeat gives to figures over repeats: (kind of figure, owner and code of the target) → value."""
    decided: list[Decided] = field(default_factory=list)
    peers: dict[str, Peers] = field(default_factory=dict)
    over_bodies: dict[tuple[str, Expression], str] = field(default_factory=dict)
    """By element and expression, the value that a figure over all bodies is taken of."""
    figures: dict[tuple[str, str], str] = field(default_factory=dict)
    """(Element, figure over bodies as written) → the input that holds it."""
    peer_inputs: dict[str, list[str]] = field(default_factory=dict)
    """Codes of the inputs that hold figures over all bodies, by element."""
    examples: list[Example] = field(default_factory=list)
    acknowledgements: list[Acknowledgement] = field(default_factory=list)

    # ------------------------------------------------------------------------------------------------------- texts

    def label(self, texts: tree.Label, fallback: Label) -> Label:
        """The label in the languages that it is written in, the act's own first; `fallback` for an empty one."""
        return label_of(texts, self.own_language) or fallback

    def described(self, block: tree.Block, word: tree.DescriptionWord) -> Label | None:
        """The description of this kind in a block, None when there is none."""
        return described(block, word, self.own_language)

    # ---------------------------------------------------------------------------------------------------- entering

    def applies(self, block: tree.Block) -> bool:
        """Whether the statement with this block holds for the body at hand."""
        for statement in block:
            if isinstance(statement, tree.ForBodies):
                return any(name.text == self.body for name in statement.names)
        return True

    def is_scored(self, node: ElementNode) -> bool:
        """As `node.scored`, of what this kind of body has."""
        if node.copy is None or any(isinstance(s, SCORES) and self.applies(s.block) for s in node.statements):
            return True
        return any(child.code in self.present and self.is_scored(child) for child in node.children)

    def add_parameter(self, parameter: Parameter, span: Span) -> str:
        """Enters a number of the act and where it is written; gives its code."""
        stem = parameter.code.rstrip("0123456789")
        if stem != parameter.code and parameter.code not in self.parameters:
            self.literals.setdefault(stem, []).append(parameter.code)
        self.parameters[parameter.code] = parameter
        self.origins.setdefault(parameter.code, span)
        return parameter.code

    def add_input(self, item: Input, span: Span) -> str:
        """Enters an input and where it is written; gives its code."""
        self.inputs[item.code] = item
        self.origins.setdefault(item.code, span)
        return item.code

    def add_value(
        self, code: str, label: Label, rule: Rule, citation: Citation, span: Span, kind: Kind | Type = Kind.POINTS
    ) -> str:
        """Bounds and precision are filled in when all values are known."""
        if isinstance(rule, Formula) and self.over_bodies:
            rule = Formula(self._named(rule.expression, code.rpartition(".")[0] or ROOT))
        type_ = kind if isinstance(kind, Type) else Type(kind)
        self.values[code] = Value(code, label, type_, rule, citation, EVERYTHING)
        self.origins.setdefault(code, span)
        return code

    def _named(self, expression: Expression, element: str) -> Expression:
        """What a figure of the same element is taken of is read from its value, not computed again."""
        code = self.over_bodies.get((element, expression))
        if code is not None:
            return Ref(code)
        return rebuilt(expression, tuple(self._named(part, element) for part in children(expression)))

    def literal(self, purpose: str, value: Fraction, kind: Kind, context: Context, span: Span) -> str:
        """The parameter that holds a number of the text; equal numbers of one purpose in one element share it."""
        stem = f"{context.element}.{purpose}_"
        there = self.literals.get(stem, ())
        for code in there:
            parameter = self.parameters[code]
            same_clause = parameter.citation == context.citation
            if parameter.value == value and parameter.type.kind is kind and same_clause:
                return code
        code = f"{stem}{len(there) + 1}"
        label = joined(context.label, standard(purpose))
        return self.add_parameter(Parameter(code, label, Type(kind), value, context.citation), span)

    def fresh(self, element: str, stem: str) -> str:
        """The next free code `element.stem_N`."""
        number = self.numbered.get((element, stem), 1)
        while f"{element}.{stem}_{number}" in self.values:
            number += 1
        self.numbered[element, stem] = number
        return f"{element}.{stem}_{number}"

    # -------------------------------------------------------------------------------------------------------- types

    def type_of(self, word: tree.TypeWord, block: tree.Block) -> Type:
        """The type that a word of the language stands for; a choice takes its options from the block."""
        options = tuple(
            Option(ascii_code(s.name.text), self.label(s.label, standard("score")))
            for s in block
            if isinstance(s, tree.OptionDecl)
        )
        return Type(Kind(word.value), options)

    def written(self, element: str) -> str:
        """The element as the methodologist named it."""
        return as_written(element, written_names(self.program))

    def missing(self, name: tree.Name) -> None:
        """Reports a name that the methodology has, and this kind of body has not."""
        self.bag.add(diagnose("not-for-this-body", name.span, name=name.text, body=self.body))

    def require_citation(self, citation: Citation | None, span: Span, name: str) -> Citation:
        """The citation; reported, and an empty one given, where there is none."""
        if citation is None or not citation.clause.strip():
            self.bag.add(diagnose("clause-missing", span, name=name))
            return Citation("")
        return citation


def context_of(element: str, citation: Citation, label: Label) -> Context:
    """The context of something in the element (a code, not one of its rows)."""
    return Context(Place(element), citation, label)
