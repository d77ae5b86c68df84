"""Collect: parsed files to a Program. Gives every declaration its code, attaches elements written under a dotted name
to the element they name, and copies "each item" blocks into the items.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from compiler.resolve.codes import ascii_code, join
from compiler.resolve.names import check_names, skeleton
from compiler.resolve.program import PREDECLARED, ROOT, ElementNode, Program, Symbol, SymbolKind, TableNode
from compiler.resolve.repeats import repeated_names, write_out
from compiler.resolve.structure import check_structure
from dsl.diagnostics import DiagnosticBag, Fix, SecondPlace, diagnose
from dsl.source import Span
from dsl.syntax import tree


def collect(files: tuple[tree.File, ...], bag: DiagnosticBag) -> Program | None:
    """The program that the files declare; None when there is no methodology to speak of (reported)."""
    lost = check_structure(files, bag)
    names = repeated_names(files)
    bag.repeats(names | frozenset(map(ascii_code, names)))
    files = write_out(files, bag)
    statements = tuple(s for file in files for s in file.statements if not isinstance(s, tree.Include))
    heads = [s for s in statements if isinstance(s, tree.MethodologyDecl)]
    if not heads:
        bag.add(diagnose("no-methodology", _start(files)))
        return None
    for extra in heads[1:]:
        bag.add(diagnose("second-methodology", extra.span, labels=(SecondPlace(heads[0].span, "first-given-here"),)))
    builder = _Builder(bag, _attachments(statements))
    root = builder.element(ROOT, None, tuple(s for s in statements if not _is_attachment(s)), None)
    builder.report_unattached()
    program = Program(
        head=heads[0],
        root=root,
        elements={node.code: node for node in root.walk()},
        tables={table.code: table for node in root.walk() for table in node.tables},
        forms=tuple(s for s in statements if isinstance(s, tree.FormDecl)),
        bodies=tuple(s for s in heads[0].block if isinstance(s, tree.BodyKindDecl)),
        languages=_languages(heads[0], bag),
        assessed=tuple(s for s in statements if isinstance(s, tree.BodiesDecl)),
        total=not any(isinstance(s, tree.NoTotal) for s in heads[0].block),
        lost=lost,
    )
    check_names(program, bag)
    return program


def _start(files: tuple[tree.File, ...]) -> Span:
    return Span(files[0].path, 1, 1, 1, 1)


def _languages(head: tree.MethodologyDecl, bag: DiagnosticBag) -> tuple[str, ...]:
    known = ("kk", "ru", "en")
    for statement in head.block:
        if isinstance(statement, tree.Languages):
            for name in statement.names:
                if name.text not in known:
                    bag.add(diagnose("unknown-act-language", name.span, name=name.text))
            return tuple(name.text for name in statement.names if name.text in known) or known[:1]
    bag.add(diagnose("languages-missing", head.span))
    return known[:1]


def _is_attachment(statement: tree.Statement) -> bool:
    return isinstance(statement, tree.ElementDecl) and "." in statement.name.text


@dataclass(slots=True)
class _Attachment:
    decl: tree.ElementDecl
    used: bool = False


def _attachments(statements: tree.Block) -> dict[str, list[_Attachment]]:
    found: dict[str, list[_Attachment]] = {}
    for statement in statements:
        if isinstance(statement, tree.ElementDecl) and "." in statement.name.text:
            owner = statement.name.text.rpartition(".")[0]
            code = ".".join(ascii_code(part) for part in owner.split("."))
            found.setdefault(code, []).append(_Attachment(statement))
    return found


@dataclass(slots=True)
class _Builder:
    """Builds the element tree bottom-up; one instance for one call of collect."""

    bag: DiagnosticBag
    attachments: dict[str, list[_Attachment]]
    templates: list[tree.Block] = field(default_factory=list)

    def element(self, code: str, decl: tree.ElementDecl | None, block: tree.Block, parent: str | None) -> ElementNode:
        """`block` is everything said in the element; the statements of children and tables are taken out of it."""
        attached = self.attachments.get(code, [])
        for attachment in attached:
            attachment.used = True
        child_decls = [s for s in block if isinstance(s, tree.ElementDecl)] + [a.decl for a in attached]
        template = tuple(inner for s in block if isinstance(s, tree.EachItem) for inner in s.block)
        self.templates.append(template)
        children = tuple(
            self.element(join(code, _last_part(child.name.text), ROOT), child, child.block, code)
            for child in child_decls
        )
        self.templates.pop()
        tables = tuple(self._table(s, code) for s in block if isinstance(s, tree.TableDecl))
        own: tree.Block = tuple(
            s
            for s in block
            if not isinstance(
                s,
                (tree.ElementDecl, tree.TableDecl, tree.EachItem, tree.FormDecl, tree.MethodologyDecl, tree.BodiesDecl),
            )
        )
        if not child_decls:
            own += tuple(s for template in self.templates for s in template)
        node = ElementNode(code, decl, own, children, tables, {}, parent)
        symbols = self._symbols(node)
        first = {child.code: child for child in reversed(children)}  # one of two of a name is reported and left out
        return ElementNode(code, decl, own, tuple(c for c in children if first[c.code] is c), tables, symbols, parent)

    def report_unattached(self) -> None:
        for attachments in self.attachments.values():
            for attachment in attachments:
                if not attachment.used:
                    name = attachment.decl.name
                    self.bag.add(diagnose("attach-target-unknown", name.span, name=name.text.rpartition(".")[0]))

    def _table(self, decl: tree.TableDecl, owner: str) -> TableNode:
        code = join(owner, decl.name.text, ROOT)
        columns: dict[str, Symbol] = {}
        for statement in decl.block:
            if isinstance(statement, tree.ColumnDecl):
                symbol = Symbol(
                    statement.name.text, ascii_code(statement.name.text), SymbolKind.COLUMN, code,
                    statement.name.span, statement.type, _options(statement.block),
                )  # fmt: skip
                self._declare(columns, symbol)
        return TableNode(code, owner, decl, columns)

    def _symbols(self, node: ElementNode) -> dict[str, Symbol]:
        found: dict[str, Symbol] = {}
        for child in node.children:
            if child.decl is not None:
                name = _last_part(child.decl.name.text)
                self._declare(found, Symbol(name, child.code, SymbolKind.ELEMENT, node.code, child.decl.name.span))
        for table in node.tables:
            written = table.decl.name
            self._declare(found, Symbol(written.text, table.code, SymbolKind.TABLE, node.code, written.span))
        for statement in node.statements:
            for symbol in _declared(statement, node):
                self._declare(found, symbol)
        if node.code == ROOT:
            span = node.statements[0].span if node.statements else Span("", 1, 1, 1, 1)
            for predeclared in PREDECLARED:
                symbol = Symbol(predeclared, predeclared, SymbolKind.INPUT, ROOT, span, tree.TypeWord.TEXT)
                found.setdefault(predeclared, symbol)
            found.setdefault(ROOT, Symbol(ROOT, ROOT, SymbolKind.ELEMENT, ROOT, span))
        return found

    def _declare(self, scope: dict[str, Symbol], symbol: Symbol) -> None:
        earlier = scope.get(symbol.name)
        if earlier is not None:
            first = SecondPlace(earlier.span, "first-given-here")
            self.bag.add(diagnose("name-twice", symbol.span, labels=(first,), name=symbol.name))
            return
        twin = next((s for s in scope.values() if skeleton(s.name) == skeleton(symbol.name)), None)
        if twin is not None:
            first = SecondPlace(twin.span, "first-given-here")
            fault = diagnose(
                "names-look-alike", symbol.span, labels=(first,), fix=Fix(symbol.span, twin.name),
                name=symbol.name, other=twin.name,
            )  # fmt: skip
            self.bag.add(fault)
        scope[symbol.name] = symbol


def _declared(statement: tree.Statement, node: ElementNode) -> tuple[Symbol, ...]:
    """Symbols that one statement of an element makes."""
    code = node.code
    match statement:
        case tree.InputDecl():
            name = statement.name
            return (
                Symbol(name.text, join(code, name.text, ROOT), SymbolKind.INPUT, code, name.span, statement.type,
                       _options(statement.block)),
            )  # fmt: skip
        case tree.ConstantDecl(_, name, value):
            word = tree.TypeWord(value.unit.value) if value.unit is not None else tree.TypeWord.NUMBER
            return (Symbol(name.text, join(code, name.text, ROOT), SymbolKind.CONSTANT, code, name.span, word),)
        case tree.ValueDecl(_, name, word):
            return (Symbol(name.text, join(code, name.text, ROOT), SymbolKind.VALUE, code, name.span, word),)
        case tree.CategoryDecl(_, name):
            return (
                Symbol(name.text, join(code, name.text, ROOT), SymbolKind.VALUE, code, name.span, tree.TypeWord.CHOICE,
                       _categories(statement)),
            )  # fmt: skip
        case tree.VersionDecl(_, name):
            return (Symbol(name.text, join(code, name.text, ROOT), SymbolKind.VERSION, code, name.span),)
        case tree.ScorePresence() | tree.ScoreByAssessor() if _per_version(node):
            return ()  # a mark for each version has no name of its own
        case tree.ScorePresence(span):
            return (Symbol("present", f"{code}.present", SymbolKind.INPUT, code, span, tree.TypeWord.YES_NO),)
        case tree.ScoreByAssessor(span):
            return (Symbol("points", f"{code}.points", SymbolKind.INPUT, code, span, tree.TypeWord.POINTS),)
        case _:
            return ()


def _per_version(node: ElementNode) -> bool:
    return node.decl is not None and node.decl.maximum is not None and node.decl.maximum.per_version


def _options(block: tree.Block) -> tuple[tree.OptionDecl, ...]:
    return tuple(s for s in block if isinstance(s, tree.OptionDecl))


def _categories(decl: tree.CategoryDecl) -> tuple[tree.OptionDecl, ...]:
    """The categories in the order of their first bands, as options that have a text and no name to write."""
    found: dict[str, tree.OptionDecl] = {}
    for row in decl.block:
        if isinstance(row, tree.CategoryBand) and row.label:
            name = tree.Name(row.span, f"category_{len(found) + 1}")
            found.setdefault(row.label[0].text, tree.OptionDecl(row.span, name, row.label))
    return tuple(found.values())


def _last_part(name: str) -> str:
    return name.rpartition(".")[2]
