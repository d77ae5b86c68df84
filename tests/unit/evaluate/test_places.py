"""Places have one definition: the language, a campaign and the rating give the same bodies the same ones."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

import pytest

from compiler.campaign.bodies import Recipient
from compiler.campaign.scores import scored
from compiler.campaign.standing import standings
from compiler.crosscheck.rating.expected import expected_cells
from compiler.evaluate import NOT_APPLICABLE, NOT_FILLED, Given, Outcome
from compiler.evaluate.bodies import evaluate_bodies
from compiler.evaluate.places import places
from compiler.intake.returns import Return
from compiler.model.texts import Language
from tests.support.compiling import compiled

TEXT = (
    "величина order количество = место органа(total) «Место»\n"
    "критерий c, не более 100 баллов\n  название «К»\n  цитата «п. 1»\n"
    "  вход x баллы, от 0 до 100, можно отклонить «Икс»\n  балл = x\n"
)
NEARLY_9 = Fraction(9) - Fraction(1, 10**12)
CASES: tuple[tuple[Sequence[Outcome], Sequence[Outcome]], ...] = (
    ((Fraction(7), Fraction(9), NEARLY_9, Fraction(1)), (Fraction(3), Fraction(1), Fraction(1), Fraction(4))),
    ((Fraction(7), NOT_FILLED, Fraction(9)), (NOT_FILLED,) * 3),
    ((Fraction(7), NOT_APPLICABLE, Fraction(9)), (Fraction(2), NOT_APPLICABLE, Fraction(1))),
    ((NOT_APPLICABLE, NOT_FILLED, Fraction(9)), (NOT_APPLICABLE, NOT_FILLED, NOT_FILLED)),
    ((), ()),
)


@pytest.mark.parametrize(("totals", "expected"), CASES)
def test_the_definition(totals: Sequence[Outcome], expected: Sequence[Outcome]) -> None:
    assert places(totals, 10) == tuple(expected)


@pytest.mark.parametrize(("totals", "expected"), CASES[:4])
def test_all_that_rank_bodies_agree(totals: Sequence[Outcome], expected: Sequence[Outcome]) -> None:
    lowered = compiled(TEXT).lowered
    assert lowered is not None
    model = lowered.edition.methodologies[0]
    givens = [Given({} if total is NOT_FILLED else {"c.x": total}) for total in totals]

    assert [result.outcome("order") for result in evaluate_bodies(model, givens)] == list(expected)

    bodies = [Recipient(f"b{number}", model.body.name, f"Б{number}") for number in range(len(givens))]
    returns = [
        Return(f"{body.code}.xlsx", "0" * 64, "", body.code, body.kind, "ru", given, ())
        for body, given in zip(bodies, givens, strict=True)
    ]
    assert [one.rank for one in scored(lowered.edition, standings(bodies, returns))] == list(expected)

    cells = expected_cells(model, givens, [body.name for body in bodies], Language.RU)
    by_name = dict(zip(cells["#rating.total#name"], cells["#rating.total#placed"], strict=True))
    assert [by_name[body.name] for body in bodies] == list(expected)
