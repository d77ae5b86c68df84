"""Amendments that change lines: what changes, what stays, and what is refused."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest

from compiler.driver import Compiled, compile_editions, compile_methodology
from compiler.evaluate import Given, evaluate
from compiler.model.methodology import Methodology
from compiler.model.texts import Language
from dsl.syntax.fingerprint import fingerprint

BASE = """есеп ru
методика парки
  акт «Приказ № 1»
  редакция «2024-01-01»
  языки ru; kk
  вид органа парк «Парк»

критерий уход, не более 10
  номер «1»
  название kk «Күтім» ru «Уход»
  цитата «п. 2»
  вход дней количество, от 0 до 100, можно отклонить «Дней»
  вход способ выбор «Как поливали»
    вариант шланг «Шлангом»
    вариант лейка «Лейкой»
  константа норма = 90 дней «Норма»
  величина доля доля = мин(дней * 1 день / норма; 1) «Доля»
  балл = доля * максимум
  вычет 1 если способ = лейка
  вычет 2 если дней < 5
  не менее 0

критерий вид, не более 10
  название «Вид»
  цитата «п. 3»
  показатель лавки, не более 4
    название «Лавки»
    балл за наличие

показатель вид.урны, не более 6
  название «Урны»
  балл за наличие

форма отчёт
  вид отчёт
  лист «Отчёт»
  цитата «п. 9»
  заголовок «Отчёт»
  поле «Дней» уход.дней
"""
HEAD = "\nпоправка «2025-01-01»\n  акт «Приказ № 7»\n  изменить\n    цитата «п. 1»\n"


def compiled(folder: Path, *changes: str) -> Compiled:
    """The last edition; each text is what one clause changes."""
    clauses = "  изменить\n    цитата «п. 2»\n".join(changes)
    (folder / "main.esep").write_text(BASE + HEAD + clauses, encoding="utf-8")
    return compile_methodology(folder)


def model(folder: Path, *changes: str) -> Methodology:
    found = compiled(folder, *changes)
    assert found.lowered is not None, [(d.slug, d.span.line) for d in found.bag]
    return found.lowered.edition.methodologies[0]


def maxima(methodology: Methodology) -> dict[str, int]:
    return {
        element.code: int(methodology.parameters[element.maximum].value)
        for element in methodology.root.walk()
        if element.maximum is not None
    }


def test_only_the_maximum_changes(tmp_path: Path) -> None:
    changed = model(tmp_path, "    критерий уход, не более 12\n")
    before = compile_methodology(tmp_path, "2024-01-01").lowered
    assert before is not None
    assert maxima(changed) == {"ukhod": 12, "vid": 10, "vid.lavki": 4, "vid.urny": 6}
    rules = {code: value.rule for code, value in changed.values.items()}
    assert rules == {code: value.rule for code, value in before.edition.methodologies[0].values.items()}
    assert changed.root.children[0].label.text(Language.KK) == "Күтім"


def test_parts_within_a_part_change_wherever_they_are_written(tmp_path: Path) -> None:
    text = "    критерий вид\n      показатель лавки, не более 7\n      показатель урны, не более 3\n"
    found = compiled(tmp_path, text)
    assert found.lowered is not None
    assert maxima(found.lowered.edition.methodologies[0])["vid.urny"] == 3
    assert [(change.name, change.clause) for change in found.changes] == [("вид.лавки", "п. 1"), ("вид.урны", "п. 1")]


def test_bounds_flags_and_labels_change_apart(tmp_path: Path) -> None:
    item = model(tmp_path, "    вход уход.дней количество, от 0 до 120\n").inputs["ukhod.dnej"]
    assert item.bounds is not None
    assert (item.bounds.high, item.declinable, item.label.text(Language.RU)) == (120, True, "Дней")
    item = model(tmp_path, "    вход уход.дней количество «Дней ухода»\n").inputs["ukhod.dnej"]
    assert item.bounds is not None
    assert (item.bounds.high, item.declinable, item.label.text(Language.RU)) == (100, True, "Дней ухода")
    item = model(tmp_path, "    вход уход.дней количество, необязательно\n").inputs["ukhod.dnej"]
    assert item.bounds is not None
    assert (item.bounds.high, item.declinable, item.optional) == (100, False, True)


def test_lines_take_the_places_of_their_kind(tmp_path: Path) -> None:
    """A description that was not there is added; the score, a text, a constant, an option change where they stand."""
    changed = model(
        tmp_path,
        "    критерий уход\n      название ru «Уход за деревьями»\n      описание ru «Новое»\n"
        "      балл = доля * 5 баллов\n"
        "      константа норма = 60 дней\n      вход способ выбор\n"
        "        вариант лейка «Лейкой или ведром»\n",
    )
    (care, _) = changed.root.children
    assert care.label.text(Language.RU) == "Уход за деревьями"
    assert care.description is not None and care.description.text(Language.RU) == "Новое"
    assert int(changed.parameters["ukhod.norma"].value) == 60
    option = changed.inputs["ukhod.sposob"].type.options[1]
    assert option.label.text(Language.RU) == "Лейкой или ведром"


def test_of_several_lines_all_are_written(tmp_path: Path) -> None:
    both = (
        "    критерий уход\n      вычет 3 если способ = лейка\n"
        "      вычет 2 если дней < 7\n      вычет 1 если дней < 9\n"
    )
    whole = compiled(tmp_path, both)
    lines = BASE.replace("вычет 1 если способ", "вычет 3 если способ").replace("дней < 5", "дней < 7")
    lines = lines.replace("дней < 7\n", "дней < 7\n  вычет 1 если дней < 9\n").replace("2024-01-01", "2025-01-01")
    other = tmp_path / "written"
    other.mkdir()
    (other / "main.esep").write_text(lines, encoding="utf-8")
    act = "Приказ № 1, в редакции: Приказ № 7"
    (other / "main.esep").write_text(lines.replace("акт «Приказ № 1»", f"акт ru «{act}»"), encoding="utf-8")
    assert whole.fingerprint() == fingerprint(compile_methodology(other).files)
    assert slugs(compiled(tmp_path, "    критерий уход\n      вычет 2 если дней < 7\n")) == ["change-of-some-lines"]


def slugs(found: Compiled) -> list[str]:
    return [diagnostic.slug for diagnostic in found.bag]


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        (("    критерий уход, не более 10\n",), "change-of-nothing"),
        (("    критерий вид\n",), "change-of-nothing"),
        (("    показатель вид.табло, не более 1\n",), "amendment-target-missing"),
        (("    критерий вид\n      показатель табло, не более 1\n",), "amendment-target-missing"),
        (("    показатель уход.дней\n      название «Дни»\n",), "change-of-another-sort"),
        (("    балл = 3 балла\n",), "restate-needs-name"),
        (("    критерий уход, не более 12\n", "    критерий уход, не более 15\n"), "amended-twice"),
        (("    критерий уход\n      номер «2»\n", "    критерий уход\n      номер «3»\n"), "amended-twice"),
        (("    критерий уход, не более 12\n  исключить уход\n    цитата «п. 2»\n",), "amended-twice"),
        (("    критерий уход\n      лист «А»\n",), "misplaced-statement"),
    ],
)  # fmt: skip
def test_what_is_refused(tmp_path: Path, changes: tuple[str, ...], fault: str) -> None:
    assert fault in slugs(compiled(tmp_path, *changes))


def test_clauses_may_change_other_lines_of_one_thing(tmp_path: Path) -> None:
    found = compiled(tmp_path, "    критерий уход, не более 12\n", "    критерий уход\n      номер «7»\n")
    assert found.lowered is not None
    assert {(change.name, change.clause) for change in found.changes} == {("уход", "п. 1"), ("уход", "п. 2")}
    assert found.lowered.edition.methodologies[0].root.children[0].number == "7"


def test_forms_and_the_head_change_by_line(tmp_path: Path) -> None:
    text = (
        "    форма отчёт\n      лист «Отчёт парка»\n"
        "    вид органа парк «Парк или сквер»\n    методика парки\n      точность 8\n"
    )
    changed = model(tmp_path, text)
    assert changed.forms[0].sheet.text(Language.RU) == "Отчёт парка"
    assert changed.forms[0].citation.clause == "п. 9"
    assert changed.body.label.text(Language.RU) == "Парк или сквер"
    first = compile_editions(tmp_path)[0]
    assert first.lowered is not None and first.lowered.edition.bodies[0].label.text(Language.RU) == "Парк"


def test_the_points_beside_an_option_change_alone(tmp_path: Path) -> None:
    points = BASE.replace("«Шлангом»", "«Шлангом»: максимум").replace("«Лейкой»", "«Лейкой»: 2").replace(
        "  балл = доля * максимум\n", "  балл по выбору способ\n"
    )  # fmt: skip
    change = HEAD + "    вход уход.способ выбор\n      вариант лейка «Ведром»: 4\n"
    (tmp_path / "main.esep").write_text(points.replace(", можно отклонить", ", справочно") + change, encoding="utf-8")
    editions = compile_editions(tmp_path)
    for found, watering, label in zip(editions, (2, 4), ("Лейкой", "Ведром"), strict=True):
        assert found.lowered is not None, slugs(found)
        methodology = found.lowered.edition.methodologies[0]
        result = evaluate(methodology, Given({"ukhod.sposob": Fraction(2), "ukhod.dnej": Fraction(50)}))
        assert result.outcome("ukhod.score") == watering - 1
        assert methodology.inputs["ukhod.sposob"].type.options[1].label.text(Language.RU) == label
