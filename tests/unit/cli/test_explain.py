"""`esep explain` of a methodology: what it is made of, its rules as the text words them, with inputs their numbers."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from compiler.cli.explain_command import command as explain

TEXT = """есеп ru
методика клубы
  название «Клубы»
  языки ru
  вид органа клуб «Клуб»
критерий работа, не более 20 баллов
  номер «1»
  название «Работа»
  цитата «п. 3»
  показатель вечера, не более 12 баллов
    номер «1.1»
    название «Вечера»
    цитата «п. 4»
    таблица события, не более 5 строк
      название «События»
      столбец квартал выбор «Квартал»
        вариант первый «I»
        вариант второй «II»
      столбец гости количество, от 0 до 99 «Гостей»
      столбец много да-нет = гости > 50 «Много ли»
    величина весной количество = сумма(события.гости где квартал = второй) «Гостей весной»
    балл по полосам весной
      не менее 30: максимум
      менее 30: максимум / 4
  показатель тепло, не более 8 баллов
    номер «1.2»
    название «Тепло»
    цитата «п. 5»
    вход печь да-нет «Есть ли печь»
    балл = если не печь то 0 иначе 8
"""
DATA = "code;value\nrabota.vechera.sobytiya[1].kvartal;II\nrabota.vechera.sobytiya[1].gosti;7\nrabota.teplo.pech;да\n"


@pytest.fixture
def clubs(tmp_path: Path) -> Path:
    (tmp_path / "main.esep").write_text(TEXT, encoding="utf-8")
    (tmp_path / "data.csv").write_text(DATA, encoding="utf-8")
    return tmp_path


def told(*words: object) -> str:
    done = CliRunner().invoke(explain, [*map(str, words), "--lang", "ru"])
    assert done.exit_code == 0, done.output
    return done.stdout


def test_a_methodology_lists_its_parts(clubs: Path) -> None:
    assert "    работа.вечера — 1.1 Вечера [п. 4]" in told(clubs).splitlines()


@pytest.mark.parametrize("name", ["работа.вечера", "вечера", "rabota.vechera", "1.1"])
def test_a_part_is_found_by_its_name_its_end_or_its_number(clubs: Path, name: str) -> None:
    assert told(clubs, name).splitlines()[1] == "1.1 Вечера [п. 4]"


def test_a_rule_without_inputs_has_no_numbers_but_the_acts(clubs: Path) -> None:
    lines = [line.strip() for line in told(clubs, "вечера").splitlines()]
    assert "весной = сумма(события.гости где квартал = «II»)" in lines
    assert "30 ≤ x: максимум [п. 4]" in lines
    assert not any("не заполнено" in line for line in lines)


def test_a_rule_with_inputs_goes_from_names_to_numbers(clubs: Path) -> None:
    lines = [line.strip() for line in told(clubs, "1.1", "--inputs", clubs / "data.csv").splitlines()]
    assert "весной = сумма(события.гости где квартал = «II») = 7" in lines
    assert "band_1 = максимум / 4 = 12 / 4 = 3" in lines
    assert "балл = если не печь то 0 иначе 8 = если не да то 0 иначе 8 = 8" in [
        line.strip() for line in told(clubs, "1.2", "--inputs", clubs / "data.csv").splitlines()
    ]


def test_a_table_shows_what_its_rows_compute(clubs: Path) -> None:
    assert "= гости > 50 [п. 4]" in [line.strip() for line in told(clubs, "события").splitlines()]


def test_an_unknown_name_is_met_with_the_nearest(clubs: Path) -> None:
    done = CliRunner().invoke(explain, [str(clubs), "вечерра", "--lang", "ru"])
    assert done.exit_code == 2 and "работа.вечера" in done.stderr
