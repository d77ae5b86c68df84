"""Worked examples: per body, targets, options, misprints."""

from __future__ import annotations

from fractions import Fraction

from compiler.evaluate.examples import run_example
from compiler.model.examples import Acknowledgement, Example, Given
from compiler.model.invariants import check_invariants
from compiler.model.texts import Reason
from tests.support.compiling import compiled

HEAD = """критерий a, не более 10 баллов
  название «А»
  цитата «п. 1»
  вход done количество, от 0 до 100 «Сделано»
  вход required количество, от 1 до 100 «Требуется»
  вход extra количество, от 0 до 10 «Ещё»
    для office
  вход way выбор «Способ»
    вариант joint «Вместе»
    вариант separate «Отдельно»
  величина part доля = done / required «Часть»
  если way = separate: балл 1
  балл = 10 баллов * part
"""


def examples(lines: str, body: str = "ministry") -> tuple[Example, ...]:
    model = compiled(HEAD + "".join(f"  {line}\n" for line in lines.split("\n"))).model(body)
    check_invariants(model)
    for example in model.examples:
        assert run_example(model, example).holds
    return model.examples


def test_an_example_sets_inputs_and_checks_the_score() -> None:
    (example,) = examples("пример «п. 2»: done 3; required 4; way joint даёт 7,5")
    assert example.code == "a.example_1"
    assert example.target == "a.score"
    assert example.given == (
        Given("a.done", Fraction(3)), Given("a.required", Fraction(4)), Given("a.way", Fraction(1))
    )  # fmt: skip
    assert (example.gives, example.decimals, example.prints) == (Fraction(15, 2), None, None)
    assert example.citation.clause == "п. 2"


def test_an_option_is_given_by_its_name() -> None:
    (example,) = examples("пример «п. 2»: done 3; required 4; way separate даёт 1")
    assert example.given[2].value == 2


def test_a_value_can_be_set_and_checked() -> None:
    first, second = examples(
        "пример «п. 2» для part: done 1; required 4; way joint даёт 25%\nпример «п. 2»: part 50%; way joint даёт 5"
    )
    assert first.target == "a.part"
    assert second.given[0] == Given("a.part", Fraction(1, 2))


def test_a_rounded_result_keeps_the_decimals_of_the_act() -> None:
    (example,) = examples("пример «п. 2»: done 2; required 3; way joint даёт 6,67 округлённо")
    assert example.decimals == 2


def test_a_misprint_keeps_what_is_printed_and_why() -> None:
    (example,) = examples("пример «п. 2»: done 1; required 4; way joint печатает 2,6 даёт 2,5, потому что «опечатка»")
    assert (example.prints, example.gives, example.reason) == (Fraction(13, 5), Fraction(5, 2), Reason("опечатка"))


def test_an_example_of_what_a_body_lacks_is_left_out_there() -> None:
    line = "пример «п. 2» для part: done 1; required 4; way joint; extra 1 даёт 25%"
    assert examples(line) == ()
    assert len(examples(line, "office")) == 1


def test_an_example_for_one_kind_of_body() -> None:
    line = "пример «п. 2»: done 1; required 4; way joint даёт 2,5\n  для office"
    assert examples(line) == ()
    assert len(examples(line, "office")) == 1


def test_the_number_of_an_example_does_not_depend_on_the_body() -> None:
    lines = (
        "пример «п. 2»: done 1; required 4; way joint даёт 2,5\n  для office\n"
        "пример «п. 3»: done 2; required 4; way joint даёт 5"
    )
    assert [example.code for example in examples(lines)] == ["a.example_2"]
    assert [example.code for example in examples(lines, "office")] == ["a.example_1", "a.example_2"]


def test_acknowledgements_are_about_the_element_or_what_they_name() -> None:
    model = compiled(
        HEAD + "  признано division-by-zero part, потому что «так в акте»\n"
        "  признано range-exceeds-maximum, потому что «и так»\n"
    ).model()
    assert model.acknowledgements == (
        Acknowledgement("division-by-zero", "a.part", Reason("так в акте")),
        Acknowledgement("range-exceeds-maximum", "a", Reason("и так")),
    )
