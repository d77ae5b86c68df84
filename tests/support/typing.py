"""What a person types into an issued workbook: which cell takes what, and the words of lists."""

from __future__ import annotations

from fractions import Fraction

from compiler.evaluate import Cell, Given
from compiler.intake.template import Place
from compiler.model.texts import Language
from compiler.model.types import Kind, Type
from compiler.workbook.texts import Texts


def given_at(place: Place, given: Given) -> Cell | None:
    """What is given for this input cell; None where nothing is."""
    if not place.row:
        return given.inputs.get(place.code)
    rows = given.tables.get(place.code, ())
    return rows[place.row - 1].get(place.column) if place.row <= len(rows) else None


def word_for(type_: Type, number: Fraction, language: Language) -> str | None:
    """The word of the list that stands for the number; None where no list is."""
    match type_.kind:
        case Kind.YES_NO:
            return Texts(language)("yes" if number else "no")
        case Kind.CHOICE:
            return type_.options[int(number) - 1].label.text(language)
        case _:
            return None
