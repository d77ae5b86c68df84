"""The shipped LALR tables are those of the grammar, and every rule has its method."""

import json

from dsl.diagnostics import DiagnosticBag
from dsl.source import Source
from dsl.syntax.builder import Builder
from dsl.syntax.lexer import Lines
from dsl.syntax.tables import TABLES_FILE, grammar_text, make, tables


def test_shipped_tables_are_current():
    shipped = json.loads(TABLES_FILE.read_text(encoding="utf-8"))
    assert shipped == json.loads(json.dumps(make(grammar_text()))), "run: python -m dsl.syntax.tables"


def test_every_rule_has_a_method_and_every_method_a_rule():
    names = {rule.name for rule in tables().rules if rule.name and not rule.keeps_list}
    builder = Builder(Lines(Source("x", "")), DiagnosticBag())
    assert all(callable(builder.method(name)) for name in names)
    assert sorted(builder.rules()) == sorted(names)
