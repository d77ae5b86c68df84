"""A small methodology with named bodies of two kinds, figures over them, and categories."""

from __future__ import annotations

from compiler.model.methodology import Edition
from tests.support.compiling import compiled

TEXT = """есеп ru
методика bodies
  название «Пример»
  языки ru; kk
  вид органа ministry «Министерства»
  вид органа office «Управления»

органы ministry
  орган finance «Министерство финансов»
  орган energy «Министерство энергетики»
  орган defence «Министерство обороны»
органы office
  орган pavlodar ru «Павлодар» kk «Павлодар облысы»

категория standing по балл «Категория»
  не менее 25: ru «высокая» kk «жоғары»
  пробел не менее 20 и менее 25: «средняя», потому что «в акте 20–24»
  менее 20: «низкая»

критерий sites, не более 20 баллов
  название «Сайты»
  цитата «п. 5»
  вход done количество, от 0 до 100 «Сделано»
  вход secret да-нет «Сведения закрыты»
  балл = done / наибольшее органов(done) * максимум
  если secret: средний балл органов
  если done = 0 и не secret: балл 1
критерий calls, не более 10 баллов
  название «Звонки»
  цитата «п. 6»
  вход answered количество, от 1 до 1000 «Приняты»
  вход all количество, от 1 до 1000 «Все»
  величина rate число = answered / all - наименьшее органов(answered / all) «Доля над наименьшей»
  величина place количество = место органа(rate) «Место»
  балл по полосам place
    не более 1: 10
    свыше 1: 4
"""


def edition() -> Edition:
    result = compiled(TEXT)
    assert result.lowered is not None, result.slugs
    return result.lowered.edition
