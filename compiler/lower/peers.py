"""Figures over all bodies: each becomes an input that the consolidation fills, and a note of what belongs there."""

from __future__ import annotations

from compiler.check import Dimension
from compiler.lower.draft import Context, Draft
from compiler.lower.labels import joined, standard
from compiler.model import expressions as model
from compiler.model.peers import PeerFunction, Peers
from compiler.model.quantities import Formula, Input
from compiler.model.texts import Label, Translation
from compiler.model.types import WHOLE, Kind, Type
from dsl.source import Span
from dsl.syntax import tree
from dsl.syntax.formulas import formula

_KINDS = {
    Dimension.COUNT: Kind.COUNT,
    Dimension.POINTS: Kind.POINTS,
    Dimension.HOURS: Kind.HOURS,
    Dimension.DAYS: Kind.DAYS,
    Dimension.MONTHS: Kind.MONTHS,
    Dimension.MONEY: Kind.MONEY,
}
"""Kind of an operand that is no quantity by itself; all other dimensions are plain numbers."""

UNSET_DIGITS = -1
"""Digits of a figure before the bounds of its operand are known."""


def figure_over_bodies(
    draft: Draft, figure: tree.OverBodies, operand: model.Expression, context: Context
) -> model.Expression:
    """The input that holds the figure of the operand, which becomes a value of its own unless it is a quantity."""
    if isinstance(operand, model.Ref) and operand.code not in draft.parameters:
        code = operand.code
    elif (context.element, operand) in draft.over_bodies:
        code = draft.over_bodies[context.element, operand]
    else:
        dimension = draft.typing.dimension(figure.operand, context.place)
        kind = _KINDS.get(dimension, Kind.NUMBER)
        code = draft.fresh(context.element, "of_bodies")
        label = joined(context.label, standard("of_bodies"))
        draft.add_value(code, label, Formula(operand), context.citation, figure.operand.span, kind)
        draft.over_bodies[context.element, operand] = code
    held = peer_input(draft, PeerFunction(figure.function.value), code, context, figure.span)
    draft.figures[context.element, _as_text(figure)] = held
    return model.Ref(held)


def held_figure(draft: Draft, figure: tree.OverBodies, element: str) -> str | None:
    """The input that holds this figure in a rule of the element or of one around it."""
    code: str | None = element
    while code is not None:
        if (code, _as_text(figure)) in draft.figures:
            return draft.figures[code, _as_text(figure)]
        code = draft.program.elements[code].parent
    return None


def _as_text(figure: tree.OverBodies) -> str:
    """The same for figures that are written alike, wherever they stand."""
    return formula(figure, "en")


def peer_input(draft: Draft, function: PeerFunction, of: str, context: Context, span: Span) -> str:
    """The input of this figure; one that is known already serves again. `of` may be lowered later, as points."""
    for code, known in draft.peers.items():
        if known.function is function and known.of == of:
            return code
    quantity = draft.inputs.get(of) or draft.values.get(of)
    kind = quantity.type.kind if quantity is not None else Kind.POINTS
    if function is PeerFunction.RANK:
        kind = Kind.COUNT
    elif function is PeerFunction.MEAN and kind in WHOLE:
        kind = Kind.NUMBER
    stem = f"{context.element}.{function.value}_of_bodies_"
    code = f"{stem}{1 + sum(known.startswith(stem) for known in draft.peers)}"
    named = quantity is not None and not of.startswith(f"{context.element}.of_bodies_")
    own = quantity.label if quantity is not None and named else context.label
    label = _label(standard(f"{function.value}_of_bodies"), own)
    draft.peers[code] = Peers(function, of, UNSET_DIGITS)
    hint = standard("from_consolidation")
    # Not the body's to fill: it may stay empty, and "-" where there is nobody to take the figure of.
    item = Input(code, label, Type(kind), None, context.citation, optional=True, declinable=True, hint=hint)
    draft.add_input(item, span)
    owner = context.element
    while owner not in draft.present:  # what moves from an element of other bodies belongs to the whole around it
        owner = draft.program.elements[owner].parent or owner
    draft.peer_inputs.setdefault(owner, []).append(code)
    return code


def _label(figure: Label, of: Label) -> Label:
    """ "Mean of the bodies: …" in every language of the operand's label."""
    return Label(
        tuple(
            Translation(t.language, f"{figure.text(t.language)}: {_line(t.text)}", official=False)
            for t in of.translations
        )
    )


def _line(text: str) -> str:
    return text.split("\n", maxsplit=1)[0].rstrip(" ;:.,")
