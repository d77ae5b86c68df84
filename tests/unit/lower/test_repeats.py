"""Repeated blocks: copies, what is begun, figures over them, one message for all copies, what a form asks for."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from pathlib import Path

from compiler.driver import compile_methodology, remarks_of
from compiler.evaluate import Cell, Result, State, evaluate
from compiler.evaluate.states import Given
from compiler.model.forms import Grid, Row, TextCell
from compiler.model.invariants import check_invariants
from compiler.model.texts import Language
from tests.support.compiling import compiled

TEXT = """критерий staff, не более 10 баллов
  название «Кадры»
  цитата «п. 2»
  группа office, до 3 раз
    номер «1.»
    название ru «Отдел» en «Office»
    вход called текст, необязательно «Название»
    вход people количество, от 1 до 100 «Служащих»
    вход trained количество, не более people «Обучено»
    величина part доля = trained / people «Доля»
    таблица rooms, не более 2 строк
      название «Комнаты»
      столбец seats количество, от 0 до 9 «Мест»
    группа desk, до 2 раз
      название «Сектор»
      вход clerks количество, от 0 до 9 «Служащих сектора»
  величина all количество = сумма повторов(office.people) «Всего»
  величина seats количество = сумма повторов(office.rooms.seats) «Мест»
  величина clerks количество = сумма повторов(office.desk.clerks) «В секторах»
  величина begun количество = количество повторов(office) «Отделов»
  балл = среднее повторов(office.part) * максимум
"""
SCORED = """критерий units, не более 10 баллов
  название «Комитеты»
  цитата «п. 2»
  показатель committee, не более 10 баллов, до 3 раз
    название «Комитет»
    вход done доля «Сделано»
    балл = done * максимум
  балл = среднее пунктов
"""


def run(text: str, given: Mapping[str, Cell | int], tables: Mapping[str, tuple[int, ...]] | None = None) -> Result:
    model = compiled(text).model()
    check_invariants(model)
    rows = {code: [{"seats": Fraction(n)} for n in numbers] for code, numbers in (tables or {}).items()}
    return evaluate(model, Given({k: Fraction(v) if isinstance(v, int) else v for k, v in given.items()}, rows))


def test_nothing_begun_sums_to_zero_and_has_no_mean() -> None:
    result = run(TEXT, {})
    assert [result.values[f"staff.{name}"] for name in ("all", "seats", "clerks", "begun")] == [0, 0, 0, 0]
    assert result.values["staff.score"] is State.NOT_FILLED


def test_a_begun_repeat_has_to_be_filled_and_the_others_do_not_count() -> None:
    begun = {"staff.office_2.people": 10}
    assert run(TEXT, begun).values["staff.score"] is State.NOT_FILLED
    assert run(TEXT, begun).values["staff.all"] == 10
    assert run(TEXT, {"staff.office_2.called": "Архив"}).values["staff.all"] is State.NOT_FILLED
    filled = {**begun, "staff.office_2.trained": 5, "staff.office_3.people": 4, "staff.office_3.trained": 4}
    result = run(TEXT, filled, {"staff.office_3.rooms": (3, 4)})
    assert result.values["staff.score"] == Fraction(15, 2)
    assert result.values["staff.seats"] == 7
    assert result.values["staff.begun"] == 2


def test_a_table_and_an_inner_repeat_begin_the_outer_one() -> None:
    assert run(TEXT, {}, {"staff.office_1.rooms": (1,)}).values["staff.begun"] == 1
    inner = run(TEXT, {"staff.office_3.desk_2.clerks": 4})
    assert (inner.values["staff.begun"], inner.values["staff.clerks"]) == (1, 4)
    assert inner.values["staff.all"] is State.NOT_FILLED


def test_a_scored_repeat_that_is_not_begun_is_not_applicable() -> None:
    result = run(SCORED, {"units.committee_1.done": Fraction(1, 2), "units.committee_3.done": Fraction(1)})
    assert result.values["units.committee_2.score"] is State.NOT_APPLICABLE
    assert result.values["units.score"] == Fraction(15, 2)


def test_titles_numbers_and_labels_tell_the_copies_apart() -> None:
    model = compiled(TEXT).model()
    office = model.root.children[0].children[1]
    assert office.label.text(Language.RU) == "Отдел № 2"
    assert office.label.text(Language.EN) == "Office No. 2"
    assert office.number == "1.2"
    assert office.score is None
    assert model.inputs["staff.office_2.people"].label.text(Language.RU) == "Отдел № 2: Служащих"
    assert model.inputs["staff.office_2.desk_1.clerks"].label.text(Language.RU).startswith("Отдел № 2: Сектор № 1: ")
    assert model.tables["staff.office_3.rooms"].label.text(Language.RU) == "Отдел № 3: Комнаты"


def test_inside_a_repeat_its_own_name_means_this_repeat() -> None:
    text = TEXT.replace("= trained / people", "= office.trained / staff.office.people")
    result = run(text, {"staff.office_2.people": 4, "staff.office_2.trained": 3})
    assert result.values["staff.office_2.part"] == Fraction(3, 4)


def test_a_fault_in_the_block_is_reported_once() -> None:
    assert compiled(TEXT.replace("trained / people", "trained / poeple")).slugs == ["unknown-name"]
    assert compiled(TEXT.replace("вход people количество", "вход people дата")).slugs.count("units-do-not-fit") == 1


def test_a_finding_in_the_block_is_reported_once(tmp_path: Path) -> None:
    head = "есеп ru\nметодика m\n  языки ru\n  вид органа ministry «М»\n"
    text = TEXT.replace("от 1 до 100", "от 0 до 100").replace("ru «Отдел» en «Office»", "«Отдел»")
    (tmp_path / "main.esep").write_text(head + text, encoding="utf-8")
    found = [remark.diagnostic.slug for remark in remarks_of(compile_methodology(tmp_path))]
    assert found.count("division-by-zero") == 1


FORM = """форма report
  вид отчёт
  лист «Отчёт»
  цитата «п. 8»
  сетка
    колонка «№»
    колонка «Что»
    колонка «Сколько»
    каждый повтор office
      строка: порядковый номер; called; people
      каждый повтор desk
        строка: пусто; подпись_поля clerks; clerks
"""


def test_a_form_writes_the_rows_for_each_repeat() -> None:
    form = compiled(TEXT + FORM).model().forms[0]
    grid = next(block for block in form.blocks if isinstance(block, Grid))
    assert len(grid.rows) == 3 * (1 + 2)
    first = grid.rows[3]
    assert isinstance(first, Row)
    assert isinstance(first.cells[0].content, TextCell)
    assert first.cells[0].content.text.text(Language.RU) == "2"
    inner = grid.rows[4]
    assert isinstance(inner, Row)
    assert isinstance(inner.cells[1].content, TextCell)
    assert inner.cells[1].content.text.text(Language.RU) == "Служащих сектора"


def test_only_repeated_blocks_can_be_repeated_in_a_form() -> None:
    assert "repeat-expected" in compiled(TEXT + FORM.replace("повтор office", "повтор staff")).slugs
