"""Letters: what a body reads when its return was accepted, had remarks, was refused or did not come."""

from __future__ import annotations

import pytest

from compiler.campaign.bodies import Recipient
from compiler.campaign.letters import MOST_ALIKE, letter
from compiler.campaign.standing import Standing, standings
from compiler.campaign.texts import say
from compiler.intake.findings import Finding
from compiler.model.texts import Language
from tests.unit.campaign.campaigns import ALPHA, edition, finding, returned

LANGUAGES = tuple(Language)
REMARK = finding(ALPHA, "return-number-changed", place="«Параметры»!C5", found="90")


def required(number: int) -> Finding:
    return finding(ALPHA, "return-required", place=f"«Отчёт»!C{number}")


def standing(*findings: Finding, body: Recipient = ALPHA) -> Standing:
    return standings([body], [returned(body, findings=findings)]).bodies[0]


def write(one: Standing, language: Language) -> str:
    return letter(one, edition().identity, language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_to_whom_and_about_what(language: Language) -> None:
    first, _, rest = write(standing(), language).partition("\n")
    assert first == edition().identity.title.text(language)
    assert "2025" in rest.splitlines()[0] and ALPHA.name in rest and "alpha.xlsx" in rest


@pytest.mark.parametrize(
    ("language", "words"),
    [
        (Language.RU, ("получен и принят. Благодарим", "Замечания:", "Необходимо исправить:", "не получен")),
        (Language.KK, ("қабылданды. Еңбегіңізге рахмет", "Ескертпелер:", "Түзету қажет:", "алынған жоқ")),
        (Language.EN, ("accepted. Thank you", "Remarks:", "To be corrected:", "has not been received")),
    ],
)
def test_what_became_of_the_return(language: Language, words: tuple[str, str, str, str]) -> None:
    texts = (
        write(standing(), language),
        write(standing(REMARK), language),
        write(standing(REMARK, required(9)), language),
        write(standings([ALPHA], []).bodies[0], language),
    )
    has = [[word in text for word in words] for text in texts]
    assert has == [
        [True, False, False, False],
        [False, True, False, False],
        [False, True, True, False],
        [False, False, False, True],
    ]


def test_a_remedy_is_said_once_and_places_are_all_named() -> None:
    text = write(standing(required(9), REMARK, required(11)), Language.RU)
    assert text.count("Что сделать: Заполните поле") == 1
    must, _, notes = text.partition("Замечания:")
    assert "1. «Отчёт»!C9" in must and "2. «Отчёт»!C11" in must and "«Параметры»!C5" in notes


def test_a_long_list_is_shortened() -> None:
    text = write(standing(*(required(number) for number in range(100, 130))), Language.RU)
    assert text.count("поле не заполнено") == MOST_ALIKE
    assert f"ещё {30 - MOST_ALIKE} таких же" in text
    exact = write(standing(*(required(number) for number in range(100, 100 + MOST_ALIKE))), Language.RU)
    assert "таких же" not in exact


def test_what_stands_in_a_file_cannot_break_the_letter() -> None:
    """Braces of a file's name or of a cell are no blanks of ours."""
    one = standings([ALPHA], [returned(ALPHA, "{name}{0}.xlsx", findings=(REMARK,))]).bodies[0]
    assert "«{name}{0}.xlsx»" in write(one, Language.RU)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_letter_gives_no_advice_for_whoever_runs_the_program(language: Language) -> None:
    others = (
        finding(ALPHA, "workbook-unsigned"),
        finding(ALPHA, "workbook-other-body", found="office", expected="ministry"),
        finding(ALPHA, "workbook-other-version"),
    )
    text = write(standing(*others), language)
    assert "--body" not in text and "esep" not in text
    assert text.count(say("letter_own_book", language.value)) == len(others)
