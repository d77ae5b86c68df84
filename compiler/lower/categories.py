"""Categories: the rows of "category by" to a value whose options are the labels and whose number is a position."""

from __future__ import annotations

from fractions import Fraction

from compiler.lower.bands import band_citation, band_label, ends_of, operand_of
from compiler.lower.draft import Context, Draft
from compiler.lower.expressions import NOTHING
from compiler.lower.labels import citation_of, joined
from compiler.model.bands import Band, BandTable
from compiler.model.expressions import UNSET
from compiler.model.indicators import Step, StepRole
from compiler.model.quantities import Formula, Parameter
from compiler.model.texts import Citation, Label
from compiler.model.types import Kind, Option, Type
from compiler.resolve import ElementNode
from dsl.diagnostics import diagnose
from dsl.syntax import tree


def lower_categories(draft: Draft, node: ElementNode, context: Context) -> tuple[Step, ...]:
    """A step for each category of the element that the body has."""
    declared = (s for s in node.statements if isinstance(s, tree.CategoryDecl) and draft.applies(s.block))
    return tuple(Step(StepRole.CATEGORY, _category(draft, node, decl, context)) for decl in declared)


def _category(draft: Draft, node: ElementNode, decl: tree.CategoryDecl, context: Context) -> str:
    citation = citation_of(decl.block, context.citation) or context.citation
    label = draft.described(decl.block, tree.DescriptionWord.TITLE) or draft.label(decl.label, context.label)
    inner = Context(context.place, citation, label)
    code = node.symbols[decl.name.text].code
    operand, kind = operand_of(draft, decl.operand, inner)
    rows = tuple(row for row in decl.block if isinstance(row, tree.CategoryBand))
    if not rows:
        draft.bag.add(diagnose("category-without-bands", decl.span, name=decl.name.text))
    options: list[Option] = []
    bands: list[Band] = []
    for row in rows:
        own = band_citation(row.block, row.fills_gap, row.reason, inner)
        ends = ends_of(draft, row.limits, kind, Context(context.place, own, label))
        position = _position(draft, row, options, label)
        if ends is not None:
            result = _option(draft, code, options, position, inner, own, row)
            bands.append(Band(*ends, result, band_label(draft, *ends, kind), own, row.fills_gap))
    rule = BandTable(operand, tuple(bands), UNSET) if bands else Formula(NOTHING)
    return draft.add_value(code, label, rule, citation, decl.name.span, Type(Kind.CHOICE, tuple(options)))


def _position(draft: Draft, row: tree.CategoryBand, options: list[Option], label: Label) -> int:
    """Where the row's category stands among the options, from 1; bands of one label are one category."""
    named = draft.label(row.label, label)
    for position, option in enumerate(options, start=1):
        if option.label.translations[0].text == named.translations[0].text:
            return position
    options.append(Option(f"category_{len(options) + 1}", named))
    return len(options)


def _option(
    draft: Draft, code: str, options: list[Option], position: int, context: Context, own: Citation,
    row: tree.CategoryBand,
) -> str:  # fmt: skip
    """The parameter that holds the option's position; its clause is the act's, whatever band leads to it."""
    name = f"{code}.option_{position}"
    if name not in draft.parameters:
        label = joined(context.label, options[position - 1].label)
        clause = Citation(own.clause)
        draft.add_parameter(Parameter(name, label, Type(Kind.NUMBER), Fraction(position), clause), row.span)
    return name
