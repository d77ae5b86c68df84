"""The words of a trace in Russian, Kazakh and English."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from compiler.model.texts import Language


def _row(ru: str, kk: str, en: str) -> Mapping[Language, str]:
    return MappingProxyType({Language.RU: ru, Language.KK: kk, Language.EN: en})


TRACE_WORDS: Mapping[str, Mapping[Language, str]] = MappingProxyType(
    {
        "score": _row("балл", "балл", "score"),
        "of": _row("из", "/", "of"),
        "by-hand": _row("задано", "берілген", "given"),
        "mean": _row("среднее", "орташа", "mean"),
        "band": _row("полоса", "аралық", "band"),
        "no-band": _row("ни одна полоса не подходит", "сәйкес аралық жоқ", "no band fits"),
        "because": _row("выполнено условие:", "шарт орындалды:", "condition holds:"),
        "not_filled": _row("не заполнено", "толтырылмаған", "not filled"),
        "not_applicable": _row("не применяется", "қолданылмайды", "not applicable"),
        "yes": _row("да", "иә", "yes"),
        "no": _row("нет", "жоқ", "no"),
        "took": _row("вычтено", "шегерілді", "took"),
        "added": _row("прибавлено", "қосылды", "added"),
        "no-change": _row("ничего не изменилось", "ештеңе өзгерген жоқ", "nothing changed"),
        "reconstructed": _row("восстановлено", "қалпына келтірілген", "reconstructed"),
        "assumed": _row("допущено", "жорамалданған", "assumed"),
        "role-coefficient": _row("коэффициент", "коэффициент", "coefficient"),
        "role-bonus": _row("надбавка", "үстеме", "bonus"),
        "role-deduction": _row("вычет", "шегеру", "deduction"),
        "role-floor": _row("нижняя граница", "төменгі шек", "floor"),
        "role-cap": _row("верхняя граница", "жоғарғы шек", "cap"),
        "role-rounding": _row("округление", "дөңгелектеу", "rounding"),
    }
)
