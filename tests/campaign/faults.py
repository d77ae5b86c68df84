"""Every kind of mistake and tampering that a simulated campaign plants, and the finding by which each must be known."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from compiler.crosscheck.engines.base import Address
from compiler.crosscheck.package import Package, RawCell
from compiler.intake.template import Template
from compiler.workbook.cell_names import cell_name
from tests.support.parts import Parts, repacked


@dataclass(frozen=True, slots=True)
class Fault:
    """`change` gives the returned file; `slug` is the diagnostic that must be found, None for a harmless change;
    `accepted`: whether the return still counts."""

    name: str
    change: Callable[[Package, Template], bytes]
    slug: str | None
    accepted: bool


def address_of(template: Template, code: str) -> Address:
    for place in template.places:
        if place.full_code == code:
            return place.address.sheet, place.cell
    raise KeyError(code)


def typed(code: str, value: float | str | None) -> Callable[[Package, Template], bytes]:
    def change(package: Package, template: Template) -> bytes:
        package.set({address_of(template, code): value})
        return package.to_bytes()

    return change


def formula(code: str, text: str) -> Callable[[Package, Template], bytes]:
    def change(package: Package, template: Template) -> bytes:
        package.set_formula(address_of(template, code), text)
        return package.to_bytes()

    return change


def score_cell(template: Template) -> Address:
    """A calculated cell of the report: the preliminary total."""
    place = template.workbook.addresses[str(template.methodology.root.score)]
    return place.sheet, cell_name(place.row, place.column)


def overwrite_score(package: Package, template: Template) -> bytes:
    package.set({score_cell(template): 100.0})
    return package.to_bytes()


def change_score_formula(package: Package, template: Template) -> bytes:
    package.set_formula(score_cell(template), "100")
    return package.to_bytes()


def forge_cache(package: Package, template: Template) -> bytes:
    """The stored value of the total is replaced, its formula stays."""
    sheet, cell = score_cell(template)

    def forge(where: str, raw: RawCell) -> str | None:
        if (where, raw.name) != (sheet, cell):
            return None
        found = re.sub(r"<v[^>]*?(?:/>|>.*?</v>)", "", raw.inside)
        attributes = re.sub(r' t="\w+"', "", raw.attributes)
        return f'<c r="{raw.name}"{attributes}>{found}<v>99.5</v></c>'

    package.change(forge)
    return package.to_bytes()


def change_weight(package: Package, template: Template) -> bytes:
    place = template.workbook.addresses["timeliness.maximum"]
    package.set({(place.sheet, cell_name(place.row, place.column)): 90.0})
    return package.to_bytes()


def change_label(package: Package, template: Template) -> bytes:
    sheet, cell = address_of(template, "timeliness.late")
    package.set({(sheet, f"B{cell[1:]}"): "Фактов нарушения срока за месяц"})
    return package.to_bytes()


def parts_changed(change: Callable[[Parts], Parts]) -> Callable[[Package, Template], bytes]:
    return lambda package, _template: repacked(package.to_bytes(), change)


def replaced(pattern: str, new: str, part: str) -> Callable[[Package, Template], bytes]:
    def change(parts: Parts) -> Parts:
        found = []
        for name, content in parts:
            text = re.sub(pattern, new, content.decode(), flags=re.DOTALL) if re.fullmatch(part, name) else None
            found.append((name, content if text is None else text.encode()))
        return found

    return parts_changed(change)


def insert_row(package: Package, template: Template) -> bytes:
    """A row put in above the figures, as a spreadsheet program does it: everything below moves down by one."""
    sheet, cell = address_of(template, "timeliness.in_time")
    first = int(cell[1:])
    number = template.workbook.sheets.index(next(s for s in template.workbook.sheets if s.name == sheet)) + 1

    def move(parts: Parts) -> Parts:
        return [
            (name, _moved(content.decode(), first).encode() if name == f"xl/worksheets/sheet{number}.xml" else content)
            for name, content in parts
        ]

    return parts_changed(move)(package, template)


def _moved(xml: str, first: int) -> str:
    def row(found: re.Match[str]) -> str:
        number = int(found[2])
        return f"{found[1]}{number + (number >= first)}{found[3]}"

    def area(found: re.Match[str]) -> str:
        return (
            found[1] + re.sub(r"([A-Z]+)(\d+)", lambda m: f"{m[1]}{int(m[2]) + (int(m[2]) >= first)}", found[2]) + '"'
        )

    xml = re.sub(r'(<row r=")(\d+)(")', row, xml)
    xml = re.sub(r'(<c r="[A-Z]+)(\d+)(")', row, xml)
    return re.sub(r'( (?:sqref|ref)=")([^"]+)"', area, xml)


def encrypted(package: Package, template: Template) -> bytes:
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + package.to_bytes()


def truncated(package: Package, template: Template) -> bytes:
    return package.to_bytes()[:-2000]


def with_macro(package: Package, template: Template) -> bytes:
    return parts_changed(lambda parts: [*parts, ("xl/vbaProject.bin", b"macro")])(package, template)


def unchanged(package: Package, template: Template) -> bytes:
    return package.to_bytes()


HIDDEN_ROW = replaced(r'<row r="3"', '<row r="3" hidden="1"', r"xl/worksheets/sheet2\.xml")
WIDER_COLUMN = replaced(r'(<col min="2" max="2" width=")[\d.]+', r"\g<1>99", r"xl/worksheets/sheet2\.xml")
ZOOMED = replaced(
    r"(<sheetView [^>]*?)workbookViewId", r'\g<1>zoomScale="150" workbookViewId', r"xl/worksheets/sheet2\.xml"
)
STRANGER = replaced(r'(name="esep\.unit"><vt:lpwstr>)\w+', r"\g<1>stranger", r"docProps/custom\.xml")
NO_RULES = replaced(r"<dataValidations.*?</dataValidations>", "", r"xl/worksheets/sheet2\.xml")
OTHER_PERIOD = replaced(r'(name="esep\.period"><vt:lpwstr>)2025', r"\g<1>2024", r"docProps/custom\.xml")
OTHER_METHODOLOGY = replaced(r'(name="esep\.methodology"><vt:lpwstr>)\w+', r"\g<1>foreign", r"docProps/custom\.xml")
OTHER_VERSION = replaced(r'(name="esep\.fingerprint"><vt:lpwstr>)\w{8}', r"\g<1>00000000", r"docProps/custom\.xml")
RENAMED_SHEET = replaced(r'(<sheet name=")[^"]+(" sheetId="2")', r"\g<1>Copy\g<2>", r"xl/workbook\.xml")
DOCTYPE = replaced(r"\?>", '?><!DOCTYPE x [<!ENTITY a "b">]>', r"xl/sharedStrings\.xml")

HARMLESS = (
    Fault("nothing changed", unchanged, None, True),
    Fault("a row hidden", HIDDEN_ROW, None, True),
    Fault("a column widened", WIDER_COLUMN, None, True),
    Fault("zoomed", ZOOMED, None, True),
)
FAULTS = (
    Fault("required field empty", typed("timeliness.late", None), "return-required", False),
    Fault("text for a number", typed("timeliness.late", "много"), "cell-not-a-number", False),
    Fault("number as text", typed("timeliness.late", "12"), "cell-not-a-number", False),
    Fault("out of bounds", typed("timeliness.late", 1e6), "input-out-of-bounds", False),
    Fault("not whole", typed("timeliness.late", 1.5), "input-not-whole", False),
    Fault("above its limit", typed("timeliness.in_time", 99999.0), "input-exceeds", False),
    Fault("word not in the list", typed("openness.channel", "голубем"), "cell-not-in-list", False),
    Fault("blanks", typed("openness.since", "   "), "cell-blanks", False),
    Fault("text for a date", typed("openness.events[1].held", "весной"), "cell-not-a-date", False),
    Fault("row unfinished", typed("openness.events[1].people", None), "return-row-incomplete", False),
    Fault("formula in an input", formula("timeliness.late", "1+1"), "cell-formula", False),
    Fault("score overwritten", overwrite_score, "return-formula-overwritten", True),
    Fault("formula of the score changed", change_score_formula, "return-formula-changed", True),
    Fault("stored score forged", forge_cache, "return-cache-differs", True),
    Fault("weight changed", change_weight, "return-number-changed", True),
    Fault("label changed", change_label, "return-text-changed", True),
    Fault("rules of input removed", NO_RULES, "return-rule-changed", True),
    Fault("row inserted", insert_row, "return-rows-moved", False),
    Fault("sheet renamed", RENAMED_SHEET, "return-sheet-removed", False),
    Fault("another period", OTHER_PERIOD, "return-other-period", False),
    Fault("another methodology", OTHER_METHODOLOGY, "workbook-other-methodology", False),
    Fault("another version", OTHER_VERSION, "workbook-other-version", False),
    Fault("encrypted", encrypted, "workbook-ole", False),
    Fault("cut short", truncated, "workbook-not-zip", False),
    Fault("with a macro", with_macro, "workbook-active", False),
    Fault("with a document type", DOCTYPE, "workbook-doctype", False),
)
"""What is planted by changing a file; duplicates, missing and foreign returns are planted by placing files."""
