"""LibreOffice as a person at the keyboard: the program itself opens, takes what is typed, changes and saves."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from pathlib import Path

from compiler.crosscheck.engines.base import Address
from compiler.evaluate import Cell, Given, State
from compiler.evaluate.cells import EXCEL_EPOCH
from compiler.intake.template import Template
from compiler.model.texts import Language
from compiler.model.types import Kind, Type
from tests.support.typing import given_at, word_for

SESSION = Path(__file__).parent / "office_session.py"
LOCALES = {Language.RU: "ru-RU", Language.KK: "kk-KZ"}
INSTALL = "apt-get install libreoffice-calc python3-uno"
SECONDS = 400


@dataclass(frozen=True, slots=True)
class Typing:
    """A workbook, what a person types into which cells, and what they change besides (see CHANGES in the session)."""

    source: Path
    target: Path
    cells: Mapping[Address, str]
    changes: Sequence[str] = ()


@cache
def bridge() -> str | None:
    """A Python that speaks to LibreOffice: on Debian the system's own, with python3-uno. None when there is none."""
    if shutil.which("soffice") is None:
        return None
    for python in (sys.executable, "/usr/bin/python3", shutil.which("python3")):
        if python and subprocess.run([python, "-c", "import uno"], capture_output=True, check=False).returncode == 0:
            return python
    return None


def type_in(jobs: Sequence[Typing], locale: str, folder: Path) -> None:
    """`folder`: where LibreOffice may keep its profile."""
    python = bridge()
    assert python is not None, INSTALL
    asked = {
        "profile": str(folder / f"profile-{locale}"),
        "locale": locale,
        "jobs": [
            {
                "source": str(job.source),
                "target": str(job.target),
                "cells": [(sheet, cell, text) for (sheet, cell), text in job.cells.items()],
                "changes": list(job.changes),
            }
            for job in jobs
        ],
    }
    for job in jobs:
        job.target.parent.mkdir(parents=True, exist_ok=True)
    done = subprocess.run(
        [python, str(SESSION)], input=json.dumps(asked), capture_output=True, text=True, timeout=SECONDS, check=False
    )
    assert done.returncode == 0, done.stderr


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
