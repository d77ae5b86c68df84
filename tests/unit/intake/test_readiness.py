"""What a workbook calls ready is what the intake accepts: the same fillings, calculated by an engine and read back."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path

import pytest
from openpyxl.utils.datetime import to_excel

from compiler.crosscheck.engines.base import Value
from compiler.crosscheck.engines.ironcalc import IronCalc
from compiler.crosscheck.package import Package
from compiler.excel.release import Released
from compiler.intake.returns import read_return
from compiler.intake.template import Place, Template, template_of
from compiler.model.texts import Language
from compiler.model.types import Kind
from compiler.workbook.cell_names import cell_name
from compiler.workbook.identity import Build
from compiler.workbook.texts import Texts
from tests.support.givens import sample_given
from tests.unit.intake.filling import EXPECTED, FINGERPRINT, SAMPLE, Typed, built, cells_of

SEEDS = range(120)
PASTED: Mapping[Kind, tuple[Value, ...]] = {
    Kind.YES_NO: ("бәлкім", 1.0),
    Kind.CHOICE: ("бәлкім", 7.0),
    Kind.DATE: ("ертең", -5.0, 44000.5),
    Kind.TEXT: (),
    Kind.LINK: (),
}
"""What may get past the validation of a cell by pasting."""
NUMBERS: tuple[Value, ...] = ("көп", 1e9, -1.0, "12", 0.0, 0.5)

Cells = dict[tuple[str, str], Value]


def template(kind: str, workbook: str, language: Language) -> Template:
    assert kind == SAMPLE.body.name
    return template_of(SAMPLE, workbook, language, Build(FINGERPRINT, "0.1.0"))


@pytest.mark.parametrize("kind", ["report", "assessment"])
def test_ready_is_accepted(kind: str, tmp_path: Path) -> None:
    released = built(tmp_path, kind)
    issued = template(SAMPLE.body.name, kind, Language.KK)
    address = released.workbook.addresses["check#ready"]
    ready = (address.sheet, cell_name(address.row, address.column))
    places = [(place.address.sheet, place.cell) for place in issued.places]
    data = released.path.read_bytes()
    session = IronCalc().open(data, places, [ready])
    verdicts: list[bool] = []
    for cells in fillings(released, issued.places):
        says = session.run(cells)[ready] == Texts(Language.KK)("ready")
        package = Package(data)
        package.set(cells)
        path = tmp_path / "filled.xlsx"
        path.write_bytes(package.to_bytes())
        found = read_return(EXPECTED, template, path, path.name, "")
        assert says == found.accepted, ([one.diagnostic for one in found.findings if one.blocks], cells)
        verdicts.append(says)
    session.close()
    assert {True, False} == set(verdicts)


def fillings(released: Released, places: tuple[Place, ...]) -> Iterator[Cells]:
    """The whole sample, and the sample with one to three cells emptied or pasted over."""
    whole = {
        (place.address.sheet, place.cell): plain(typed)
        for place in places
        if (typed := cells_of(released, sample_given()).get(place.address)) is not None
    }
    yield whole
    for seed in SEEDS:
        choose = random.Random(seed)
        changed = dict(whole)
        for place in choose.sample(places, choose.randint(1, 3)):
            changed[place.address.sheet, place.cell] = choose.choice(
                (None, *PASTED.get(place.field.type.kind, NUMBERS))
            )
        yield changed


def plain(typed: Typed) -> Value:
    match typed:
        case str():
            return typed
        case datetime():
            return float(to_excel(typed))
        case _:
            return float(typed)
