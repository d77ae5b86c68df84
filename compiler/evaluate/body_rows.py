"""Many bodies from one CSV file: a heading with `body`, `kind` and codes, then a row for each body.

A column whose heading begins with `=` holds results that are expected, not inputs; one that begins with `#` is a
remark for people. Cells are separated by semicolons, as in the file for one body.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from compiler.evaluate.inputs import CELL_CODE, Entry, collected
from compiler.evaluate.states import Given
from compiler.model.methodology import AssessedBody, Edition, Methodology
from dsl.diagnostics import DiagnosticBag, diagnose
from dsl.diagnostics.suggest import suggest
from dsl.source import Span

BODY, KIND, EXPECTED, REMARK = "body", "kind", "=", "#"
_CELL = re.compile(r'\s*"((?:[^"]|"")*)"\s*(?=;|$)|([^;]*)')


@dataclass(frozen=True, slots=True)
class Written:
    """A cell of the file: its text and its place."""

    text: str
    span: Span


@dataclass(frozen=True, slots=True)
class BodyRow:
    """One body: its name in the file, its kind, what is given, and the cells of expected results by code."""

    body: str
    kind: str
    given: Given
    expected: tuple[tuple[str, Written], ...]
    span: Span

    def label(self, edition: Edition, language: str) -> str:
        """The body's name as the methodology gives it, else as the file does."""
        for known in edition.assessed:
            if known.code == self.body:
                return next((t.text for t in known.label.translations if t.language.value == language),
                            known.label.translations[0].text)  # fmt: skip
        return self.body


def holds_many_bodies(path: Path) -> bool:
    """A CSV file whose first heading is `body`. Raises OSError when the file cannot be opened."""
    if path.suffix.lower() != ".csv":
        return False
    with path.open(encoding="utf-8-sig", errors="replace") as file:
        heading = next((line for line in file if line.strip()), "")
    return heading.split(";")[0].strip().strip('"').casefold() == BODY


def read_bodies(edition: Edition, path: Path, bag: DiagnosticBag) -> tuple[BodyRow, ...]:
    """The rows in the order of the file; faults go to the bag, and what they concern stays not filled. Raises OSError
    when the file cannot be opened."""
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError:
        bag.add(diagnose("inputs-not-utf8", Span(str(path), 1, 1, 1, 1)))
        return ()
    lines = _lines(text, str(path))
    heading = next(lines, [])
    columns = _columns(edition, heading, str(path), bag)
    if columns is None:
        return ()
    rows = (_row(edition, columns, cells, bag) for cells in lines)
    found = tuple(row for row in rows if row is not None)
    first: dict[str, Span] = {}
    for row in found:
        if first.setdefault(row.body, row.span) is not row.span:
            bag.add(diagnose("body-twice", row.span, name=row.body))
    return found


def _lines(text: str, path: str) -> Iterator[list[Written]]:
    """The cells of every line that holds anything; a cell in quotes keeps its semicolons, but no line break."""
    for number, line in enumerate(text.splitlines(), 1):
        if not line.replace(";", "").strip():
            continue
        cells, place = list[Written](), 0
        while place <= len(line):
            match = _CELL.match(line, place)
            assert match is not None  # the second half fits anything
            cell = match[1].replace('""', '"') if match[1] is not None else match[2].strip()
            cells.append(Written(cell, Span(path, number, place + 1, number, match.end() + 1)))
            place = match.end() + 1
        yield cells


def _columns(edition: Edition, heading: list[Written], path: str, bag: DiagnosticBag) -> tuple[str, ...] | None:
    """The headings; None when the file has none to speak of. Each is a code that some kind of body has."""
    names = tuple(cell.text.strip() for cell in heading)
    if not names or names[0].casefold() != BODY:
        bag.add(diagnose("bodies-heading", heading[0].span if heading else Span(path, 1, 1, 1, 1)))
        return None
    inputs = dict.fromkeys(code for m in edition.methodologies for code in m.inputs)
    tables = {code for m in edition.methodologies for code in m.tables}
    figures = {code for m in edition.methodologies for code in m.peers}
    values = {code for m in edition.methodologies for code in m.values}
    values |= {element.code for m in edition.methodologies for element in m.root.walk() if element.score is not None}
    seen: set[str] = set()
    for name, cell in zip(names, heading, strict=True):
        if name and name in seen:
            bag.add(diagnose("input-twice", cell.span, code=name))
        seen.add(name)
        table_cell = CELL_CODE.fullmatch(name)
        if not name or name.startswith(REMARK) or name.casefold() in (BODY, KIND):
            continue
        if name.startswith(EXPECTED):
            if name[1:].strip() not in values:
                _unknown(name[1:].strip(), cell.span, values, bag)
        elif name in figures:
            bag.add(diagnose("figure-given", cell.span, code=name))
        elif name not in inputs and (table_cell is None or table_cell[1] not in tables):
            _unknown(name, cell.span, inputs, bag)
    return names


def _unknown(name: str, span: Span, known: dict[str, None] | set[str], bag: DiagnosticBag) -> None:
    near = suggest(name, known)
    if near is None:
        bag.add(diagnose("input-unknown", span, code=name))
    else:
        bag.add(diagnose("input-misspelt", span, code=name, near=near))


def _row(edition: Edition, columns: tuple[str, ...], cells: list[Written], bag: DiagnosticBag) -> BodyRow | None:
    if len(cells) > len(columns) and any(cell.text.strip() for cell in cells[len(columns) :]):
        bag.add(diagnose("row-too-long", cells[len(columns)].span, columns=len(columns)))
        return None
    cells = [*cells, *(replace(cells[-1], text="") for _ in columns[len(cells) :])]
    by_name = {name.casefold(): cell for name, cell in zip(columns, cells, strict=False) if name}
    known = _known(edition, by_name[BODY], bag)
    methodology = _methodology(edition, known, by_name, bag)
    if methodology is None:
        return None
    given = {n: c for n, c in zip(columns, cells, strict=False) if c.text.strip() and _is_input(edition, n)}
    entries = [_entry(name, cell) for name, cell in given.items()]
    if known is not None and not any(entry.code == "body_name" for entry in entries):
        language = edition.identity.languages[0]
        entries.append(Entry("body_name", None, None, known.label.text(language), by_name[BODY].span))
    expected = tuple(
        (name[1:].strip(), cell)
        for name, cell in zip(columns, cells, strict=False)
        if name.startswith(EXPECTED) and cell.text.strip()
    )
    body = known.code if known is not None else by_name[BODY].text.strip()
    return BodyRow(body, methodology.body.name, collected(methodology, entries, bag), expected, by_name[BODY].span)


def _is_input(edition: Edition, name: str) -> bool:
    """Whether the column holds inputs; unknown ones are reported with the heading."""
    if not name or name[0] in (EXPECTED, REMARK) or name.casefold() in (BODY, KIND):
        return False
    table_cell = CELL_CODE.fullmatch(name)
    inputs = any(name in m.inputs and name not in m.peers for m in edition.methodologies)
    return inputs or (table_cell is not None and any(table_cell[1] in m.tables for m in edition.methodologies))


def _entry(name: str, cell: Written) -> Entry:
    table_cell = CELL_CODE.fullmatch(name)
    if table_cell is None:
        return Entry(name, None, None, cell.text, cell.span)
    return Entry(table_cell[1], int(table_cell[2]), table_cell[3], cell.text, cell.span)


def _known(edition: Edition, cell: Written, bag: DiagnosticBag) -> AssessedBody | None:
    """The body of the methodology that the cell names, by code or title; None where it names no bodies."""
    wanted = cell.text.strip()
    if not wanted:
        bag.add(diagnose("body-missing", cell.span))
        return None
    for body in edition.assessed:
        if wanted == body.code or wanted in {translation.text for translation in body.label.translations}:
            return body
    if edition.assessed:
        near = suggest(wanted, [body.code for body in edition.assessed])
        bag.add(diagnose("body-unknown", cell.span, name=wanted, near=near or edition.assessed[0].code))
    return None


def _methodology(
    edition: Edition, known: AssessedBody | None, cells: dict[str, Written], bag: DiagnosticBag
) -> Methodology | None:
    """For the kind that the row names, else that of the body that it names, else the only one that there is."""
    cell = cells.get(KIND)
    kind = cell.text.strip() if cell is not None else ""
    kinds = "; ".join(body.name for body in edition.bodies)
    if not kind and known is None and len(edition.methodologies) > 1:
        bag.add(diagnose("body-kind-unknown", (cell or cells[BODY]).span, name=kind, kinds=kinds))
        return None
    if not kind:
        return edition.methodology(known.kind) if known is not None else edition.methodologies[0]
    if kind not in {body.name for body in edition.bodies}:
        bag.add(diagnose("body-kind-unknown", (cell or cells[BODY]).span, name=kind, kinds=kinds))
        return None
    if known is not None and known.kind != kind:
        bag.add(diagnose("body-kind-differs", (cell or cells[BODY]).span, name=known.code, kind=known.kind, found=kind))
        return None
    return edition.methodology(kind)
