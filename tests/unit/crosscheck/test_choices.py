"""Conditions that guard: in values, in columns of a table and inside longer formulas, workbook and evaluator agree."""

from __future__ import annotations

from compiler.crosscheck.engines.formulas import Formulas
from compiler.crosscheck.engines.ironcalc import IronCalc
from compiler.crosscheck.run import Effort, crosscheck
from tests.support.compiling import compiled
from tests.unit.crosscheck.bare import bare_subject

TEXT = """
критерий счёт, не более 10
  название «Счёт»
  цитата «п. 1»
  вход людей количество, от 0 до 50 «Людей»
  вход дел количество, от 0 до 100 «Дел»
  вход есть да-нет «Есть ли дела»
  вход прочее число, от 0 до 100, необязательно «Прочее»
  таблица списки, не более 3 строк
    название «Списки»
    столбец a количество, от 0 до 10 «A»
    столбец b количество, от 0 до 10 «B»
    столбец c число, от 0 до 10, необязательно «C»
    столбец доля число = если b > 0 то a / b иначе 0 «Доля»
    столбец ещё число = 1 + (если a > 5 то c иначе если b = 0 то 2 иначе a / b) «Ещё»
  величина нагрузка число = если людей > 0 то дел / людей иначе 0 «Нагрузка»
  величина прочих число = если заполнено(прочее) то прочее иначе 7 «Прочих»
  величина средняя число = если количество(списки) > 0 то среднее(списки.доля) иначе 0 «Средняя»
  величина вторая число = если количество(списки) > 0 то среднее(списки.ещё) иначе 0 «Вторая»
  величина сложно число = нагрузка * (если есть то 1 / людей иначе 2) + (если людей > 3 то 100 / дел иначе
    если людей = 0 то 5 иначе 1 / людей) «Сложно»
  балл = мин(нагрузка + прочих + средняя + вторая + сложно; 10)
"""


def test_only_the_chosen_branch_is_computed_everywhere() -> None:
    subject = bare_subject(compiled(TEXT).model())
    found = crosscheck([subject], (IronCalc(), Formulas()), Effort(cases=0, others=20, sample=1500))
    assert found.agrees, found.disagreements[:3]
    ironcalc = found.subjects[0].engines[0]
    assert ironcalc.branches == ironcalc.all_branches
