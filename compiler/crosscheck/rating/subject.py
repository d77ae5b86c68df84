"""A rating workbook under test: where its columns stand, what cases type into it, what is expected of its cells."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from pathlib import Path

from compiler.crosscheck.engines.base import Address, Value
from compiler.crosscheck.planning import UNDER_TEST
from compiler.crosscheck.rating.expected import expected_cells
from compiler.crosscheck.subject import by_hand, typed, yes_no_words
from compiler.evaluate import NOT_FILLED, Cell, Given
from compiler.excel.writer import write
from compiler.model.methodology import Edition, Methodology
from compiler.model.texts import Language
from compiler.model.types import Kind
from compiler.workbook.cell_names import cell_name
from compiler.workbook.rating.kind import BODY
from compiler.workbook.rating.plan import plan_rating, prepare_rating

UNNAMED = re.compile(r"\w+:#unnamed\.[^#]+")
ROWS = 5
"""Bodies of each kind: enough for ties, an absent one and one without entries."""


@dataclass(frozen=True, slots=True)
class RatingCase:
    """What is given for each body, by kind; None for a row without a body. `rubbish` is typed into every blank cell of
    a body that takes no text. `nameless` bodies have their entries and no name: they count as no bodies."""

    name: str
    givens: Mapping[str, tuple[Given | None, ...]]
    rubbish: str = ""
    nameless: bool = False


@dataclass(frozen=True, slots=True)
class RatingSubject:
    """`cells`: code → the cells of its column from the first body on, or its one cell. `named`: kinds whose bodies the
    workbook names, by name."""

    name: str
    methodologies: tuple[Methodology, ...]
    language: Language
    workbook: bytes
    cells: Mapping[str, tuple[Address, ...]]
    named: Mapping[str, tuple[str, ...]]

    def settable(self) -> tuple[Address, ...]:
        """Names and inputs, and the values of each body (which cases set by hand)."""
        found: list[Address] = []
        for model in self.methodologies:
            typed_codes = [code for code in model.inputs if code not in model.peers]
            for code in (BODY, *typed_codes, *model.values):
                found.extend(self.cells[f"{model.body.name}:{code}"])
        return tuple(found)

    def names(self, kind: str) -> tuple[str, ...]:
        """Names of the bodies of the kind, in the order of the rows; made up where the methodology names none."""
        return self.named.get(kind) or tuple(f"{kind} {number}" for number in range(1, ROWS + 1))

    def settings(self, case: RatingCase) -> dict[Address, Value]:
        """What is typed into which cell for the case; None empties the cell."""
        yes_no = yes_no_words(self.workbook)
        found: dict[Address, Value] = {}
        for model in self.methodologies:
            kind = model.body.name
            for row, given in enumerate(case.givens[kind]):
                there = given is not None and not case.nameless
                found[self.cells[f"{kind}:{BODY}"][row]] = self.names(kind)[row] if there else None
                if given is None:
                    continue
                for code, item in model.inputs.items():
                    cell = given.inputs.get(code, NOT_FILLED)
                    if code in model.peers or (cell is NOT_FILLED and not case.rubbish):
                        continue
                    value = typed(item, cell, self.language, yes_no)
                    if cell is NOT_FILLED and item.type.kind not in (Kind.TEXT, Kind.LINK):
                        value = case.rubbish
                    found[self.cells[f"{kind}:{code}"][row]] = value
                for code, outcome in given.overrides.items():
                    found[self.cells[f"{kind}:{code}"][row]] = by_hand(outcome)
        return found

    def expected(self, case: RatingCase) -> Mapping[Address, tuple[str, Cell]]:
        """Cell → its code and what must stand there, but for what the case sets by hand."""
        set_by_hand = self.settings(case).keys()
        found: dict[Address, tuple[str, Cell]] = {}
        for model in self.methodologies:
            kind = model.body.name
            givens = (None,) * len(case.givens[kind]) if case.nameless else case.givens[kind]
            bodies = expected_cells(model, givens, self.names(kind), self.language, bool(case.rubbish))
            if case.nameless:
                # Every sheet of entries says that its row has no name, where names are typed in.
                sheets = sum(UNNAMED.fullmatch(code) is not None for code in self.cells if code.startswith(f"{kind}:"))
                told = [Fraction(0) if given is None else Fraction(sheets) for given in case.givens[kind]]
                bodies = {**bodies, "#faults": told}
            for code, cells in bodies.items():
                places = self.cells.get(f"{kind}:{code}", ())
                pairs = zip(places, cells, strict=True) if places else ()
                found.update(
                    {place: (code, cell) for place, cell in pairs if cell is not None and place not in set_by_hand}
                )
        return found


def plan_rating_subject(edition: Edition, methodologies: Sequence[Methodology], language: Language) -> RatingSubject:
    """A workbook of few bodies: its formulas are those of the whole one, which repeats them for more. The last kind of
    body has its names typed in, so that rows can be without a body."""
    kept = [body.name for body in edition.bodies][:-1]
    bodies = [
        body for kind in kept for body in [known for known in edition.assessed if known.kind == kind][:ROWS]
    ]  # fmt: skip
    source = replace(prepare_rating(edition, methodologies, bodies), blank_rows=ROWS)
    planned = plan_rating(source, language, UNDER_TEST)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "rating.xlsx"
        write(planned, path, {})
        workbook = path.read_bytes()
    cells: dict[str, tuple[Address, ...]] = {
        code: ((a.sheet, cell_name(a.row, a.column)),) for code, a in planned.addresses.items()
    }
    for code, column in planned.columns.items():
        rows = range(column.row, column.row + column.rows)
        cells[code] = tuple((column.sheet, cell_name(row, column.column)) for row in rows)
    named = {kind: tuple(body.label.text(language) for body in own) for kind, own in source.bodies.items() if own}
    name = f"{edition.identity.id} rating {language.value}"
    return RatingSubject(name, source.methodologies, language, workbook, cells, named)
