"""What a returned workbook holds: its properties, names, sheets, cells, formulas and rules of input.

In: the parts of a workbook that passed the checks of `opening`. Parsed with expat alone, in one pass over each sheet,
value and formula together; nothing is computed, followed or loaded. ContentsError when a part is not what it says.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from posixpath import join, normpath
from xml.parsers import expat

from openpyxl.styles.numbers import BUILTIN_FORMATS, is_date_format

from compiler.intake.events import ContentsError, Reader, parse
from compiler.intake.sheets import Budget, SheetContents, read_sheet

MOST_CELLS = 150_000
"""Cells of all sheets together; a template has some thousands."""
MOST_STRINGS = 200_000
_PLAIN = ("General", "@")


@dataclass(frozen=True, slots=True)
class Contents:
    """`properties` are the workbook's own (custom) ones; `program` is what saved it, as it says itself."""

    properties: Mapping[str, str]
    names: Mapping[str, str]
    sheets: Mapping[str, SheetContents]
    program: str


def read_contents(parts: Mapping[str, bytes]) -> Contents:
    """Raises ContentsError."""
    try:
        return _read(parts)
    except (expat.ExpatError, KeyError, ValueError, IndexError, OverflowError) as error:
        raise ContentsError(str(error)) from error


def _read(parts: Mapping[str, bytes]) -> Contents:
    relations = _relations(parts["xl/_rels/workbook.xml.rels"])
    book = _Book()
    parse(parts["xl/workbook.xml"], book)
    targets = {key: normpath(join("xl", target)).lstrip("/") for key, target in relations.items()}
    strings = _Strings()
    if "xl/sharedStrings.xml" in parts:
        parse(parts["xl/sharedStrings.xml"], strings)
    dates = _date_styles(parts)
    budget = Budget(MOST_CELLS)
    sheets = {}
    for name, key in book.sheets.items():
        sheets[name] = read_sheet(parts[targets[key]], strings.found, dates, budget)
    return Contents(_properties(parts), book.names, sheets, _program(parts))


class _Book(Reader):
    """Sheets (name → relation) in their order, and the workbook's own names."""

    def __init__(self) -> None:
        self.sheets: dict[str, str] = {}
        self.names: dict[str, str] = {}
        self._name: str | None = None
        self._text: list[str] = []

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == "sheet":
            relation = next(value for key, value in attributes.items() if key.rpartition(":")[2] == "id" and ":" in key)
            self.sheets[attributes["name"]] = relation
        elif tag == "definedName" and "localSheetId" not in attributes:
            self._name = attributes["name"]
            self._text.clear()

    def text(self, data: str) -> None:
        if self._name is not None:
            self._text.append(data)

    def end(self, tag: str) -> None:
        if tag == "definedName" and self._name is not None:
            self.names[self._name] = "".join(self._text)
            self._name = None


class _Strings(Reader):
    """The shared strings; phonetic hints are no part of a text."""

    def __init__(self) -> None:
        self.found: list[str] = []
        self._pieces: list[str] = []
        self._in_text = False
        self._phonetic = False

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == "si":
            if len(self.found) >= MOST_STRINGS:
                raise ContentsError("too many texts")
            self._pieces.clear()
        elif tag == "rPh":
            self._phonetic = True
        elif tag == "t":
            self._in_text = not self._phonetic

    def text(self, data: str) -> None:
        if self._in_text:
            self._pieces.append(data)

    def end(self, tag: str) -> None:
        if tag == "t":
            self._in_text = False
        elif tag == "rPh":
            self._phonetic = False
        elif tag == "si":
            self.found.append("".join(self._pieces))


class _Relations(Reader):
    def __init__(self) -> None:
        self.found: dict[str, str] = {}

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == "Relationship":
            self.found[attributes["Id"]] = attributes["Target"]


def _relations(content: bytes) -> Mapping[str, str]:
    reader = _Relations()
    parse(content, reader)
    return reader.found


class _Properties(Reader):
    def __init__(self) -> None:
        self.found: dict[str, str] = {}
        self._name: str | None = None
        self._text: list[str] = []

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == "property":
            self._name = attributes["name"]
            self._text.clear()

    def text(self, data: str) -> None:
        self._text.append(data)

    def end(self, tag: str) -> None:
        if tag == "property" and self._name is not None:
            self.found[self._name] = "".join(self._text)
            self._name = None


def _properties(parts: Mapping[str, bytes]) -> Mapping[str, str]:
    reader = _Properties()
    if "docProps/custom.xml" in parts:
        parse(parts["docProps/custom.xml"], reader)
    return reader.found


class _Application(Reader):
    def __init__(self) -> None:
        self.found: list[str] = []
        self._inside = False

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        self._inside = tag == "Application"

    def text(self, data: str) -> None:
        if self._inside:
            self.found.append(data)

    def end(self, tag: str) -> None:
        self._inside = False


def _program(parts: Mapping[str, bytes]) -> str:
    reader = _Application()
    if "docProps/app.xml" in parts:
        parse(parts["docProps/app.xml"], reader)
    return "".join(reader.found)


class _Styles(Reader):
    """Which cell formats show a number as a date."""

    def __init__(self) -> None:
        self.dates: set[int] = set()
        self._formats: dict[int, str] = dict(BUILTIN_FORMATS)
        self._in_cells = False
        self._count = 0

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == "numFmt":
            self._formats[int(attributes["numFmtId"])] = attributes["formatCode"]
        elif tag == "cellXfs":
            self._in_cells = True
        elif tag == "xf" and self._in_cells:
            code = self._formats.get(int(attributes.get("numFmtId", "0")), "General")
            if code not in _PLAIN and is_date_format(code):
                self.dates.add(self._count)
            self._count += 1

    def end(self, tag: str) -> None:
        if tag == "cellXfs":
            self._in_cells = False


def _date_styles(parts: Mapping[str, bytes]) -> frozenset[int]:
    reader = _Styles()
    if "xl/styles.xml" in parts:
        parse(parts["xl/styles.xml"], reader)
    return frozenset(reader.dates)
