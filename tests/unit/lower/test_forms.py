"""Forms: sections, items, spans, fields of other bodies, tables laid across."""

from __future__ import annotations

import pytest

from compiler.model.forms import (
    AcrossRow,
    BodyNameCell,
    BodyRows,
    Cell,
    ColumnCell,
    EmptyCell,
    FieldLine,
    FormRole,
    Grid,
    OrdinalCell,
    Paragraph,
    QuantityCell,
    RepeatAcross,
    RepeatRows,
    Row,
    SectionRow,
    TextCell,
    TextStyle,
    TotalRow,
)
from compiler.model.invariants import check_invariants
from compiler.model.methodology import Methodology
from compiler.model.texts import Label
from tests.support.compiling import compiled

SITE = """критерий site, не более 30 баллов
  название «Сайт»
  цитата «п. 1»
  версия kk «Казахская»
  версия рус «Русская»
  вход visits количество «Посещения»
  вход calls количество «Звонки»
    для office
  таблица pages, не более 4 строк
    название «Страницы»
    столбец address ссылка «Адрес»
    столбец views количество «Просмотры»
  таблица offices, не более 3 строк
    название «Офисы»
    для office
    столбец city текст «Город»
  каждый пункт
    балл ставит оценщик
  группа first
    номер «1»
    название «Первая группа»
    пункт news, не более 3 на каждую версию
      номер «1.1»
      название «Новости»
      описание «1) есть раздел;
        2) есть даты;»
    пункт plans, не более 2 на каждую версию
      номер «1.2»
      название «Планы»
      для office
  пункт search, не более 4
    номер «2»
    название «Поиск»
"""
FORM = "форма one\n  вид отчёт\n  лист «Отчёт»\n  цитата «п. 8»\n"
THREE = "сетка\n  колонка «А»\n  колонка «Б»\n  колонка «В»\n"


def model_of(lines: str, body: str = "ministry") -> Methodology:
    text = SITE + FORM + "".join(f"  {line}\n" for line in lines.strip("\n").split("\n"))
    methodology = compiled(text).model(body)
    check_invariants(methodology)
    return methodology


def grid_of(lines: str, body: str = "ministry") -> Grid:
    (grid,) = model_of(lines, body).forms[0].blocks
    assert isinstance(grid, Grid)
    return grid


def text_of(label: Label) -> str:
    return label.translations[0].text


def shown(cell: Cell) -> str:
    match cell.content:
        case TextCell(text):
            return text_of(text)
        case QuantityCell(code, present):
            return code if present else f"({code})"
        case ColumnCell(column):
            return f"column {column}"
        case OrdinalCell():
            return "ordinal"
        case BodyNameCell():
            return "name of the body"
        case EmptyCell():
            return ""


def rows(grid: Grid) -> list[list[str]]:
    """What stands in plain, total and section rows."""
    found: list[list[str]] = []
    for row in grid.rows:
        match row:
            case Row(cells) | TotalRow(cells):
                found.append([shown(cell) for cell in cells])
            case SectionRow(text):
                found.append([text_of(text)])
            case _:
                raise AssertionError("repeating rows are looked at by themselves")
    return found


def test_blocks_keep_the_order_of_the_text() -> None:
    form = model_of("гриф «Приложение 1»\nзаголовок «Отчёт о сайте»\nполе «Орган:» body_name «(название)»\nподпись «…»")
    (annex, title, field, signature) = form.forms[0].blocks
    assert isinstance(annex, Paragraph) and annex.style is TextStyle.ANNEX
    assert isinstance(title, Paragraph) and title.style is TextStyle.TITLE
    assert isinstance(field, FieldLine) and field.code == "body_name"
    assert field.before is not None and field.after is not None
    assert isinstance(signature, Paragraph) and signature.style is TextStyle.SIGNATURE
    made = form.forms[0]
    assert (made.code, made.role, text_of(made.sheet)) == ("one", FormRole.REPORT, "Отчёт")
    assert text_of(made.title) == "Отчёт о сайте"


def test_cells_of_an_element_take_its_texts() -> None:
    grid = grid_of(THREE + "  строка: номер site.search; название site.search; максимум site.search")
    assert rows(grid) == [["2", "Поиск", "site.search.maximum"]]


def test_groups_become_sections_and_items_rows() -> None:
    grid = grid_of(THREE + "  пункты site: номер; название; балл", "office")
    assert rows(grid) == [
        ["Первая группа"],
        ["1.1", "Новости", "site.first.news.score"],
        ["1.2", "Планы", "site.first.plans.score"],
        ["2", "Поиск", "site.search.score"],
    ]


def test_items_of_other_bodies_have_no_row() -> None:
    grid = grid_of(THREE + "  пункты site: номер; название; балл")
    assert ["1.2", "Планы", "site.first.plans.score"] not in rows(grid)


def test_maxima_of_versions_whatever_their_alphabet() -> None:
    grid = grid_of(THREE + "  пункты site.first: название; максимум kk; максимум рус")
    assert rows(grid) == [["Новости", "site.first.news.kk.maximum", "site.first.news.rus.maximum"]]
    grid = grid_of(THREE + "  строка: «1»; максимум site.first.news.kk; максимум site.first.news.рус")
    assert rows(grid) == [["1", "site.first.news.kk.maximum", "site.first.news.rus.maximum"]]


def test_marks_of_versions_in_the_rows_of_items() -> None:
    grid = grid_of(THREE + "  пункты site.first: описание; kk; рус")
    ((description, *marks),) = rows(grid)
    assert description.startswith("1) есть раздел;\n")
    assert marks == ["site.first.news.kk", "site.first.news.rus"]


def test_a_field_of_another_body_is_shown_locked_with_its_label() -> None:
    lines = THREE + "  строка: «1»; подпись_поля site.calls; site.calls"
    assert rows(grid_of(lines)) == [["1", "Звонки", "(site.calls)"]]
    assert rows(grid_of(lines, "office")) == [["1", "Звонки", "site.calls"]]


def test_a_table_of_points_prints_the_other_body_s_points_of_each_version() -> None:
    lines = THREE + "  строка: «1»; максимум site.first.plans.kk; максимум site.first.plans.рус"
    assert rows(grid_of(lines)) == [["1", "2", "2"]]
    assert rows(grid_of(lines, "office")) == [["1", "site.first.plans.kk.maximum", "site.first.plans.rus.maximum"]]


def test_a_column_of_the_act_may_lie_over_several_of_the_grid() -> None:
    grid = grid_of("сетка\n  колонка «А»\n  колонка «Б»\n    колонка пусто\n    колонка пусто\n  строка: «1»; «2» на 2")
    assert grid.width == 3
    assert [heading.undivided for heading in grid.headings] == [True, True]
    assert [len(column.leaves()) for heading in grid.headings for column in heading.columns()] == [1, 2]
    assert [heading.depth() for heading in grid.headings] == [1, 1]


def test_labels_of_elements_tables_and_columns() -> None:
    grid = grid_of(THREE + "  строка: подпись_поля site; подпись_поля site.pages; подпись_поля site.pages.views")
    assert rows(grid) == [["Сайт", "Страницы", "Просмотры"]]


def test_wide_and_tall_cells() -> None:
    grid = grid_of(THREE + "  строка: «1» высотой 2; «x» на 2\n  строка: «y»; site.visits\n  строка: «2»; «z»; пусто")
    first, second, third = grid.rows
    assert isinstance(first, Row) and isinstance(second, Row) and isinstance(third, Row)
    assert [(cell.columns, cell.rows) for cell in first.cells] == [(1, 2), (2, 1)]
    assert len(second.cells) == 2
    assert len(third.cells) == 3


def test_nested_headings_widths_and_the_numbered_row() -> None:
    grid = grid_of(
        "сетка\n  колонка «А» ширина 6\n  колонка «Б»\n    колонка «В»\n    колонка пусто\n  нумерация\n  раздел «Р»\n"
        "  строка: «1»; «2»; «3»\n  итого: «1»; «2»; site"
    )
    assert grid.width == 3
    assert [heading.depth() for heading in grid.headings] == [1, 2]
    assert grid.headings[0].width == 6
    assert grid.headings[1].leaves()[1].text is None
    assert grid.numbered
    assert isinstance(grid.rows[0], SectionRow)
    assert isinstance(grid.rows[2], TotalRow)
    assert shown(grid.rows[2].cells[2]) == "site.score"


def test_a_row_for_each_row_of_a_table() -> None:
    grid = grid_of(THREE + "  строки site.pages: порядковый номер; address; views")
    (repeat,) = grid.rows
    assert isinstance(repeat, RepeatRows)
    assert repeat.table == "site.pages"
    assert [shown(cell) for cell in repeat.cells] == ["ordinal", "column address", "column views"]


RATED = """форма places
  вид рейтинг
  лист «Места»
  цитата «п. 9»
  сетка
    колонка «Орган»
    колонка «Балл»
"""


def test_a_row_for_each_body() -> None:
    done = compiled(SITE + RATED + "    каждый орган ministry: body_name; total\n")
    assert done.slugs == []
    (form,) = done.model().forms
    assert form.role is FormRole.RATING
    assert isinstance(form.blocks[0], Grid)
    (rows,) = form.blocks[0].rows
    assert isinstance(rows, BodyRows)
    assert rows.kind == "ministry"
    assert [shown(cell) for cell in rows.cells] == ["name of the body", "total.score"]


@pytest.mark.parametrize(
    ("form", "fault"),
    [
        (
            RATED.replace("рейтинг", "акт") + "    каждый орган ministry: body_name; total\n",
            "bodies-outside-rating",
        ),
        (RATED + "    каждый орган bank: body_name; total\n", "unknown-body"),
        (RATED + "    каждый орган ministry: body_name высотой 2; total\n", "tall-cell"),
        (RATED + "    строка: «Все»; total\n", "figure-without-body"),
        (RATED + "    строки site.pages: address; views\n", "figure-without-body"),
        (RATED.replace("  сетка", "  поле «Балл» total\n  сетка"), "figure-without-body"),
    ],
)
def test_what_a_page_of_the_rating_cannot_hold(form: str, fault: str) -> None:
    assert fault in compiled(SITE + form).slugs


def test_a_table_laid_across() -> None:
    grid = grid_of(
        "сетка\n  колонка пусто\n  колонка пусто\n  колонка пусто\n"
        "  поперёк site.pages по 2\n    строка: подпись_поля address; address\n    строка: «Просмотры»; views"
    )
    (across,) = grid.rows
    assert isinstance(across, RepeatAcross)
    assert (across.table, across.per_band) == ("site.pages", 2)
    assert [row.column for row in across.rows] == ["address", "views"]
    assert all(isinstance(row, AcrossRow) and len(row.fixed) == 1 for row in across.rows)
    assert shown(across.rows[0].fixed[0]) == "Адрес"


def test_a_table_of_the_other_kind_of_body_leaves_one_row_to_nobody() -> None:
    down = THREE + "  строки site.offices: порядковый номер; city; «—»"
    across = THREE + "  поперёк site.offices по 2\n    раздел «Где»\n    строка: подпись_поля city; city"
    assert rows(grid_of(down)) == [["", "", "—"]]
    assert rows(grid_of(across)) == [["Где"], ["Город", "", ""]]
    assert isinstance(grid_of(down, "office").rows[0], RepeatRows)
    assert isinstance(grid_of(across, "office").rows[0], RepeatAcross)


def test_a_form_for_one_kind_of_body() -> None:
    lines = "для office\nзаголовок «Отчёт»"
    assert model_of(lines).forms == ()
    assert len(model_of(lines, "office").forms) == 1
