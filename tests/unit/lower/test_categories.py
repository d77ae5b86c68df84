"""Categories: options, positions, gaps, where they stand among the steps, and words in cells."""

from __future__ import annotations

from fractions import Fraction

from compiler.evaluate import NOT_APPLICABLE, Given, evaluate
from compiler.model.bands import BandTable
from compiler.model.indicators import StepRole
from compiler.model.invariants import check_invariants
from compiler.model.methodology import Methodology
from compiler.model.texts import Language, Provenance, Reason
from compiler.model.types import Kind
from compiler.rules import run_rules
from compiler.workbook.caches import Caches
from compiler.workbook.identity import Build
from compiler.workbook.plan import plan_assessment
from tests.support.compiling import compiled

HEAD = "критерий c, не более 100 баллов\n  название «К»\n  цитата «п. 1»\n  балл ставит оценщик\n"
LEVELS = (
    "  категория level по балл «Уровень»\n"
    "    от 95 до 100: ru «ААА» kk «ҮҮҮ»\n"
    "    от 90 до 94: «АА»\n"
    "    менее 90: «А»\n"
)
GAP = "    пробел свыше 94 и менее 95: «АА», потому что «в докладе целые»\n"


def model(text: str) -> Methodology:
    result = compiled(text)
    assert result.slugs == []
    found = result.model()
    check_invariants(found)
    return found


def level(methodology: Methodology, points: str) -> object:
    result = evaluate(methodology, Given({"c.points": Fraction(points)}))
    outcome = result.outcome("c.level")
    options = methodology.values["c.level"].type.options
    return options[int(outcome) - 1].label.text(Language.RU) if isinstance(outcome, Fraction) else outcome


def test_a_category_is_a_choice_whose_bands_are_positions() -> None:
    methodology = model(HEAD + LEVELS + GAP)
    value = methodology.values["c.level"]
    assert value.type.kind is Kind.CHOICE
    assert [option.label.text(Language.RU) for option in value.type.options] == ["ААА", "АА", "А"]
    assert value.type.options[0].label.text(Language.KK) == "ҮҮҮ"
    assert isinstance(value.rule, BandTable)
    assert [methodology.parameters[band.result].value for band in value.rule.bands] == [1, 2, 3, 2]
    filled = value.rule.bands[3]
    assert (filled.fills_gap, filled.citation.provenance) == (True, Provenance.ASSUMED)
    assert [level(methodology, p) for p in ("100", "95", "94.99", "94", "89.999", "0")] == [
        "ААА", "ААА", "АА", "АА", "А", "А",
    ]  # fmt: skip


def test_a_gap_between_categories_is_found() -> None:
    gaps = [f for f in run_rules(model(HEAD + LEVELS)) if f.rule == "band-gap"]
    assert [(f.code, dict(f.arguments)["gap"], f.acknowledged) for f in gaps] == [("c.level", "94 < x < 95", None)]
    filled = [f for f in run_rules(model(HEAD + LEVELS + GAP)) if f.rule == "band-gap"]
    assert [f.acknowledged for f in filled] == [Reason("в докладе целые")]


def test_overlapping_categories_are_found() -> None:
    text = HEAD + "  категория level по балл\n    не менее 50: «А»\n    не более 50: «Б»\n"
    assert [f.code for f in run_rules(model(text)) if f.rule == "band-overlap"] == ["c.level"]


def test_a_category_stands_after_the_score_and_survives_its_conditions() -> None:
    methodology = model(
        HEAD + "  вход x количество, от 0 до 9 «Икс»\n  если x = 0: балл 95\n  если x = 1: не оценивается\n" + LEVELS
    )
    (element,) = methodology.root.children
    assert [step.role for step in element.steps][-2:] == [StepRole.FINAL, StepRole.CATEGORY]
    assert element.categories == ("c.level",)
    assert methodology.values["c.level"].unless == ()
    rows = {"0": Fraction(1), "1": NOT_APPLICABLE, "2": Fraction(2)}
    for x, expected in rows.items():
        given = Given({"c.x": Fraction(x), "c.points": Fraction(92)})
        assert evaluate(methodology, given).outcome("c.level") == expected


def test_every_item_gets_its_own_category() -> None:
    methodology = model(
        "критерий c, не более 20 баллов\n  название «К»\n  цитата «п. 1»\n"
        "  каждый пункт\n    балл ставит оценщик\n    категория mark по балл / максимум\n"
        "      не менее 0,5: «да»\n      менее 0,5: «нет»\n"
        "  пункт a, не более 15\n    название «А»\n  пункт b, не более 5\n    название «Б»\n"
    )
    given = Given({"c.a.points": Fraction(6), "c.b.points": Fraction(3)})
    result = evaluate(methodology, given)
    assert (result.outcome("c.a.mark"), result.outcome("c.b.mark")) == (2, 1)


def test_cells_show_the_word() -> None:
    form = (
        "форма f\n  код «1»\n  вид заключение\n  лист «Итог»\n  цитата «п. 2»\n  сетка\n    колонка «А»\n"
        "    строка: level\n"
    )
    workbook = plan_assessment(model(HEAD + LEVELS + GAP + form), Language.RU, Build("0", "0"))
    caches = Caches(workbook, {"c.points": 94.5})
    sheet = next(sheet for sheet in workbook.sheets if sheet.name == "Итог")
    shown = [caches.of(cell.content.tree) for cell in sheet.cells if hasattr(cell.content, "tree")]
    assert shown == ["АА"]
    assert Caches(workbook, {"c.points": 94.5}).of(workbook.formulas["c.level"], "c.level") == 2.0
