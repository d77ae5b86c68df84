"""Time to plan and write the sample's workbooks, against openpyxl's write-only mode on the same cells.

Run: python -m tests.benchmarks.bench_build [repetitions]. Prints the ratio; asserts nothing.
"""

from __future__ import annotations

import sys
import time
from fractions import Fraction
from pathlib import Path
from tempfile import TemporaryDirectory

import openpyxl
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font

from compiler.driver import compile_methodology
from compiler.excel.writer import write
from compiler.model.methodology import Methodology
from compiler.model.texts import Language
from compiler.workbook.book import Formula, Workbook
from compiler.workbook.caches import Caches
from compiler.workbook.formula import print_formula
from compiler.workbook.identity import Build
from compiler.workbook.plan import plan_assessment
from tests.support.models import sample_methodology

ROOT = Path(__file__).resolve().parents[2]


def models() -> list[tuple[str, Methodology]]:
    found = [("sample", sample_methodology())]
    compiled = compile_methodology(ROOT / "methodologies" / "ict_2015")
    if compiled.lowered is not None:
        found.extend((f"ict_2015 {m.body.name}", m) for m in compiled.lowered.edition.methodologies)
    return found


def write_with_openpyxl(workbook: Workbook, path: Path) -> None:
    """The same contents with one font; no validations, widths or stored values."""
    book = openpyxl.Workbook(write_only=True)
    font = Font(name="Arial", size=10)
    for sheet in workbook.sheets:
        page = book.create_sheet(sheet.name)
        rows: dict[int, dict[int, object]] = {}
        for cell in sheet.cells:
            content: object = cell.content
            if isinstance(content, Formula):
                content = "=" + print_formula(content.tree, workbook.addresses.__getitem__, sheet.name)
            elif isinstance(content, Fraction):
                content = float(content)
            rows.setdefault(cell.row, {})[cell.column] = content
        for row in range(max(rows, default=-1) + 1):
            line = []
            for column in range(max(rows.get(row, {0: None})) + 1):
                styled = WriteOnlyCell(page, rows.get(row, {}).get(column))
                styled.font = font
                line.append(styled)
            page.append(line)
    book.save(path)


def seconds(action: object, repetitions: int) -> float:
    best = float("inf")
    for _ in range(repetitions):
        start = time.perf_counter()
        action()  # type: ignore[operator]
        best = min(best, time.perf_counter() - start)
    return best


def main(repetitions: int) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "b.xlsx"
        for name, methodology in models():
            build = Build("0" * 64, "0.1.0")
            planning = seconds(lambda m=methodology, b=build: plan_assessment(m, Language.KK, b), repetitions)
            workbook = plan_assessment(methodology, Language.KK, build)
            writing = seconds(lambda w=workbook: write(w, path, {}), repetitions)
            caching = seconds(lambda w=workbook: _all_caches(w), repetitions)
            other = seconds(lambda w=workbook: write_with_openpyxl(w, path), repetitions)
            cells = sum(len(sheet.cells) for sheet in workbook.sheets)
            print(
                f"{name}: {cells} cells; plan {planning:.2f} s, write {writing:.2f} s, of which stored values "
                f"{caching:.2f} s; openpyxl {other:.2f} s; write/openpyxl {writing / other:.2f}, "
                f"build/openpyxl {(planning + writing) / other:.2f}"
            )


def _all_caches(workbook: Workbook) -> None:
    caches = Caches(workbook, {})
    for sheet in workbook.sheets:
        for cell in sheet.cells:
            if isinstance(cell.content, Formula):
                caches.of(cell.content.tree)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 3)
