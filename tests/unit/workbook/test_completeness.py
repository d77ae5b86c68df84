"""The start sheet says how much of what each form needs is filled in; counted again here from what was typed."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from compiler.crosscheck.engines.base import Address, Value
from compiler.crosscheck.engines.ironcalc import IronCalc
from compiler.excel.release import Released
from compiler.intake.template import Place, Template, template_of
from compiler.model.texts import Language
from compiler.workbook.book import INPUT_ROLES
from compiler.workbook.cell_names import cell_name
from compiler.workbook.checks_sheet import filled_on, needed_on, sheet_check
from compiler.workbook.identity import Build
from tests.support.givens import sample_given
from tests.unit.intake.filling import FINGERPRINT, SAMPLE, built, cells_of
from tests.unit.intake.test_readiness import plain

Cells = dict[Address, Value]


def fillings(released: Released, places: tuple[Place, ...]) -> Iterator[Cells]:
    """Nothing at all, the whole sample, and ever less of it; emptying a cell begins no row and ends none for good."""
    typed = cells_of(released, sample_given())
    whole = {(p.address.sheet, p.cell): plain(typed[p.address]) for p in places if p.address in typed}
    yield dict.fromkeys(whole)
    yield whole
    for seed in range(20):
        choose = random.Random(seed)
        yield whole | dict.fromkeys(choose.sample(sorted(whole), choose.randint(1, len(whole))))


def counted(template: Template, cells: Cells) -> tuple[Counter[str], Counter[str]]:
    """Sheet → what it needs, what of it is there."""
    needed: Counter[str] = Counter()
    there: Counter[str] = Counter()
    rows: dict[str, dict[int, list[Place]]] = {}
    for place in template.places:
        if place.row:
            rows.setdefault(place.code, {}).setdefault(place.row, []).append(place)
        elif not place.field.optional:
            needed[place.address.sheet] += 1
            there[place.address.sheet] += cells.get((place.address.sheet, place.cell)) is not None
    for code, found in rows.items():
        begun = complete = 0
        for places in found.values():
            empty = [p for p in places if cells.get((p.address.sheet, p.cell)) is None]
            begun += len(empty) < len(places)
            complete += len(empty) < len(places) and all(p.field.optional for p in empty)
        sheet = found[1][0].address.sheet
        needed[sheet] += max(begun, template.methodology.tables[code].min_rows)
        there[sheet] += complete
    return needed, there


@pytest.mark.parametrize("kind", ["report", "assessment"])
def test_completeness_of_each_form_and_of_all(kind: str, tmp_path: Path) -> None:
    assert not SAMPLE.repeats  # whose inputs are needed once they are begun
    released = built(tmp_path, kind)
    template = template_of(SAMPLE, kind, Language.KK, Build(FINGERPRINT, "0.1.0"))
    addresses = released.workbook.addresses
    forms = [s.name for s in released.workbook.sheets if s.role in INPUT_ROLES and sheet_check(s.name) in addresses]

    def where(code: str) -> Address:
        return addresses[code].sheet, cell_name(addresses[code].row, addresses[code].column)

    overall = where("start#needed.all"), where("start#filled.all")
    share = overall[0][0], cell_name(addresses["start#needed.all"].row, addresses["start#filled.all"].column + 1)
    read = [*overall, share, *(where(code(form)) for form in forms for code in (needed_on, filled_on))]
    places = [(place.address.sheet, place.cell) for place in template.places]
    session = IronCalc().open(released.path.read_bytes(), places, read)
    shares = set()
    for cells in fillings(released, template.places):
        needed, there = counted(template, cells)
        says = session.run(cells)
        for form in forms:
            assert (says[where(needed_on(form))], says[where(filled_on(form))]) == (needed[form], there[form]), form
        assert [says[place] for place in overall] == [needed.total(), there.total()]
        assert says[share] == pytest.approx(there.total() / needed.total())
        shares.add(says[share])
    session.close()
    assert {0.0, 1.0} < shares and needed.keys() == set(forms)
