"""Forms: blocks in reading order; names become codes, rows of items are written out."""

from __future__ import annotations

from fractions import Fraction

from compiler.check import Place
from compiler.lower.draft import Draft
from compiler.lower.labels import citation_of, label_of, standard
from compiler.model import forms as model
from compiler.model.texts import Label, Language, Translation
from compiler.resolve import ElementNode, Symbol, SymbolKind, TableNode
from compiler.resolve.program import ROOT
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
_DESCRIPTIONS = {
    tree.CellWord.TITLE: tree.DescriptionWord.TITLE,
    tree.CellWord.DESCRIPTION: tree.DescriptionWord.DESCRIPTION,
    tree.CellWord.SCORING: tree.DescriptionWord.SCORING,
    tree.CellWord.NOTE: tree.DescriptionWord.NOTE,
}
SHEET_NAME_LIMIT = 31


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
                    sheet = self._label(label)
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
        )

    def _first_headline(self) -> Label | None:
        for statement in self.decl.block:
            if isinstance(statement, tree.ParagraphDecl) and statement.word is tree.ParagraphWord.HEADLINE:
                return self._label(statement.label)
        return None

    def _label(self, texts: tree.Label) -> Label:
        return label_of(texts, self.draft.own_language) or standard("score")

    def _block(self, statement: tree.Statement) -> model.Block | None:
        match statement:
            case tree.ParagraphDecl(_, word, label):
                return model.Paragraph(_PARAGRAPHS[word], self._label(label))
            case tree.Description(_, tree.DescriptionWord.NOTE, label):
                return model.Paragraph(model.TextStyle.NOTE, self._label(label))
            case tree.FieldDecl(_, before, name, after):
                found = self._quantity(name)
                if found is None:
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
            rows.extend(self._rows(statement, width, covered))
        numbered = any(isinstance(s, tree.NumberedRow) for s in grid.block)
        return model.Grid(headings, numbered, tuple(rows))

    def _heading(self, decl: tree.HeadingDecl) -> model.Heading:
        inner = tuple(self._heading(s) for s in decl.block if isinstance(s, tree.HeadingDecl))
        width = int(decl.width.value) if decl.width is not None else None
        return model.Heading(label_of(decl.label, self.draft.own_language), width, inner)

    def _rows(self, statement: tree.Statement, width: int, covered: list[int]) -> tuple[model.GridRow, ...]:
        match statement:
            case tree.RowDecl(span, word, cells):
                made = tuple(self._cell(cell) for cell in cells)
                self._fit(span, made, width, covered)
                return (model.TotalRow(made) if word is tree.RowWord.TOTAL else model.Row(made),)
            case tree.SectionDecl(_, label):
                return (model.SectionRow(self._label(label)),)
            case tree.RepeatDecl(span, name, cells):
                table = self._table(name)
                if table is None:
                    return ()
                made = tuple(self._cell(cell, table=table) for cell in cells)
                self._fit(span, made, width, covered)
                return (model.RepeatRows(table.code, made),)
            case tree.AcrossDecl():
                return self._across(statement, width)
            case tree.ItemRows(span, name, cells):
                return self._items(span, name, cells, width, covered)
            case _:
                return ()

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
            for column in free[position : position + cell.columns]:
                covered[column] = max(covered[column], cell.rows - 1)
            position += cell.columns

    def _across(self, decl: tree.AcrossDecl, width: int) -> tuple[model.GridRow, ...]:
        table = self._table(decl.table)
        if table is None:
            return ()
        per_band = int(decl.per_band.value)
        rows: list[model.AcrossRow] = []
        for row in decl.block:
            if not isinstance(row, tree.RowDecl) or not row.cells:
                continue
            last = row.cells[-1].content
            column = table.columns.get(last.name.text) if isinstance(last, tree.CellField) else None
            if column is None:
                self.draft.bag.add(diagnose("across-needs-column", row.span, name=decl.table.text))
                continue
            fixed = tuple(self._cell(cell, table=table) for cell in row.cells[:-1])
            found = sum(cell.columns for cell in fixed) + per_band
            if found != width:
                self.draft.bag.add(diagnose("row-width", row.span, found=found, expected=width))
            rows.append(model.AcrossRow(fixed, column.code))
        return (model.RepeatAcross(table.code, per_band, tuple(rows)),)

    def _items(
        self, span: Span, name: tree.Name, cells: tuple[tree.CellDecl, ...], width: int, covered: list[int]
    ) -> tuple[model.GridRow, ...]:
        symbol = self._find(name)
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
            title = self._description(node, tree.DescriptionWord.TITLE)
            rows: list[model.GridRow] = [model.SectionRow(title)] if title is not None else []
            for child in node.children:
                rows.extend(self._item(span, child, cells, width, covered))
            return rows
        made = tuple(self._cell(cell, item=node) for cell in cells)
        self._fit(span, made, width, covered)
        return [model.Row(made)]

    # -------------------------------------------------------------------------------------------------------- cells

    def _cell(self, cell: tree.CellDecl, table: TableNode | None = None, item: ElementNode | None = None) -> model.Cell:
        content: model.CellContent
        match cell.content:
            case tree.CellText(label):
                content = model.TextCell(self._label(label))
            case tree.CellField(name):
                content = self._field(name, table, item)
            case tree.CellProperty():
                content = self._property(cell.content, table, item)
        return model.Cell(content, cell.columns, cell.rows)

    def _field(self, name: tree.Name, table: TableNode | None, item: ElementNode | None) -> model.CellContent:
        if table is not None and name.text in table.columns:
            return model.ColumnCell(table.columns[name.text].code)
        if item is not None and name.text in item.symbols:
            return self._quantity_cell(item.symbols[name.text], name)
        version = None if item is None else self._version(name.text, item.code)
        if item is not None and version is not None:
            code = f"{item.code}.{version}"  # the mark that the item has for this version
            return model.QuantityCell(code, present=self._known(code))
        symbol = self._find(name)
        return model.EmptyCell() if symbol is None else self._quantity_cell(symbol, name)

    def _is_quantity(self, symbol: Symbol, name: tree.Name) -> bool:
        """Reports a name whose value no single cell can show."""
        if symbol.kind is SymbolKind.COLUMN:
            self.draft.bag.add(diagnose("column-outside-rows", name.span, name=name.text))
        elif symbol.kind in (SymbolKind.TABLE, SymbolKind.VERSION):
            self.draft.bag.add(diagnose("not-a-quantity", name.span, name=name.text))
        else:
            return True
        return False

    def _quantity_cell(self, symbol: Symbol, name: tree.Name) -> model.CellContent:
        if not self._is_quantity(symbol, name):
            return model.EmptyCell()
        code = f"{symbol.code}.score" if symbol.kind is SymbolKind.ELEMENT else symbol.code
        if symbol.kind is SymbolKind.CONSTANT and not self._known(code):
            return self._number_of_other_body(_constant_of(self.draft.program.elements[symbol.owner], symbol.name))
        return model.QuantityCell(code, present=self._known(code))

    def _known(self, code: str) -> bool:
        draft = self.draft
        return code in draft.inputs or code in draft.values or code in draft.parameters

    def _property(
        self, prop: tree.CellProperty, table: TableNode | None, item: ElementNode | None
    ) -> model.CellContent:
        match prop.word:
            case tree.CellWord.EMPTY:
                return model.EmptyCell()
            case tree.CellWord.ORDINAL:
                if table is None:
                    self.draft.bag.add(diagnose("ordinal-outside-rows", prop.span))
                    return model.EmptyCell()
                return model.OrdinalCell()
            case tree.CellWord.MAXIMUM:
                return self._maximum(prop, item)
            case tree.CellWord.LABEL:
                return self._field_label(prop, table, item)
            case _:
                pass
        node = item if prop.name is None else self._element(prop.name)
        if node is None:
            if prop.name is None:
                self.draft.bag.add(diagnose("cell-needs-name", prop.span))
            return model.EmptyCell()
        if prop.word is tree.CellWord.NUMBER:
            number = next((s.text for s in node.statements if isinstance(s, tree.NumberText)), None)
            return model.EmptyCell() if number is None else model.TextCell(self._label((number,)))
        if prop.word is tree.CellWord.SCORE:
            code = f"{node.code}.score"
            return model.QuantityCell(code, present=self._known(code))
        text = self._description(node, _DESCRIPTIONS[prop.word])
        return model.EmptyCell() if text is None else model.TextCell(text)

    def _description(self, node: ElementNode, word: tree.DescriptionWord) -> Label | None:
        return self.draft.described(node.statements, word)

    def _maximum(self, prop: tree.CellProperty, item: ElementNode | None) -> model.CellContent:
        """`maximum X`, `maximum X.version`, and for an item `maximum` or `maximum version`."""
        if prop.name is None:
            code = f"{item.code}.maximum" if item is not None else None
            if item is None:
                self.draft.bag.add(diagnose("cell-needs-name", prop.span))
        elif item is not None and (version := self._version(prop.name.text, item.code)) is not None:
            code = f"{item.code}.{version}.maximum"
        else:
            code = self._named_maximum(prop.name)
        if code is None:
            return model.EmptyCell()
        if not self._known(code):
            node = self.draft.program.elements.get(code.removesuffix(".maximum"))
            decl = node.decl if node is not None else None
            return self._number_of_other_body(decl.maximum.value.value if decl is not None and decl.maximum else None)
        return model.QuantityCell(code, present=True)

    def _number_of_other_body(self, value: Fraction | None) -> model.CellContent:
        """A table of points prints the other kind of body's points too: text, for no rule reads them."""
        if value is None:
            return model.EmptyCell()
        text = format(float(value), "g").replace(".", ",")
        return model.TextCell(Label(tuple(Translation(Language(name), text) for name in self.draft.program.languages)))

    def _named_maximum(self, name: tree.Name) -> str | None:
        scopes = self.draft.typing.scopes
        owner, _, last = name.text.rpartition(".")
        holder = scopes.find_anywhere(owner) if owner else None
        if holder is not None and holder.kind is SymbolKind.ELEMENT:
            version = self._version(last, holder.code)
            if version is not None:
                return f"{holder.code}.{version}.maximum"
        node = self._element(name)
        return None if node is None else f"{node.code}.maximum"

    def _version(self, name: str, element: str) -> str | None:
        """The last part of the version's code: how codes of its maxima and marks end."""
        symbol = self.draft.typing.scopes.find_version(name, element)
        return None if symbol is None else symbol.code.rpartition(".")[2]

    def _field_label(
        self, prop: tree.CellProperty, table: TableNode | None, item: ElementNode | None
    ) -> model.CellContent:
        if prop.name is None:
            self.draft.bag.add(diagnose("cell-needs-name", prop.span))
            return model.EmptyCell()
        draft = self.draft
        if table is not None and prop.name.text in table.columns:
            return self._column_label(table, table.columns[prop.name.text])
        symbol = item.symbols.get(prop.name.text) if item is not None else None
        symbol = symbol or self._find(prop.name)
        if symbol is None:
            return model.EmptyCell()
        if symbol.kind is SymbolKind.COLUMN:
            return self._column_label(draft.program.tables[symbol.owner], symbol)
        quantity = draft.inputs.get(symbol.code) or draft.values.get(symbol.code) or draft.parameters.get(symbol.code)
        if quantity is not None:
            return model.TextCell(quantity.label)
        return self._label_of_other_body(symbol)

    def _column_label(self, table: TableNode, symbol: Symbol) -> model.CellContent:
        for statement in table.decl.block:
            if isinstance(statement, tree.ColumnDecl) and statement.name.text == symbol.name:
                return model.TextCell(self._label(statement.label))
        return model.EmptyCell()

    def _label_of_other_body(self, symbol: Symbol) -> model.CellContent:
        """A form prints the row of the other kind of body too: its label is there, its field is not. An element and a
        table are labelled by their titles."""
        program = self.draft.program
        if symbol.kind in (SymbolKind.ELEMENT, SymbolKind.TABLE):
            element = symbol.kind is SymbolKind.ELEMENT
            block = program.elements[symbol.code].statements if element else program.tables[symbol.code].decl.block
            title = self.draft.described(block, tree.DescriptionWord.TITLE)
            return model.EmptyCell() if title is None else model.TextCell(title)
        for statement in program.elements[symbol.owner].statements:
            if (
                isinstance(statement, (tree.InputDecl, tree.ValueDecl, tree.ConstantDecl))
                and statement.name.text == symbol.name
            ):
                title = self.draft.described(statement.block, tree.DescriptionWord.TITLE)
                return model.TextCell(title or self._label(statement.label))
        return model.EmptyCell()

    # -------------------------------------------------------------------------------------------------------- names

    def _find(self, name: tree.Name) -> Symbol | None:
        found = self.draft.typing.scopes.find_anywhere(name.text)
        return found if found is not None else self.draft.typing.find(name, Place(ROOT))

    def _element(self, name: tree.Name) -> ElementNode | None:
        symbol = self._find(name)
        if symbol is None:
            return None
        if symbol.kind is not SymbolKind.ELEMENT:
            self.draft.bag.add(diagnose("element-expected", name.span, name=name.text))
            return None
        return self.draft.program.elements[symbol.code]

    def _table(self, name: tree.Name) -> TableNode | None:
        symbol = self._find(name)
        if symbol is None:
            return None
        if symbol.kind is not SymbolKind.TABLE:
            self.draft.bag.add(diagnose("table-expected", name.span, name=name.text))
            return None
        if symbol.code not in self.draft.present:
            self.draft.missing(name)
            return None
        return self.draft.program.tables[symbol.code]

    def _quantity(self, name: tree.Name) -> str | None:
        symbol = self._find(name)
        if symbol is None or not self._is_quantity(symbol, name):
            return None
        code = f"{symbol.code}.score" if symbol.kind is SymbolKind.ELEMENT else symbol.code
        if not self._known(code):
            self.draft.missing(name)
            return None
        return code


def _constant_of(node: ElementNode, name: str) -> Fraction | None:
    """The number of a constant as declared, whichever kind of body has it."""
    declared = (s for s in node.statements if isinstance(s, tree.ConstantDecl) and s.name.text == name)
    return next((s.value.value for s in declared), None)
