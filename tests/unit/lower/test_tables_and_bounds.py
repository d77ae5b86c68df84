"""Tables, bounds and the precision that follows from them."""

from __future__ import annotations

from fractions import Fraction

import pytest

from compiler.evaluate import Given, evaluate
from compiler.model.expressions import Call, Compare, If, RowAggregate
from compiler.model.invariants import check_invariants
from compiler.model.methodology import Methodology
from compiler.model.quantities import Formula
from compiler.model.types import Kind
from compiler.numbers import Interval
from tests.support.compiling import compiled

TABLE = """критерий a, не более 10 баллов
  название «А»
  цитата «п. 1»
  таблица systems, не менее 2 строк, не более 5 строк
    название «Системы»
    столбец late да-нет = hours свыше norm «Поздно»
    столбец system текст, необязательно «Название»
    столбец norm часы, от 0 до 8 «Норма»
    столбец hours часы, не более norm «Часы»
"""


def model_of(text: str, body: str = "ministry") -> Methodology:
    methodology = compiled(text).model(body)
    check_invariants(methodology)
    return methodology


def element(*lines: str) -> str:
    head = "критерий a, не более 10 баллов\n  название «А»\n  цитата «п. 1»\n"
    return head + "".join(f"  {line}\n" for line in lines)


def formula(model: Methodology, code: str) -> object:
    rule = model.values[code].rule
    assert isinstance(rule, Formula)
    return rule.expression


def test_columns_that_people_fill_come_first() -> None:
    table = model_of(TABLE + "  балл = 10 баллов\n").tables["a.systems"]
    assert [column.name for column in table.columns] == ["system", "norm", "hours", "late"]
    assert (table.min_rows, table.max_rows) == (2, 5)
    assert table.column("hours").at_most == "norm"
    assert table.column("system").optional
    assert not table.column("system").scored
    assert table.column("norm").bounds == Interval.between(0, 8)


def test_a_condition_on_rows_becomes_a_column_and_is_shared() -> None:
    model = model_of(
        TABLE + "  величина first количество = количество(systems где hours свыше 4 часов) «Первая»\n"
        "  величина second часы = сумма(systems.hours где hours свыше 4 часов) «Вторая»\n"
        "  величина third количество = количество(systems где late) «Третья»\n"
        "  балл = 1 балл * first * third\n"
    )
    assert [c.name for c in model.tables["a.systems"].columns][4:] == ["pick_1"]
    picks = {}
    for code in ("a.first", "a.second", "a.third"):
        aggregate = formula(model, code)
        assert isinstance(aggregate, RowAggregate)
        picks[code] = aggregate.where
    assert picks == {"a.first": "pick_1", "a.second": "pick_1", "a.third": "late"}


def test_figures_over_rows_know_their_bounds() -> None:
    model = model_of(
        TABLE + "  величина number количество = количество(systems) «Число»\n"
        "  величина whole часы = сумма(systems.norm) «Всего»\n  балл = 10 баллов\n"
    )
    assert model.values["a.number"].bounds == Interval.between(2, 5)
    assert model.values["a.whole"].bounds.high == 40


def test_a_column_may_be_titled_below_it() -> None:
    model = model_of(element(
        "таблица t", "  название «Т»", "  столбец x число", "    название «Икс»", "балл = 10 баллов"
    ))  # fmt: skip
    assert model.tables["a.t"].column("x").label.translations[0].text == "Икс"


@pytest.mark.parametrize(
    ("declared", "bounds"),
    [
        ("количество", (0, 999_999)),
        ("доля", (0, 1)),
        ("дни", (0, 366)),
        ("количество, не более 5", (0, 5)),
        ("количество, не менее 5", (5, 999_999)),
        ("доля, от 10% до 150%", (Fraction(1, 10), Fraction(3, 2))),
        ("число, от -5 до 5", (-5, 5)),
        ("дата, от 01.01.2015 до 31.12.2015", (42005, 42369)),
    ],
)
def test_bounds_of_inputs(declared: str, bounds: tuple[int | Fraction, int | Fraction]) -> None:
    model = model_of(element(f"вход x {declared} «Икс»", "балл = 10 баллов"))
    low, high = bounds
    assert model.inputs["a.x"].bounds == Interval(Fraction(low), Fraction(high))


def test_a_number_without_bounds_stays_unbounded_until_it_is_compared() -> None:
    assert model_of(element("вход x число «Икс»", "балл = 10 баллов")).inputs["a.x"].bounds == Interval(None, None)


def test_at_most_another_input() -> None:
    model = model_of(element(
        "вход whole количество, от 1 до 50 «Всего»", "вход part количество, не более whole «Часть»",
        "вход other количество, от 2 до whole «Часть»", "балл = 10 баллов * part / whole",
    ))  # fmt: skip
    assert model.inputs["a.part"].at_most == "a.whole"
    assert model.inputs["a.other"].at_most == "a.whole"
    assert model.inputs["a.other"].bounds == Interval.between(2, 999_999)
    assert model.values["a.score"].bounds == Interval.between(0, 10)


def test_a_constant_bounds_an_input() -> None:
    model = model_of(element("вход x количество, не более top «Икс»", "константа top = 7 «Предел»", "балл = 10 баллов"))
    assert model.inputs["a.x"].bounds == Interval.between(0, 7)
    assert model.inputs["a.x"].at_most is None


@pytest.mark.parametrize(("high", "digits"), [("9", 10), ("999", 10), ("9999", 9), ("9999999", 6)])
def test_large_operands_are_compared_at_fewer_decimals(high: str, digits: int) -> None:
    model = model_of(element(f"вход x число, от 0 до {high} «Икс»", "балл = если x свыше 5 то 1 иначе 0"))
    choice = formula(model, "a.score")
    assert isinstance(choice, If) and isinstance(choice.condition, Compare)
    assert choice.condition.digits == digits


def test_rounding_sees_its_operand_at_the_precision() -> None:
    model = model_of(element("вход x баллы, от 0 до 9999 «Икс»", "балл = округлить(x; 2)"))
    call = formula(model, "a.score")
    assert isinstance(call, Call)
    assert call.digits == 9


def test_the_precision_of_the_methodology() -> None:
    text = "есеп ru\nметодика sample\n  название «П»\n  языки ru\n  точность 4\n  вид органа ministry «М»\n" + element(
        "вход x число, от 0 до 9 «Икс»", "балл = если x свыше 5 то 1 иначе 0"
    )
    choice = formula(model_of(text), "a.score")
    assert isinstance(choice, If) and isinstance(choice.condition, Compare)
    assert choice.condition.digits == 4


def test_values_stand_after_what_they_read() -> None:
    model = model_of(element(
        "величина late доля = early * 2 «Позже»", "балл = 10 баллов * late", "величина early доля = x / 4 «Раньше»",
        "вход x число, от 0 до 2 «Икс»",
    ))  # fmt: skip
    order = list(model.values)
    assert order.index("a.early") < order.index("a.late") < order.index("a.score")
    assert evaluate(model, Given({"a.x": Fraction(1)})).outcome("a.score") == 5


def test_numbers_of_one_purpose_and_clause_share_a_parameter() -> None:
    model = model_of(element(
        "вход x число, от 0 до 2 «Икс»", "величина y число = x * 7 + 7 «Игрек»", "величина z число = x + 7 «Зет»",
        "  цитата «п. 2»", "балл = y + z + 1 + 0 + 100",
    ))  # fmt: skip
    numbers = {code: p.citation.clause for code, p in model.parameters.items() if code.startswith("a.number")}
    assert numbers == {"a.number_1": "п. 1", "a.number_2": "п. 2"}
    assert model.parameters["a.number_1"].type.kind is Kind.NUMBER
