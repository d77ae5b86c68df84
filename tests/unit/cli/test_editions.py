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
    assert "maximum: 10" in run(explain, folder, "уход", "--edition", "2024-01-01").stdout
    assert "maximum: 12" in run(explain, folder, "уход").stdout
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
    assert "Amending act (2025-01-01): Приказ № 7" in text
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
    assert "Основного акта в источниках нет (приказ не опубликован)" in lines[2]
    assert "название: … 27, проба 28, проба 29 → … 27, проба 28, проба 29, а также ила" in lines
    assert "~ П25-1 «Прил. 1» [п. 1]" in lines
    assert "код: П24-1 → П25-1" in lines
    assert "+ «Общая оценка» [п. 1]" in lines
    assert not any("body_name" in line or "(assumed)" in line for line in lines)


CLAUSES = """есеп ru
методика парки
  акт «Приказ № 1»
  редакция «2024-01-01»
  языки ru
  вид органа парк «Парк»

критерий уход, не более 10
  название «Уход»
  цитата «п. 2»
  вход дней количество, от 0 до 100 «Дней»
  вход сорт выбор «Чем поливали»
    вариант шланг «Шлангом»
    вариант лейка «Лейкой»
  балл = дней / 100 * максимум
  вычет 1 если сорт = лейка
  не менее 0

критерий вид, не более 10
  название «Вид»
  цитата «п. 3»
  вход урн количество, от 0 до 10 «Урн»
  балл по полосам урн
    не менее 5: максимум
    менее 5: 2

поправка «2025-01-01»
  акт «Приказ № 7»
  изменить
    цитата «п. 1»
    критерий уход, не более 12
      вычет 2 если дней < 5 и сорт = лейка
  дополнить
    цитата «п. 4»
    критерий тень, не более 5
      название «Тень»
      цитата «п. 5»
      балл за наличие

поправка «2026-01-01»
  акт «Приказ № 9»
  изменить
    цитата «п. 2»
    вход уход.сорт выбор
      вариант шланг «Из шланга»
    критерий вид
      балл по полосам урн
        не менее 6: максимум
        менее 6: 2
  исключить тень
    цитата «п. 3»
"""
DATA = """body;kind;ukhod.dnej;ukhod.sort;vid.urn
Ива;парк;100;shlang;5
Дуб;парк;50;lejka;6
"""


@pytest.fixture
def parks(tmp_path: Path) -> Path:
    made = tmp_path / "парки"
    made.mkdir()
    (made / "main.esep").write_text(CLAUSES, encoding="utf-8")
    return made


def shown(folder: Path, *words: object, lang: str = "ru") -> list[str]:
    result = CliRunner().invoke(diff, [str(folder), *map(str, words), "--lang", lang])
    assert result.exit_code == 0, result.output
    return [line.strip() for line in result.stdout.splitlines()]


def test_diff_reads_like_the_text(parks: Path) -> None:
    """Names as they were written, adjustments by their words, the clause of the act, also of what follows from it."""
    lines = shown(parks, "--to", "2025-01-01")
    assert "Изменяющий акт (2025-01-01): Приказ № 7" in lines
    assert "~ уход «Уход» [п. 1]" in lines
    assert "правило: вычет 1 если сорт = «Лейкой» → вычет 2 если дней < 5 и сорт = «Лейкой»" in lines
    assert "~ «Общая оценка» [следует из: п. 4]" in lines
    assert "правило: балл = уход + вид → балл = уход + вид + тень" in lines
    english = shown(parks, "--to", "2025-01-01", lang="en")
    assert "rule: deduct 1 if сорт = «Лейкой» → deduct 2 if дней < 5 and сорт = «Лейкой»" in english
    assert "rule: score = уход + вид → score = уход + вид + тень" in english
    assert "~ «Жалпы бағалау» [мынадан туындайды: 4-т.]" in shown(parks, "--to", "2025-01-01", lang="kk")


def test_diff_over_several_amendments_names_the_edition_of_each_clause(parks: Path) -> None:
    lines = shown(parks, "--from", "2024-01-01")
    assert lines[1:3] == ["Изменяющий акт (2025-01-01): Приказ № 7", "Изменяющий акт (2026-01-01): Приказ № 9"]
    assert "~ уход «Уход» [2025-01-01: п. 1]" in lines
    assert "~ вид «Вид» [2026-01-01: п. 2]" in lines
    assert "− 5 ≤ урн: максимум" in lines
    back = shown(parks, "--from", "2026-01-01", "--to", "2024-01-01")
    assert "~ вид «Вид» [2026-01-01: п. 2]" in back


def test_diff_shows_what_an_amendment_does_to_scores(parks: Path, tmp_path: Path) -> None:
    data = tmp_path / "2024.csv"
    data.write_text(DATA, encoding="utf-8")
    lines = shown(parks, "--from", "2024-01-01", "--to", "2026-01-01", "--inputs", data)
    start = lines.index("Балл по тем же данным (2024.csv), прежняя редакция → новая")
    assert [line.split("  ")[0] for line in lines[start + 1 :]] == ["Парк", "Общая оценка", "Ива", "Дуб"]
    assert lines[start + 3].split() == ["Ива", "20", "→", "14", "(−6)", "1", "→", "2", "10", "→", "12", "(+2)", "10",
                                        "→", "2", "(−8)"]  # fmt: skip
    assert lines[start + 4].split() == ["Дуб", "14", "→", "16", "(+2)", "2", "→", "1", "4", "→", "6", "(+2)", "10"]
    lines = shown(parks, "--to", "2025-01-01", "--inputs", data)
    assert "Новой редакции нужно то, чего в этих данных нет: тень.present" in lines
    assert any(line.startswith("Ива  20 → не заполнено") for line in lines)
    output = run(diff, parks, "--from", "2024-01-01", "--inputs", data, "--format", "json").stdout
    data.write_text(DATA.splitlines()[0] + "\nИва;парк;;;\n", encoding="utf-8")
    lines = shown(parks, "--from", "2024-01-01", "--inputs", data)
    assert lines[-1].split("  ")[-1] == "не заполнено"
    (effect,) = json.loads(output)["effect"]
    assert effect["lacking"] == []
    willow = effect["scored"][0]
    assert (willow["name"], willow["scores"]["vid"]["after"]["score"]) == ("Ива", 2)
    assert [place["score"] for place in willow["places"]] == [1, 2]


def test_an_option_keeps_its_name_when_its_place_changes(parks: Path, tmp_path: Path) -> None:
    """Data of the earlier edition go on to mean what they meant."""
    text = CLAUSES.replace("    вход уход.сорт выбор\n      вариант шланг «Из шланга»\n", "")
    moved = """  изложить
    цитата «п. 7»
    вход уход.сорт выбор «Чем поливали»
      вариант лейка «Лейкой»
      вариант шланг «Шлангом»
"""
    (parks / "main.esep").write_text(text + moved, encoding="utf-8")
    data = tmp_path / "one.json"
    data.write_text(json.dumps({"inputs": {"ukhod.dnej": 2, "ukhod.sort": "lejka", "vid.urn": 1}}), encoding="utf-8")
    output = run(diff, parks, "--from", "2024-01-01", "--inputs", data, "--format", "json").stdout
    care = json.loads(output)["effect"][0]["scored"][0]["scores"]["ukhod"]
    assert (care["before"]["exact"], care["after"]["exact"]) == ("0", "0")
