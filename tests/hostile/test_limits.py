"""Files made to exhaust: each is refused with its finding, within ten seconds and 300 MB, in a process of its own.

The figures (tried, refused, most memory, longest time) are printed: `pytest -s tests/hostile/test_limits.py`.
"""

from __future__ import annotations

import io
import random
import resource
import time
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import pytest

from compiler.intake.returns import read_return
from compiler.intake.sandbox import MEGABYTE, MEMORY, SECONDS, Stopped, each_alone
from compiler.intake.template import Template, template_of
from compiler.model.texts import Language
from compiler.workbook.identity import Build
from tests.hostile.test_workbooks import SHEET, Parts, adding, repacked, replacing, valid
from tests.unit.intake.filling import EXPECTED, FINGERPRINT, SAMPLE

__all__ = ["valid"]

WORKERS = 2
SPACES = 45 * MEGABYTE
SHEET_START = (
    b'<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
)
FUZZED = 60


@dataclass(frozen=True, slots=True)
class Outcome:
    slugs: tuple[str, ...]
    accepted: bool
    seconds: float
    megabytes: int


def template(kind: str, workbook: str, language: Language) -> Template:
    assert kind == SAMPLE.body.name
    return template_of(SAMPLE, workbook, language, Build(FINGERPRINT, "0.1.0"))


def taken(path: Path) -> Outcome:
    before, start = peak(), time.perf_counter()
    found = read_return(EXPECTED, template, path, path.name, "")
    slugs = tuple(dict.fromkeys(one.diagnostic.slug for one in found.findings))
    return Outcome(slugs, found.accepted, time.perf_counter() - start, peak() - before)


def peak() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def sheet(content: bytes) -> Callable[[Parts], Parts]:
    return lambda parts: [(name, content if name == SHEET else old) for name, old in parts]


def strings(content: bytes) -> Callable[[Parts], Parts]:
    start = b'<?xml version="1.0"?><sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
    part = ("xl/sharedStrings.xml", start + content + b"</sst>")
    return lambda parts: [*(old for old in parts if old[0] != part[0]), part]


def million_entries(data: bytes) -> bytes:
    """A directory of a million names; what they name is not there."""
    entry = b"PK\x01\x02" + b"\0" * 24 + (1).to_bytes(2, "little") + b"\0" * 16 + b"a"
    directory = entry * 1_000_000
    end = b"PK\x05\x06" + b"\0" * 4 + b"\xff\xff\xff\xff" + len(directory).to_bytes(4, "little") + b"\0" * 6
    return (data + directory + end)[: 19 * MEGABYTE]


def nested(data: bytes) -> bytes:
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("bomb", b"\0" * SPACES)
    return repacked(data, adding("xl/inner.zip", inner.getvalue()))


def slow_shared_formula() -> bytes:
    """One long shared formula used in a hundred thousand cells: to write it out everywhere is the harm."""
    long = b"+".join(b"A%d" % number for number in range(1, 20_000))
    master = b'<c r="A1"><f t="shared" si="0" ref="A1:A100000">' + long + b"</f></c>"
    users = b"".join(
        b'<row r="%d"><c r="A%d"><f t="shared" si="0"/></c></row>' % (row, row) for row in range(2, 100_000)
    )
    return SHEET_START + b'<row r="1">' + master + b"</row>" + users + b"</sheetData></worksheet>"


ATTACKS: dict[str, Callable[[bytes], bytes]] = {
    "ratio": lambda data: repacked(data, adding("xl/big.xml", b"<a>" + b" " * SPACES + b"</a>")),
    "many middling parts": lambda data: repacked(
        data, lambda parts: [*parts, *((f"xl/p{n}.xml", b"<a>" + b" " * (MEGABYTE - 10) + b"</a>") for n in range(120))]
    ),
    "nested archive": nested,
    "a million entries": million_entries,
    "a million elements deep": lambda data: repacked(data, sheet(SHEET_START + b"<row>" * 1_000_000)),
    "content types a million deep": lambda data: repacked(
        data, lambda parts: [(n, b"<a>" * 1_000_000 if n == "[Content_Types].xml" else c) for n, c in parts]
    ),
    "a giant shared text": lambda data: repacked(
        data, strings(b"<si><t>" + random.Random(1).randbytes(6 * MEGABYTE).hex().encode() + b"</t></si>")
    ),
    "half a million shared texts": lambda data: repacked(
        data, strings(b"".join(b"<si><t>%d</t></si>" % n for n in range(500_000)))
    ),
    "half a million cells": lambda data: repacked(
        data,
        sheet(
            SHEET_START
            + b"".join(b'<row r="%d"><c r="A%d"><v>%d</v></c></row>' % (n, n, n * 7919) for n in range(1, 500_000))
            + b"</sheetData></worksheet>"
        ),
    ),
    "a shared formula everywhere": lambda data: repacked(data, sheet(slow_shared_formula())),
    "a hundred thousand attributes": lambda data: repacked(
        data, sheet(SHEET_START + b"<row " + b" ".join(b'a%d="1"' % n for n in range(100_000)) + b"/>")
    ),
    "a million areas of validation": lambda data: repacked(
        data,
        replacing(
            SHEET,
            b"</worksheet>",
            b'<dataValidations><dataValidation type="list" sqref="'
            + b" ".join(b"A1:XFD%d" % (n + 1000) for n in range(500_000))
            + b'"/></dataValidations></worksheet>',
        ),
    ),
    "entities in a relationship": lambda data: repacked(
        data,
        replacing("xl/_rels/workbook.xml.rels", b"<Relationships", b'<!DOCTYPE r [<!ENTITY a "a">]><Relationships'),
    ),
}
HARMLESS = frozenset({"a giant shared text"})
"""Nothing refers to it, so nothing is at stake."""


def test_each_is_refused_within_its_limits(valid: bytes, tmp_path: Path) -> None:
    paths = []
    for number, attack in enumerate(ATTACKS.values()):
        path = tmp_path / f"{number}.xlsx"
        path.write_bytes(attack(valid))
        paths.append(path)
    outcomes = dict(each_alone(taken, paths, WORKERS))
    longest, most = 0.0, 0
    for number, name in enumerate(ATTACKS):
        outcome = outcomes[number]
        if isinstance(outcome, Stopped):
            assert outcome.reason in ("time", "memory"), name
            longest = max(longest, SECONDS)
            print(f"{name}: stopped: {outcome.reason}")
            continue
        print(f"{name}: {', '.join(outcome.slugs)}; {outcome.seconds:.1f} s, {outcome.megabytes} MB")
        assert outcome.accepted is (name in HARMLESS), name
        longest, most = max(longest, outcome.seconds), max(most, outcome.megabytes)
    refused = len(ATTACKS) - len(HARMLESS)
    print(f"tried {len(ATTACKS)}, refused {refused}, harmless {len(HARMLESS)}")
    print(f"most memory {most} MB, longest {longest:.1f} s")
    assert most < MEMORY // MEGABYTE
    assert longest <= SECONDS


def test_fuzzed_files_end_within_their_limits(valid: bytes, tmp_path: Path) -> None:
    """Random changes inside the parts of a valid file: a finding or the same inputs, never anything else."""
    chance = random.Random(7)
    paths = []
    for number in range(FUZZED):
        path = tmp_path / f"{number}.xlsx"
        path.write_bytes(repacked(valid, partial(_mangled, chance=chance)))
        paths.append(path)
    outcomes = [outcome for _, outcome in each_alone(taken, paths, WORKERS)]
    assert len(outcomes) == FUZZED
    assert not any(isinstance(outcome, Stopped) for outcome in outcomes)


def _mangled(parts: Parts, chance: random.Random) -> Parts:
    place = chance.randrange(len(parts))
    name, content = parts[place]
    start = chance.randrange(len(content))
    piece = chance.choice((b"", b"<", b"]]>", b'"', b"99999999999", content[start : start + 400]))
    return [
        *parts[:place],
        (name, content[:start] + piece + content[start + chance.randint(0, 9) :]),
        *parts[place + 1 :],
    ]


def test_memory_limit_holds() -> None:
    def greedy(_: int) -> int:
        return len(bytearray(2 * MEMORY))

    [(_, outcome)] = each_alone(greedy, [1], 1)
    assert outcome == Stopped("memory")


def test_time_limit_holds() -> None:
    def endless(_: int) -> int:
        while True:
            time.sleep(0.01)

    [(_, outcome)] = each_alone(endless, [1], 1, seconds=0.3)
    assert outcome == Stopped("time")


def test_death_is_noticed() -> None:
    def dying(_: int) -> int:
        import os

        os._exit(3)

    [(_, outcome)] = each_alone(dying, [1], 1)
    assert outcome == Stopped("died")


@pytest.mark.parametrize("text", ["=1+1", "+7 (7172) 74", "-x", "@cmd", "\t=1"])
def test_text_stays_text_in_lists(text: str) -> None:
    from compiler.campaign.files import inert

    assert inert(text) == f"'{text}"
    assert [inert(plain) for plain in ("-", "-5", "-1,5", "+3", "слово")] == ["-", "-5", "-1,5", "+3", "слово"]
