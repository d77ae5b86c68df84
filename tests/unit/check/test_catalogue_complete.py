"""Every diagnostic that resolve, check and lower make is in the catalogue, with the arguments and labels it needs."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from compiler.check.dimensions import Dimension
from dsl.diagnostics.catalogue import LANGUAGES, entries, terms

_PACKAGES = ("resolve", "check", "lower")
_COMPILER = Path(__file__).parents[3] / "compiler"


@dataclass(frozen=True, slots=True)
class Call:
    """One `diagnose(…)` in the code: its possible slugs, the names of its arguments, the keys of its labels."""

    place: str
    slugs: tuple[str, ...]
    arguments: frozenset[str]
    labels: frozenset[str]


def _strings(node: ast.AST) -> tuple[str, ...]:
    return tuple(n.value for n in ast.walk(node) if isinstance(n, ast.Constant) and isinstance(n.value, str))


def _assigned(function: ast.AST, name: str) -> tuple[ast.expr, ...]:
    """Every expression that the local variable `name` may hold."""
    return tuple(
        node.value
        for node in ast.walk(function)
        if isinstance(node, ast.Assign)
        and any(isinstance(target, ast.Name) and target.id == name for target in node.targets)
    )


def _branches(node: ast.expr) -> tuple[str, ...]:
    match node:
        case ast.Constant(value=str(text)):
            return (text,)
        case ast.IfExp(body=body, orelse=orelse):
            return (*_branches(body), *_branches(orelse))
        case _:
            raise AssertionError(f"a slug must be a text or a choice of two: {ast.unparse(node)}")


def _label_keys(node: ast.AST, function: ast.AST) -> frozenset[str]:
    """Keys of SecondPlace(…) written in the call or in a local variable that the call uses."""
    sources: list[ast.AST] = [node]
    for name in ast.walk(node):
        if isinstance(name, ast.Name):
            sources.extend(_assigned(function, name.id))
    return frozenset(
        key
        for source in sources
        for made in ast.walk(source)
        if isinstance(made, ast.Call) and isinstance(made.func, ast.Name) and made.func.id == "SecondPlace"
        for key in _strings(made.args[1])
    )


def _calls() -> Iterator[Call]:
    for package in _PACKAGES:
        for path in sorted((_COMPILER / package).glob("*.py")):
            module = ast.parse(path.read_text(encoding="utf-8"))
            functions = [n for n in ast.walk(module) if isinstance(n, ast.FunctionDef)]
            for function in functions:
                for node in ast.walk(function):
                    if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Name)):
                        continue
                    if node.func.id != "diagnose":
                        continue
                    slug = node.args[0]
                    options = _assigned(function, slug.id) if isinstance(slug, ast.Name) else (slug,)
                    labels = [k.value for k in node.keywords if k.arg == "labels"]
                    yield Call(
                        f"{package}/{path.name}:{node.lineno}",
                        tuple(text for option in options for text in _branches(option)),
                        frozenset(k.arg for k in node.keywords if k.arg not in (None, "labels", "fix") if k.arg),
                        frozenset(key for label in labels for key in _label_keys(label, function)),
                    )


CALLS = tuple(_calls())


def test_the_scan_finds_the_calls() -> None:
    assert len(CALLS) >= 50
    assert {slug for call in CALLS for slug in call.slugs} >= {
        "no-rule",
        "no-criteria",
        "table-expected",
        "unknown-name",
    }


@pytest.mark.parametrize("call", CALLS, ids=lambda call: call.place)
def test_call_agrees_with_the_catalogue(call: Call) -> None:
    assert call.slugs
    for slug in call.slugs:
        entry = entries().get(slug)
        assert entry is not None, f"{slug} is not in the catalogue"
        assert entry.fields() <= call.arguments, f"{slug}: arguments missing"
        for language in LANGUAGES:
            assert call.labels == set(entry.texts[language].labels), f"{slug}: labels differ"


def test_no_entry_of_these_ranges_is_unused() -> None:
    used = {slug for call in CALLS for slug in call.slugs}
    known = {slug for slug, entry in entries().items() if entry.code.startswith(("E2", "E3"))}
    assert known == used


def test_every_dimension_has_a_phrase() -> None:
    for dimension in Dimension:
        phrase = terms()[f"unit-{dimension.value}"]
        assert all(phrase[language] for language in LANGUAGES)
