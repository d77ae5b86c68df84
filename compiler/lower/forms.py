"""Forms: blocks in reading order; names become codes, rows of items are written out."""

from __future__ import annotations

from dataclasses import replace

from compiler.lower.draft import Draft
from compiler.lower.form_cells import FormCells
from compiler.lower.labels import citation_of, label_of
from compiler.model import forms as model
from compiler.model.texts import Label, Language, Translation
from compiler.resolve import ElementNode, SymbolKind
from compiler.resolve.codes import ascii_code
from dsl.diagnostics import diagnose
from dsl.source import Span
from dsl.syntax import tree

_PARAGRAPHS = {
    tree.ParagraphWord.ANNEX: model.TextStyle.ANNEX,
    tree.ParagraphWord.MARK: model.TextStyle.MARK,
    tree.ParagraphWord.HEADLINE: model.TextStyle.TITLE,
    tree.ParagraphWord.HEADING: model.TextStyle.HEADING,
    tree.ParagraphWord.PARAGRAPH: model.TextStyle.BODY,
    tree.ParagraphWord.CAPTION: model.TextStyle.CAPTION,
    tree.ParagraphWord.SIGNATURE: model.TextStyle.SIGNATURE,
}
SHEET_NAME_LIMIT = 31
BODY_NAME = "body_name"


def lower_forms(draft: Draft) -> tuple[model.Form, ...]:
    """The forms of the body at hand, in the order of the text; two forms on one sheet name are reported."""
    made: list[model.Form] = []
    sheets: set[tuple[Language, str]] = set()
    for decl in draft.program.forms:
        if not draft.applies(decl.block):
            continue
        form = _FormLowering(draft, decl).form()
        for sheet in form.sheet.translations:
            key = (sheet.language, sheet.text.casefold())
            if key in sheets:
                draft.bag.add(diagnose("sheet-name-twice", decl.name.span, name=sheet.text))
            sheets.add(key)
        made.append(form)
    return tuple(made)


class _FormLowering:
    """Lowers one form."""

    def __init__(self, draft: Draft, decl: tree.FormDecl) -> None:
        self.draft = draft
        self.decl = decl
        self.cells = FormCells(draft)
        words = (s.word for s in decl.block if isinstance(s, tree.FormRole))
        self.of_rating = tree.RoleWord.RATING in words

    def form(self) -> model.Form:
        decl, draft = self.decl, self.draft
        code, role, sheet = decl.name.text, model.FormRole.REFERENCE, None
        roles = [s for s in decl.block if isinstance(s, tree.FormRole)]
        if not roles:
            draft.bag.add(diagnose("form-role-missing", decl.name.span, name=code))
        for statement in decl.block:
            match statement:
                case tree.FormCode(_, text):
                    code = text.text
                case tree.FormRole(_, word):
                    role = model.FormRole(word.value)
                case tree.SheetName(span, label):
                    sheet = self.cells.label(label)
                    for text in label:
                        if len(text.text) > SHEET_NAME_LIMIT or any(sign in text.text for sign in "\\/?*[]:"):
                            draft.bag.add(diagnose("bad-sheet-name", span, name=text.text))
                case _:
                    pass
        title = draft.described(decl.block, tree.DescriptionWord.TITLE) or self._first_headline() or sheet
        plain = Label((Translation(Language(draft.own_language), decl.name.text),))
        citation = citation_of(decl.block, None)
        return model.Form(
            code=code,
            role=role,
            sheet=sheet or plain,
            title=title or plain,
            citation=draft.require_citation(citation, decl.name.span, decl.name.text),
            blocks=tuple(block for s in decl.block if (block := self._block(s)) is not None),
            name=ascii_code(decl.name.text),
        )

    def _first_headline(self) -> Label | None:
        for statement in self.decl.block:
            if isinstance(statement, tree.ParagraphDecl) and statement.word is tree.ParagraphWord.HEADLINE:
                return self.cells.label(statement.label)
        return None

    def _block(self, statement: tree.Statement) -> model.Block | None:
        match statement:
            case tree.ParagraphDecl(_, word, label):
                return model.Paragraph(_PARAGRAPHS[word], self.cells.label(label))
            case tree.Description(_, tree.DescriptionWord.NOTE, label):
                return model.Paragraph(model.TextStyle.NOTE, self.cells.label(label))
            case tree.FieldDecl(_, before, name, after):
                found = self.cells.quantity(name)
                if found is None or self._without_body(name.span, (found,)):
                    return None
                own = self.draft.own_language
                return model.FieldLine(label_of(before, own), found, label_of(after, own))
            case tree.GridDecl():
                return self._grid(statement)
            case _:
                return None

    # -------------------------------------------------------------------------------------------------------- grids

    def _grid(self, grid: tree.GridDecl) -> model.Grid | None:
        headings = tuple(self._heading(s) for s in grid.block if isinstance(s, tree.HeadingDecl))
        if not headings:
            self.draft.bag.add(diagnose("grid-without-columns", grid.span))
            return None
        width = sum(len(heading.leaves()) for heading in headings)
        rows: list[model.GridRow] = []
        covered: list[int] = [0] * width
        for statement in grid.block:
            if isinstance(statement, (tree.SectionDecl, tree.AcrossDecl)) and any(covered):
                self._tall(statement.span)
            rows.extend(self._rows(statement, width, covered))
        if any(covered):
            self._tall(grid.block[-1].span)
        numbered = any(isinstance(s, tree.NumberedRow) for s in grid.block)
        return model.Grid(headings, numbered, tuple(rows))

    def _heading(self, decl: tree.HeadingDecl) -> model.Heading:
        inner = tuple(self._heading(s) for s in decl.block if isinstance(s, tree.HeadingDecl))
        width = int(decl.width.value) if decl.width is not None else None
        return model.Heading(label_of(decl.label, self.draft.own_language), width, inner)

    def _rows(self, statement: tree.Statement, width: int, covered: list[int]) -> tuple[model.GridRow, ...]:
        match statement:
            case tree.RowDecl(span, word, cells):
                made = tuple(self.cells.cell(cell) for cell in cells)
                shown = (cell.content for cell in made)
                self._without_body(span, tuple(c.code for c in shown if isinstance(c, model.QuantityCell)))
                self._fit(span, made, width, covered)
                return (model.TotalRow(made) if word is tree.RowWord.TOTAL else model.Row(made),)
            case tree.SectionDecl(_, label):
                return (model.SectionRow(self.cells.label(label)),)
            case tree.RepeatDecl(span, name, cells):
                table = self.cells.table(name)
                if table is None or self._without_body(span, (table.code,)):
                    return ()
                made = tuple(self.cells.cell(cell, table=table) for cell in cells)
                if any(cell.rows > 1 for cell in made):
                    self._tall(span)
                self._fit(span, made, width, covered)
                return (model.RepeatRows(table.code, made) if self.cells.has(table) else model.Row(_unfilled(made)),)
            case tree.AcrossDecl():
                return self._across(statement, width)
            case tree.ItemRows(span, name, cells):
                return self._items(span, name, cells, width, covered)
            case tree.EachRepeat():
                return self._repeats(statement, width, covered)
            case tree.EachBody():
                return self._bodies(statement, width, covered)
            case _:
                return ()

    def _repeats(self, decl: tree.EachRepeat, width: int, covered: list[int]) -> tuple[model.GridRow, ...]:
        """The rows of its block for each repeat, in which names are looked up in the repeat first."""
        rows: list[model.GridRow] = []
        outer = self.cells
        for repeat in outer.repeats(decl.name):
            self.cells = FormCells(self.draft, repeat)
            for statement in decl.block:
                rows.extend(self._rows(statement, width, covered))
        self.cells = outer
        return tuple(rows)

    def _bodies(self, decl: tree.EachBody, width: int, covered: list[int]) -> tuple[model.GridRow, ...]:
        """Rows that the rating workbook alone can fill; sorted by the total, so there must be one."""
        draft, span = self.draft, decl.span
        kinds = [kind.name.text for kind in draft.program.bodies]
        if decl.kind.text not in kinds:
            draft.bag.add(diagnose("unknown-body", decl.kind.span, name=decl.kind.text))
        if not self.of_rating:
            draft.bag.add(diagnose("bodies-outside-rating", span))
        if not draft.program.total:
            draft.bag.add(diagnose("total-not-given", span))
        cells = FormCells(draft, of_bodies=True)
        made = tuple(_named(cells.cell(cell)) for cell in decl.cells)
        if any(cell.rows > 1 or cell.columns > 1 for cell in made):
            self._tall(span)
        self._fit(span, made, width, covered)
        return (model.BodyRows(decl.kind.text, made),)

    def _without_body(self, span: Span, codes: tuple[str, ...]) -> bool:
        """Reports a figure of a body on a page of all bodies, outside their rows."""
        owned = self.of_rating and any(code not in self.draft.parameters for code in codes)
        if owned:
            self.draft.bag.add(diagnose("figure-without-body", span))
        return owned

    def _fit(self, span: Span, cells: tuple[model.Cell, ...], width: int, covered: list[int]) -> None:
        """Reports a row whose cells do not fill the grid; keeps count of columns covered from above."""
        free = [column for column in range(width) if covered[column] == 0]
        for column in range(width):
            covered[column] = max(0, covered[column] - 1)
        if sum(cell.columns for cell in cells) != len(free):
            found = sum(cell.columns for cell in cells)
            self.draft.bag.add(diagnose("row-width", span, found=found, expected=len(free)))
            return
        position = 0
        for cell in cells:
            places = free[position : position + cell.columns]
            if places[-1] - places[0] != cell.columns - 1:
                self._tall(span)
            for column in places:
                covered[column] = max(covered[column], cell.rows - 1)
            position += cell.columns

    def _tall(self, span: Span) -> None:
        """A cell over several rows needs plain rows below it, and room beside it."""
        self.draft.bag.add(diagnose("tall-cell", span))

    def _across(self, decl: tree.AcrossDecl, width: int) -> tuple[model.GridRow, ...]:
        table = self.cells.table(decl.table)
        if table is None or self._without_body(decl.span, (table.code,)):
            return ()
        per_band = int(decl.per_band.value)
        rows: list[model.AcrossRow | model.SectionRow] = []
        for row in decl.block:
            if isinstance(row, tree.SectionDecl):
                rows.append(model.SectionRow(self.cells.label(row.label)))
                continue
            if not isinstance(row, tree.RowDecl) or not row.cells:
                continue
            last = row.cells[-1].content
            column = table.columns.get(last.name.text) if isinstance(last, tree.CellField) else None
            if column is None:
                self.draft.bag.add(diagnose("across-needs-column", row.span, name=decl.table.text))
                continue
            fixed = tuple(self.cells.cell(cell, table=table) for cell in row.cells[:-1])
            for made, cell in zip(fixed, row.cells, strict=False):
                if isinstance(made.content, (model.ColumnCell, model.OrdinalCell)):
                    self.draft.bag.add(diagnose("fixed-cell-of-row", cell.content.span))
                if made.rows > 1:
                    self._tall(row.span)
            found = sum(cell.columns for cell in fixed) + per_band
            if found != width:
                self.draft.bag.add(diagnose("row-width", row.span, found=found, expected=width))
            rows.append(model.AcrossRow(fixed, column.code))
        if not self.cells.has(table):
            empty = tuple(model.Cell(model.EmptyCell()) for _ in range(per_band))
            return tuple(row if isinstance(row, model.SectionRow) else model.Row((*row.fixed, *empty)) for row in rows)
        return (model.RepeatAcross(table.code, per_band, tuple(rows)),)

    def _items(
        self, span: Span, name: tree.Name, cells: tuple[tree.CellDecl, ...], width: int, covered: list[int]
    ) -> tuple[model.GridRow, ...]:
        symbol = self.cells.find(name)
        if symbol is None or symbol.kind is not SymbolKind.ELEMENT:
            if symbol is not None:
                self.draft.bag.add(diagnose("element-expected", name.span, name=name.text))
            return ()
        rows: list[model.GridRow] = []
        for node in self.draft.program.elements[symbol.code].children:
            rows.extend(self._item(span, node, cells, width, covered))
        return tuple(rows)

    def _item(
        self, span: Span, node: ElementNode, cells: tuple[tree.CellDecl, ...], width: int, covered: list[int]
    ) -> list[model.GridRow]:
        if node.code not in self.draft.present:
            return []
        if node.children:
            title = self.cells.description(node, tree.DescriptionWord.TITLE)
            rows: list[model.GridRow] = [model.SectionRow(title)] if title is not None else []
            for child in node.children:
                rows.extend(self._item(span, child, cells, width, covered))
            return rows
        made = tuple(self.cells.cell(cell, item=node) for cell in cells)
        self._fit(span, made, width, covered)
        return [model.Row(made)]


def _named(cell: model.Cell) -> model.Cell:
    """In the row of a body its name is no input: whoever lists the bodies knows it."""
    return replace(cell, content=model.BodyNameCell()) if cell.content == model.QuantityCell(BODY_NAME) else cell


def _unfilled(cells: tuple[model.Cell, ...]) -> tuple[model.Cell, ...]:
    """A row of a table that the body does not have: the form's own words stay, nothing is filled in."""
    own = (model.ColumnCell, model.OrdinalCell)
    return tuple(model.Cell(model.EmptyCell(), c.columns, c.rows) if isinstance(c.content, own) else c for c in cells)
