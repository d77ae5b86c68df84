"""Time to make all workbooks of a methodology, against openpyxl's write-only mode on the same cells.

Run: python -m tests.benchmarks.bench_build [repetitions]. Prints seconds and ratios; asserts nothing. Processor time of
the best repetition; the garbage collector is set as the command line sets it, for both.
"""

from __future__ import annotations

import gc
import sys
import time
from collections.abc import Callable
from fractions import Fraction
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TypeVar

import openpyxl
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font

from compiler.cli.main import COLLECT_EVERY
from compiler.driver import compile_methodology
from compiler.excel.release import KINDS, plan, prepare
from compiler.excel.writer import write
from compiler.model.methodology import Methodology
from compiler.model.texts import Language
from compiler.workbook.book import Formula, Workbook
from compiler.workbook.formula import print_formula
from compiler.workbook.identity import Build
from tests.support.models import sample_methodology

ROOT = Path(__file__).resolve().parents[2]
BUILD = Build("0" * 64, "0.1.0")
Result = TypeVar("Result")

Rows = list[list[object]]
"""Contents of a sheet as openpyxl takes them."""


def models() -> list[tuple[str, tuple[Methodology, ...]]]:
    found: list[tuple[str, tuple[Methodology, ...]]] = [("sample", (sample_methodology(),))]
    compiled = compile_methodology(ROOT / "methodologies" / "ict_2015")
    if compiled.lowered is not None:
        found.append(("ict_2015", compiled.lowered.edition.methodologies))
    return found


def ready(workbook: Workbook) -> list[tuple[str, Rows]]:
    """Sheets with every content ready to write, so that the other library is not charged for our printer."""
    sheets: list[tuple[str, Rows]] = []
    for sheet in workbook.sheets:
        last_row = max((cell.row for cell in sheet.cells), default=-1)
        rows: Rows = [[] for _ in range(last_row + 1)]
        for cell in sheet.cells:
            content: object = cell.content
            if isinstance(cell.content, Formula):
                content = "=" + print_formula(cell.content.tree, workbook.addresses.__getitem__, sheet.name)
            elif isinstance(cell.content, Fraction):
                content = float(cell.content)
            rows[cell.row].extend([None] * (cell.column - len(rows[cell.row])))
            rows[cell.row].append(content)
        sheets.append((sheet.name, rows))
    return sheets


def write_with_openpyxl(sheets: list[tuple[str, Rows]], path: Path) -> None:
    """The same contents with one font; no validations, widths or stored values."""
    book = openpyxl.Workbook(write_only=True)
    font = Font(name="Arial", size=10)
    for name, rows in sheets:
        page = book.create_sheet(name)
        for row in rows:
            line = []
            for content in row:
                styled = WriteOnlyCell(page, content)
                styled.font = font
                line.append(styled)
            page.append(line)
    book.save(path)


def seconds(action: Callable[[], Result], repetitions: int) -> tuple[float, Result]:
    """Of the fastest repetition, with the result of the last one."""
    times = []
    for _ in range(repetitions):
        gc.collect()
        start = time.process_time()
        result = action()
        times.append(time.process_time() - start)
    return min(times), result


def main(repetitions: int) -> None:
    gc.set_threshold(COLLECT_EVERY)
    with TemporaryDirectory() as folder:
        path = Path(folder) / "b.xlsx"
        for name, methodologies in models():
            _measure(name, methodologies, path, repetitions)


def _measure(name: str, methodologies: tuple[Methodology, ...], path: Path, repetitions: int) -> None:
    ours, others, count = 0.0, 0.0, 0
    for methodology in methodologies:
        preparing, source = seconds(partial(prepare, methodology), repetitions)
        ours += preparing
        print(f"{name} {methodology.body.name}: program and stored values {preparing:.2f} s")
        for kind in KINDS:
            planning, workbook = seconds(partial(plan, source, kind, Language.KK, BUILD), repetitions)
            writing, _ = seconds(partial(write, workbook, path, source.values), repetitions)
            other, _ = seconds(partial(write_with_openpyxl, ready(workbook), path), repetitions)
            cells = sum(len(sheet.cells) for sheet in workbook.sheets)
            print(f"  {kind}: {cells} cells; plan {planning:.2f} s, write {writing:.2f} s; openpyxl {other:.2f} s")
            ours, others, count = ours + planning + writing, others + other, count + 1
    print(f"{name}, {count} workbooks: {ours:.2f} s; openpyxl {others:.2f} s; ratio {ours / others:.2f}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 3)
