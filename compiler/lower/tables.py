"""Repeating tables: columns that people fill, then the computed ones in the order written."""

from __future__ import annotations

from compiler.check import Place
from compiler.lower.draft import Context, Draft, TableDraft
from compiler.lower.expressions import lower_condition, lower_expression
from compiler.lower.inputs import restrictions
from compiler.lower.labels import citation_of, joined
from compiler.lower.repeat_figures import repeat_title
from compiler.model.tables import Column, Table
from compiler.model.texts import Label
from compiler.model.types import Kind
from compiler.resolve import TableNode
from dsl.diagnostics import diagnose
from dsl.syntax import tree

DEFAULT_ROWS = 50
"""Rows laid out when the text states no maximum."""

_LARGEST = 2000


def begin_table(draft: Draft, node: TableNode, context: Context) -> None:
    """The columns that people fill; computed ones follow when every quantity is known (finish_columns)."""
    columns: list[Column] = []
    place = Place(node.owner, node)
    citation = citation_of(node.decl.block, context.citation) or context.citation
    for decl in node.decl.block:
        if not isinstance(decl, tree.ColumnDecl) or decl.formula is not None:
            continue
        made = draft.type_of(decl.type, decl.block)
        if decl.type is tree.TypeWord.CHOICE and not made.options:
            draft.bag.add(diagnose("choice-without-options", decl.name.span, name=decl.name.text))
        said = restrictions(draft, made.kind, decl.clauses, place, None)
        columns.append(
            Column(
                name=node.columns[decl.name.text].code,
                label=_label(draft, decl, context),
                type=made,
                citation=citation_of(decl.block, citation) or citation,
                bounds=said.bounds,
                optional=said.optional,
                at_most=said.at_most,
                scored=not said.informative and made.kind not in (Kind.TEXT, Kind.LINK),
                hint=draft.described(decl.block, tree.DescriptionWord.HINT),
            )
        )
    if not columns:
        draft.bag.add(diagnose("table-without-columns", node.decl.name.span, name=node.decl.name.text))
    draft.tables[node.code] = TableDraft(node.code, columns)
    draft.origins[node.code] = node.decl.name.span


def finish_columns(draft: Draft, node: TableNode, context: Context) -> None:
    """The computed columns that the text declares."""
    citation = citation_of(node.decl.block, context.citation) or context.citation
    for decl in node.decl.block:
        if not isinstance(decl, tree.ColumnDecl) or decl.formula is None:
            continue
        label = _label(draft, decl, context)
        own = citation_of(decl.block, citation) or citation
        inner = Context(Place(node.owner, node), own, label)
        yes_no = decl.type is tree.TypeWord.YES_NO
        lowered = (lower_condition if yes_no else lower_expression)(draft, decl.formula, inner)
        made = draft.type_of(decl.type, decl.block)
        name = node.columns[decl.name.text].code
        draft.tables[node.code].columns.append(Column(name, label, made, own, formula=lowered))


def _label(draft: Draft, decl: tree.ColumnDecl, context: Context) -> Label:
    return draft.described(decl.block, tree.DescriptionWord.TITLE) or draft.label(decl.label, context.label)


def made_table(draft: Draft, node: TableNode, context: Context) -> Table:
    """The table with all its columns, those made for conditions of aggregates included."""
    decl = node.decl
    most = int(decl.max_rows.value) if decl.max_rows is not None else DEFAULT_ROWS
    least = int(decl.min_rows.value) if decl.min_rows is not None else 0
    whole = all(n is None or n.value.denominator == 1 for n in (decl.min_rows, decl.max_rows))
    if not whole or not 1 <= most <= _LARGEST or least > most:
        draft.bag.add(diagnose("table-rows-out-of-range", decl.name.span, largest=_LARGEST))
    label = draft.described(decl.block, tree.DescriptionWord.TITLE) or context.label
    around = repeat_title(draft, node.owner)
    label = label if around is None else joined(around, label)
    citation = citation_of(decl.block, context.citation) or context.citation
    return Table(node.code, label, tuple(draft.tables[node.code].columns), least, most, citation)
