"""Whatever is written where an expression may stand, the passes report a fault or give a sound model; none fails."""

from __future__ import annotations

import random

import pytest

from compiler.evaluate import Given, evaluate
from compiler.model.invariants import check_invariants
from tests.support.compiling import compiled

_HEAD = """критерий a, не более 10 баллов
  название «А»
  цитата «п. 1»
  версия kk «Казахская»
  константа c = 5 «Константа»
  вход n число, от 0 до 9 «Число»
  вход k количество «Количество»
  вход s доля «Доля»
  вход b баллы «Баллы»
  вход h часы «Часы»
  вход d дата «Дата»
  вход y да-нет «Да или нет»
  вход w выбор «Выбор»
    вариант one «Один»
    вариант two «Два»
  вход t текст «Текст»
  таблица r, не более 5 строк
    название «Таблица»
    столбец n2 число, от 0 до 9 «Число»
    столбец y2 да-нет «Да или нет»
    столбец t2 текст «Текст»
    столбец d2 дата «Дата»
    столбец e2 число = n2 + 1 «Вычисляется»
  показатель q, не более 5 на каждую версию
    название «Кью»
    балл ставит оценщик
  показатель z, не более 5
    название «Зет»
    балл = 5
  группа g, до 2 раз
    название «Ге»
    вход gn количество, от 0 до 9 «Число»
    вход gt текст, необязательно «Текст»
    таблица gr, не более 2 строк
      название «Строки»
      столбец gc число, от 0 до 9 «Число»
"""
_ATOMS = (
    "1", "0,5", "70%", "2 балла", "3 часа", "01.03.2015", "c", "n", "k", "s", "b", "h", "d", "y", "w", "one", "t", "r",
    "r.n2", "n2", "y2", "t2", "d2", "e2", "q", "z", "kk", "a", "period", "total", "nowhere", "максимум", "вес",
    "максимум q", "максимум kk", "сумма пунктов", "среднее пунктов", "количество(r)", "сумма(r.n2)",
    "количество(r где y2)", "наибольшее(r.d2)", "балл", "балл q", "балл kk", "балл total",
    "g", "g_1", "g.gn", "g_2.gn", "gn", "сумма повторов(g.gn)", "среднее повторов(g.gn)", "количество повторов(g)",
    "сумма повторов(g.gr.gc)", "среднее повторов(g.gr.gc)", "сумма повторов(g.gt)", "сумма повторов(g)",
    "сумма повторов(n)", "количество повторов(g.gn)",
)  # fmt: skip
_SHAPES = (
    "({0} + {1})", "({0} - {1})", "({0} * {1})", "({0} / {1})", "({0} ^ {1})", "({0} = {1})", "({0} не менее {1})",
    "({0} и не {1})", "(если {0} то {1} иначе {0})", "мин({0}; {1})", "модуль({0})", "заполнено({0})",
    "округлить({0}; 2)", "сумма(r.n2 где {0})", "среднее органов({0})", "место органа({0})",
    "({0} / наибольшее органов({0}))",
)  # fmt: skip
_LINES = (
    "  величина x число = {0} «Икс»\n  балл = 1\n",
    "  величина x да-нет = {0} «Икс»\n  балл = 1\n",
    "  балл = {0}\n",
    "  если {0}: балл {1}\n  балл = 1\n",
    "  балл по полосам {0}\n    не менее 5: {1}\n    менее 5: 0\n",
    "  балл = 1\n  вычет {0} за каждый {1}\n",
    "  балл = {1}\n  если {0}: средний балл органов\n",
    "  балл = {1}\n  категория v по {0}\n    не менее 5: «А»\n    менее 5: «Б»\n",
    "  балл = 1\n  коэффициент {0} если {1}\n",
    "  балл = 1\n  вход i количество, не более {0} «Ай»\n",
    "  балл = 1\n  таблица u\n    название «У»\n    столбец g число\n    столбец f число = {0}\n",
)


def _expression(chance: random.Random, depth: int) -> str:
    if depth == 0 or chance.random() < 0.3:
        return chance.choice(_ATOMS)
    return chance.choice(_SHAPES).format(_expression(chance, depth - 1), _expression(chance, depth - 1))


@pytest.mark.parametrize("seed", range(6))
def test_no_expression_breaks_the_passes(seed: int) -> None:
    chance = random.Random(seed)
    sound = 0
    for _ in range(120):
        line = chance.choice(_LINES).format(_expression(chance, 1), _expression(chance, 1))
        result = compiled(_HEAD + line)
        if result.lowered is None:
            assert result.bag.has_errors, line
            continue
        sound += 1
        check_invariants(result.model())
        evaluate(result.model(), Given())
    assert sound > 0
