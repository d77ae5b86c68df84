"""Collect: codes, elements written elsewhere, "each item" blocks, what a name means where."""

from __future__ import annotations

from compiler.resolve import Program, Scopes, SymbolKind
from dsl.syntax import tree
from tests.support.compiling import compiled

NESTED = """критерий functions, не более 40 баллов
  название «Функции»
  цитата «п. 43»
  версия kk «Казахская»
  версия ru «Русская»
  вход all количество «Всего»
  показатель mail, не более 2 балла
    название «Почта»
    вход users количество «Пользователи»
    вход share доля «Доля»
    балл = 2 балла * share
    таблица letters, не более 5 строк
      название «Письма»
      столбец users количество «Получатели»
  показатель share, не более 3 балла
    название «Доля»
    балл = 3 балла
критерий integration, не более 20 баллов
  название «Интеграция»
  цитата «п. 30»
  вход users количество «Пользователи»
  балл = 20 баллов
"""


def program_of(text: str) -> Program:
    result = compiled(text)
    assert result.slugs == []
    assert result.program is not None
    return result.program


def code_of(program: Program, name: str, element: str) -> str | None:
    symbol = Scopes(program).find(name, element)
    return None if symbol is None else symbol.code


def test_elements_and_tables_by_code() -> None:
    program = program_of(NESTED)
    assert tuple(program.elements) == ("total", "functions", "functions.mail", "functions.share", "integration")
    assert tuple(program.tables) == ("functions.mail.letters",)
    assert program.languages == ("ru", "kk")
    assert [body.name.text for body in program.bodies] == ["ministry", "office"]


def test_a_name_is_looked_up_inside_then_around_then_at_the_top() -> None:
    program = program_of(NESTED)
    assert code_of(program, "users", "functions.mail") == "functions.mail.users"
    assert code_of(program, "all", "functions.mail") == "functions.all"
    assert code_of(program, "integration", "functions.mail") == "integration"
    assert code_of(program, "period", "functions.mail") == "period"
    assert code_of(program, "users", "functions") is None


def test_the_nearest_name_wins() -> None:
    program = program_of(NESTED)
    assert code_of(program, "share", "functions.mail") == "functions.mail.share"
    assert code_of(program, "share", "functions.share") == "functions.share"
    symbol = Scopes(program).find("share", "functions.mail")
    assert symbol is not None and symbol.kind is SymbolKind.INPUT


def test_the_first_part_of_a_dotted_name_decides() -> None:
    program = program_of(NESTED)
    assert code_of(program, "functions.mail.users", "integration") == "functions.mail.users"
    assert code_of(program, "mail.users", "functions.share") == "functions.mail.users"
    assert code_of(program, "share.users", "functions.mail") is None  # `share` is the input of mail, not the indicator


def test_a_column_is_reached_through_its_table() -> None:
    program = program_of(NESTED)
    symbol = Scopes(program).find("letters.users", "functions.mail")
    assert symbol is not None
    assert (symbol.kind, symbol.code, symbol.owner) == (SymbolKind.COLUMN, "users", "functions.mail.letters")
    assert code_of(program, "letters.nothing", "functions.mail") is None


def test_versions_hold_for_everything_inside() -> None:
    scopes = Scopes(program_of(NESTED))
    assert [version.name for version in scopes.versions("functions.mail")] == ["kk", "ru"]
    assert scopes.versions("integration") == ()
    assert scopes.find_version("kk", "functions.mail") is not None
    assert scopes.find_version("users", "functions.mail") is None


def test_an_element_under_a_dotted_name_joins_its_owner() -> None:
    program = program_of(
        "показатель functions.mail.speed, не более 1 балл\n  название «Скорость»\n  балл = 1 балл\n"
        + NESTED.replace("    балл = 2 балла * share\n", "")
    )
    assert "functions.mail.speed" in program.elements
    assert program.elements["functions.mail.speed"].parent == "functions.mail"
    assert [child.code for child in program.elements["functions.mail"].children] == ["functions.mail.speed"]
    assert code_of(program, "users", "functions.mail.speed") == "functions.mail.users"


def test_each_item_is_copied_into_the_items_only() -> None:
    program = program_of(
        """критерий list, не более 10 баллов
  название «Перечень»
  цитата «п. 1»
  каждый пункт
    вход mark баллы, от 0 до 5 «Отметка»
    балл = mark
  группа first
    название «Группа»
    пункт a, не более 5 баллов
      название «А»
    пункт b, не более 5 баллов
      название «Б»
показатель list.first.c, не более 5 баллов
  название «В»
"""
    )
    for code in ("list.first.a", "list.first.b", "list.first.c"):
        node = program.elements[code]
        assert node.symbols["mark"].code == f"{code}.mark"
        assert sum(isinstance(s, tree.ScoreFormula) for s in node.statements) == 1
    for code in ("list", "list.first"):
        assert "mark" not in program.elements[code].symbols


def test_templates_of_nested_elements_add_up() -> None:
    program = program_of(
        """критерий list, не более 10 баллов
  название «Перечень»
  цитата «п. 1»
  каждый пункт
    вход mark баллы, от 0 до 5 «Отметка»
  группа first
    название «Группа»
    каждый пункт
      балл = mark
    пункт a, не более 5 баллов
      название «А»
  группа second
    название «Группа»
    каждый пункт
      балл = mark / 2
    пункт b, не более 5 баллов
      название «Б»
"""
    )
    kinds = [type(s) for s in program.elements["list.first.a"].statements]
    assert kinds.count(tree.InputDecl) == kinds.count(tree.ScoreFormula) == 1
    (score,) = [s for s in program.elements["list.second.b"].statements if isinstance(s, tree.ScoreFormula)]
    assert isinstance(score.expression, tree.Arithmetic)
