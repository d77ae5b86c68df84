"""LibreOffice as a person at the keyboard: the program itself opens, takes what is typed, changes and saves."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

from compiler.crosscheck.engines.base import Address
from compiler.crosscheck.engines.office import Office
from compiler.evaluate import Cell, Given, State
from compiler.evaluate.cells import EXCEL_EPOCH
from compiler.intake.template import Template
from compiler.model.texts import Language
from compiler.model.types import Kind, Type
from tests.support.typing import given_at, word_for

SESSION = "tests.campaign.office_session"
LOCALES = {Language.RU: "ru-RU", Language.KK: "kk-KZ"}
SECONDS = 120
"""For one workbook."""


@dataclass(frozen=True, slots=True)
class Typing:
    """A workbook, what a person types into which cells, and what they change besides (see CHANGES in the session)."""

    source: Path
    target: Path
    cells: Mapping[Address, str]
    changes: Sequence[str] = ()


def type_in(jobs: Sequence[Typing], locale: str) -> None:
    """One after the other, in a LibreOffice of this locale."""
    office = Office(SESSION, (("/org.openoffice.Setup/L10N", "ooSetupSystemLocale", locale),))
    try:
        for job in jobs:
            job.target.parent.mkdir(parents=True, exist_ok=True)
            office.ask(
                "type",
                SECONDS,
                source=str(job.source),
                target=str(job.target),
                cells=[(sheet, cell, text) for (sheet, cell), text in job.cells.items()],
                changes=list(job.changes),
            )
    finally:
        office.close()


def keystrokes(template: Template, given: Given) -> dict[Address, str]:
    """What a person in this country types, so that the workbook gives `given`."""
    found: dict[Address, str] = {}
    for place in template.places:
        cell = given_at(place, given)
        if cell is not None and cell is not State.NOT_FILLED:
            found[place.address.sheet, place.cell] = _typed(cell, place.field.type, template.language)
    return found


def _typed(cell: Cell, type_: Type, language: Language) -> str:
    if isinstance(cell, str):
        return cell
    if isinstance(cell, State):
        return "-"
    word = word_for(type_, cell, language)
    if word is not None:
        return word
    match type_.kind:
        case Kind.DATE:
            return (EXCEL_EPOCH.fromordinal(EXCEL_EPOCH.toordinal() + int(cell))).strftime("%d.%m.%Y")
        case Kind.SHARE:
            return f"{_decimal(cell * 100)}%"
        case _:
            return _decimal(cell)


def _decimal(number: Fraction) -> str:
    """With a comma, and thousands apart as they are printed."""
    text = f"{float(number):,.12f}".rstrip("0").rstrip(".")
    return text.replace(",", " ").replace(".", ",")
