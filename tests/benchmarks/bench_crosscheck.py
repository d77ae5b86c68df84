"""How long a case takes: in a workbook that `formulas` has loaded once, against loading it anew for each case; and on
the other engines. Run as a program; prints seconds and ratios, asserts nothing.

    python -m tests.benchmarks.bench_crosscheck [rows]
"""

from __future__ import annotations

import logging
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from compiler.crosscheck.engines.base import Address, Session, Settings
from compiler.crosscheck.engines.formulas import Formulas
from compiler.crosscheck.engines.formulas_rounding import correct_roundings
from compiler.crosscheck.engines.ironcalc import IronCalc
from compiler.crosscheck.engines.libreoffice import LibreOffice
from compiler.crosscheck.package import Package
from tests.unit.crosscheck.workbooks import CALC, INPUT, SCALE, workbook

CASES = 40


def book(rows: int) -> tuple[bytes, list[Address], list[Address]]:
    """Three formulas a row: a guarded share, its points by bands, a running sum; its inputs and its formula cells."""
    inputs: dict[str, str | float | None] = {}
    calc: dict[str, str | float | None] = {}
    for row in range(1, rows + 1):
        inputs[f"B{row}"] = inputs[f"C{row}"] = None
        both = f"{INPUT}!B{row},{INPUT}!C{row}"
        first, second = both.split(",")
        calc[f"A{row}"] = f'=IF(OR({first}="",{second}=""),"",IF({second}=0,"",{first}/{second}))'
        limit = f"ROUND('{SCALE}'!$A$1,10)"
        calc[f"B{row}"] = f'=IF(A{row}="","",IF(ROUND(A{row},10)>={limit},\'{SCALE}\'!$A$2,0))'
        calc[f"C{row}"] = f'=IF(B{row}="",0,B{row})' + (f"+C{row - 1}" if row % 20 != 1 else "")
    data = workbook({INPUT: inputs, SCALE: {"A1": 0.8, "A2": 2}, CALC: calc})
    return data, [(INPUT, cell) for cell in inputs], [(CALC, cell) for cell in calc]


def case(settable: list[Address], number: int) -> Settings:
    """Every input filled, a tenth of them other than in the case before."""
    return {address: float((place + number * (place % 10 == 0)) % 9 + 1) for place, address in enumerate(settable)}


def run_all(session: Session, cases: list[Settings]) -> None:
    """The cases one after another, as the cross-check runs them."""
    for settings in cases:
        session.run(settings)


def anew(data: bytes, settings: Settings, folder: Path) -> None:
    """The library's own way: write the inputs, load, calculate."""
    import formulas

    package = Package(data)
    package.set(settings)
    path = folder / "book.xlsx"
    path.write_bytes(package.to_bytes())
    formulas.ExcelModel().loads(str(path)).finish().calculate()


def seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def main() -> None:
    logging.disable(logging.CRITICAL)
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else 200
    data, settable, readable = book(rows)
    cases = [case(settable, number) for number in range(CASES)]
    correct_roundings()
    with tempfile.TemporaryDirectory() as folder:
        slow = seconds(lambda: anew(data, cases[0], Path(folder)))
    print(f"{3 * rows} formulas, {len(settable)} inputs, {CASES} cases")
    print(f"{'formulas, loaded anew':28}{slow:9.3f} s a case")
    for engine in (Formulas(), IronCalc(), LibreOffice()):
        if engine.missing() is not None:
            print(f"{engine.name:28}not here: {engine.missing()}")
            continue
        start = time.perf_counter()
        session = engine.open(data, settable, readable)
        loaded = time.perf_counter() - start
        one = seconds(partial(run_all, session, cases)) / CASES
        session.close()
        print(f"{engine.name:28}{one:9.4f} s a case, {loaded:.2f} s to load: {slow / one:,.0f} times as fast")


if __name__ == "__main__":
    main()
