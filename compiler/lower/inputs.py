"""Inputs, constants, maxima and the columns that people fill: types, bounds and flags."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from compiler.check import Place
from compiler.lower.draft import Context, Draft
from compiler.lower.expressions import constant, highest_of, lower_expression, serial
from compiler.lower.labels import citation_of, joined, standard
from compiler.model.expressions import Binary, Operator, Ref
from compiler.model.quantities import Formula, Input, Parameter, Total
from compiler.model.texts import Citation, Label
from compiler.model.types import Kind, Type
from compiler.numbers import Interval
from compiler.resolve import ElementNode, SymbolKind
from dsl.diagnostics import diagnose
from dsl.source import Span
from dsl.syntax import tree

_USUAL: dict[Kind, Interval] = {
    Kind.COUNT: Interval.between(0, 999_999),
    Kind.SHARE: Interval.between(0, 1),
    Kind.HOURS: Interval.between(0, 8784),
    Kind.DAYS: Interval.between(0, 366),
    Kind.MONTHS: Interval.between(0, 12),
    Kind.MONEY: Interval.between(0, 10**13),
    Kind.DATE: Interval(serial("2000-01-01"), serial("2100-12-31")),
}
"""Bounds of a kind where the text gives none: hours and days of one year, counts under a million."""


@dataclass(frozen=True, slots=True)
class Restrictions:
    """What the clauses of an input or a column say."""

    bounds: Interval | None
    at_most: str | None
    optional: bool
    declinable: bool
    informative: bool


def restrictions(
    draft: Draft, kind: Kind, clauses: tuple[tree.Clause, ...], place: Place, highest: Fraction | None
) -> Restrictions:
    """`highest` is the element's maximum, the usual upper bound of points."""
    usual = _USUAL.get(kind, Interval(None, None))
    if kind is Kind.POINTS and highest is not None:
        usual = Interval(Fraction(0), highest)
    low, high, at_most = usual.low, usual.high, None
    flags: set[tree.FlagWord] = set()
    for clause in clauses:
        match clause:
            case tree.Range(_, low_expression, high_expression):
                low = _low(draft, low_expression, place)
                high, at_most = _high(draft, high_expression, place, high)
            case tree.AtLeast(_, value):
                low = _low(draft, value, place)
            case tree.AtMost(_, value):
                high, at_most = _high(draft, value, place, high)
            case tree.Flag(_, word):
                flags.add(word)
    numeric = Type(kind).numeric or kind is Kind.DATE
    if low is not None and high is not None and low > high and clauses:
        draft.bag.add(diagnose("bounds-reversed", clauses[0].span))
    return Restrictions(
        bounds=Interval(low, high) if numeric else None,
        at_most=at_most,
        optional=tree.FlagWord.OPTIONAL in flags,
        declinable=tree.FlagWord.DECLINABLE in flags,
        informative=tree.FlagWord.INFORMATIVE in flags,
    )


def _low(draft: Draft, value: tree.Expression, place: Place) -> Fraction | None:
    found = constant(draft, value, place.element)
    if found is None:
        draft.bag.add(diagnose("bound-not-constant", value.span))
    return found


def _high(
    draft: Draft, value: tree.Expression, place: Place, usual: Fraction | None
) -> tuple[Fraction | None, str | None]:
    """The upper bound, and the quantity that must not be exceeded where the text names one."""
    limit = constant(draft, value, place.element)
    if limit is not None:
        return limit, None
    symbol = draft.typing.lookup(value.name, place) if isinstance(value, tree.NameRef) else None
    if symbol is None or symbol.kind not in (SymbolKind.INPUT, SymbolKind.VALUE, SymbolKind.COLUMN):
        draft.bag.add(diagnose("bound-not-constant", value.span))
        return usual, None
    if symbol.kind is not SymbolKind.COLUMN and symbol.code not in draft.present:
        assert isinstance(value, tree.NameRef)
        draft.missing(value.name)
    return usual, symbol.code


def lower_inputs(draft: Draft, node: ElementNode, context: Context) -> tuple[str, ...]:
    """Inputs and constants declared in an element; returns the codes of its inputs, in order."""
    codes: list[str] = []
    for statement in node.statements:
        if not draft.applies(statement.block):
            continue
        match statement:
            case tree.InputDecl():
                codes.append(_input(draft, node, statement, context))
            case tree.ConstantDecl():
                _constant(draft, node, statement, context)
            case tree.ScorePresence(span, label):
                codes.extend(_presence(draft, node, span, label, context))
            case tree.ScoreByAssessor(span, label):
                codes.extend(_assessed(draft, node, span, label, context))
            case _:
                pass
    return tuple(codes)


def _input(draft: Draft, node: ElementNode, decl: tree.InputDecl, context: Context) -> str:
    symbol = node.symbols[decl.name.text]
    made = draft.type_of(decl.type, decl.block)
    if decl.type is tree.TypeWord.CHOICE and not made.options:
        draft.bag.add(diagnose("choice-without-options", decl.name.span, name=decl.name.text))
    said = restrictions(draft, made.kind, decl.clauses, context.place, highest_of(draft, node.code))
    label = draft.described(decl.block, tree.DescriptionWord.TITLE) or draft.label(decl.label, context.label)
    return draft.add_input(
        Input(
            code=symbol.code,
            label=label,
            type=made,
            bounds=said.bounds,
            citation=citation_of(decl.block, context.citation) or context.citation,
            at_most=said.at_most,
            optional=said.optional,
            declinable=said.declinable,
            scored=not said.informative and made.kind not in (Kind.TEXT, Kind.LINK),
            hint=draft.described(decl.block, tree.DescriptionWord.HINT),
        ),
        decl.name.span,
    )


def _constant(draft: Draft, node: ElementNode, decl: tree.ConstantDecl, context: Context) -> None:
    kind = Kind(decl.value.unit.value) if decl.value.unit is not None else Kind.NUMBER
    citation = citation_of(decl.block, context.citation) or context.citation
    label = draft.label(decl.label, context.label)
    code = node.symbols[decl.name.text].code
    draft.add_parameter(Parameter(code, label, Type(kind), decl.value.value, citation), decl.name.span)


def _presence(draft: Draft, node: ElementNode, span: Span, texts: tree.Label, context: Context) -> tuple[str, ...]:
    label = draft.label(texts, context.label)
    if highest_of(draft, node.code) is None:
        draft.bag.add(diagnose("no-maximum", span, name=draft.written(node.code)))
    return tuple(
        draft.add_input(
            Input(code, joined(label, version) if version else label, Type(Kind.YES_NO), None, context.citation), span
        )
        for code, version, _ in marked(draft, node, "present")
    )


def _assessed(draft: Draft, node: ElementNode, span: Span, texts: tree.Label, context: Context) -> tuple[str, ...]:
    label = draft.label(texts, standard("assessed"))
    codes: list[str] = []
    for code, version, maximum in marked(draft, node, "points"):
        highest = highest_of(draft, maximum.removesuffix(".maximum"))
        if highest is None:
            draft.bag.add(diagnose("no-maximum", span, name=draft.written(node.code)))
            continue
        bounds = Interval(Fraction(0), highest)
        full = joined(label, version) if version else label
        codes.append(draft.add_input(Input(code, full, Type(Kind.POINTS), bounds, context.citation), span))
    return tuple(codes)


def marked(draft: Draft, node: ElementNode, single: str) -> tuple[tuple[str, Label | None, str], ...]:
    """Where marks are given in an element: (code of the input, label of the version, code of its maximum), one for
    each version when the maximum is per version, else one named `single`."""
    if node.decl is None or node.decl.maximum is None or not node.decl.maximum.per_version:
        return ((f"{node.code}.{single}", None, f"{node.code}.maximum"),)
    versions = draft.typing.scopes.versions(node.code)
    return tuple(
        (f"{node.code}.{v.code.rpartition('.')[2]}", version_label(draft, v.owner, v.name),
         f"{node.code}.{v.code.rpartition('.')[2]}.maximum")
        for v in versions
    )  # fmt: skip


def version_label(draft: Draft, owner: str, name: str) -> Label:
    """The label of a version that the element `owner` declares."""
    for statement in draft.program.elements[owner].statements:
        if isinstance(statement, tree.VersionDecl) and statement.name.text == name:
            return draft.label(statement.label, standard("score"))
    return standard("score")


def lower_maximum(draft: Draft, node: ElementNode, label: Label, citation: Citation) -> str | None:
    """The declared maximum as a parameter (one for each version and their sum where it is per version); None when the
    element declares none."""
    code = f"{node.code}.maximum"
    decl = node.decl
    full = joined(label, standard("maximum"))
    if decl is None or decl.maximum is None:
        return _shared_maximum(draft, node, full, citation)
    value, span = decl.maximum.value.value, decl.maximum.span
    if not decl.maximum.per_version:
        return draft.add_parameter(Parameter(code, full, Type(Kind.POINTS), value, citation), span)
    parts = []
    for _, version, part in marked(draft, node, "points"):
        named = joined(full, version) if version else full
        parts.append(draft.add_parameter(Parameter(part, named, Type(Kind.POINTS), value, citation), span))
    if not parts:
        draft.bag.add(diagnose("no-versions", span, name=node.code))
        return None
    return draft.add_value(code, full, Total(tuple(parts), (1,) * len(parts)), citation, span)


def _shared_maximum(draft: Draft, node: ElementNode, label: Label, citation: Citation) -> str | None:
    """The equal share of the parent's maximum, where the parent says so."""
    if node.parent is None or node.decl is None:
        return None
    parent = draft.program.elements[node.parent]
    rule = next((s for s in parent.statements if isinstance(s, tree.EqualWeights)), None)
    if rule is None:
        return None
    if highest_of(draft, parent.code) is None:
        draft.bag.add(diagnose("no-maximum", rule.span, name=draft.written(parent.code)))
        return None
    count = Fraction(sum(child.code in draft.present for child in parent.children))
    context = Context(Place(parent.code), citation_of(rule.block, citation) or citation, label)
    number = draft.literal("items", count, Kind.COUNT, context, rule.span)
    formula = Binary(Operator.DIVIDE, Ref(f"{parent.code}.maximum"), Ref(number))
    return draft.add_value(f"{node.code}.maximum", label, Formula(formula), citation, node.decl.span)


def lower_value_decl(draft: Draft, node: ElementNode, decl: tree.ValueDecl, context: Context) -> str:
    """An intermediate value written by the methodologist."""
    citation = citation_of(decl.block, context.citation) or context.citation
    label = draft.described(decl.block, tree.DescriptionWord.TITLE) or draft.label(decl.label, context.label)
    inner = Context(context.place, citation, label)
    formula = Formula(lower_expression(draft, decl.expression, inner))
    code = node.symbols[decl.name.text].code
    return draft.add_value(code, label, formula, citation, decl.name.span, Kind(decl.type.value))
