"""Commands on a methodology with several editions."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from compiler.cli.build_command import command as build
from compiler.cli.check_command import command as check
from compiler.cli.diff_command import command as diff
from compiler.cli.eval_command import command as evaluate
from compiler.cli.explain_command import command as explain

BASE = """есеп ru
методика парки
  акт «Приказ № 1»
  редакция «2024-01-01»
  языки ru
  вид органа парк «Парк»
  вид органа сад «Сад»

критерий уход, не более 10
  название «Уход»
  цитата «п. 2»
  балл за наличие
"""
AMENDED = """
поправка «2025-01-01»
  акт «Приказ № 7»
  изложить
    цитата «п. 1»
    критерий уход, не более 12
      название «Уход»
      цитата «п. 2»
      балл за наличие
  дополнить
    цитата «п. 2»
    форма отчёт
      вид отчёт
      лист «Отчёт»
      цитата «п. 3»
      поле «Уход» уход.present
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "парки"
    made.mkdir()
    (made / "main.esep").write_text(BASE + AMENDED, encoding="utf-8")
    return made


def run(command: object, *words: object) -> Result:
    return CliRunner().invoke(command, [*map(str, words), "--lang", "en"])  # type: ignore[arg-type]


def test_build_puts_earlier_editions_into_folders_of_their_own(folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    assert run(build, folder, "--kind", "assessment", "--out", out).exit_code == 0
    last, first = (json.loads((place / "manifest.json").read_text()) for place in (out, out / "2024-01-01"))
    assert (first["edition"], last["edition"]) == ("2024-01-01", "2025-01-01")
    assert len(first["workbooks"]) == len(last["workbooks"]) == 2


def test_a_later_amendment_changes_no_byte_of_earlier_workbooks(folder: Path, tmp_path: Path) -> None:
    words = ("--kind", "assessment", "--body", "парк")
    assert run(build, folder, *words, "--out", tmp_path / "with").exit_code == 0
    (folder / "main.esep").write_text(BASE, encoding="utf-8")
    assert run(build, folder, *words, "--out", tmp_path / "without").exit_code == 0
    for path in (tmp_path / "without").iterdir():
        assert (tmp_path / "with" / "2024-01-01" / path.name).read_bytes() == path.read_bytes(), path.name


def test_a_workbook_is_scored_by_the_edition_it_was_made_from(folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    assert run(build, folder, "--kind", "assessment", "--body", "парк", "--out", out).exit_code == 0
    maxima = {}
    for place in (out, out / "2024-01-01"):
        (workbook,) = place.glob("*.xlsx")
        maxima[place.name] = run(evaluate, folder, "--inputs", workbook).stdout.splitlines()[-1]
    assert maxima == {"out": "  Уход: not filled / 12", "2024-01-01": "  Уход: not filled / 10"}


def test_the_edition_can_be_chosen(folder: Path) -> None:
    assert "of 10" in run(explain, folder, "уход", "--edition", "2024-01-01").stdout
    assert "of 12" in run(explain, folder, "уход").stdout
    unknown = run(check, folder, "--edition", "2030-01-01")
    assert unknown.exit_code == 2
    assert "2024-01-01, 2025-01-01" in unknown.stderr
    nameless = run(check, Path("tests/methodologies/data/living"), "--edition", "2030-01-01")
    assert (nameless.exit_code, "names none" in nameless.stderr) == (2, True)


def test_check_says_which_editions_a_finding_concerns(folder: Path) -> None:
    main = folder / "main.esep"
    main.write_text(main.read_text().replace("балл за наличие", "балл = 20 баллов", 1), encoding="utf-8")
    found = run(check, folder)
    assert found.exit_code == 1
    assert "in the editions: 2024-01-01" in found.stdout
    record = json.loads(run(check, folder, "--format", "json").stdout)[0]
    assert [finding["editions"] for finding in record["findings"]] == [["2024-01-01"]]
    assert run(check, folder, "--edition", "2025-01-01").exit_code == 0


def test_diff_lists_what_an_edition_changes(folder: Path) -> None:
    text = run(diff, folder).stdout
    assert "Парк, Сад" in text
    assert "maximum: 10 → 12" in text
    assert "+ отчёт" in text
    data = json.loads(run(diff, folder, "--format", "json").stdout)
    assert (data["from"], data["to"]) == ("2024-01-01", "2025-01-01")
    changed = data["bodies"][0]["differences"][0]
    assert (changed["code"], changed["change"], changed["clause"]) == ("ukhod", "changed", "п. 1")
    assert changed["aspects"] == [{"aspect": "maximum", "before": ["10"], "after": ["12"]}]


def test_diff_needs_an_earlier_edition(folder: Path) -> None:
    assert run(diff, folder, "--to", "2024-01-01").exit_code == 2
    same = run(diff, folder, "--from", "2025-01-01", "--to", "2025-01-01")
    assert "no differences" in same.stdout


UNSEEN = """есеп ru
методика пруды
  акт «Приказ № 1»
  основа без текста, потому что «приказ не опубликован»
  цитата «п. 9»
  без общего итога, потому что «известна одна таблица»
  языки ru
  вид органа пруд «Пруд»

поправка «2024-01-01»
  акт «Приказ № 2»
  изложить
    цитата «п. 1»
    критерий вода, не более 10
      название «Вода»
      цитата «п. 2»
      вход пробы выбор «{sorts}»
        вариант чистая «чистая»
        вариант мутная «мутная»
      балл = если пробы = чистая то максимум иначе 0
    форма отчёт
      код «П24-1»
      вид отчёт
      лист «Прил. 1»
      цитата «п. 3»
      поле «Вода» пробы

поправка «2025-01-01»
  акт «Приказ № 3»
  изложить
    цитата «п. 1»
    методика пруды
      акт «Приказ № 1»
      языки ru
      цитата «п. 9» восстановлено, потому что «формулы нет»
      вид органа пруд «Пруд»
    критерий вода, не более 10
      название «Вода»
      цитата «п. 2»
      вход пробы выбор «{sorts}, а также ила»
        вариант чистая «чистая»
        вариант мутная «мутная»
      балл = если пробы = чистая то максимум иначе 0
        цитата «п. 2» допущено, потому что «акт молчит»
    форма отчёт
      код «П25-1»
      вид отчёт
      лист «Прил. 1»
      цитата «п. 4»
      поле «Вода» пробы
"""


def test_diff_of_an_act_whose_base_is_not_here(tmp_path: Path) -> None:
    """It warns of what the earlier text did not show, follows a form under its new code, says the overall total is new,
    and shows long texts where they begin to differ."""
    sorts = ", ".join(f"проба {number}" for number in range(30))
    folder = tmp_path / "пруды"
    folder.mkdir()
    (folder / "main.esep").write_text(UNSEEN.format(sorts=sorts), encoding="utf-8")
    assert run(check, folder).exit_code == 0
    lines = [line.strip() for line in CliRunner().invoke(diff, [str(folder), "--lang", "ru"]).stdout.splitlines()]
    assert "Основного акта в источниках нет (приказ не опубликован)" in lines[1]
    assert "название: … 27, проба 28, проба 29 → … 27, проба 28, проба 29, а также ила" in lines
    assert "~ П25-1 «Прил. 1» [п. 1]" in lines
    assert "код: П24-1 → П25-1" in lines
    assert "+ total «Общая оценка»" in lines
    assert not any("body_name" in line or "(assumed)" in line for line in lines)
