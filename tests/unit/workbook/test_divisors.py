"""A guard against division by zero stands only where zero can be."""

from __future__ import annotations

import pytest

from compiler.model.texts import Language
from compiler.workbook.formula import print_formula
from compiler.workbook.identity import Build
from compiler.workbook.plan import plan_assessment
from tests.support.compiling import compiled

TEXT = """есеп ru
методика сады
  языки ru
  вид органа сад «Сад»
критерий праздники, не более 10
  название «Праздники»
  цитата «п. 2»
  вход открытых количество, от 0 до 100 «Открытых»
  вход всего количество, от 0 до 100 «Всего»
  величина делитель количество = {divisor} «К скольким относится доля»
  балл = мин(открытых / делитель; 1) * максимум
"""


@pytest.mark.parametrize(
    ("divisor", "guarded"),
    [("макс(всего; 12)", False), ("всего + 12", True), ("всего", True), ("макс(всего; 0)", True)],
)
def test_a_divisor_that_is_computed_is_known_by_its_formula(divisor: str, guarded: bool) -> None:
    """`всего + 12` is guarded: −12 may be typed, whatever the bounds of the cell say."""
    result = compiled(TEXT.format(divisor=divisor))
    assert result.lowered is not None, result.slugs
    (methodology,) = result.lowered.edition.methodologies
    workbook = plan_assessment(methodology, Language.RU, Build("f" * 64, "0"))
    tree = next(tree for code, tree in workbook.formulas.items() if code == "prazdniki.score")
    text = print_formula(tree, workbook.addresses.__getitem__, "")
    assert ("=0" in text) == guarded, text
