"""Helpers of these tests: parse a text, and compare trees without their places."""

from dataclasses import fields, is_dataclass
from pathlib import Path

from dsl.diagnostics import DiagnosticBag, render_full
from dsl.source import Source, Span
from dsl.syntax.parser import parse
from dsl.syntax.tree import File

SAMPLE = Path(__file__).parent / "sample.esep"


def parsed(text, path="test.esep"):
    """The tree of a text that must have no faults."""
    bag = DiagnosticBag()
    tree = parse(Source(path, text), bag)
    assert not len(bag), render_full(bag, {path: Source(path, text)}, "en")
    return tree


def faults(text, path="test.esep"):
    """The slugs of the diagnostics of a text, in order."""
    bag = DiagnosticBag()
    parse(Source(path, text), bag)
    return [diagnostic.slug for diagnostic in bag]


def meaning(node):
    """The tree as nested tuples without spans, paths and the language of the words."""
    if isinstance(node, Span):
        return None
    if isinstance(node, tuple):
        return tuple(map(meaning, node))
    if is_dataclass(node):
        left_out = {"path", "language"} if isinstance(node, File) else set()
        return (type(node).__name__, *(meaning(getattr(node, f.name)) for f in fields(node) if f.name not in left_out))
    return node
