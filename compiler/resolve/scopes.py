"""Name lookup: in the element where the name stands, then in the enclosing ones, then at the top."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from compiler.resolve.program import ROOT, ElementNode, Program, Symbol, SymbolKind, TableNode


@dataclass(frozen=True, slots=True)
class Scopes:
    program: Program

    def find(self, name: str, element: str) -> Symbol | None:
        """The symbol that `name` (dotted or not) means inside the element of this code; None when there is none."""
        first, *rest = name.split(".")
        for node in self._enclosing(element):
            symbol = node.symbols.get(first) or self._own_copy(node, first, element)
            if symbol is not None:
                return self._descend(symbol, rest, element)
        return None

    def _own_copy(self, node: ElementNode, name: str, element: str) -> Symbol | None:
        """Inside a repeat its plain name means this very repeat: the child of `node` that is one of the repeats of
        `name` and lies around the element."""
        for child in _copies(node, name):
            if element == child.code or element.startswith(f"{child.code}."):
                return node.symbols[child.name]
        return None

    def repeats(self, name: str, element: str) -> tuple[Symbol, ...]:
        """What `name` means in all repeats of the elements that it passes through, in order; empty when it passes
        through no repeated element, or leads nowhere."""
        first, *rest = name.split(".")
        for node in self._enclosing(element):
            found = self._members(node, first)
            if found:
                return self._descend_all(found, rest)
        return ()

    def repeats_anywhere(self, name: str) -> tuple[Symbol, ...]:
        """What a form means by `name`: as at the top, else in the only element that has repeats of this name."""
        found = self.repeats(name, ROOT)
        if found:
            return found
        first, *rest = name.split(".")
        matches = [node for node in self.program.elements.values() if _copies(node, first)]
        return self._descend_all(self._members(matches[0], first), rest) if len(matches) == 1 else ()

    def _members(self, node: ElementNode, name: str) -> tuple[Symbol, ...]:
        """The symbol of this name in the element, or those of all repeats of this name."""
        if name in node.symbols:
            return (node.symbols[name],)
        return tuple(node.symbols[child.name] for child in _copies(node, name))

    def _descend_all(self, found: tuple[Symbol, ...], rest: list[str]) -> tuple[Symbol, ...]:
        for part in rest:
            inner: list[Symbol] = []
            for symbol in found:
                if symbol.kind is SymbolKind.ELEMENT:
                    inner.extend(self._members(self.program.elements[symbol.code], part))
                elif symbol.kind is SymbolKind.TABLE and part in self.program.tables[symbol.code].columns:
                    inner.append(self.program.tables[symbol.code].columns[part])
            found = tuple(inner)
        return found

    def innermost_copy(self, element: str) -> ElementNode | None:
        """The nearest repeat around the element, itself included."""
        return next((node for node in self._enclosing(element) if node.copy is not None), None)

    def find_anywhere(self, name: str) -> Symbol | None:
        """What a form means by `name`: as at the top, else the only thing of this name in the whole methodology."""
        found = self.find(name, ROOT)
        if found is not None:
            return found
        first, *rest = name.split(".")
        matches = [node.symbols[first] for node in self.program.elements.values() if first in node.symbols]
        return self._descend(matches[0], rest) if len(matches) == 1 else None

    def find_version(self, name: str, element: str) -> Symbol | None:
        """The version of this name declared in the element or around it."""
        for node in self._enclosing(element):
            symbol = node.symbols.get(name)
            if symbol is not None and symbol.kind is SymbolKind.VERSION:
                return symbol
        return None

    def versions(self, element: str) -> tuple[Symbol, ...]:
        """The versions declared nearest around the element, in order."""
        for node in self._enclosing(element):
            found = tuple(s for s in node.symbols.values() if s.kind is SymbolKind.VERSION)
            if found:
                return found
        return ()

    def table(self, symbol: Symbol) -> TableNode:
        """The table that the symbol stands for. KeyError for a symbol of anything else."""
        return self.program.tables[symbol.code]

    def candidates(self, element: str) -> Iterable[str]:
        """Names that could have been meant inside the element, for suggestions."""
        return [name for node in self._enclosing(element) for name in node.symbols]

    def elsewhere(self, name: str) -> str | None:
        """The full name of the only thing that another element calls so; None when there is none, or several."""
        owners = [node for node in self.program.elements.values() if name in node.symbols]
        if len(owners) != 1:
            return None
        path = [name]
        code: str | None = owners[0].code
        while code is not None:
            node = self.program.elements[code]
            path.insert(0, node.name)
            code = node.parent
        return ".".join(filter(None, path))

    def _enclosing(self, element: str) -> Iterable[ElementNode]:
        code: str | None = element
        while code is not None:
            node = self.program.elements[code]
            yield node
            code = node.parent

    def _descend(self, symbol: Symbol, rest: list[str], element: str = ROOT) -> Symbol | None:
        for part in rest:
            found: Symbol | None
            if symbol.kind is SymbolKind.ELEMENT:
                node = self.program.elements[symbol.code]
                found = node.symbols.get(part) or self._own_copy(node, part, element)
            elif symbol.kind is SymbolKind.TABLE:
                found = self.program.tables[symbol.code].columns.get(part)
            else:
                return None
            if found is None:
                return None
            symbol = found
        return symbol


def _copies(node: ElementNode, name: str) -> tuple[ElementNode, ...]:
    return tuple(child for child in node.children if child.copy is not None and child.copy.name == name)
