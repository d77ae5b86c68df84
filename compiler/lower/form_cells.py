"""Cells of forms: texts, fields, properties of elements and labels, and the names that they stand on."""

from __future__ import annotations

from fractions import Fraction

from compiler.check import Place
from compiler.lower.draft import Draft
from compiler.lower.labels import label_of, standard
from compiler.model import forms as model
from compiler.model.texts import Label, Language, Translation
from compiler.resolve import ElementNode, Symbol, SymbolKind, TableNode
from compiler.resolve.program import ROOT
from dsl.diagnostics import diagnose
from dsl.syntax import tree

_DESCRIPTIONS = {
    tree.CellWord.TITLE: tree.DescriptionWord.TITLE,
    tree.CellWord.DESCRIPTION: tree.DescriptionWord.DESCRIPTION,
    tree.CellWord.SCORING: tree.DescriptionWord.SCORING,
    tree.CellWord.NOTE: tree.DescriptionWord.NOTE,
}


class FormCells:
    """Makes the cells of one form; names are looked up from the top, inside a repeat first in the repeat. `of_bodies`:
    of a row that each body gets."""

    def __init__(self, draft: Draft, repeat: ElementNode | None = None, of_bodies: bool = False) -> None:
        self.draft = draft
        self.repeat = repeat
        self.of_bodies = of_bodies

    def label(self, texts: tree.Label) -> Label:
        return label_of(texts, self.draft.own_language) or standard("score")

    def cell(self, cell: tree.CellDecl, table: TableNode | None = None, item: ElementNode | None = None) -> model.Cell:
        """A cell of a grid. `table`: whose row it stands in; `item`: the item or repeat that the row is about."""
        content: model.CellContent
        match cell.content:
            case tree.CellText(label):
                content = model.TextCell(self.label(label))
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
        symbol = self.find(name)
        return model.EmptyCell() if symbol is None else self._quantity_cell(symbol, name)

    def _is_quantity(self, symbol: Symbol, name: tree.Name) -> bool:
        """Reports a name whose value no single cell can show."""
        if symbol.kind is SymbolKind.COLUMN:
            self.draft.bag.add(diagnose("column-outside-rows", name.span, name=name.text))
        elif symbol.kind in (SymbolKind.TABLE, SymbolKind.VERSION):
            self.draft.bag.add(diagnose("not-a-quantity", name.span, name=name.text))
        elif symbol.code == ROOT and not self.draft.program.total:
            self.draft.bag.add(diagnose("total-not-given", name.span))
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
                if table is None and self.repeat is not None and self.repeat.copy is not None:
                    return self._plain_number(str(self.repeat.copy.number))
                if table is None and not self.of_bodies:
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
            return model.EmptyCell() if number is None else model.TextCell(self.label((number,)))
        if prop.word is tree.CellWord.SCORE:
            code = f"{node.code}.score"
            if node.code == ROOT and not self.draft.program.total:
                self.draft.bag.add(diagnose("total-not-given", prop.span))
                return model.EmptyCell()
            return model.QuantityCell(code, present=self._known(code))
        text = self.description(node, _DESCRIPTIONS[prop.word])
        return model.EmptyCell() if text is None else model.TextCell(text)

    def description(self, node: ElementNode, word: tree.DescriptionWord) -> Label | None:
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
            whole = code.removesuffix(".maximum")
            elements = self.draft.program.elements
            node = elements.get(whole) or elements.get(whole.rpartition(".")[0])  # or the part before the version
            decl = node.decl if node is not None else None
            return self._number_of_other_body(decl.maximum.value.value if decl is not None and decl.maximum else None)
        return model.QuantityCell(code, present=True)

    def _number_of_other_body(self, value: Fraction | None) -> model.CellContent:
        """A table of points prints the other kind of body's points too: text, for no rule reads them."""
        if value is None:
            return model.EmptyCell()
        return self._plain_number(format(float(value), "g").replace(".", ","))

    def _plain_number(self, text: str) -> model.TextCell:
        return model.TextCell(Label(tuple(Translation(Language(name), text) for name in self.draft.program.languages)))

    def _named_maximum(self, name: tree.Name) -> str | None:
        owner, _, last = name.text.rpartition(".")
        holder = self._meant(owner) if owner else None
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
        symbol = symbol or self.find(prop.name)
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
                return model.TextCell(self.label(statement.label))
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
                isinstance(statement, (tree.InputDecl, tree.ValueDecl, tree.ConstantDecl, tree.CategoryDecl))
                and statement.name.text == symbol.name
            ):
                title = self.draft.described(statement.block, tree.DescriptionWord.TITLE)
                return model.TextCell(title or self.label(statement.label))
        return model.EmptyCell()

    # -------------------------------------------------------------------------------------------------------- names

    def _meant(self, name: str) -> Symbol | None:
        scopes = self.draft.typing.scopes
        near = None if self.repeat is None else scopes.find(name, self.repeat.code)
        return near or scopes.find_anywhere(name)

    def repeats(self, name: tree.Name) -> tuple[ElementNode, ...]:
        """The repeats that the body has of the element of this name."""
        scopes = self.draft.typing.scopes
        near = () if self.repeat is None else scopes.repeats(name.text, self.repeat.code)
        found = near or scopes.repeats_anywhere(name.text)
        elements = [self.draft.program.elements[s.code] for s in found if s.kind is SymbolKind.ELEMENT]
        if not elements or any(element.copy is None for element in elements):
            self.draft.bag.add(diagnose("repeat-expected", name.span, name=name.text))
            return ()
        present = tuple(element for element in elements if element.code in self.draft.present)
        if not present:
            self.draft.missing(name)
        return present

    def find(self, name: tree.Name) -> Symbol | None:
        """What a name means on a form, where names are looked for everywhere; reported when it means nothing."""
        found = self._meant(name.text)
        return found if found is not None else self.draft.typing.find(name, Place(ROOT))

    def _element(self, name: tree.Name) -> ElementNode | None:
        symbol = self.find(name)
        if symbol is None:
            return None
        if symbol.kind is not SymbolKind.ELEMENT:
            self.draft.bag.add(diagnose("element-expected", name.span, name=name.text))
            return None
        return self.draft.program.elements[symbol.code]

    def table(self, name: tree.Name) -> TableNode | None:
        """The table of this name; None after a report."""
        symbol = self.find(name)
        if symbol is None:
            return None
        if symbol.kind is not SymbolKind.TABLE:
            self.draft.bag.add(diagnose("table-expected", name.span, name=name.text))
            return None
        return self.draft.program.tables[symbol.code]

    def has(self, table: TableNode) -> bool:
        """Whether the body has the table; a form prints the other kind's table too, for nobody to fill."""
        return table.code in self.draft.present

    def quantity(self, name: tree.Name) -> str | None:
        """The code of what the name means, of a part that of its score; None after a report."""
        symbol = self.find(name)
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
