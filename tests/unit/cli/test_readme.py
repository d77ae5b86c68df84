"""Tables of findings and rules for a README: grouped, resolved, in the language of the methodology's words."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from compiler.cli.main import cli
from compiler.cli.readme_file import has_markers, with_tables

METHODOLOGY = """есеп ru
методика парк
  языки ru
  вид органа парк «Парк»
критерий уход, не более 10
  номер «1»
  название «Уход за парком | и садом»
  цитата «п. 2»
  вход дорожки доля «Ровных дорожек»
  балл по полосам дорожки
    не менее 90%: 10
    менее 80%: 0
    пробел не менее 80% и менее 90%: 0, потому что «акт пропустил 80–90 %»
  вычет 1 балл если дорожки = 0
    цитата «п. 3» восстановлено, потому что «формула — рисунок»
  не менее 0
    цитата «п. 3» допущено, потому что «отрицательного балла акт не знает»
критерий вид, не более 5
  номер «2»
  название «Вид»
  цитата «п. 4»
  вход скамей количество, от 0 до 9 «Скамей»
  балл = скамей * 1 балл
"""
EMPTY = "# Парк\n\nСлова.\n\n<!-- findings -->\nстарое\n<!-- /findings -->\n\n<!-- rules -->\n<!-- /rules -->\nКонец.\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "main.esep").write_text(METHODOLOGY, encoding="utf-8")
    (tmp_path / "README.md").write_text(EMPTY, encoding="utf-8")
    return tmp_path


def check(folder: Path, *more: str) -> Result:
    return CliRunner().invoke(cli, ["check", str(folder), "--readme", "--lang", "en", *more])


def lines_of(folder: Path) -> list[str]:
    return (folder / "README.md").read_text(encoding="utf-8").splitlines()


def test_findings_with_clause_and_resolution(folder: Path) -> None:
    done = check(folder)
    assert done.exit_code == 1  # the score that exceeds its maximum is not acknowledged
    rows = [line for line in lines_of(folder) if line.startswith("| L4")]
    gap, range_ = sorted(rows)
    assert gap.split(" | ")[1:3] == ["`ukhod` 1 Уход за парком \\| и садом", "п. 2"]
    assert "0,8 ≤ x < 0,9" in gap
    assert gap.endswith("| акт пропустил 80–90 % |")
    assert "вид.скамей = 9" in range_
    assert range_.endswith("| **не решено** |")


def test_rules_that_the_act_does_not_state(folder: Path) -> None:
    check(folder)
    rows = [line for line in lines_of(folder) if line.startswith(("| восстановлено", "| допущено"))]
    assert [row.split(" | ")[0::3] for row in rows] == [
        ["| восстановлено", "формула — рисунок |"],
        ["| допущено", "отрицательного балла акт не знает |"],
    ]


def test_the_rest_stays_and_the_second_time_nothing_changes(folder: Path) -> None:
    check(folder)
    once = lines_of(folder)
    assert once[:3] == ["# Парк", "", "Слова."]
    assert once[-1] == "Конец."
    assert "старое" not in once
    assert "unchanged" in check(folder).stderr
    assert lines_of(folder) == once


@pytest.mark.parametrize("text", [None, "# Парк\n", "<!-- /findings -->\n<!-- findings -->\n"])
def test_a_readme_without_a_place_for_the_table(folder: Path, text: str | None) -> None:
    readme = folder / "README.md"
    readme.unlink()
    if text is not None:
        readme.write_text(text, encoding="utf-8")
    assert check(folder).exit_code == 2
    assert not readme.exists() or readme.read_text(encoding="utf-8") == text


def test_nothing_is_written_while_errors_stand(folder: Path) -> None:
    (folder / "main.esep").write_text(METHODOLOGY.replace("скамей * 1", "лавок * 1"), encoding="utf-8")
    assert check(folder).exit_code == 1
    assert (folder / "README.md").read_text(encoding="utf-8") == EMPTY


def test_only_tables_with_markers_are_put() -> None:
    assert with_tables("a\n<!-- one -->\n<!-- /one -->\n", {"one": "1", "two": "2"}) == (
        "a\n<!-- one -->\n1\n<!-- /one -->\n"
    )
    assert not has_markers("<!-- one -->", "one")
