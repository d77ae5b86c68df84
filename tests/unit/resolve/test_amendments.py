"""Amendments: what stands in each edition, where, and in which language."""

from __future__ import annotations

from pathlib import Path

import pytest

from compiler.driver import (
    Compiled,
    compile_editions,
    compile_methodology,
    editions_of,
    remarks_of,
    remarks_on_editions,
)
from compiler.model.texts import Language

HEAD = """есеп ru
методика парки
  акт «Приказ № 1»
  {base}
  языки ru; kk
  вид органа парк «Парк»

"""
BASE = """критерий уход, не более 10
  название «Уход»
  цитата «п. 2»
  вход дней количество, от 0 до 100 «Дней»
  балл = мин(дней / 90; 1) * максимум

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
  код «П-1»
  вид отчёт
  лист «Отчёт»
  цитата «п. 9»
  заголовок «Отчёт»
"""
AMENDED = """
поправка «2025-01-01»
  акт «Приказ № 7»
  период «2025»
  изложить
    цитата «п. 1»
    показатель вид.лавки, не более 3
      название «Скамьи»
      балл за наличие
    показатель вид.урны, не более 5
      название «Урны»
      балл за наличие
    вход уход.дней количество, от 0 до 50 «Дней ухода»
    форма отчёт
      код «П-1»
      вид отчёт
      лист «Отчёт»
      цитата «п. 10»
      заголовок «Новый отчёт»
  дополнить после вид.лавки
    цитата «п. 2»
    показатель вид.фонари, не более 1
      название «Фонари»
      балл за наличие
    показатель вид.часы, не более 1
      название «Часы»
      балл за наличие

поправка «2026-01-01»
  акт kk «№ 9 бұйрық» ru «Приказ № 9»
  языки kk; ru
  исключить вид; отчёт
    цитата «1-т.»
  дополнить
    цитата «2-т.»
    критерий тазалық, не более 10
      название «Тазалық» ru «Чистота» неофициально
      цитата «3-т.»
      балл за наличие
"""


def write(folder: Path, text: str, base: str = "редакция «2024-01-01»") -> Path:
    (folder / "main.esep").write_text(HEAD.format(base=base) + text, encoding="utf-8")
    return folder


def shown(compiled: Compiled) -> list[tuple[str, int | None]]:
    """The elements of the edition with their maxima."""
    assert compiled.lowered is not None, list(compiled.bag)
    model = compiled.lowered.edition.methodologies[0]
    return [
        (element.code, None if element.maximum is None else int(model.parameters[element.maximum].value))
        for element in model.root.walk()[1:]
    ]


def test_every_prefix_of_the_amendments_is_an_edition(tmp_path: Path) -> None:
    editions = compile_editions(write(tmp_path, BASE + AMENDED))
    assert editions_of(tmp_path) == ("2024-01-01", "2025-01-01", "2026-01-01")
    assert [compiled.edition for compiled in editions] == list(editions_of(tmp_path))
    assert [shown(compiled) for compiled in editions] == [
        [("ukhod", 10), ("vid", 10), ("vid.lavki", 4), ("vid.urny", 6)],
        [("ukhod", 10), ("vid", 10), ("vid.lavki", 3), ("vid.fonari", 1), ("vid.chasy", 1), ("vid.urny", 5)],
        [("ukhod", 10), ("tazalyq", 10)],
    ]


def test_the_head_names_edition_acts_period_and_languages(tmp_path: Path) -> None:
    first, second, third = (
        compiled.lowered.edition.identity for compiled in compile_editions(write(tmp_path, BASE + AMENDED))
        if compiled.lowered is not None
    )  # fmt: skip
    assert (first.edition, second.edition, third.edition) == ("2024-01-01", "2025-01-01", "2026-01-01")
    assert (first.period, second.period, third.period) == ("", "2025", "2025")
    assert second.act.text(Language.RU) == "Приказ № 1, в редакции: Приказ № 7"
    assert third.act.text(Language.RU) == "Приказ № 1, в редакции: Приказ № 7; Приказ № 9"
    assert (second.languages[0], third.languages[0]) == (Language.RU, Language.KK)


def test_texts_stay_in_the_language_in_which_they_were_written(tmp_path: Path) -> None:
    compiled = compile_methodology(write(tmp_path, BASE + AMENDED))
    assert compiled.lowered is not None
    care, order = compiled.lowered.edition.methodologies[0].root.children
    assert [(t.language, t.text) for t in care.label.translations] == [(Language.RU, "Уход")]
    assert order.label.translations[0].language is Language.KK


def test_inputs_and_forms_are_restated_in_their_places(tmp_path: Path) -> None:
    compiled = compile_methodology(write(tmp_path, BASE + AMENDED), "2025-01-01")
    assert compiled.lowered is not None
    model = compiled.lowered.edition.methodologies[0]
    assert model.inputs["ukhod.dnej"].label.text(Language.RU) == "Дней ухода"
    (form,) = model.forms
    assert (form.citation.clause, form.title.text(Language.RU)) == ("п. 10", "Новый отчёт")
    assert ("П-1", "п. 1") in {(change.name, change.clause) for change in compiled.changes}


def test_a_restated_element_takes_its_attached_parts_with_it(tmp_path: Path) -> None:
    text = BASE + "поправка «2025-01-01»\n  акт «А»\n  изложить\n    цитата «п. 1»\n"
    text += "    критерий вид, не более 10\n      название «Вид»\n      цитата «п. 3»\n      балл за наличие\n"
    assert shown(compile_methodology(write(tmp_path, text))) == [("ukhod", 10), ("vid", 10)]


def test_without_the_base_the_first_edition_is_the_first_amendment(tmp_path: Path) -> None:
    text = "поправка «2025-01-01»\n  акт «А»\n  изложить\n    цитата «п. 1»\n"
    text += "".join(f"    {line}\n" if line else "\n" for line in BASE.splitlines())
    folder = write(tmp_path, text, "основа без текста, потому что «акта 2021 года здесь нет»")
    assert editions_of(folder) == ("2025-01-01",)
    assert [code for code, _ in shown(compile_methodology(folder))] == ["ukhod", "vid", "vid.lavki", "vid.urny"]


def test_an_amendment_includes_files_where_their_lines_would_stand(tmp_path: Path) -> None:
    (tmp_path / "new").mkdir()
    (tmp_path / "new" / "a.esep").write_text("есеп ru\nвключить «b.esep»\nкритерий a, не более 1\n  название «А»\n"
                                             "  цитата «п. 1»\n  балл за наличие\n", encoding="utf-8")  # fmt: skip
    (tmp_path / "new" / "b.esep").write_text("esep en\ncriterion b, at most 2\n  title «B»\n  cites «1»\n"
                                             "  score for presence\n", encoding="utf-8")  # fmt: skip
    text = BASE + "поправка «2025-01-01»\n  акт «А»\n  дополнить\n    цитата «п. 1»\n    включить «new/a.esep»\n"
    compiled = compile_methodology(write(tmp_path, text))
    assert shown(compiled)[-2:] == [("a", 1), ("b", 2)]
    assert len(compile_methodology(tmp_path, "2024-01-01").sources) == 3


def test_a_later_amendment_leaves_the_fingerprint_of_earlier_editions(tmp_path: Path) -> None:
    before = compile_methodology(write(tmp_path, BASE)).fingerprint()
    first = compile_editions(write(tmp_path, "-- замечание\n\n" + BASE + AMENDED))[0]
    assert first.fingerprint() == before
    assert compile_methodology(tmp_path).fingerprint() != before
    assert compile_methodology(write(tmp_path, BASE.replace("от 0 до 100", "от 0 до 99"))).fingerprint() != before


def test_an_unknown_edition_is_refused(tmp_path: Path) -> None:
    with pytest.raises(KeyError):
        compile_methodology(write(tmp_path, BASE + AMENDED), "2030-01-01")


def test_a_finding_names_its_editions_where_it_does_not_concern_all(tmp_path: Path) -> None:
    text = BASE.replace("не более 6", "не более 7") + AMENDED
    remarks = remarks_on_editions(compile_editions(write(tmp_path, text)))
    found = {remark.diagnostic.slug: remark.editions for remark in remarks}
    assert found["maxima-do-not-add-up"] == ("2024-01-01",)


def test_an_acknowledgement_of_one_edition_is_not_unused_in_the_others(tmp_path: Path) -> None:
    kept = "  признано maxima-do-not-add-up, потому что «опечатка первой редакции»\n  показатель лавки"
    text = BASE.replace("не более 6", "не более 7").replace("  показатель лавки", kept) + AMENDED
    editions = compile_editions(write(tmp_path, text))
    assert "acknowledgement-unused" in {remark.diagnostic.slug for remark in remarks_of(editions[1])}
    slugs = {remark.diagnostic.slug for remark in remarks_on_editions(editions)}
    assert "acknowledgement-unused" not in slugs


def test_faults_of_an_amendment_are_faults_of_the_methodology(tmp_path: Path) -> None:
    text = BASE + AMENDED.replace("исключить вид; отчёт", "исключить вид; табло")
    compiled = compile_methodology(write(tmp_path, text), "2024-01-01")
    assert [diagnostic.slug for diagnostic in compiled.bag] == ["amendment-target-missing"]
