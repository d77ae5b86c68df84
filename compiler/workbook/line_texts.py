"""What the lines of a calculation are called: steps by their labels, helper cells by what they hold."""

from __future__ import annotations

from collections.abc import Sequence

from compiler.model.bands import BandTable
from compiler.model.quantities import Total, Value
from compiler.workbook.draft import BookDraft
from compiler.workbook.program import Line, LineRole

_JOINT = ": "
"""Between the name of a copy of a repeat and what is in it."""


def helper_text(book: BookDraft, value: Value, line: Line) -> str:
    """What a helper line of the value is about, in the workbook's language."""
    number = line.code.rsplit(".", 1)[-1]
    match line.role:
        case LineRole.REACHED:
            assert isinstance(value.rule, BandTable)
            band = value.rule.bands[int(number) - 1]
            text = book.texts("line_band", number=number)
            if value.type.options:
                position = int(book.methodology.parameters[band.result].value)
                text += f" «{book.text(value.type.options[position - 1].label)}»"
            return f"{text}: {book.texts('gap_filled')}" if band.fills_gap else text
        case LineRole.ITEM:
            assert isinstance(value.rule, Total)
            labels = tuple(book.text(book.methodology.quantity(item).label) for item in value.rule.items)
            return own_beginnings(labels)[int(number) - 1]
        case LineRole.OPERAND:
            assert isinstance(value.rule, BandTable)
            return book.texts("line_operand", name=book.text(book.methodology.quantity(value.rule.operand).label))
        case _:
            return book.texts("line_" + line.role.value)


def common_end(labels: Sequence[str]) -> str:
    """What labels of copies say of each copy: «Отдел № 1: Уволено», «Отдел № 2: Уволено» → «Уволено»."""
    kept = _common(labels)
    return _JOINT.join(labels[0].split(_JOINT)[-kept:]) if kept else labels[0]


def own_beginnings(labels: tuple[str, ...]) -> tuple[str, ...]:
    """Labels without what all of them end in, where something is left of each."""
    kept = _common(labels)
    parts = [label.split(_JOINT) for label in labels]
    if not kept or any(len(own) == kept for own in parts):
        return labels
    return tuple(_JOINT.join(own[:-kept]) for own in parts)


def _common(labels: Sequence[str]) -> int:
    """How many parts at their ends the labels share."""
    backwards = zip(*(reversed(label.split(_JOINT)) for label in labels), strict=False)
    shared = 0
    for parts in backwards:
        if len(set(parts)) > 1:
            break
        shared += 1
    return shared
