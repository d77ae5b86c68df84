"""Labels and citations: tree texts to model texts, and the standard labels of what the compiler adds itself."""

from __future__ import annotations

from functools import cache

from compiler.model.texts import Citation, Label, Language, Provenance, Translation
from compiler.resolve.reasons import reason_of
from dsl.syntax import tree

_STANDARD: dict[str, tuple[str, str, str]] = {
    # name: (kk, ru, en)
    "maximum": ("ең жоғары балл", "максимальный балл", "maximum"),
    "score": ("балл", "балл", "score"),
    "base": ("бастапқы балл", "исходный балл", "score before adjustments"),
    "weight": ("ауысқан салмақтармен бірге салмағы", "вес с учётом перешедших весов", "weight with moved weights"),
    "moved": ("ауысатын салмақ", "переходящий вес", "weight that moves"),
    "when": ("шарт орындалды ма", "выполнено ли условие", "does the condition hold"),
    "when_score": ("шарт бойынша балл", "балл по условию", "score by the condition"),
    "deduction": ("шегеру", "вычет", "deduction"),
    "bonus": ("үстеме", "надбавка", "bonus"),
    "coefficient": ("коэффициент", "коэффициент", "coefficient"),
    "after_deduction": ("шегеруден кейін", "после вычета", "after the deduction"),
    "after_bonus": ("үстемеден кейін", "после надбавки", "after the bonus"),
    "after_coefficient": ("коэффициенттен кейін", "после коэффициента", "after the coefficient"),
    "after_floor": ("төменгі шектен кейін", "после нижней границы", "after the floor"),
    "after_cap": ("жоғарғы шектен кейін", "после верхней границы", "after the cap"),
    "after_rounding": ("дөңгелектегеннен кейін", "после округления", "after rounding"),
    "operand": ("бағаланатын шама", "оцениваемая величина", "what the bands look at"),
    "threshold": ("шекті мән", "порог", "threshold"),
    "points": ("балл мөлшері", "число баллов", "points"),
    "limit": ("шектеу", "предел", "limit"),
    "number": ("формуладағы сан", "число в формуле", "number in the formula"),
    "items": ("тармақтар саны", "число пунктов", "number of items"),
    "items_sum": ("тармақтар балдарының қосындысы", "сумма баллов пунктов", "sum of the items' points"),
    "items_mean": ("тармақтар балдарының орташасы", "среднее баллов пунктов", "mean of the items' points"),
    "unbegun": ("бос қалдырылған ба", "оставлено ли пустым", "is it left empty"),
    "sum_of_repeats": ("қайталаулар қосындысы", "сумма повторов", "sum of repeats"),
    "mean_of_repeats": ("қайталаулар орташасы", "среднее повторов", "mean of repeats"),
    "count_of_repeats": ("қайталаулар саны", "количество повторов", "number of repeats"),
    "present": ("бар ма", "есть ли", "is it present"),
    "assessed": ("қойылған балл", "поставленный балл", "points given"),
    "pick": ("жол есепке алына ма", "учитывается ли строка", "is the row counted"),
    "total": ("Жалпы бағалау", "Общая оценка", "Total score"),
    "ordinary": ("шартсыз балл", "балл без условия", "score without the condition"),
    "of_bodies": ("органдар бойынша қаралатын шама", "величина по всем органам", "what is taken over all bodies"),
    "mean_of_bodies": ("Органдар бойынша орташа", "Среднее по органам", "Mean of the bodies"),
    "greatest_of_bodies": ("Органдар бойынша ең үлкені", "Наибольшее по органам", "Greatest of the bodies"),
    "least_of_bodies": ("Органдар бойынша ең кішісі", "Наименьшее по органам", "Least of the bodies"),
    "rank_of_bodies": ("Органдар арасындағы орны", "Место среди органов", "Place among the bodies"),
    "from_consolidation": (
        "Бұл көрсеткіш барлық органдар бойынша жиынтықтан алынады, оны органның өзі толтырмайды.",
        "Показатель берётся из сводки по всем органам, сам орган его не заполняет.",
        "This figure comes with the consolidation of all bodies; the body itself does not fill it in.",
    ),
    "body_name": ("Мемлекеттік органның атауы", "Наименование государственного органа", "Name of the body"),
    "period": ("Есептік кезең", "Отчётный период", "Reporting period"),
}


_LANGUAGES = {language.value: language for language in Language}


@cache
def standard(name: str) -> Label:
    """The label of something that the compiler adds; in all three languages, none of it the act's words."""
    kk, ru, en = _STANDARD[name]
    return Label(
        (
            Translation(Language.KK, kk, official=False),
            Translation(Language.RU, ru, official=False),
            Translation(Language.EN, en, official=False),
        )
    )


def joined(first: Label, second: Label) -> Label:
    """The text "first: second" in every language that `first` has; of a text of several lines, the first one."""
    return Label(
        tuple(
            Translation(t.language, f"{_heading(t.text)}: {second.text(t.language)}", t.official)
            for t in first.translations
        )
    )


def _heading(text: str) -> str:
    return text.split("\n", maxsplit=1)[0].rstrip(" ;:.,")


def label_of(texts: tree.Label, own_language: str) -> Label | None:
    """The model's label; None for an empty one. A text without a language is in the act's own."""
    if not texts:
        return None
    own = _LANGUAGES[own_language]
    made = [Translation(_LANGUAGES[t.language or own_language], t.text, t.official) for t in texts]
    if made[0].language is not own:
        made.sort(key=lambda t: t.language is not own)
    return Label(tuple(made))


def described(block: tree.Block, word: tree.DescriptionWord, own_language: str) -> Label | None:
    """The description of this kind in a block."""
    for statement in block:
        if isinstance(statement, tree.Description) and statement.word is word:
            return label_of(statement.label, own_language)
    return None


def citation_of(block: tree.Block, inherited: Citation | None) -> Citation | None:
    """The block's own citation, else the inherited clause (as stated: an assumption is not inherited)."""
    for statement in block:
        if isinstance(statement, tree.Cites):
            return reasoned(statement.clause.text, Provenance(statement.provenance.value), statement.reason)
    return inherited and Citation(inherited.clause)


def reasoned(clause: str, provenance: Provenance, reason: tree.Text | None) -> Citation:
    """A citation with its reason, in every language in which that is written."""
    if reason is None:
        return Citation(clause, provenance)
    why = reason_of(reason)
    return Citation(clause, provenance, why.text, why.translations)
