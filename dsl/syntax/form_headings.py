"""Headings of forms, their grids, rows and cells back to text."""

from __future__ import annotations

from fractions import Fraction
from typing import assert_never

from dsl.syntax import tree
from dsl.syntax.formulas import decimal
from dsl.syntax.spelling import Spelling
from dsl.syntax.wrapping import BREAK, quoted


class FormHeadings(Spelling):
    """Writes the headings of forms in one language."""

    __slots__ = ()

    def write(
        self,
        statement: tree.FormDecl | tree.FormCode | tree.FormRole | tree.SheetName | tree.ParagraphDecl
        | tree.FieldDecl | tree.GridDecl | tree.HeadingDecl | tree.NumberedRow | tree.RowDecl | tree.SectionDecl
        | tree.RepeatDecl | tree.AcrossDecl | tree.ItemRows | tree.EachRepeat
        | tree.EachBody,
    ) -> str:  # fmt: skip
        """The heading line of a form's statement, without its indentation and its block."""
        match statement:
            case tree.FormDecl(name=name):
                return f"{self._word('form')} {name.text}"
            case tree.FormCode(text=text):
                return f"{self._word('form_code')} {quoted(text.text)}"
            case tree.FormRole(word=role):
                return f"{self._word('role')} {self._word('role_' + role.value)}"
            case tree.SheetName(label=label):
                return self._labelled(self._word("sheet"), label)
            case tree.ParagraphDecl(word=kind, label=label):
                return self._labelled(self._word(kind.value), label)
            case tree.FieldDecl(before=before, name=name, after=after):
                shown = f".{name.text}" if name.text in ("kk", "ru", "en") else self._reference(name)
                return self._labelled(f"{self._labelled(self._word('field'), before)} {shown}", after)
            case tree.GridDecl():
                return self._word("grid")
            case tree.HeadingDecl(label=label, width=width):
                start = self._word("column_heading")
                start = self._labelled(start, label) if label else f"{start} {self._word('empty')}"
                return start if width is None else f"{start} {self._word('width')} {self._number(width)}"
            case tree.NumberedRow():
                return self._word("numbered")
            case tree.RowDecl(word=kind, cells=cells):
                return f"{self._word(kind.value)}: {self._cells(cells)}"
            case tree.SectionDecl(label=label):
                return self._labelled(self._word("section"), label)
            case tree.RepeatDecl(table=table, cells=cells):
                return f"{self._word('rows')} {table.text}: {self._cells(cells)}"
            case tree.AcrossDecl(table=table, per_band=per_band):
                return f"{self._word('across')} {table.text} {self._word('by')} {self._number(per_band)}"
            case tree.ItemRows(element=element, cells=cells):
                return f"{self._word('items')} {element.text}: {self._cells(cells)}"
            case tree.EachRepeat(name=name):
                return f"{self._word('each_repeat')} {name.text}"
            case tree.EachBody(kind=body, cells=cells):
                return f"{self._word('each_body')} {body.text}: {self._cells(cells)}"
            case _:
                assert_never(statement)

    def _cells(self, cells: tuple[tree.CellDecl, ...]) -> str:
        return f";{BREAK}".join(map(self._cell, cells))

    def _cell(self, cell: tree.CellDecl) -> str:
        text = self._content(cell.content)
        if cell.columns != 1:
            text += f" {self._word('span_columns')} {decimal(Fraction(cell.columns), self.language)}"
        if cell.rows != 1:
            text += f" {self._word('span_rows')} {decimal(Fraction(cell.rows), self.language)}"
        return text

    def _content(self, content: tree.CellText | tree.CellProperty | tree.CellField) -> str:
        match content:
            case tree.CellText(label=label):
                return " ".join(map(self._text, label))
            case tree.CellProperty(word=kind, name=name):
                own = self._word("number_text" if kind is tree.CellWord.NUMBER else kind.value)
                return own if name is None else f"{own} {self._reference(name)}"
            case tree.CellField(name=name):
                return self._reference(name)
            case _:
                assert_never(content)
