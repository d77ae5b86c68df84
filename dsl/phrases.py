"""Templates of messages: `{name}` is filled in, `{name:строка|строки|строк}` is the word that goes with that number.

Two forms after the colon are English (1, other), three are Russian (1, 2–4, 5 and more); Kazakh needs none.
"""

from __future__ import annotations

import re
import string
from collections.abc import Mapping

_WITH_FORMS = re.compile(r"\{\w+:([^{}]*\|[^{}|]*)\}")
_BLANK = re.compile(r"\{\w+\}")


def filled(template: str, arguments: Mapping[str, object]) -> str:
    """The template with its blanks filled; KeyError for a blank without an argument."""
    if "|" not in template:
        return template.format_map(arguments)
    return _FORMATTER.vformat(template, (), arguments)


def form(count: str, forms: tuple[str, ...]) -> str:
    """The form of the word that goes with this number, written in digits: 1 строка, 22 строки, 11 строк, 7,6 балла."""
    whole = count.lstrip("-−").isdecimal()
    if len(forms) < 3:
        return forms[0] if whole and int(count.lstrip("-−")) == 1 else forms[-1]
    one, few, many = forms
    if not whole:
        return few
    last, teens = int(count[-1]), len(count) > 1 and count[-2] == "1"
    return many if teens or last == 0 or last > 4 else one if last == 1 else few


def outline(template: str) -> str:
    """The template for a reader who has no values: `…` for blanks, words in the form for many."""
    return _BLANK.sub("…", _WITH_FORMS.sub(lambda found: found.group(1).split("|")[-1], template))


class _Formatter(string.Formatter):
    def format_field(self, value: object, format_spec: str) -> str:
        return form(str(value), tuple(format_spec.split("|"))) if "|" in format_spec else str(value)


_FORMATTER = _Formatter()
