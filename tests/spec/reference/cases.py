"""An `inputs` block to what the evaluator is given and what it must answer.

A line is `name = value` (several divided by `;`), `table: column = value; …` (one row), `body: NAME`, or an expectation
`→ name = value`; names are written as in the methodology, `→` with the name of an element means its score.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from fractions import Fraction

from compiler.evaluate import NOT_APPLICABLE, NOT_FILLED, Cell, Given, Outcome
from compiler.model.methodology import Edition, Methodology
from compiler.model.types import Kind, Type
from compiler.resolve.codes import ascii_code

_STATES: Mapping[str, Outcome] = {
    "не заполнено": NOT_FILLED, "not filled": NOT_FILLED, "не применимо": NOT_APPLICABLE,
    "not applicable": NOT_APPLICABLE,
}  # fmt: skip
_WORDS = {"да": Fraction(1), "нет": Fraction(0), "yes": Fraction(1), "no": Fraction(0)}
_BODY = re.compile(r"(?:орган|body):\s*(\w+)")
_TABLE = re.compile(r"([\w.]+):\s*(.*)")


@dataclass(frozen=True, slots=True)
class Case:
    methodology: Methodology
    given: Given
    expected: tuple[tuple[str, Outcome], ...]
    """Code of a value, and what it must be."""


def read_case(text: str, edition: Edition) -> Case:
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    body = next((m[1] for line in lines if (m := _BODY.match(line))), edition.bodies[0].name)
    methodology = edition.methodology(body)
    inputs: dict[str, Cell] = {}
    tables: dict[str, list[dict[str, Cell]]] = {}
    expected: list[tuple[str, Outcome]] = []
    for line in lines:
        if _BODY.match(line):
            continue
        if line.startswith("→"):
            expected.extend(_expected(part, methodology) for part in line[1:].split(";"))
        elif row := _TABLE.fullmatch(line):
            code = _found(row[1], methodology.tables)
            tables.setdefault(code, []).append(_row(row[2], methodology, code))
        else:
            for part in line.split(";"):
                name, _, value = part.partition("=")
                code = _found(name, methodology.inputs)
                inputs[code] = _cell(value.strip(), methodology.inputs[code].type)
    assert expected, f"nothing expected of: {text}"
    return Case(methodology, Given(inputs, tables), tuple(expected))


def _code(name: str) -> str:
    return ".".join(ascii_code(part) for part in name.strip().split("."))


def _found(name: str, known: Collection[str]) -> str:
    """The code itself, or the only one that ends with it: a page need not repeat the whole path."""
    code = _code(name)
    if code in known:
        return code
    ending = [one for one in known if one.endswith(f".{code}")]
    assert len(ending) == 1, f"{name.strip()}: {ending or 'unknown'}"
    return ending[0]


def _row(text: str, methodology: Methodology, table: str) -> dict[str, Cell]:
    cells: dict[str, Cell] = {}
    for part in text.split(";") if text.strip() else ():
        name, _, value = part.partition("=")
        column = methodology.tables[table].column(_code(name))
        cells[column.name] = _cell(value.strip(), column.type)
    return cells


def _expected(part: str, methodology: Methodology) -> tuple[str, Outcome]:
    name, _, value = part.partition("=")
    code = "total" if name.strip() in ("итог", "total") else _code(name)
    code = f"{code}.score" if f"{code}.score" in methodology.values else _found(name, methodology.values)
    text = value.strip()
    return code, _STATES[text] if text in _STATES else number(text)


def _cell(text: str, type_: Type) -> Cell:
    if text in _STATES:
        return _STATES[text]
    if text.startswith("«"):
        return text.strip("«»")
    if type_.kind is Kind.CHOICE:
        return Fraction([option.name for option in type_.options].index(ascii_code(text)) + 1)
    if type_.kind is Kind.DATE:
        day = datetime.datetime.strptime(text, "%d.%m.%Y").date()
        return Fraction((day - datetime.date(1899, 12, 30)).days)
    return _WORDS[text] if text in _WORDS else number(text)


def number(text: str) -> Fraction:
    """`7,6`, `70%`, `1/3`, `−2`."""
    plain = text.replace("−", "-").replace(",", ".")
    return Fraction(plain[:-1]) / 100 if plain.endswith("%") else Fraction(plain)
