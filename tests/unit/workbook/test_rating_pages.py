"""Pages of the rating: bodies by their turn, in the words of the act; a kind that is not built has no rows."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from compiler.crosscheck.engines.ironcalc import IronCalc
from compiler.excel.release import rating_values
from compiler.excel.writer import write
from compiler.model.methodology import Edition
from compiler.model.texts import Language
from compiler.workbook.book import Workbook
from compiler.workbook.cell_names import cell_name
from compiler.workbook.identity import Build
from compiler.workbook.rating.kind import ranked
from compiler.workbook.rating.plan import RatingSource, plan_rating, prepare_rating
from tests.support.bodies import TEXT
from tests.support.compiling import compiled

PAGE = """форма places
  код «R-1»
  вид рейтинг
  лист «Выводы»
  цитата «п. 9»
  заголовок «Лучшие министерства»
  сетка
    колонка «№»
    колонка «Орган»
    колонка «Балл»
    колонка «Категория»
    колонка «Сделано»
    каждый орган ministry: порядковый номер; body_name; total; standing; sites.done
  сетка
    колонка «Управление»
    колонка «Знак»
    каждый орган office: body_name; «—»
"""
Inputs = Mapping[str, list[float | str]]

DONE = {"finance": 10, "energy": 40, "defence": 20}


def edition() -> Edition:
    result = compiled(TEXT + PAGE)
    assert result.lowered is not None, result.slugs
    return result.lowered.edition


def planned(source: RatingSource) -> Workbook:
    return plan_rating(source, Language.RU, Build("f" * 64, "0"))


def page(workbook: Workbook, source: RatingSource, inputs: Inputs, path: Path) -> list[list[object]]:
    """The page row by row, with these inputs in the columns of their codes."""
    write(workbook, path, rating_values(source))
    columns = {code: workbook.columns[code] for code in inputs}
    settings = {
        (columns[code].sheet, cell_name(columns[code].row + place, columns[code].column)): value
        for code, values in inputs.items()
        for place, value in enumerate(values)
    }
    (sheet,) = (sheet for sheet in workbook.sheets if sheet.name == "Выводы")
    places = sorted({(cell.row, cell.column) for cell in sheet.cells if cell.row > 0})
    readable = [(sheet.name, cell_name(row, column)) for row, column in places]
    readings = IronCalc().open(path.read_bytes(), tuple(settings), readable).run(settings)
    rows: dict[int, list[object]] = {}
    for (row, _), address in zip(places, readable, strict=True):
        rows.setdefault(row, []).append(readings[address])
    return list(rows.values())


def test_bodies_stand_by_their_total(tmp_path: Path) -> None:
    whole = edition()
    source = prepare_rating(whole, whole.methodologies)
    inputs: Inputs = {
        "ministry:sites.done": [float(DONE[body.code]) for body in whole.assessed if body.kind == "ministry"],
        "ministry:sites.secret": ["Нет", "Нет", "Нет"],
        "ministry:calls.answered": [1.0, 1.0, 1.0],
        "ministry:calls.all": [1.0, 1.0, 1.0],
    }
    rows = page(planned(source), source, inputs, tmp_path / "rating.xlsx")
    assert rows[0] == ["Лучшие министерства"]
    assert rows[2:5] == [
        [1.0, "Министерство энергетики", 30.0, "высокая", 40.0],
        [2.0, "Министерство обороны", 20.0, "средняя", 20.0],
        [3.0, "Министерство финансов", 15.0, "низкая", 10.0],
    ]
    assert rows[6][:2] == ["Павлодар", "—"]


def test_a_kind_that_is_not_built_has_no_rows() -> None:
    whole = edition()
    (ministry, _) = whole.methodologies
    source = prepare_rating(whole, (ministry,))
    (sheet,) = (sheet for sheet in planned(source).sheets if sheet.name == "Выводы")
    texts = [cell.content for cell in sheet.cells if isinstance(cell.content, str)]
    assert "Управление" in texts
    assert "—" not in texts


def test_nobody_is_ranked_by_a_penalty() -> None:
    """Without an overall total the directions have places; the greatest deduction is no first place."""
    result = compiled("""есеп ru
методика парки
  языки ru
  вид органа парк «Парк»
  без общего итога, потому что «п. 2»
критерий уход, не более 10
  название «Уход»
  цитата «п. 3»
  балл ставит оценщик
штраф мусор, не более 5
  название «Мусор»
  цитата «п. 4»
  балл ставит оценщик
""")
    assert result.lowered is not None, result.slugs
    (methodology,) = result.lowered.edition.methodologies
    assert [subject.element.code for subject in ranked(methodology)] == ["ukhod"]
