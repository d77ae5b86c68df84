"""Names in any alphabet become stable ASCII codes."""

from __future__ import annotations

import re
import string

import pytest

from compiler.resolve.codes import ascii_code, join
from compiler.resolve.program import ROOT

_CYRILLIC = "аәбвгғдеёжзийкқлмнңоөпрстуұүфхһцчшщъыіьэюя"


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("share", "share"),
        ("Share_2", "share_2"),
        ("доля", "dolya"),
        ("үлес", "ueles"),
        ("Қызмет", "qyzmet"),
        ("щётка", "shhyotka"),
        ("объём", "obyom"),
        ("жұмыс", "zhuumys"),
    ],
)
def test_names_are_transliterated(name: str, code: str) -> None:
    assert ascii_code(name) == code


def test_every_letter_has_a_code_of_ascii_letters() -> None:
    for letter in _CYRILLIC + _CYRILLIC.upper() + string.ascii_letters:
        assert re.fullmatch(r"[a-z]*", ascii_code(letter)), letter


def test_letters_that_are_told_apart_stay_apart() -> None:
    sounding = [letter for letter in _CYRILLIC if letter not in "ъь"]
    assert len({ascii_code(letter) for letter in sounding}) == len(sounding)


def test_only_names_inside_elements_carry_a_prefix() -> None:
    assert join(ROOT, "доля", ROOT) == "dolya"
    assert join("functions.mail", "доля", ROOT) == "functions.mail.dolya"
