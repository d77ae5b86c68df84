"""The grammar's LALR tables: made by Lark from `dsl/grammar/*.lark`, shipped as `dsl/grammar/tables.json`.

Loading the shipped tables takes a few milliseconds and needs no Lark. They carry the fingerprint of the grammar: when
it has changed, they are made anew in memory. `python -m dsl.syntax.tables` writes the file; a test keeps it current.
"""

from __future__ import annotations

import json
import re
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

if TYPE_CHECKING:
    from lark import Lark

_FOLDER = Path(__file__).parent.parent / "grammar"
TABLES_FILE = _FOLDER / "tables.json"
END = "$END"


@dataclass(frozen=True, slots=True)
class Rule:
    """A production: `recipe` says which of its `length` parts the builder gets.

    A number is a part, -1 a missing optional, and parts in `spliced` are lists put in place.
    `built`: the builder's method of this name makes a node of the parts, else they stay a list. `whole`: the parts are
    taken just as they are; `passes`: the only part passes through unchanged.
    """

    name: str
    origin: str
    length: int
    recipe: tuple[int, ...]
    spliced: frozenset[int]
    built: bool
    whole: bool
    passes: bool


@dataclass(frozen=True, slots=True)
class Tables:
    """`actions[state][terminal]`: n > 0 shift to state n - 1; n < 0 reduce by rule -n - 1. Done in state `end`."""

    rules: tuple[Rule, ...]
    actions: tuple[Mapping[str, int], ...]
    gotos: tuple[Mapping[str, int], ...]
    start: int
    end: int


@cache
def tables() -> Tables:
    """The tables of the grammar as it stands in the package."""
    grammar = grammar_text()
    data = json.loads(TABLES_FILE.read_text(encoding="utf-8")) if TABLES_FILE.exists() else {}
    if data.get("fingerprint") != _fingerprint(grammar):
        data = make(grammar)
    rules = tuple(
        Rule(
            name,
            origin,
            length,
            tuple(recipe),
            frozenset(spliced),
            bool(name) and not origin.startswith("_"),
            not spliced and recipe == list(range(length)),
            not name and length == 1,
        )
        for name, origin, length, recipe, spliced in data["rules"]
    )
    return Tables(rules, tuple(data["actions"]), tuple(data["gotos"]), data["start"], data["end"])


def grammar_text() -> str:
    """All `*.lark` files, in the order of their names."""
    return "\n".join(path.read_text(encoding="utf-8") for path in sorted(_FOLDER.glob("*.lark")))


def terminals(grammar: str) -> frozenset[str]:
    """The terminals that the grammar mentions, as written in it."""
    return frozenset(re.findall(r"(?<![\w\"])_?[A-Z][A-Z_]*\b", re.sub(r"//.*", "", grammar)))


def lark_of(grammar: str, debug: bool = False) -> Lark:
    """Lark's parser for the grammar; with `debug` it logs conflicts between rules, which it settles by itself."""
    from lark import Lark

    defined = frozenset(re.findall(r"^([A-Z]+):", grammar, re.MULTILINE))
    declared = " ".join(sorted(terminals(grammar) - defined))
    whole = f"{grammar}\n%declare {declared}"
    return Lark(whole, parser="lalr", lexer="basic", maybe_placeholders=True, debug=debug)


def make(grammar: str) -> dict[str, object]:
    """Run Lark on the grammar and keep what the parser needs, as plain data."""
    from lark.parsers.lalr_analysis import IntParseTable, Shift
    from lark.parsers.lalr_parser import LALR_Parser

    lark = lark_of(grammar)
    frontend = lark.parser
    lalr = getattr(frontend, "parser", None)
    assert isinstance(lalr, LALR_Parser)
    table = lalr._parse_table
    assert isinstance(table, IntParseTable)
    ordered = sorted(lark.rules, key=lambda rule: (rule.origin.name, [symbol.name for symbol in rule.expansion]))
    numbers = {rule: i for i, rule in enumerate(ordered)}
    nonterminals = {rule.origin.name for rule in ordered}
    states = cast("Mapping[int, Mapping[str, tuple[object, Any]]]", table.states)
    starts, ends = cast("Mapping[str, int]", table.start_states), cast("Mapping[str, int]", table.end_states)
    order = _numbered(starts["start"], states, Shift)
    actions: list[dict[str, int]] = []
    gotos: list[dict[str, int]] = []
    for state in order:
        acts: dict[str, int] = {}
        jumps: dict[str, int] = {}
        for symbol, (kind, argument) in sorted(states[state].items(), key=lambda item: item[0]):
            if symbol in nonterminals:
                jumps[symbol] = order[argument]
            elif kind is Shift:
                acts[symbol.lstrip("_")] = order[argument] + 1
            else:
                acts[symbol.lstrip("_")] = -numbers[argument] - 1
        actions.append(acts)
        gotos.append(jumps)
    return {
        "fingerprint": _fingerprint(grammar),
        "start": order[starts["start"]],
        "end": order[ends["start"]],
        "rules": [_rule_data(rule) for rule in ordered],
        "actions": actions,
        "gotos": gotos,
    }


def _numbered(start: int, states: Mapping[int, Mapping[str, tuple[object, Any]]], shift: object) -> dict[int, int]:
    """Lark's states to numbers in the order in which they are met, so that the same grammar gives the same file."""
    order = {start: 0}
    waiting = [start]
    for state in waiting:
        for _, (kind, argument) in sorted(states[state].items(), key=lambda item: item[0]):
            if kind is shift and isinstance(argument, int) and argument not in order:
                order[argument] = len(order)
                waiting.append(argument)
    return order


def _rule_data(rule: object) -> list[object]:
    from lark.grammar import Rule as LarkRule

    assert isinstance(rule, LarkRule)
    options, expansion = rule.options, rule.expansion
    gaps = [0] * (len(expansion) + 1)
    if options.empty_indices:
        runs = "".join(str(int(flag)) for flag in options.empty_indices).split("0")
        gaps = [len(run) for run in runs]
    recipe: list[int] = []
    spliced: list[int] = []
    for i, symbol in enumerate(expansion):
        recipe.extend([-1] * gaps[i])
        if symbol.is_term and getattr(symbol, "filter_out", False) and not options.keep_all_tokens:
            continue
        if not symbol.is_term and symbol.name.startswith("_"):
            spliced.append(i)
        recipe.append(i)
    recipe.extend([-1] * gaps[-1])
    passes = options.expand1 and not rule.alias and len(recipe) == 1 and not spliced and recipe[0] >= 0
    origin = str(rule.origin.name)
    return ["" if passes else str(rule.alias or origin), origin, len(expansion), recipe, spliced]


def _fingerprint(grammar: str) -> str:
    return f"{zlib.crc32(grammar.encode()):08x}"


if __name__ == "__main__":
    TABLES_FILE.write_text(json.dumps(make(grammar_text()), indent=None, sort_keys=True) + "\n", encoding="utf-8")
