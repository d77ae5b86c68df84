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
            symbol = node.symbols.get(first)
            if symbol is not None:
                return self._descend(symbol, rest)
        return None

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
        return self.program.tables[symbol.code]

    def candidates(self, element: str) -> Iterable[str]:
        """Names that could have been meant inside the element, for suggestions."""
        return [name for node in self._enclosing(element) for name in node.symbols]

    def _enclosing(self, element: str) -> Iterable[ElementNode]:
        code: str | None = element
        while code is not None:
            node = self.program.elements[code]
            yield node
            code = node.parent

    def _descend(self, symbol: Symbol, rest: list[str]) -> Symbol | None:
        for part in rest:
            found: Symbol | None
            if symbol.kind is SymbolKind.ELEMENT:
                found = self.program.elements[symbol.code].symbols.get(part)
            elif symbol.kind is SymbolKind.TABLE:
                found = self.program.tables[symbol.code].columns.get(part)
            else:
                return None
            if found is None:
                return None
            symbol = found
        return symbol
