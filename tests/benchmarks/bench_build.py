"""Time to make all workbooks of a methodology, against openpyxl's write-only mode on the same cells.

Run: python -m tests.benchmarks.bench_build [repetitions]. Prints seconds and ratios; asserts nothing. Processor time of
the best repetition; the garbage collector is set as the command line sets it, for both.
"""

from __future__ import annotations

import gc
import sys
import time
from collections.abc import Callable, Mapping
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
from compiler.excel.release import plan, prepare, rating_values
from compiler.excel.writer import write
from compiler.model.methodology import Edition
from compiler.model.texts import Language
from compiler.workbook.book import Formula, Workbook
from compiler.workbook.caches import Cached
from compiler.workbook.formula import print_formula
from compiler.workbook.identity import Build
from compiler.workbook.plan import kinds_of
from compiler.workbook.rating.plan import RatingSource, plan_rating, prepare_rating
from tests.support.models import sample_edition

ROOT = Path(__file__).resolve().parents[2]
BUILD = Build("0" * 64, "0.1.0")
Result = TypeVar("Result")

Rows = list[list[object]]
"""Contents of a sheet as openpyxl takes them."""


def editions() -> list[tuple[str, Edition]]:
    """The sample, and every methodology that compiles."""
    found = [("sample", sample_edition())]
    for main in sorted((ROOT / "methodologies").glob("*/main.esep")):
        compiled = compile_methodology(main.parent)
        if compiled.lowered is not None:
            found.append((main.parent.name, compiled.lowered.edition))
    return found


def ready(workbook: Workbook) -> list[tuple[str, Rows]]:
    """Sheets with every content ready to write, so that the other library is not charged for our printer."""
    sheets: list[tuple[str, Rows]] = []
    for sheet in workbook.sheets:
        found: list[dict[int, object]] = [{} for _ in range(sheet.last_row() + 1)]
        for cell in sheet.cells:
            content: object = cell.content
            if isinstance(cell.content, Formula):
                content = "=" + print_formula(cell.content.tree, workbook.addresses.__getitem__, sheet.name)
            elif isinstance(cell.content, Fraction):
                content = float(cell.content)
            found[cell.row][cell.column] = content
        for block in sheet.blocks:
            for row in range(block.row, block.row + block.rows):
                tree = None if block.content is None else block.content.tree
                text = None if tree is None else "=" + print_formula(tree, workbook.in_row(row), sheet.name)
                found[row][block.column] = text
        sheets.append((sheet.name, [[row.get(at) for at in range(max(row, default=-1) + 1)] for row in found]))
    return sheets


def cells_of(workbook: Workbook) -> int:
    return sum(len(sheet.cells) + sum(block.rows for block in sheet.blocks) for sheet in workbook.sheets)


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
        for name, edition in editions():
            _measure(name, edition, path, repetitions)


def _rating(edition: Edition) -> tuple[RatingSource, Mapping[str, Cached]]:
    source = prepare_rating(edition, edition.methodologies)
    return source, rating_values(source)


def _measure(name: str, edition: Edition, path: Path, repetitions: int) -> None:
    ours, others, count = 0.0, 0.0, 0
    for methodology in edition.methodologies:
        preparing, source = seconds(partial(prepare, methodology), repetitions)
        ours += preparing
        print(f"{name} {methodology.body.name}: program and stored values {preparing:.2f} s")
        for kind in kinds_of(methodology):
            planning, workbook = seconds(partial(plan, source, kind, Language.KK, BUILD), repetitions)
            writing, _ = seconds(partial(write, workbook, path, source.values), repetitions)
            other, _ = seconds(partial(write_with_openpyxl, ready(workbook), path), repetitions)
            print(f"  {kind}: {cells_of(workbook)} cells; plan {planning:.2f} s, ", end="")
            print(f"write {writing:.2f} s; openpyxl {other:.2f} s")
            ours, others, count = ours + planning + writing, others + other, count + 1
    preparing, rated = seconds(lambda: _rating(edition), repetitions)
    planning, workbook = seconds(partial(plan_rating, rated[0], Language.KK, BUILD), repetitions)
    writing, _ = seconds(partial(write, workbook, path, rated[1]), repetitions)
    other, _ = seconds(partial(write_with_openpyxl, ready(workbook), path), repetitions)
    print(f"  rating: {cells_of(workbook)} cells; prepare {preparing:.2f} s, plan {planning:.2f} s, ", end="")
    print(f"write {writing:.2f} s; openpyxl {other:.2f} s")
    ours, others, count = ours + preparing + planning + writing, others + other, count + 1
    print(f"{name}, {count} workbooks: {ours:.2f} s; openpyxl {others:.2f} s; ratio {ours / others:.2f}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 3)
