"""Repeated blocks: what is not begun is not asked for, by the workbook as by the intake, and counts for nothing."""

from __future__ import annotations

import random
from pathlib import Path

from compiler.crosscheck.engines.base import Address, Value
from compiler.crosscheck.engines.ironcalc import IronCalc
from compiler.crosscheck.package import Package
from compiler.excel.release import prepare, release
from compiler.intake.reading import Expected
from compiler.intake.returns import read_return
from compiler.intake.template import Place, Template, template_of
from compiler.model.texts import Language
from compiler.model.types import Kind
from compiler.workbook.cell_names import cell_name
from compiler.workbook.identity import Build
from compiler.workbook.texts import Texts
from tests.support.compiling import compiled

TEXT = """критерий staff, не более 10 баллов
  название «Кадры»
  цитата «п. 2»
  вход head да-нет «Есть ли отдел кадров»
  группа office, до 3 раз
    название «Отдел»
    вход called текст, необязательно «Название»
    вход people количество, от 5 до 100 «Служащих»
    вход trained количество, не более people «Обучено»
    величина part доля = trained / people «Доля»
    таблица rooms, не более 2 строк
      название «Комнаты»
      столбец seats количество, от 0 до 9 «Мест»
      столбец floor количество, от 1 до 9 «Этаж»
  если head: балл максимум
    цитата «п. 3»
  балл = среднее повторов(office.part) * максимум
"""
BUILD = Build("cd" * 32, "0.1.0")
PEOPLE = ("people", "trained")


def filling(template: Template, seed: int) -> dict[Address, Value]:
    """Each repeat whole, empty, or some of its cells only; the rest as it comes."""
    choose = random.Random(seed)
    fates = {number: choose.choice((0.0, 0.0, 1.0, 1.0, 0.5)) for number in (1, 2, 3)}
    cells: dict[Address, Value] = {}
    for place in template.places:
        repeat = next((number for number in fates if f"office_{number}" in place.code), None)
        likely = (0.95 if place.code.endswith("head") else 1.0) if repeat is None else fates[repeat]
        if "rooms" in place.code and choose.random() < 0.5:
            likely = 0.0
        if choose.random() < likely:
            cells[place.address.sheet, place.cell] = value(place, choose)
    return cells


def value(place: Place, choose: random.Random) -> Value:
    match place.field.type.kind:
        case Kind.TEXT:
            return "Архив"
        case Kind.YES_NO:
            return Texts(Language.RU)("no")
        case _:
            return float(choose.randint(5, 9) if place.full_code.endswith("people") else choose.randint(1, 5))


def asked(template: Template, cells: dict[Address, Value]) -> tuple[int, int]:
    """Needed and filled in, counted from what was typed: fields of begun repeats, rows that are begun."""
    there = {place.full_code for place in template.places if (place.address.sheet, place.cell) in cells}
    singles = [p.code for p in template.places if not p.row and not p.field.optional and "office_" not in p.code]
    needed, filled = len(singles), sum(code in there for code in singles)
    for number in (1, 2, 3):
        prefix = f"staff.office_{number}."
        if not any(code.startswith(prefix) for code in there):
            continue
        needed += len(PEOPLE)
        filled += sum(f"{prefix}{name}" in there for name in PEOPLE)
        for row in (1, 2):
            cells_there = sum(f"{prefix}rooms[{row}].{name}" in there for name in ("seats", "floor"))
            needed += cells_there > 0
            filled += cells_there == 2
    return needed, filled


def test_ready_is_accepted(tmp_path: Path) -> None:
    lowered = compiled(TEXT).lowered
    assert lowered is not None
    methodology = lowered.edition.methodologies[0]
    released = release(prepare(methodology), "assessment", Language.RU, BUILD, tmp_path)
    template = template_of(methodology, "assessment", Language.RU, BUILD)
    addresses = released.workbook.addresses

    def where(code: str) -> Address:
        return addresses[code].sheet, cell_name(addresses[code].row, addresses[code].column)

    ready, needed, filled = (where(code) for code in ("check#ready", "start#needed.all", "start#filled.all"))
    data = released.path.read_bytes()
    places = [(place.address.sheet, place.cell) for place in template.places]
    session = IronCalc().open(data, places, [ready, needed, filled])
    verdicts: list[bool] = []
    for seed in range(60):
        cells = filling(template, seed)
        says = session.run(dict.fromkeys(places) | cells)
        package = Package(data)
        package.set(cells)
        path = tmp_path / "filled.xlsx"
        path.write_bytes(package.to_bytes())
        expected = Expected(lowered.edition, BUILD.fingerprint)
        found = read_return(expected, lambda *_which: template, path, path.name, "")
        verdicts.append(says[ready] == Texts(Language.RU)("ready"))
        blocking = [one.diagnostic.slug for one in found.findings if one.blocks]
        assert verdicts[-1] == found.accepted, (seed, blocking)
        assert (says[needed], says[filled]) == asked(template, cells), seed
    session.close()
    assert 5 < sum(verdicts) < 55
