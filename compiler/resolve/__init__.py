"""Resolve: parsed files to a program, in which every declaration has a code and every name can be looked up."""

from compiler.resolve.collect import collect
from compiler.resolve.program import ElementNode, Program, Symbol, SymbolKind, TableNode
from compiler.resolve.scopes import Scopes

__all__ = ["ElementNode", "Program", "Scopes", "Symbol", "SymbolKind", "TableNode", "collect"]
