"""Repeats: whether one is begun, and what its inputs are called."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from compiler.lower.draft import Context, Draft
from compiler.lower.labels import joined, standard
from compiler.lower.repeat_figures import repeat_title
from compiler.model import expressions as model
from compiler.model.expressions import UNSET
from compiler.model.quantities import Formula
from compiler.model.repeats import Repeat
from compiler.model.types import Kind
from compiler.resolve import ElementNode
from dsl.diagnostics import diagnose
from dsl.source import Span

_ZERO, _ONE = model.Number(Fraction(0)), model.Number(Fraction(1))


def lower_repeat(draft: Draft, node: ElementNode, context: Context, span: Span) -> str:
    """The yes/no value that is 1 while nothing of this repeat is filled; notes the repeat in the draft."""
    code = f"{node.code}.unbegun"
    here = f"{node.code}."
    inner = [repeat for repeat in draft.repeats if repeat.element.startswith(here)]
    below = tuple(f"{repeat.element}." for repeat in inner)
    inputs = tuple(code for code in draft.inputs if code.startswith(here) and not code.startswith(below))
    tables = tuple(code for code in draft.tables if code.startswith(here) and not code.startswith(below))
    for table in (table for part in node.walk() for table in part.tables if table.code in tables):
        if table.decl.min_rows is not None and table.decl.min_rows.value > 0:
            draft.bag.add(diagnose("repeat-with-least-rows", table.decl.name.span, name=table.decl.name.text))
    parts: list[model.Expression] = [model.Not(model.Filled(model.Ref(item))) for item in inputs]
    for table_code in tables:
        rows = model.RowAggregate(model.RowFunction.COUNT, table_code, None, None)
        parts.append(model.Compare(model.Comparison.EQUAL, rows, _ZERO, UNSET))
    outermost = [repeat for repeat in inner if not repeat.element.startswith(below)]
    parts.extend(model.Compare(model.Comparison.EQUAL, model.Ref(r.unbegun), _ONE, UNSET) for r in outermost)
    if not parts:
        draft.bag.add(diagnose("repeat-without-inputs", span, name=node.copy.name if node.copy else node.code))
        parts.append(model.Compare(model.Comparison.EQUAL, _ONE, _ONE, UNSET))
    condition = parts[0] if len(parts) == 1 else model.And(tuple(parts))
    label = joined(context.label, standard("unbegun"))
    draft.add_value(code, label, Formula(condition), context.citation, span, Kind.YES_NO)
    draft.repeats.append(Repeat(node.code, code, inputs, tables))
    return code


def label_repeats(draft: Draft) -> None:
    """Inputs and tables of a repeat are called after it, so that lists of them can be read: «Отдел № 2: Уволено»."""
    for repeat in draft.repeats:
        title = repeat_title(draft, repeat.element) or standard("score")
        for code in repeat.inputs:
            draft.inputs[code] = replace(draft.inputs[code], label=joined(title, draft.inputs[code].label))
