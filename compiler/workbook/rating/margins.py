"""Margins: how much a body lacks to the nearest higher band of another category."""

from __future__ import annotations

from dataclasses import replace

from compiler.model.bands import BandTable
from compiler.model.quantities import Value
from compiler.workbook.formula import (
    BLANK,
    NOT_APPLICABLE,
    ONE,
    ZERO,
    Arithmetic,
    Cell,
    Comparison,
    Span,
    Tree,
    all_of,
    call,
    codes_read,
    equal,
    rounded,
    when,
)
from compiler.workbook.program import Line, LineRole, Program
from compiler.workbook.rating.kind import KindDraft, category_of, ranked

GAP, MARGIN = "#gap", "#margin"
"""What stands behind the code of a category."""


def has_margin(category: Value) -> bool:
    """Whether there is a lowest number for some category, so that something can be missing to it."""
    return isinstance(category.rule, BandTable) and any(band.low is not None for band in category.rule.bands)


def with_margins(kind: KindDraft, program: Program) -> Program:
    """The program with a margin behind each category that bodies are ranked with."""
    lines, by_owner = dict(program.lines), dict(program.by_owner)
    for subject in ranked(kind.methodology):
        category = category_of(kind.methodology, subject.element)
        if category is not None and has_margin(category):
            made = _lines(category)
            lines |= {line.code: line for line in made}
            by_owner[category.code] = (*by_owner[category.code], *made)
    return replace(program, lines=lines, by_owner=by_owner)


def _lines(category: Value) -> tuple[Line, ...]:
    """ "-" in the highest category; what the operand says where it is no number."""
    assert isinstance(category.rule, BandTable)
    code, digits = category.code, category.rule.digits
    operand, number = Cell(f"{code}#operand"), call("ISNUMBER", Cell(f"{code}#operand"))
    made: list[Line] = []
    bands = [number for number, band in enumerate(category.rule.bands, 1) if band.low is not None]
    for place, band in enumerate(bands, 1):
        low = Cell(f"{code}#low.{band}")
        higher = Comparison(">", rounded(low, digits), operand)
        other = Comparison("<>", Cell(f"{code}#points.{band}"), Cell(code))
        tree: Tree = when(all_of((number, higher, other)), Arithmetic("-", low, operand), BLANK)
        made.append(Line(f"{code}{GAP}.{place}", tree, LineRole.GAP, code, codes_read(tree)))
    gaps = Span(f"{code}{GAP}.1", f"{code}{GAP}.{len(bands)}")
    none = equal(call("SUMPRODUCT", Arithmetic("*", Comparison("<>", gaps, BLANK), ONE)), ZERO)
    tree = when(number, when(none, NOT_APPLICABLE, call("MIN", gaps)), operand)
    made.append(Line(code + MARGIN, tree, LineRole.MARGIN, code, codes_read(tree)))
    return tuple(made)
