"""Figures that a source has printed, against what the rules give for the same bodies.

A cell `12,5` says that the source prints 12,5 and the rule gives it too; `12,5 ≠ 12,4` that the rule gives 12,5 where
the source prints 12,4. A column is compared at the most decimals that any of its cells has; whole numbers exactly.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from fractions import Fraction
from pathlib import Path

from compiler.evaluate.bodies import evaluate_bodies
from compiler.evaluate.body_rows import BodyRow, Written, read_bodies
from compiler.evaluate.cells import Refused, read_cell
from compiler.evaluate.evaluator import Result
from compiler.evaluate.states import Cell
from compiler.model.methodology import Edition, Methodology
from compiler.numbers import round_half_away
from dsl.diagnostics import DiagnosticBag, diagnose
from dsl.source import Span

PRINTED_SIGN = "≠"
EDITION_SIGN = "@"


class Verdict(Enum):
    AGREES = "agrees"
    PRINTED_DIFFERENTLY = "printed_differently"
    """A discrepancy of the source that the file declares: the rule gives what it says."""
    DIFFERS = "differs"
    """The rule gives something else than the file says."""


@dataclass(frozen=True, slots=True)
class PublishedFigure:
    """One printed figure. `expected` and `printed` (None: the same) as written, `found` as computed."""

    file: str
    line: int
    body: str
    code: str
    expected: str
    printed: str | None
    found: Cell
    verdict: Verdict


def published_figures(
    edition: Edition, folder: Path, bag: DiagnosticBag, editions: Sequence[str] = ()
) -> tuple[PublishedFigure, ...]:
    """Every expected cell of the edition's files `cases/*.csv` in the methodology's folder, in their order. `editions`:
    the names of all editions, the oldest first; without them the edition is the only one."""
    found: list[PublishedFigure] = []
    for path in _files(folder, edition.identity.edition, editions or (edition.identity.edition,), bag):
        rows = read_bodies(edition, path, bag)
        decimals = _decimals(rows)
        for row, result in _evaluated(edition, rows):
            for code, cell in row.expected:
                figure = _compared(row, result, code, cell, decimals[code], bag)
                if figure is not None:
                    found.append(figure)
    return tuple(found)


def _files(folder: Path, own: str, editions: Sequence[str], bag: DiagnosticBag) -> Iterator[Path]:
    """The files that name this edition (`report@2024-01-01.csv`); those that name none belong to the last one. A name
    that no edition has is reported once, with the last."""
    for path in sorted((folder / "cases").glob("*.csv")):
        _, sign, named = path.stem.rpartition(EDITION_SIGN)
        if not sign:
            named = editions[-1]
        elif named not in editions and own == editions[-1]:
            known = ", ".join(f"«{name}»" for name in editions)
            bag.add(diagnose("cases-edition-unknown", Span(str(path), 1, 1, 1, 1), edition=named, known=known))
        if named == own:
            yield path


def _evaluated(edition: Edition, rows: Sequence[BodyRow]) -> Iterator[tuple[BodyRow, Result]]:
    """In the order of the rows; bodies of one kind are evaluated together."""
    results: dict[int, Result] = {}
    for methodology in edition.methodologies:
        places = [place for place, row in enumerate(rows) if row.kind == methodology.body.name]
        own = evaluate_bodies(methodology, tuple(rows[place].given for place in places))
        results |= dict(zip(places, own, strict=True))
    for place, row in enumerate(rows):
        yield row, results[place]


def _decimals(rows: Sequence[BodyRow]) -> dict[str, int]:
    """The most decimals written in each column."""
    found: dict[str, int] = {}
    for row in rows:
        for code, cell in row.expected:
            number = cell.text.partition(PRINTED_SIGN)[0].strip()
            part = number.rstrip("%").replace(",", ".").partition(".")[2].strip()
            count = (len(part) if part.isdecimal() else 0) + 2 * number.endswith("%")
            found[code] = max(found.get(code, 0), count)
    return found


def quantity_of(methodology: Methodology, code: str) -> str | None:
    """The value or input that an expected code means: that itself, or the score of the element; None for neither."""
    if code in methodology.values or code in methodology.inputs:
        return code
    return next((element.score for element in methodology.root.walk() if element.code == code), None)


def _compared(
    row: BodyRow, result: Result, code: str, cell: Written, decimals: int, bag: DiagnosticBag
) -> PublishedFigure | None:
    """None after a diagnostic: the cell cannot be read, or the body's kind has no such quantity."""
    expected, sign, printed = (part.strip() for part in cell.text.partition(PRINTED_SIGN))
    quantity = quantity_of(result.methodology, code)
    if quantity is None:
        bag.add(diagnose("input-unknown", cell.span, code=code))
        return None
    wanted = read_cell(expected, result.methodology.quantity(quantity).type)
    if isinstance(wanted, Refused) or (sign and not printed) or not expected or expected == printed:
        bag.add(diagnose("expected-unreadable", cell.span, code=code, found=cell.text.strip()))
        return None
    computed = result.quantities[quantity]
    if not _same(wanted, computed, decimals):
        verdict = Verdict.DIFFERS
    else:
        verdict = Verdict.PRINTED_DIFFERENTLY if sign else Verdict.AGREES
    return PublishedFigure(
        cell.span.path, cell.span.line, row.body, code, expected, printed if sign else None, computed, verdict
    )


def _same(wanted: Cell, computed: Cell, decimals: int) -> bool:
    if decimals and isinstance(computed, Fraction) and isinstance(wanted, Fraction):
        return round_half_away(computed, decimals) == wanted
    return wanted == computed
