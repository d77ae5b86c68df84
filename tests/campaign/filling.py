"""Issued workbooks filled as bodies fill them: seeded, valid, straight in the file's parts, thousands in seconds."""

from __future__ import annotations

import random
from fractions import Fraction

from compiler.campaign.bodies import Recipient
from compiler.crosscheck.engines.base import Address, Value
from compiler.crosscheck.package import Package
from compiler.evaluate import Cell, Given
from compiler.intake.template import Template
from compiler.model.texts import Language
from compiler.model.types import Type
from tests.support.typing import given_at, word_for

KINDS = {"cgo": ("Министерство", 29), "mio": ("Акимат", 20), "org": ("Организация", 2000)}
FIRST_DAY, LAST_DAY = 45658, 46022
"""1 January and 31 December 2025 as serial numbers."""


def bodies(subordinate: int) -> tuple[Recipient, ...]:
    """49 assessed bodies and as many subordinate ones; every fifth speaks Kazakh."""
    found = []
    for kind, (name, count) in KINDS.items():
        for number in range(1, (subordinate if kind == "org" else count) + 1):
            language = Language.KK if number % 5 == 0 else Language.RU
            found.append(Recipient(f"{kind}{number:04}", kind, f"{name} № {number}", language, "тел. 74-00-00"))
    return tuple(found)


def given_of(body: Recipient) -> Given:
    """What this body reports; the same in every run."""
    choose = random.Random(body.code)
    received = choose.choice((0, choose.randint(1, 500), choose.randint(500, 90000)))
    rows: list[dict[str, Cell]] = [
        {"name": f"Встреча {number}", "held": Fraction(choose.randint(FIRST_DAY, LAST_DAY)),
         "people": Fraction(choose.randint(1, 400))}
        for number in range(1, choose.randint(1, 12) + 1)
    ]  # fmt: skip
    return Given(
        {
            "body_name": body.name,
            "period": "2025",
            "timeliness.received": Fraction(received),
            "timeliness.in_time": Fraction(choose.randint(0, received)),
            "timeliness.late": Fraction(choose.randint(0, 15)),
            "openness.site": Fraction(choose.randint(0, 1)),
            "openness.channel": Fraction(choose.randint(1, 2)),
            "openness.share": Fraction(choose.randint(0, 100), 100),
        },
        {"openness.events": rows},
    )


def filled(issued: bytes, template: Template, given: Given) -> Package:
    """The issued workbook with what is given typed into its cells."""
    package = Package(issued)
    package.set(settings(template, given))
    return package


def settings(template: Template, given: Given) -> dict[Address, Value]:
    cells: dict[Address, Value] = {}
    for place in template.places:
        cell = given_at(place, given)
        if isinstance(cell, (str, Fraction)):
            cells[place.address.sheet, place.cell] = _typed(cell, place.field.type, template.language)
    return cells


def _typed(cell: str | Fraction, type_: Type, language: Language) -> Value:
    if isinstance(cell, str):
        return cell
    word = word_for(type_, cell, language)
    return float(cell) if word is None else word
