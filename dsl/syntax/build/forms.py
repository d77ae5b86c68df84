"""Forms and the cells of their grids (`grammar/forms.lark`)."""

from __future__ import annotations

from dsl.diagnostics import diagnose
from dsl.source import Span
from dsl.syntax import tree
from dsl.syntax.build.context import Context, Parts


class Forms:
    """Each method gets the parts of its rule and the rule's span."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def on_form(self, parts: Parts, span: Span) -> tree.FormDecl:
        return tree.FormDecl(span, self._context.name(parts[0]), ())

    def on_form_code(self, parts: Parts, span: Span) -> tree.FormCode:
        return tree.FormCode(span, parts[0])

    def on_role_word(self, parts: Parts, _: Span) -> tree.RoleWord:
        return tree.RoleWord(parts[0].terminal.removeprefix("ROLE_").lower())

    def on_role(self, parts: Parts, span: Span) -> tree.FormRole:
        return tree.FormRole(span, parts[0])

    def on_sheet(self, parts: Parts, span: Span) -> tree.SheetName:
        return tree.SheetName(span, parts[0])

    def on_paragraph_word(self, parts: Parts, _: Span) -> tree.ParagraphWord:
        return tree.ParagraphWord(parts[0].terminal.lower())

    def on_paragraph(self, parts: Parts, span: Span) -> tree.ParagraphDecl:
        return tree.ParagraphDecl(span, *parts)

    def on_field(self, parts: Parts, span: Span) -> tree.FieldDecl:
        before, name, after = parts
        return tree.FieldDecl(span, before or (), self._context.name(name), after or ())

    def on_grid(self, _: Parts, span: Span) -> tree.GridDecl:
        return tree.GridDecl(span, ())

    def on_column_heading(self, parts: Parts, span: Span) -> tree.HeadingDecl:
        return tree.HeadingDecl(span, *parts)

    def on_column_heading_empty(self, parts: Parts, span: Span) -> tree.HeadingDecl:
        return tree.HeadingDecl(span, (), parts[0])

    def on_numbered(self, _: Parts, span: Span) -> tree.NumberedRow:
        return tree.NumberedRow(span)

    def on_section(self, parts: Parts, span: Span) -> tree.SectionDecl:
        return tree.SectionDecl(span, parts[0])

    def on_row_word(self, parts: Parts, _: Span) -> tree.RowWord:
        return tree.RowWord(parts[0].terminal.lower())

    def on_cell_text(self, parts: Parts, _: Span) -> tree.CellText:
        return tree.CellText(parts[0])

    def on_cell_field(self, parts: Parts, _: Span) -> tree.CellField:
        return tree.CellField(self._context.name(parts[0]))

    def on_cell_property(self, parts: Parts, span: Span) -> tree.CellProperty:
        word = tree.CellWord(parts[0].terminal.removesuffix("_TEXT").lower())
        return tree.CellProperty(span, word, self._context.name_or_none(parts[1]) if len(parts) > 1 else None)

    def on_cell(self, parts: Parts, span: Span) -> tree.CellDecl:
        content, columns, rows = parts
        return tree.CellDecl(span, content, self._count(columns), self._count(rows))

    def _count(self, number: tree.NumberLiteral | None) -> int:
        """How many columns or rows a cell takes: a whole number from 1 to 200."""
        if number is None:
            return 1
        if number.unit is None and number.value.denominator == 1 and 1 <= number.value <= 200:
            return int(number.value)
        self._context.fault(diagnose("bad-cell-size", number.span))
        return 1

    def on_cells(self, parts: Parts, _: Span) -> tuple[tree.CellDecl, ...]:
        return tuple(parts)

    def on_row(self, parts: Parts, span: Span) -> tree.RowDecl:
        return tree.RowDecl(span, *parts)

    def on_rows(self, parts: Parts, span: Span) -> tree.RepeatDecl:
        return tree.RepeatDecl(span, self._context.name(parts[0]), parts[1])

    def on_across(self, parts: Parts, span: Span) -> tree.AcrossDecl:
        return tree.AcrossDecl(span, self._context.name(parts[0]), parts[1], ())

    def on_items(self, parts: Parts, span: Span) -> tree.ItemRows:
        return tree.ItemRows(span, self._context.name(parts[0]), parts[1])

    def on_each_repeat(self, parts: Parts, span: Span) -> tree.EachRepeat:
        return tree.EachRepeat(span, self._context.name(parts[0]), ())

    def on_each_body(self, parts: Parts, span: Span) -> tree.EachBody:
        return tree.EachBody(span, self._context.name(parts[0]), parts[1])
