"""A questionnaire that says of itself that it is ready is taken, no other is: filled at random, calculated, read."""

from __future__ import annotations

import random
from fractions import Fraction
from pathlib import Path

import pytest

from compiler.crosscheck.engines.base import Value
from compiler.crosscheck.engines.ironcalc import IronCalc
from compiler.crosscheck.package import Package
from compiler.driver import compile_methodology
from compiler.excel.release import prepare, release
from compiler.intake.reading import Expected
from compiler.intake.returns import read_return
from compiler.intake.template import Place, Template, template_of
from compiler.model.texts import Language
from compiler.workbook.cell_names import cell_name
from compiler.workbook.identity import Build
from compiler.workbook.texts import Texts
from tests.campaign import questionnaire
from tests.support.typing import word_for

METHODOLOGY = Path(questionnaire.__file__).parent


def typed(place: Place, choose: random.Random) -> Value:
    """Mostly nothing or an answer, seldom what validation refuses and pasting brings in."""
    if choose.random() < 0.1:
        return choose.choice(("бәлкім", 7.0, "-"))
    if choose.random() < 0.6:
        return None
    number = Fraction(choose.choice((1, 2) if place.field.type.options else (0, 1)))
    return word_for(place.field.type, number, Language.KK) or "Өз сөзімен"


@pytest.mark.parametrize("kind", ["survey_staff", "survey_leavers"])
def test_ready_is_taken(kind: str, tmp_path: Path) -> None:
    compiled = compile_methodology(METHODOLOGY)
    assert compiled.lowered is not None
    edition = compiled.lowered.edition
    methodology, build = edition.methodology("cgo"), Build(compiled.fingerprint(), "0.1.0")
    released = release(prepare(methodology), kind, Language.KK, build, tmp_path)
    issued = template_of(methodology, kind, Language.KK, build)

    def template(_body: str, _kind: str, _language: Language) -> Template:
        return issued

    address = released.workbook.addresses["check#ready"]
    ready = (address.sheet, cell_name(address.row, address.column))
    form = next(sheet for sheet in released.workbook.sheets if sheet.print_from == 2)
    above = (form.name, cell_name(1, len(form.widths) - 1))
    session = IronCalc().open(
        released.path.read_bytes(), [(place.address.sheet, place.cell) for place in issued.places], [ready, above]
    )
    word = Texts(Language.KK)("ready")
    verdicts: list[bool] = []
    for seed in range(60):
        choose = random.Random(f"{kind} {seed}")
        cells = {(place.address.sheet, place.cell): typed(place, choose) for place in issued.places}
        says = session.run(cells)
        package = Package(released.path.read_bytes())
        package.set(cells)
        path = tmp_path / "filled.xlsx"
        path.write_bytes(package.to_bytes())
        found = read_return(Expected(edition, compiled.fingerprint()), template, path, path.name, "")
        assert (says[ready] == word) == found.accepted, ([one.diagnostic for one in found.findings], cells)
        assert (says[above] == word) == found.accepted
        verdicts.append(found.accepted)
    session.close()
    assert {True, False} == set(verdicts)
