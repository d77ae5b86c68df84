"""A workbook as a zip of XML parts: cells are found, changed and read directly, without loading and saving it anew.

Made for workbooks that this compiler or LibreOffice wrote; every cell keeps its style when its content is replaced.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from html import unescape
from xml.etree import ElementTree
from xml.sax.saxutils import escape

from compiler.crosscheck.engines.base import Address, EngineError, Fault, Reading, Value

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
CELL = re.compile(r'<c r="([A-Z]{1,3}[1-9][0-9]*)"([^>]*?)(?:/>|>(.*?)</c>)', re.DOTALL)
FORMULA = re.compile(r"<f([^>]*?)(?:/>|>(.*?)</f>)", re.DOTALL)
CACHED = re.compile(r"<v[^>]*?(?:/>|>(.*?)</v>)", re.DOTALL)
STYLE = re.compile(r' s="\d+"')
TYPE = re.compile(r' t="(\w+)"')
TEXT = re.compile(r"<t[^>]*?>(.*?)</t>", re.DOTALL)


@dataclass(frozen=True, slots=True)
class RawCell:
    """One cell as it stands in the sheet: its attributes (style, type) and what is inside."""

    name: str
    attributes: str
    inside: str

    @property
    def formula(self) -> str | None:
        """The formula's text without "=", None for a constant or blank cell."""
        found = FORMULA.search(self.inside)
        return None if found is None else unescape(found.group(2) or "")


class Package:
    """The parts of a workbook, and which part holds which sheet."""

    def __init__(self, workbook: bytes) -> None:
        with zipfile.ZipFile(io.BytesIO(workbook)) as archive:
            self._parts = {info.filename: archive.read(info) for info in archive.infolist()}
        self._sheets = self._find_sheets()

    def _find_sheets(self) -> dict[str, str]:
        relations = ElementTree.fromstring(self._parts["xl/_rels/workbook.xml.rels"])
        targets = {r.attrib["Id"]: r.attrib["Target"] for r in relations}
        book = ElementTree.fromstring(self._parts["xl/workbook.xml"])
        found: dict[str, str] = {}
        for sheet in book.iter(f"{MAIN}sheet"):
            target = targets[sheet.attrib[RELATION]]
            found[sheet.attrib["name"]] = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
        return found

    @property
    def sheets(self) -> tuple[str, ...]:
        """The sheets' names in their order."""
        return tuple(self._sheets)

    @property
    def defined_names(self) -> dict[str, str]:
        """The workbook's own names and what they stand for; names of one sheet (print areas) are left out."""
        book = ElementTree.fromstring(self._parts["xl/workbook.xml"])
        names = (n for n in book.iter(f"{MAIN}definedName") if "localSheetId" not in n.attrib)
        return {n.attrib["name"]: n.text or "" for n in names}

    def xml(self, sheet: str) -> str:
        """The sheet's XML; KeyError when there is no such sheet."""
        return self._parts[self._sheets[sheet]].decode()

    def cells(self, sheet: str) -> Iterator[RawCell]:
        """Every cell that the sheet stores, in its order."""
        for found in CELL.finditer(self.xml(sheet)):
            yield RawCell(found.group(1), found.group(2), found.group(3) or "")

    def formulas(self) -> dict[Address, str]:
        """Every formula of the workbook."""
        return {
            (sheet, cell.name): formula
            for sheet in self.sheets
            for cell in self.cells(sheet)
            if (formula := cell.formula) is not None
        }

    def change(self, change: Callable[[str, RawCell], str | None]) -> None:
        """Replace cells: `change` gives the new XML of a cell, None to leave it."""
        for sheet in self.sheets:
            self._change_sheet(sheet, change)

    def _change_sheet(self, sheet: str, change: Callable[[str, RawCell], str | None]) -> None:
        def replace(found: re.Match[str]) -> str:
            new = change(sheet, RawCell(found.group(1), found.group(2), found.group(3) or ""))
            return found.group(0) if new is None else new

        self._parts[self._sheets[sheet]] = CELL.sub(replace, self.xml(sheet)).encode()

    def keep_formulas(self, kept: Collection[Address]) -> None:
        """Blank every formula that is not among these."""

        def blank(sheet: str, cell: RawCell) -> str | None:
            left = cell.formula is None or (sheet, cell.name) in kept
            return None if left else constant(cell, None)

        self.change(blank)

    def set(self, values: Mapping[Address, Value]) -> None:
        """Put constants into cells, in place of whatever they hold. KeyError for a cell that the sheet does not
        store (a styled blank cell is stored)."""
        by_sheet: dict[str, dict[str, Value]] = {}
        for (sheet, cell), value in values.items():
            by_sheet.setdefault(sheet, {})[cell] = value
        for sheet, wanted in by_sheet.items():
            left = dict(wanted)

            def put(_sheet: str, cell: RawCell, left: dict[str, Value] = left) -> str | None:
                return constant(cell, left.pop(cell.name)) if cell.name in left else None

            self._change_sheet(sheet, put)
            if left:
                raise KeyError(f"{sheet}!{sorted(left)[0]}")

    def set_formula(self, address: Address, formula: str) -> None:
        """Put another formula (without "=") into a cell that is stored; its cached value is dropped."""
        sheet, name = address
        done = False

        def put(_sheet: str, cell: RawCell) -> str | None:
            nonlocal done
            if cell.name != name:
                return None
            done = True
            return f'<c r="{name}"{style(cell)}><f>{escape(formula)}</f></c>'

        self._change_sheet(sheet, put)
        if not done:
            raise KeyError(f"{sheet}!{name}")

    def read(self, addresses: Collection[Address]) -> dict[Address, Reading]:
        """Constants and cached values. A cell that is not stored reads as blank, a sheet that is missing as a Fault."""
        strings = self._shared_strings()
        by_sheet: dict[str, set[str]] = {}
        for sheet, cell in addresses:
            by_sheet.setdefault(sheet, set()).add(cell)
        found: dict[Address, Reading] = dict.fromkeys(addresses)
        for sheet, wanted in by_sheet.items():
            if sheet not in self._sheets:
                found.update({(sheet, cell): Fault("no such sheet") for cell in wanted})
                continue
            found.update({(sheet, c.name): _stored(c, strings) for c in self.cells(sheet) if c.name in wanted})
        return found

    def _shared_strings(self) -> tuple[str, ...]:
        part = self._parts.get("xl/sharedStrings.xml")
        if part is None:
            return ()
        items = ElementTree.fromstring(part).iter(f"{MAIN}si")
        return tuple("".join(t.text or "" for t in item.iter(f"{MAIN}t")) for item in items)

    def to_bytes(self) -> bytes:
        """The workbook again, stored without much effort at compression."""
        target = io.BytesIO()
        with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
            for name, part in self._parts.items():
                archive.writestr(name, part)
        return target.getvalue()


def require_stored(package: Package, addresses: Collection[Address]) -> None:
    """EngineError when one of the cells is not in the workbook: setting it would change nothing, in silence."""
    stored = {(sheet, cell.name) for sheet in package.sheets for cell in package.cells(sheet)}
    for sheet, cell in addresses:
        if (sheet, cell) not in stored:
            raise EngineError(f"{sheet}!{cell} is not in the workbook")


def style(cell: RawCell) -> str:
    """The style attribute, with a leading blank; "" when there is none."""
    found = STYLE.search(cell.attributes)
    return found.group(0) if found else ""


def constant(cell: RawCell, value: Value) -> str:
    """The XML of the cell with this constant inside."""
    start = f'<c r="{cell.name}"{style(cell)}'
    match value:
        case None:
            return f"{start}/>"
        case "":  # stored as a text it would be read as a blank cell by some, and passed on as 0
            return f'{start} t="str"><f>""</f><v></v></c>'
        case str():
            return f'{start} t="inlineStr"><is><t xml:space="preserve">{escape(value)}</t></is></c>'
        case _:
            return f"{start}><v>{float(value)!r}</v></c>"


def _stored(cell: RawCell, strings: tuple[str, ...]) -> Reading:
    found_type = TYPE.search(cell.attributes)
    kind = found_type.group(1) if found_type else "n"
    if kind == "inlineStr":
        return unescape("".join(TEXT.findall(cell.inside)))
    found = CACHED.search(cell.inside)
    if found is None:
        return "" if kind == "str" else None
    text = unescape(found.group(1) or "")
    match kind:
        case "s":
            return strings[int(text)]
        case "str":
            return text
        case "e":
            return Fault(text)
        case _:
            return float(text) if text else None
