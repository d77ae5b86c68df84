"""Files made to harm or broken on their way: each is refused with its diagnostic, none with a traceback."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from compiler.intake.opening import LARGEST_FILE, MOST_ENTRIES
from compiler.intake.reading import read_workbook
from dsl.diagnostics import DiagnosticBag, render_full
from tests.support.givens import sample_given
from tests.support.parts import Parts, repacked
from tests.unit.intake.filling import EXPECTED, built, cells_of, type_into

SHEET = "xl/worksheets/sheet1.xml"
DOCTYPE = '<?xml version="1.0" encoding="{}"?><!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>'
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


@pytest.fixture(scope="module")
def valid(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    released = built(tmp_path_factory.mktemp("valid"), "report")
    type_into(released.path, cells_of(released, sample_given()))
    return released.path.read_bytes()


def slugs(data: bytes, path: Path) -> list[str]:
    path.write_bytes(data)
    bag = DiagnosticBag()
    found = read_workbook(EXPECTED, path, bag)
    assert found is not None or bag.has_errors
    for language in ("ru", "kk", "en"):
        render_full(bag, {}, language)
    return [diagnostic.slug for diagnostic in bag]


def adding(name: str, content: bytes) -> Callable[[Parts], Parts]:
    return lambda parts: [*parts, (name, content)]


def replacing(name: str, old: bytes, new: bytes) -> Callable[[Parts], Parts]:
    return lambda parts: [(n, c.replace(old, new) if n == name else c) for n, c in parts]


def test_valid_file_is_taken(valid: bytes, tmp_path: Path) -> None:
    assert slugs(valid, tmp_path / "a.xlsx") == []
    assert slugs(repacked(valid, lambda parts: parts), tmp_path / "a.xlsx") == []


RELATION = b'<Relationship Id="rId99" Type="http://x/relationships/%s" Target="file:///x"%s/></Relationships>'


@pytest.mark.parametrize(
    ("change", "slug"),
    [
        (adding("xl/big.xml", b"<a>" + b" " * 30_000_000 + b"</a>"), "workbook-inflates"),
        (adding("xl/x.xml", DOCTYPE.format("UTF-8").encode()), "workbook-doctype"),
        (adding("xl/x.xml", DOCTYPE.format("UTF-16").encode("utf-16")), "workbook-doctype"),
        (adding("xl/x.xml", DOCTYPE.format("UTF-16").encode("utf-16-be")), "workbook-doctype"),
        (adding("xl/x.xml", b'<?xml version="1.0" encoding="cp037"?><x/>'), "workbook-doctype"),
        (adding("xl/x.xml", b"+ADwAIQ-DOCTYPE"), "workbook-doctype"),
        (adding("xl/vbaProject.bin", b"1"), "workbook-active"),
        (adding("xl/embeddings/oleObject1.bin", b"1"), "workbook-active"),
        (replacing("[Content_Types].xml", b"sheet.main+xml", b"sheet.macroEnabled.main+xml"), "workbook-active"),
        (replacing("xl/_rels/workbook.xml.rels", b"</Relationships>", RELATION % (b"externalLink", b"")),
         "workbook-active"),
        (replacing("xl/_rels/workbook.xml.rels", b"</Relationships>", RELATION % (b"control", b"")),
         "workbook-active"),
        (replacing("xl/_rels/workbook.xml.rels", b"</Relationships>",
                   RELATION % (b"worksheet", b' TargetMode="External"')), "workbook-active"),
        (adding("../evil.xml", b"<a/>"), "workbook-part-name"),
        (adding("xl/./evil.xml", b"<a/>"), "workbook-part-name"),
        (adding("xl\\evil.xml", b"<a/>"), "workbook-part-name"),
        (adding("/xl/evil.xml", b"<a/>"), "workbook-part-name"),
        (adding("XL/workbook.xml", b"<a/>"), "workbook-part-name"),
        (lambda parts: parts + [(f"xl/{n}.xml", b"<a/>") for n in range(MOST_ENTRIES)], "workbook-too-many-parts"),
        (lambda parts: [part for part in parts if part[0] != "[Content_Types].xml"], "workbook-damaged"),
        (lambda parts: [part for part in parts if part[0] != "xl/workbook.xml"], "workbook-damaged"),
        (lambda parts: [part for part in parts if part[0] != "docProps/custom.xml"], "workbook-unsigned"),
    ],
)  # fmt: skip
def test_refused_by_its_content(change: Callable[[Parts], Parts], slug: str, valid: bytes, tmp_path: Path) -> None:
    assert slugs(repacked(valid, change), tmp_path / "a.xlsx") == [slug]


@pytest.mark.parametrize("number", ["1e999", "-inf", "nan", "9" * 400])
@pytest.mark.parametrize("cell", [rb"<f>[^<]*</f>", b""], ids=["stored value", "constant"])
def test_numbers_that_are_none(number: str, cell: bytes, valid: bytes, tmp_path: Path) -> None:
    """A forged score among them: nothing behind the reader may have to count with infinity."""
    # openpyxl writes an empty stored value as <v></v> where lxml is installed and as <v /> elsewhere.
    pattern = re.compile(rb'(<c r="[A-Z0-9]+" s="[0-9]+"(?: t="n")?>' + cell + rb")(?:<v>[^<]*</v>|<v ?/>)")

    def change(parts: Parts) -> Parts:
        value = b"<v>" + number.encode() + b"</v>"
        return [(name, pattern.sub(rb"\g<1>" + value, content, count=1)) for name, content in parts]

    changed = repacked(valid, change)
    assert changed != repacked(valid, lambda parts: parts)
    assert slugs(changed, tmp_path / "a.xlsx") == ["workbook-damaged"]


def test_sizes_that_headers_state_are_not_believed(valid: bytes, tmp_path: Path) -> None:
    bomb = repacked(valid, adding("xl/big.xml", b" " * 5_000_000))
    lied = bomb.replace((5_000_000).to_bytes(4, "little"), (5_000).to_bytes(4, "little"))
    assert lied != bomb
    assert slugs(lied, tmp_path / "a.xlsx") == ["workbook-not-zip"]


@pytest.mark.parametrize(
    ("name", "data", "slug"),
    [
        ("a.xlsm", b"", "workbook-extension"),
        ("a.xlsx", OLE + b"x" * 100, "workbook-ole"),
        ("a.xlsx", b"", "workbook-not-zip"),
        ("a.xlsx", b"code;value\n", "workbook-not-zip"),
        ("a.xlsx", b"PK\x03\x04" + b"\0" * LARGEST_FILE, "workbook-too-large"),
    ],
)
def test_refused_by_its_first_bytes(name: str, data: bytes, slug: str, tmp_path: Path) -> None:
    assert slugs(data, tmp_path / name) == [slug]


@pytest.mark.parametrize("part", [0.1, 0.5, 0.99])
def test_cut_short(part: float, valid: bytes, tmp_path: Path) -> None:
    assert slugs(valid[: int(len(valid) * part)], tmp_path / "a.xlsx") == ["workbook-not-zip"]


def test_no_traceback_on_random_changes(valid: bytes, tmp_path: Path) -> None:
    """Half of them in the packed bytes, half inside a part, where checksums do not help."""
    chance = random.Random(2022)
    refused = 0
    for number in range(200):
        if number % 2:
            changed = bytearray(valid)
            for _ in range(chance.randint(1, 20)):
                changed[chance.randrange(len(changed))] = chance.randrange(256)
            data = bytes(changed)
        else:
            data = repacked(valid, lambda parts: _scrambled(parts, chance))
        refused += bool(slugs(data, tmp_path / "a.xlsx"))
    assert refused > 100


def _scrambled(parts: Parts, chance: random.Random) -> Parts:
    place = chance.randrange(len(parts))
    name, content = parts[place]
    changed = bytearray(content)
    for _ in range(chance.randint(1, 5)):
        start = chance.randrange(len(changed))
        changed[start : start + chance.randint(0, 30)] = chance.randbytes(chance.randint(0, 5))
    return [*parts[:place], (name, bytes(changed)), *parts[place + 1 :]]
