"""The shipped LALR tables are those of the grammar, and every rule has its method."""

import json
import logging

import lark

from dsl.diagnostics import DiagnosticBag
from dsl.source import Source
from dsl.syntax.builder import Builder
from dsl.syntax.lexer import Lines
from dsl.syntax.tables import TABLES_FILE, grammar_text, lark_of, make, tables


def test_shipped_tables_are_current():
    shipped = json.loads(TABLES_FILE.read_text(encoding="utf-8"))
    assert shipped == json.loads(json.dumps(make(grammar_text()))), "run: python -m dsl.syntax.tables"


def test_every_rule_has_a_method_and_every_method_a_rule():
    names = {rule.name for rule in tables().rules if rule.built}
    builder = Builder(Lines(Source("x", "")), DiagnosticBag())
    assert all(callable(builder.method(name)) for name in names)
    assert sorted(builder.rules()) == sorted(names)


def test_no_two_rules_are_in_conflict(caplog):
    """Lark settles a conflict between reading on and reducing by itself; here there must be none to settle."""
    lark.logger.addHandler(caplog.handler)
    with caplog.at_level(logging.DEBUG, logger=lark.logger.name):
        lark_of('start: sum\nsum: sum "+" sum | NAME', debug=True)
        assert "conflict" in caplog.text.lower()
        caplog.clear()
        lark_of(grammar_text(), debug=True)
        assert "conflict" not in caplog.text.lower()
    lark.logger.removeHandler(caplog.handler)
