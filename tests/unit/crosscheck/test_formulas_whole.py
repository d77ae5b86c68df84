"""The adapter computes shapes in its own order; the library's own model of the whole workbook gives the same."""

from __future__ import annotations

import logging
from fractions import Fraction
from pathlib import Path

import pytest

from compiler.crosscheck.cases.base import Case, CaseKind
from compiler.crosscheck.cases.entries import extreme, typical
from compiler.crosscheck.engines.base import Address, Reading
from compiler.crosscheck.engines.formulas import Formulas
from compiler.crosscheck.engines.formulas_rounding import correct_roundings
from compiler.crosscheck.package import Package
from compiler.crosscheck.subject import Subject, Typist
from compiler.evaluate import Given
from tests.support.models import sample_methodology
from tests.unit.crosscheck.bare import bare_subject


@pytest.fixture(scope="module")
def subject() -> Subject:
    return bare_subject(sample_methodology())


def whole(workbook: bytes, wanted: list[Address], folder: Path) -> dict[Address, Reading]:
    """Every cell as the library computes it when it loads the file itself."""
    import formulas

    correct_roundings()
    for name in ("schedula", "formulas"):
        logging.getLogger(name).setLevel(logging.CRITICAL)
    path = folder / "book.xlsx"
    path.write_bytes(workbook)
    solution = formulas.ExcelModel().loads(str(path)).finish().calculate()
    found: dict[Address, Reading] = {}
    for sheet, cell in wanted:
        key = f"'[book.xlsx]{sheet.upper()}'!{cell}"
        assert key in solution
        value = solution[key].value[0, 0]
        found[sheet, cell] = value if isinstance(value, str) else float(value)
    return found


@pytest.mark.parametrize("given", [
    Given(),
    typical(sample_methodology()),
    extreme(sample_methodology(), Fraction(1), full_tables=True),
], ids=["empty", "typical", "greatest"])  # fmt: skip
def test_shapes_give_what_the_whole_workbook_gives(subject: Subject, given: Given, tmp_path: Path) -> None:
    settings = Typist(subject).settings(Case("", CaseKind.FORM, "", "", given))
    wanted = list(subject.compared().values())
    ours = Formulas().open(subject.workbook, subject.settable(), wanted).run(settings)
    filled = Package(subject.workbook)
    filled.set(settings)
    assert ours == whole(filled.to_bytes(), wanted, tmp_path)
