"""Bands: the rows of "score by bands" to a BandTable whose ends and points are parameters."""

from __future__ import annotations

from fractions import Fraction

from compiler.lower.draft import Context, Draft
from compiler.lower.expressions import NOTHING, constant, lower_expression
from compiler.lower.labels import citation_of, joined, reasoned, standard
from compiler.model.bands import Band, BandEnd, BandTable
from compiler.model.expressions import UNSET, Ref
from compiler.model.quantities import Formula, Input, Value
from compiler.model.texts import Citation, Label, Language, Provenance, Translation
from compiler.model.types import Kind
from dsl.diagnostics import diagnose
from dsl.syntax import tree


def lower_bands(draft: Draft, rule: tree.ScoreBands, context: Context) -> BandTable | Formula:
    """The band table; its operand becomes a value of its own unless it already is a quantity. Without any sound band,
    which is reported, a formula that stands for the fault."""
    operand, kind = operand_of(draft, rule.operand, context)
    rows = tuple(row for row in rule.block if isinstance(row, tree.BandRow))
    if not rows:
        draft.bag.add(diagnose("bands-empty", rule.span))
    bands = tuple(band for row in rows if (band := _band(draft, row, kind, context)) is not None)
    if not bands:
        return Formula(NOTHING)
    return BandTable(operand, bands, UNSET)


def operand_of(draft: Draft, operand: tree.Expression, context: Context) -> tuple[str, Kind]:
    """What the bands look at, and what it measures."""
    lowered = lower_expression(draft, operand, context)
    if isinstance(lowered, Ref):
        return lowered.code, _kind(draft, lowered.code)
    code = draft.fresh(context.element, "operand")
    label = joined(context.label, standard("operand"))
    draft.add_value(code, label, Formula(lowered), context.citation, operand.span, Kind.NUMBER)
    return code, Kind.NUMBER


def _kind(draft: Draft, code: str) -> Kind:
    quantity: Input | Value | None = draft.inputs.get(code) or draft.values.get(code)
    return quantity.type.kind if quantity is not None else Kind.NUMBER


def _band(draft: Draft, row: tree.BandRow, kind: Kind, context: Context) -> Band | None:
    citation = band_citation(row.block, row.fills_gap, row.reason, context)
    ends = ends_of(draft, row.limits, kind, context)
    if ends is None:
        return None
    label = band_label(draft, *ends, kind)
    inner = Context(context.place, citation, context.label)
    return Band(*ends, points_of(draft, row.result, inner, label), label, citation, row.fills_gap)


def band_citation(block: tree.Block, fills_gap: bool, reason: tree.Text | None, context: Context) -> Citation:
    """The band's own clause, else that of the whole; a gap is filled by assumption."""
    citation = citation_of(block, context.citation) or context.citation
    if not fills_gap:
        return citation
    return reasoned(citation.clause, Provenance.ASSUMED, reason)


def ends_of(
    draft: Draft, limits: tuple[tree.BandLimit, ...], kind: Kind, context: Context
) -> tuple[BandEnd | None, BandEnd | None] | None:
    """The low and the high end; None after a reported fault."""
    low: BandEnd | None = None
    high: BandEnd | None = None
    for limit in limits:
        value = constant(draft, limit.value, context.element)
        if value is None:
            draft.bag.add(diagnose("band-end-not-constant", limit.span))
            return None
        code = _end(draft, limit, value, kind, context)
        match limit.relation:
            case tree.Relation.AT_LEAST:
                low = BandEnd(code, closed=True)
            case tree.Relation.GREATER:
                low = BandEnd(code, closed=False)
            case tree.Relation.AT_MOST:
                high = BandEnd(code, closed=True)
            case tree.Relation.LESS:
                high = BandEnd(code, closed=False)
            case tree.Relation.EQUAL:
                low = high = BandEnd(code, closed=True)
            case tree.Relation.NOT_EQUAL:
                draft.bag.add(diagnose("band-end-not-constant", limit.span))
                return None
    return low, high


def _end(draft: Draft, limit: tree.BandLimit, value: Fraction, kind: Kind, context: Context) -> str:
    """The code of the number at the end of a band: a constant that the text names, else a parameter of its own."""
    if isinstance(limit.value, tree.NameRef):
        symbol = draft.typing.find(limit.value.name, context.place)
        if symbol is not None and symbol.code in draft.parameters:
            return symbol.code
    return draft.literal("threshold", value, kind, Context(context.place, context.citation, context.label), limit.span)


def points_of(draft: Draft, points: tree.Expression, context: Context, case: Label) -> str:
    """The code of the points: always a parameter or another quantity, 0 and 1 included. `case` says when they are
    given; a number that several cases share is named after none of them."""
    value = constant(draft, points, context.element)
    if value is not None and not isinstance(points, (tree.Property, tree.NameRef)):
        stated = Context(context.place, Citation(context.citation.clause), context.label)
        return draft.literal("points", value, Kind.POINTS, stated, points.span)
    lowered = lower_expression(draft, points, context, "points")
    if isinstance(lowered, Ref):
        return lowered.code
    code = draft.fresh(context.element, "band")
    return draft.add_value(code, joined(context.label, case), Formula(lowered), context.citation, points.span)


def band_label(draft: Draft, low: BandEnd | None, high: BandEnd | None, kind: Kind) -> Label:
    """The band in signs that need no language: "60% ≤ x < 80%"."""

    def number(end: BandEnd) -> str:
        value = draft.parameters[end.parameter].value
        scaled = value * 100 if kind is Kind.SHARE else value
        text = format(float(scaled), "g").replace(".", ",")
        return f"{text}%" if kind is Kind.SHARE else text

    if low is not None and low == high:
        text = f"x = {number(low)}"
    else:
        left = f"{number(low)} {'≤' if low.closed else '<'} " if low is not None else ""
        right = f" {'≤' if high.closed else '<'} {number(high)}" if high is not None else ""
        text = f"{left}x{right}"
    return Label(tuple(Translation(language, text, official=False) for language in Language))
