"""Diagnostics: what is wrong with a methodology, said with place, reason and remedy in ru, kk or en.

`diagnose(slug, span, **arguments)` makes one, a `DiagnosticBag` collects them, `render_*` show them.
"""

from dsl.diagnostics.bag import DiagnosticBag, plain_code, without_numbers
from dsl.diagnostics.catalogue import LANGUAGES, Entry, diagnose, entries, entry_of, rule_names
from dsl.diagnostics.diagnostic import Argument, Diagnostic, Fix, SecondPlace, Severity, Term, Terms
from dsl.diagnostics.render import render_concise, render_full, render_json, render_summary, to_json
from dsl.diagnostics.suggest import suggest
from dsl.diagnostics.wording import help_of, label_of, message_of

__all__ = [
    "LANGUAGES",
    "Argument",
    "Diagnostic",
    "DiagnosticBag",
    "Entry",
    "Fix",
    "SecondPlace",
    "Severity",
    "Term",
    "Terms",
    "diagnose",
    "entries",
    "entry_of",
    "help_of",
    "label_of",
    "message_of",
    "plain_code",
    "render_concise",
    "render_full",
    "render_json",
    "render_summary",
    "rule_names",
    "suggest",
    "to_json",
    "without_numbers",
]
