"""Reasons in several languages: each workbook has its own, what has no language serves all others."""

from compiler.model.texts import Language, Provenance
from compiler.workbook.texts import Texts
from tests.support.compiling import compiled

SOURCE = """есеп ru
методика сад
  языки ru; kk
  вид органа сад ru «Сад» kk «Бақ»
критерий уход, не более 5 баллов
  название ru «Уход» kk «Күтім»
  цитата «п. 1» допущено, потому что ru «акт молчит» kk «акт үндемейді»
  балл ставит оценщик
критерий вид, не более 5 баллов
  название ru «Вид» kk «Түрі»
  цитата «п. 2» восстановлено, потому что «формула утрачена»
  балл ставит оценщик
"""


def test_each_language_has_its_own_reason() -> None:
    care, view = (element.citation for element in compiled(SOURCE).model("сад").root.children)
    assert care.provenance is Provenance.ASSUMED
    assert [care.reason_in(language) for language in (Language.RU, Language.KK, Language.EN)] == [
        "акт молчит",
        "акт үндемейді",
        "акт молчит",
    ]
    assert "акт үндемейді" in Texts(Language.KK).provenance(care)
    assert "формула утрачена" in Texts(Language.KK).provenance(view)
