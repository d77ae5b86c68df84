"""What a report's form shows of values: those that its own data give, and word of the others."""

from __future__ import annotations

from compiler.model.texts import Language
from compiler.workbook.book import Workbook
from compiler.workbook.identity import Build
from compiler.workbook.plan import plan_report
from tests.support.compiling import compiled

FORM = (
    "форма f\n  вид отчёт\n  лист «О»\n  цитата «п. 2»\n  сетка\n    колонка «А»\n    колонка «Б»\n    колонка «В»\n"
    "    строки t: порядковый номер; n; twice\n"
)


def report(rule: str, cells: str) -> Workbook:
    text = (
        "критерий c, не более 9 баллов\n  название «К»\n  цитата «п. 1»\n  вход x число, от 1 до 9 «Икс»\n"
        "  вход seen число, от 1 до 9 «Видел оценщик»\n  константа norm = 3\n"
        "  таблица t, не более 3 строк\n    название «Т»\n    столбец n число, от 0 до 9 «Эн»\n"
        "    столбец twice число = n * 2 «Дважды»\n"
        f"  {rule}\n  балл = x * 1 балл\n{FORM}    строка: {cells}\n"
    )
    return plan_report(compiled(text).model(), Language.RU, Build("0" * 64, "0.1.0"))


def contents(book: Workbook) -> list[object]:
    sheet = next(sheet for sheet in book.sheets if sheet.name == "О")
    return [cell.content for cell in sheet.cells]


def test_a_value_of_what_the_report_lacks_is_left_to_the_evaluator() -> None:
    book = report("величина v число = x + seen «Вэ»", "x; пусто; v")
    assert "заполняет оценщик" in contents(book) and "c.v" not in book.addresses


def test_a_value_of_the_reports_own_data_is_computed() -> None:
    book = report("величина v число = x + сумма(t.n) «Вэ»", "x; пусто; v")
    assert "заполняет оценщик" not in contents(book) and {"c.v", "c.t[3].twice"} <= book.addresses.keys()


def test_a_value_that_no_input_moves_is_shown() -> None:
    book = report("величина v число = norm * 2 «Вэ»", "x; пусто; v")
    assert "заполняет оценщик" not in contents(book) and "c.v" in book.addresses
