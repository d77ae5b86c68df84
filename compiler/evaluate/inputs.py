"""Inputs of one body from JSON or CSV: every cell typed, bounded and exact, every fault a diagnostic with its place.

JSON: {"inputs": {code: value}, "tables": {code: [{column: value}]}}; CSV: lines `code;value`, cells of tables as
`table[3].column` with rows from 1. Numbers never pass through binary floating point.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

from compiler.evaluate.cells import Refused, read_cell
from compiler.evaluate.evaluator import evaluate
from compiler.evaluate.states import NOT_APPLICABLE, NOT_FILLED, Cell, Given
from compiler.model.methodology import Methodology
from compiler.model.tables import Table
from compiler.model.texts import Language
from compiler.model.types import Type
from compiler.numbers import Interval
from dsl.diagnostics import DiagnosticBag, diagnose
from dsl.diagnostics.suggest import suggest
from dsl.source import Span

CELL_CODE = re.compile(r"(.+)\[(\d{1,6})\]\.([^.\[\]]+)")


@dataclass(frozen=True, slots=True)
class Entry:
    """One value as it stands in the file. `row` (from 1) and `column` are set for cells of a table."""

    code: str
    row: int | None
    column: str | None
    text: str
    span: Span

    @property
    def full_code(self) -> str:
        """The code as a file of inputs has it: `table[row].column` for the cell of a table, rows from 1."""
        return self.code if self.row is None else f"{self.code}[{self.row}].{self.column}"


def read_inputs(methodology: Methodology, path: Path, bag: DiagnosticBag) -> Given:
    """Reads a .json or .csv file; faults go to the bag, and what they concern stays not filled. Raises OSError when the
    file cannot be opened."""
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError:
        bag.add(diagnose("inputs-not-utf8", Span(str(path), 1, 1, 1, 1)))
        return Given()
    reader = read_csv if path.suffix.lower() == ".csv" else read_json
    return reader(methodology, text, str(path), bag)


def read_json(methodology: Methodology, text: str, path: str, bag: DiagnosticBag) -> Given:
    """`text` is the content of the file, `path` its name for diagnostics."""
    places = _Places(text, path)

    def members(pairs: list[tuple[str, object]]) -> dict[str, object]:
        """The members of an object; a key that stands there twice is a fault."""
        seen: set[str] = set()
        for key, _ in pairs:
            if key in seen:
                bag.add(diagnose("input-twice", places.second(key), code=key))
            seen.add(key)
        return dict(pairs)

    try:
        data = json.loads(text, parse_float=str, parse_int=str, parse_constant=str, object_pairs_hook=members)
    except json.JSONDecodeError as error:
        bag.add(diagnose("inputs-not-json", Span(path, error.lineno, error.colno, error.lineno, error.colno)))
        return Given()
    except RecursionError:
        bag.add(diagnose("inputs-malformed", places.start))
        return Given()
    return collected(methodology, _json_entries(data, places, bag), bag)


def read_csv(methodology: Methodology, text: str, path: str, bag: DiagnosticBag) -> Given:
    """A first line `code;value` is a heading; empty lines are skipped."""
    return collected(methodology, _csv_entries(text, path, bag), bag)


def _json_entries(data: object, places: _Places, bag: DiagnosticBag) -> list[Entry]:
    found: list[Entry] = []
    inputs = data.get("inputs", {}) if isinstance(data, dict) else None
    tables = data.get("tables", {}) if isinstance(data, dict) else None
    if not isinstance(inputs, dict) or not isinstance(tables, dict):
        bag.add(diagnose("inputs-malformed", places.start))
        return found
    other = next((key for key in data if key not in ("inputs", "tables")), None) if isinstance(data, dict) else None
    if other is not None:  # values that nobody would read
        bag.add(diagnose("inputs-malformed", places.of(other)))
    for code, value in inputs.items():
        found += _json_entry(code, None, None, value, places, bag)
    for code, rows in tables.items():
        if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
            bag.add(diagnose("inputs-malformed", places.of(code)))
            continue
        for number, row in enumerate(rows, 1):
            for column, value in row.items():
                found += _json_entry(code, number, column, value, places, bag)
    return found


def _json_entry(
    code: str, row: int | None, column: str | None, value: object, places: _Places, bag: DiagnosticBag
) -> list[Entry]:
    span = places.of(code if column is None else column)
    match value:
        case None:
            return []
        case bool():
            return [Entry(code, row, column, "1" if value else "0", span)]
        case str():
            return [Entry(code, row, column, value, span)]
        case _:
            bag.add(diagnose("inputs-malformed", span))
            return []


class _Places:
    """Where a key stands in a JSON text: its first occurrence after the last one asked for, else the first."""

    def __init__(self, text: str, path: str) -> None:
        self.text = text
        self.path = path
        self.offset = 0

    @property
    def start(self) -> Span:
        return Span(self.path, 1, 1, 1, 1)

    def second(self, key: str) -> Span:
        """The second occurrence of a key."""
        quoted = json.dumps(key, ensure_ascii=False)
        first = self.text.find(quoted)
        return self._span(max(first, self.text.find(quoted, first + 1)), quoted)

    def of(self, key: str) -> Span:
        quoted = json.dumps(key, ensure_ascii=False)
        found = self.text.find(quoted, self.offset)
        if found < 0:
            found = max(0, self.text.find(quoted))
        self.offset = found
        return self._span(found, quoted)

    def _span(self, found: int, quoted: str) -> Span:
        line = self.text.count("\n", 0, found) + 1
        column = found - (self.text.rfind("\n", 0, found) + 1) + 1
        return Span(self.path, line, column, line, column + len(quoted))


def _csv_entries(text: str, path: str, bag: DiagnosticBag) -> list[Entry]:
    found: list[Entry] = []
    reader = csv.reader(io.StringIO(text), delimiter=";")
    try:
        for cells in reader:
            line = reader.line_num
            if not any(cell.strip() for cell in cells):
                continue
            code = cells[0].strip()
            span = Span(path, line, 1, line, len(code) + 1)
            if len(cells) != 2:
                bag.add(diagnose("inputs-line", span))
                continue
            if line == 1 and code.casefold() == "code":
                continue
            cell = CELL_CODE.fullmatch(code)
            if cell is None:
                found.append(Entry(code, None, None, cells[1], span))
            else:
                found.append(Entry(cell[1], int(cell[2]), cell[3], cells[1], span))
    except csv.Error:
        bag.add(diagnose("inputs-line", Span(path, reader.line_num, 1, reader.line_num, 1)))
    return found


def collected(methodology: Methodology, entries: Iterable[Entry], bag: DiagnosticBag) -> Given:
    """The entries of one body, typed and within bounds; whatever is not goes to the bag."""
    inputs: dict[str, Cell] = {}
    tables: dict[str, list[dict[str, Cell]]] = {}
    places: dict[str, Span] = {}
    for entry in entries:
        if entry.full_code in places:
            bag.add(diagnose("input-twice", entry.span, code=entry.full_code))
            continue
        places[entry.full_code] = entry.span
        if entry.row is None:
            cell = _input(methodology, entry, bag)
            if cell is not NOT_FILLED:
                inputs[entry.code] = cell
        else:
            _table_cell(methodology, entry, tables, bag)
    given = Given(inputs, tables)
    check_limits(methodology, given, places, bag)
    return given


def _input(methodology: Methodology, entry: Entry, bag: DiagnosticBag) -> Cell:
    item = methodology.inputs.get(entry.code)
    if item is None:
        _unknown(entry.code, entry, methodology.inputs, bag)
        return NOT_FILLED
    return _typed(methodology, entry, item.type, item.bounds, item.declinable, bag)


def _table_cell(
    methodology: Methodology, entry: Entry, tables: dict[str, list[dict[str, Cell]]], bag: DiagnosticBag
) -> None:
    table = methodology.tables.get(entry.code)
    if table is None or entry.row is None or entry.column is None:
        _unknown(entry.code, entry, methodology.tables, bag)
        return
    names = {column.name for column in table.columns}
    if entry.column not in names:
        _unknown(entry.column, entry, names, bag)
        return
    if not 1 <= entry.row <= table.max_rows:
        bag.add(diagnose("table-too-many-rows", entry.span, code=table.code, row=entry.row, most=table.max_rows))
        return
    column = table.column(entry.column)
    if column.formula is not None:
        bag.add(diagnose("column-computed", entry.span, code=entry.full_code))
        return
    rows = tables.setdefault(table.code, [])
    while len(rows) < entry.row:
        rows.append({})
    cell = _typed(methodology, entry, column.type, column.bounds, False, bag)
    if cell is not NOT_FILLED:
        rows[entry.row - 1][column.name] = cell


def _typed(
    methodology: Methodology, entry: Entry, type_: Type, bounds: Interval | None, declinable: bool, bag: DiagnosticBag
) -> Cell:
    """The cell, or not filled after a diagnostic."""
    cell = read_cell(entry.text, type_)
    if isinstance(cell, Refused):
        options = _options(type_, methodology.identity.languages[0])
        bag.add(diagnose(cell.slug, entry.span, code=entry.full_code, found=entry.text.strip(), options=options))
        return NOT_FILLED
    if cell is NOT_APPLICABLE and not declinable:
        bag.add(diagnose("input-not-declinable", entry.span, code=entry.full_code))
        return NOT_FILLED
    if isinstance(cell, Fraction) and bounds is not None and not bounds.contains(cell):
        low, high = bounds.low, bounds.high
        bag.add(
            diagnose(
                "input-out-of-bounds",
                entry.span,
                code=entry.full_code,
                found=entry.text.strip(),
                low="−∞" if low is None else low,
                high="∞" if high is None else high,
            )
        )
        return NOT_FILLED
    return cell


def _options(type_: Type, language: Language) -> str:
    return "; ".join(f"{option.name} («{option.label.text(language)}»)" for option in type_.options)


def _unknown(name: str, entry: Entry, known: Iterable[str], bag: DiagnosticBag) -> None:
    near = suggest(name, known)
    if near is None:
        bag.add(diagnose("input-unknown", entry.span, code=name))
    else:
        bag.add(diagnose("input-misspelt", entry.span, code=name, near=near))


def check_limits(
    methodology: Methodology,
    given: Given,
    places: Mapping[str, Span],
    bag: DiagnosticBag,
    names: Mapping[str, str] | None = None,
) -> None:
    """ "At most that other quantity"; computed limits are evaluated. `names`: how messages call a code, where not by
    itself."""
    called = names or {}
    computed = any(item.at_most not in (None, *methodology.inputs) for item in methodology.inputs.values())
    limits = evaluate(methodology, given).quantities if computed else given.inputs
    for code, item in methodology.inputs.items():
        if item.at_most is not None and code in places:
            name, other = called.get(code, code), called.get(item.at_most, item.at_most)
            _compare(name, given.inputs.get(code), other, limits.get(item.at_most), places[code], bag)
    for table_code, rows in given.tables.items():
        table: Table = methodology.tables[table_code]
        for number, row in enumerate(rows, 1):
            for column in table.input_columns:
                full = f"{table_code}[{number}].{column.name}"
                if column.at_most is not None and full in places:
                    name = called.get(full, full)
                    other = called.get(f"{table_code}[{number}].{column.at_most}", column.at_most)
                    _compare(name, row.get(column.name), other, row.get(column.at_most), places[full], bag)


def _compare(name: str, own: Cell | None, other: str, limit: Cell | None, span: Span, bag: DiagnosticBag) -> None:
    if isinstance(own, Fraction) and isinstance(limit, Fraction) and own > limit:
        bag.add(diagnose("input-exceeds", span, code=name, found=own, limit=other, most=limit))
