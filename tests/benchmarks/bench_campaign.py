"""A campaign of thousands of workbooks against openpyxl on the same cells and the same number of processes.

Run: python -m tests.benchmarks.bench_campaign [bodies]. Prints seconds and ratios of one run; asserts nothing. Issuing
is compared with openpyxl's write-only mode writing the same cells; intake (opening, checks, tamper audit, inputs,
scores) with openpyxl's read-only mode reading the same files, formulas only, nothing done with them.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

import openpyxl

from compiler.campaign.collect import collected, sources
from compiler.campaign.issue import issue
from compiler.driver import compile_methodology
from compiler.excel.release import plan, prepare
from compiler.intake.reading import Expected
from compiler.intake.returns import read_return
from compiler.intake.template import Template, template_of
from compiler.model.texts import Language
from compiler.parallel import fork_map
from compiler.workbook.identity import Build
from tests.benchmarks.bench_build import Rows, ready, write_with_openpyxl
from tests.campaign.filling import bodies, filled, given_of
from tests.campaign.simulate import METHODOLOGY

WORKERS = os.cpu_count() or 1


def seconds(action: Callable[[], object]) -> float:
    start = time.perf_counter()
    action()
    return time.perf_counter() - start


def read_with_openpyxl(path: Path) -> int:
    """The number of cells with content."""
    book = openpyxl.load_workbook(path, read_only=True, keep_links=False)
    return sum(cell.value is not None for sheet in book for row in sheet.iter_rows() for cell in row)


def main(count: int) -> None:
    compiled = compile_methodology(METHODOLOGY)
    assert compiled.lowered is not None
    edition, build = compiled.lowered.edition, Build(compiled.fingerprint(), "0.1.0")
    recipients = bodies(count - 49)
    with TemporaryDirectory() as name:
        folder = Path(name)
        ours = seconds(lambda: issue(edition, "report", build, recipients, folder / "issued", WORKERS, lambda _: None))
        sheets = ready(plan(prepare(edition.methodology("org")), "report", Language.RU, build))
        (folder / "theirs").mkdir()
        paths = [folder / "theirs" / f"{body.code}.xlsx" for body in recipients]
        theirs = seconds(lambda: list(fork_map(partial(_write, sheets), paths, WORKERS)))
        _print("issue", count, ours, theirs)
        returns = folder / "returns"
        returns.mkdir()
        templates = {
            (body.kind, body.language or Language.RU): template_of(
                edition.methodology(body.kind), "report", body.language or Language.RU, build
            )
            for body in recipients[::5] + recipients[:5] + recipients[29:36] + recipients[-7:]
        }
        for body in recipients:
            issued = next((folder / "issued" / body.kind).glob(f"{body.code}_*"))
            own = templates[body.kind, body.language or Language.RU]
            (returns / issued.name).write_bytes(filled(issued.read_bytes(), own, given_of(body)).to_bytes())
        _intake(folder, returns, count, Expected(edition, build.fingerprint), templates)


def _intake(
    folder: Path, returns: Path, count: int, expected: Expected, templates: dict[tuple[str, Language], Template]
) -> None:
    files = sources([returns], set())

    def template(kind: str, _workbook: str, language: Language) -> Template:
        return templates[kind, language]

    def take() -> None:
        found = collected(
            files,
            lambda source: read_return(expected, template, source.path, source.name, ""),
            "benchmark",
            folder / "records",
            WORKERS,
            lambda: None,
        )
        print(f"  accepted: {sum(one.accepted for one in found)} of {len(found)}")

    ours = seconds(take)
    paths = [source.path for source in files]
    theirs = seconds(lambda: list(fork_map(read_with_openpyxl, paths, WORKERS)))
    _print("intake", count, ours, theirs)


def _write(sheets: Sequence[tuple[str, Rows]], path: Path) -> None:
    write_with_openpyxl(list(sheets), path)


def _print(what: str, count: int, ours: float, theirs: float) -> None:
    print(f"{what} of {count}: {ours:.1f} s; openpyxl {theirs:.1f} s; ratio {ours / theirs:.2f}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 2000)
