"""LibreOffice as an engine: what is typed stands there, cells come back as they were, nothing outlives a session."""

from __future__ import annotations

import io
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
import xlsxwriter

from compiler.crosscheck.engines import libreoffice
from compiler.crosscheck.engines.base import EngineError, Fault, Readings, Settings
from compiler.crosscheck.engines.blocks import blocks
from compiler.crosscheck.engines.formulas import Formulas
from compiler.crosscheck.engines.ironcalc import IronCalc
from compiler.crosscheck.engines.libreoffice import PROFILE, LibreOffice, LibreOfficeSession
from compiler.crosscheck.engines.office import INSTALL, bridge
from compiler.workbook.cell_names import cell_name
from tests.support.signals import interruptions_heeded
from tests.unit.crosscheck.workbooks import CALC, INPUT, READABLE, SETTABLE, bands, workbook

ROOT = Path(__file__).parents[3]
SHEET = "Парақ 1"
FORMATS = ("General", "@", "dd.mm.yyyy", "0.0%", "0")
"""Of the cells in column A, whose rows are looked at by formulas beside them."""
ABOUT = ("ISBLANK(A{0})*1", "ISTEXT(A{0})*1", "ISNUMBER(A{0})*1", "LEN(A{0})", "A{0}", 'IF(A{0}="","",A{0})')
HELD: tuple[float | str, ...] = (0.3, "5", "=1+1", "1e5", "=0.1+0.2")
"""In column K, as the workbook is opened; the last one is a formula."""
KEPT = ("K{0}", "ISTEXT(K{0})*1", "ISNUMBER(K{0})*1")
MERGED = "N1"
TEXTS = ("=1+1", "1e5", "5", "'abc", "01.02.2024", " ", "-", "+7", "TRUE", "50%", "1,5", "@", "#N/A", "Ә\nә", "Ұ" * 300)


def entries() -> bytes:
    """A protected sheet: blank cells of several formats and what stands in them, cells that hold something, a merged
    one."""
    target = io.BytesIO()
    book = xlsxwriter.Workbook(target)
    sheet = book.add_worksheet(SHEET)
    sheet.protect("")
    for row, form in enumerate(FORMATS):
        sheet.write_blank(row, 0, None, book.add_format({"num_format": form, "locked": row % 2 == 0}))
        for column, text in enumerate(ABOUT, 1):
            sheet.write_formula(row, column, "=" + text.format(row + 1), None, 77)
    for row, held in enumerate(HELD[:-1]):
        if isinstance(held, str):
            sheet.write_string(row, 10, held)
        else:
            sheet.write_number(row, 10, held)
    sheet.write_formula(len(HELD) - 1, 10, str(HELD[-1]), None, 77)
    for row in range(len(HELD)):
        for column, text in enumerate(KEPT, 11):
            sheet.write_formula(row, column + 10, "=" + text.format(row + 1), None, 77)
    sheet.merge_range("N1:O2", "", book.add_format({"locked": False}))
    sheet.write_formula("N3", "=N1", None, 77)
    book.close()
    return target.getvalue()


def a(row: int) -> tuple[str, str]:
    return SHEET, f"A{row + 1}"


def k(row: int) -> tuple[str, str]:
    return SHEET, f"K{row + 1}"


ROWS = range(len(FORMATS))
ABOUT_CELLS = [[(SHEET, cell_name(row, column)) for column in range(1, len(ABOUT) + 1)] for row in ROWS]
KEPT_CELLS = [(SHEET, cell_name(row, column)) for row in range(len(HELD)) for column in range(21, 21 + len(KEPT))]
READ = [*(cell for row in ABOUT_CELLS for cell in row), *KEPT_CELLS, (SHEET, "N3"), *(a(row) for row in ROWS)]
TYPED = [*(a(row) for row in ROWS), *(k(row) for row in range(len(HELD))), (SHEET, MERGED)]


@pytest.fixture(scope="module")
def session() -> Iterator[LibreOfficeSession]:
    engine = LibreOffice()
    assert engine.missing() is None, engine.missing()
    opened = engine.open(entries(), TYPED, READ)
    opened.run({})  # what the first case gives is read from a file
    yield opened
    opened.close()


def given(**cells: float | str | None) -> Settings:
    return {(INPUT, cell): value for cell, value in cells.items()}


def column(readings: Readings) -> list[object]:
    return [readings[address] for address in READABLE]


@pytest.mark.parametrize("text", TEXTS)
def test_a_text_stays_a_text_whatever_it_looks_like(session: LibreOfficeSession, text: str) -> None:
    found = session.run({a(row): text for row in ROWS})
    for row in ROWS:
        assert [found[cell] for cell in ABOUT_CELLS[row]] == [0.0, 1.0, 0.0, len(text), text, text], FORMATS[row]
        assert found[a(row)] == text


@pytest.mark.parametrize("number", [0.0, -0.5, 0.1 + 0.2, 1 / 3, 123456.78901234567, 1e-12, 45000.0, 9.99999999999e14])
def test_a_number_stays_a_number_to_the_last_bit(session: LibreOfficeSession, number: float) -> None:
    found = session.run({a(row): number for row in ROWS})
    for row in ROWS:
        blank, text, is_number, _, same, again = (found[cell] for cell in ABOUT_CELLS[row])
        assert (blank, text, is_number, same, again, found[a(row)]) == (0, 0, 1, number, number, number), FORMATS[row]


def test_nothing_is_a_blank_cell_and_an_empty_text_is_none(session: LibreOfficeSession) -> None:
    session.run({a(row): "x" for row in ROWS})
    found = session.run({a(row): None for row in ROWS})
    for row in ROWS:
        assert [found[cell] for cell in ABOUT_CELLS[row]] == [1.0, 0.0, 0.0, 0.0, 0.0, ""]
        assert found[a(row)] is None
    found = session.run({a(row): "" for row in ROWS})
    for row in ROWS:
        assert [found[cell] for cell in ABOUT_CELLS[row]] == [0.0, 1.0, 0.0, 0.0, "", ""]
        assert found[a(row)] == ""


def test_cells_come_back_as_they_were_opened(session: LibreOfficeSession) -> None:
    before = session.run({})
    assert [before[cell] for cell in KEPT_CELLS[::3]] == [0.3, "5", "=1+1", "1e5", 0.1 + 0.2]
    assert [before[cell] for cell in KEPT_CELLS[1::3]] == [0.0, 1.0, 1.0, 1.0, 0.0]
    for value in ("яяя", 7.0, None, "", "=2"):
        changed = session.run(dict.fromkeys(TYPED, value))
        assert changed != before
        assert session.run({}) == before
    half = session.run({k(4): 1.0, a(0): "x"})
    assert session.run({a(0): "x"})[KEPT_CELLS[12]] == before[KEPT_CELLS[12]] != half[KEPT_CELLS[12]]


def test_the_first_cell_of_merged_ones_is_set(session: LibreOfficeSession) -> None:
    assert session.run({(SHEET, MERGED): 7.0})[SHEET, "N3"] == 7.0
    assert session.run({})[SHEET, "N3"] == 0.0


def test_errors_and_truth_values() -> None:
    formulas = ("1/0", "NA()", "SQRT(-1)", '"a"+1', "NOSUCH(1)", "#REF!", "TRUE", '""')
    book = workbook({CALC: {f"A{row}": f"={text}" for row, text in enumerate(formulas, 1)}})
    readable = [(CALC, f"A{row}") for row in range(1, len(formulas) + 1)]
    session = LibreOffice().open(book, [], readable)
    try:
        saved, shown = (list(session.run({}).values()) for _ in range(2))
    finally:
        session.close()
    errors = ("#DIV/0!", "#N/A", "Err:502", "#VALUE!", "#NAME?", "#REF!")
    assert shown == [*map(Fault, errors), 1.0, ""]
    assert [type(value) for value in saved] == [type(value) for value in shown]


def test_the_first_case_is_read_from_the_file_that_libreoffice_saves() -> None:
    """A file has 15 digits."""
    session = LibreOffice().open(bands(), SETTABLE, READABLE)
    case = given(B1=1.0, B2=7.0, B3="Иә")
    try:
        saved, shown = (column(session.run(case)) for _ in range(2))
    finally:
        session.close()
    assert (saved[0], shown[0]) == (0.142857142857143, 1 / 7)
    assert saved[1:] == shown[1:]


def test_a_libreoffice_that_believes_cached_values_is_found_out(monkeypatch: pytest.MonkeyPatch) -> None:
    never = tuple((path, name, "1" if name == "OOXMLRecalcMode" else value) for path, name, value in PROFILE)
    monkeypatch.setattr(libreoffice, "PROFILE", never)
    session = LibreOffice().open(bands(), SETTABLE, READABLE)
    try:
        for _ in range(2):  # read from the file that it saves, and from the program itself
            with pytest.raises(EngineError, match="not recalculated"):
                session.run(given(B1=4.0, B2=5.0))
    finally:
        session.close()


def test_libreoffice_rounds_up_and_down_on_twelve_digits_only() -> None:
    """Why ROUNDUP and ROUNDDOWN are no safe emission at 13 significant digits, and INT is. See what this finds when a
    newer LibreOffice no longer does so."""
    formulas = ("ROUNDUP(ROUND(A1,10),0)", "ROUNDDOWN(ROUND(A1,10),0)", "-INT(-ROUND(A1,10))", "INT(ROUND(A1,10))")
    cells: dict[str, str | float | None] = {"A1": None}
    cells.update({f"B{row}": f"={formula}" for row, formula in enumerate(formulas, 1)})
    readable = [(CALC, f"B{row}") for row in range(1, 5)]
    wanted = [133.0, 132.0, 133.0, 132.0]
    for engine in (Formulas(), IronCalc(), LibreOffice()):
        session = engine.open(workbook({CALC: cells}), [(CALC, "A1")], readable)
        try:
            found = list(session.run({(CALC, "A1"): 132.9999999999}).values())
        finally:
            session.close()
        assert found == ([133.0, 133.0, 133.0, 132.0] if engine.name == "libreoffice" else wanted), engine.name


def test_two_sessions_of_libreoffice_at_once_do_not_disturb_each_other() -> None:
    sessions = [LibreOffice().open(bands(), SETTABLE, READABLE) for _ in range(2)]
    with ThreadPoolExecutor(2) as pool:
        answers = pool.map(lambda session: session.run(given(B1=4.0, B2=5.0)), sessions)
        assert [column(readings)[:2] for readings in answers] == [[0.8, 2.0]] * 2
    for session in sessions:
        session.close()


def test_a_missing_libreoffice_says_how_to_install_it() -> None:
    absent = LibreOffice(program="no-such-program-here")
    assert absent.missing() == INSTALL
    assert absent.version() == ""
    with pytest.raises(EngineError, match="install"):
        absent.open(bands(), SETTABLE, READABLE)


def alive(group: int) -> bool:
    try:
        os.killpg(group, 0)
    except ProcessLookupError:
        return False
    return True


def ended(group: int) -> bool:
    end = time.monotonic() + 30
    while alive(group) and time.monotonic() < end:
        time.sleep(0.05)
    return not alive(group)


def begun() -> tuple[LibreOfficeSession, int]:
    """A session that has run a case, and the group of its processes."""
    session = LibreOffice().open(bands(), SETTABLE, READABLE)
    session.run({})
    assert session.office is not None
    assert alive(session.office.group)
    return session, session.office.group


def test_nothing_is_left_of_a_closed_session() -> None:
    session, group = begun()
    session.close()
    assert ended(group)


def test_a_libreoffice_that_dies_is_told_with_what_to_do() -> None:
    session, group = begun()
    os.killpg(group, signal.SIGKILL)
    with pytest.raises(EngineError, match=r"gave up.*reinstall"):
        session.run(given(B1=1.0))
    session.close()
    assert ended(group)


def test_a_libreoffice_that_hangs_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    session, group = begun()
    monkeypatch.setattr(libreoffice, "SECONDS_A_CASE", 1)
    os.killpg(group, signal.SIGSTOP)
    with pytest.raises(EngineError, match="did not answer for 1 s"):
        session.run(given(B1=1.0))
    session.close()
    assert ended(group)


PROGRAM = """
import os, signal
from tests.unit.crosscheck.test_libreoffice import begun
session, group = begun()
print(group, flush=True)
os.kill(os.getpid(), signal.{})
"""


@pytest.mark.parametrize("signal_name", ["SIGKILL", "SIGINT", "SIGTERM"])
def test_nothing_outlives_the_program_that_asked(signal_name: str) -> None:
    with interruptions_heeded():
        done = subprocess.run(
            [sys.executable, "-c", PROGRAM.format(signal_name)], cwd=ROOT, capture_output=True, text=True, check=False
        )
    assert done.returncode != 0
    assert ended(int(done.stdout))


def test_a_program_that_does_not_start_is_told(tmp_path: Path) -> None:
    broken = tmp_path / "soffice"
    broken.write_text("#!/bin/sh\nexit 3\n")
    broken.chmod(0o755)
    assert bridge(str(broken)) is not None
    session = LibreOffice(str(broken)).open(bands(), SETTABLE, READABLE)
    with pytest.raises(EngineError, match="gave up"):
        session.run({})
    session.close()


def test_cells_are_read_in_few_rectangles() -> None:
    wanted = [("S", cell) for cell in ("A1", "A3", "B3", "B1", "A90", "Z1", "Z3")] + [("T", "A1")]
    found = blocks(wanted)
    assert [(b.sheet, b.left, b.top, b.right, b.bottom) for b in found] == [
        ("S", 0, 0, 1, 2),
        ("S", 25, 0, 25, 2),
        ("S", 0, 89, 0, 89),
        ("T", 0, 0, 0, 0),
    ]
    assert sorted(address for block in found for address, _, _ in block.cells) == sorted(wanted)
    assert (("S", "B3"), 2, 1) in found[0].cells
