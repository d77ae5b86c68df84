"""Points by the option chosen: a band for each option, whose only number is the option's position."""

from __future__ import annotations

from compiler.lower.bands import points_of
from compiler.lower.draft import Context, Draft
from compiler.lower.expressions import NOTHING, option_number
from compiler.lower.labels import citation_of, standard
from compiler.model.bands import Band, BandEnd, BandTable
from compiler.model.expressions import UNSET
from compiler.model.quantities import Formula
from compiler.resolve.choices import points_by_option
from dsl.diagnostics import diagnose
from dsl.syntax import tree


def lower_choice(draft: Draft, rule: tree.ScoreByChoice, context: Context) -> BandTable | Formula:
    """The options in the order of their declaration; the check has seen to it that each has its points."""
    symbol = draft.typing.lookup(rule.choice, context.place)
    if symbol is None or symbol.code not in draft.inputs:
        if symbol is not None:
            draft.missing(rule.choice)
        return Formula(NOTHING)
    rows = {row.option.text: row for row in points_by_option(rule, symbol.options)}
    bands: list[Band] = []
    for position, option in enumerate(symbol.options, start=1):
        row = rows.get(option.name.text)
        if row is None:
            continue
        citation = citation_of(row.block, context.citation) or context.citation
        end = BandEnd(option_number(draft, symbol, position), closed=True)
        label = draft.label(option.label, standard("number"))
        inner = Context(context.place, citation, context.label)
        bands.append(Band(end, end, points_of(draft, row.points, inner, label), label, citation))
    if not bands:
        draft.bag.add(diagnose("bands-empty", rule.span))
        return Formula(NOTHING)
    return BandTable(symbol.code, tuple(bands), UNSET)
