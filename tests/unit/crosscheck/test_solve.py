"""The solver puts operands where a formula turns, or says that it cannot."""

from __future__ import annotations

from fractions import Fraction

import pytest

from compiler.crosscheck.cases.entries import typical
from compiler.crosscheck.cases.grounds import Quantities
from compiler.crosscheck.cases.points import points
from compiler.crosscheck.cases.solve import Unsolved, achieve, bring, compute
from compiler.evaluate import Evaluator
from compiler.model.expressions import Expression, Filled, Function, If, Ref, RowFunction
from tests.support.builders import ONE, ZERO, both, call, compare, div, either, mul, negation, ref, rows, sub
from tests.support.models import sample_methodology

SHARE, WEIGHT = ref("functions.mail.user_share"), ref("functions.share.weight")
DONE, PLAN = ref("integration.done"), ref("quality.plan")
NAMES = ("at", "below", "above", "hardly below", "hardly above", "half below", "half above")
TWENTY = ref("integration.maximum")
LIMIT = ref("functions.mail.high_limit")
UNIT = Fraction(1, 10**10)


@pytest.fixture(scope="module")
def ground() -> Quantities:
    methodology = sample_methodology()
    given = typical(methodology)
    return Quantities(methodology, Evaluator(methodology).run(given), given)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        (SHARE, LIMIT),
        (sub(mul(SHARE, WEIGHT), ONE), LIMIT),
        (div(SHARE, ref("quality.coefficient")), LIMIT),
        (call(Function.MAX, ZERO, SHARE), LIMIT),
        (LIMIT, SHARE),
    ],
)
def test_sides_are_brought_to_an_exact_difference(left: Expression, right: Expression, ground: Quantities) -> None:
    for difference in (Fraction(0), UNIT, -UNIT):
        moved = bring(left, right, difference, ground)
        assert compute(left, moved) - compute(right, moved) == difference


def test_inputs_stay_within_what_they_take(ground: Quantities) -> None:
    moved = bring(DONE, ref("integration.refusals"), Fraction(0), ground)
    assert compute(DONE, moved) == compute(ref("integration.refusals"), moved)
    with pytest.raises(Unsolved):
        bring(DONE, ZERO, UNIT, ground)  # a count takes whole numbers only
    with pytest.raises(Unsolved):
        bring(DONE, ZERO, Fraction(61), ground)  # 60 at most


@pytest.mark.parametrize("condition", [
    compare(SHARE, ">=", LIMIT),
    negation(compare(SHARE, "<>", LIMIT)),
    both(compare(SHARE, "<", LIMIT), compare(WEIGHT, "=", TWENTY)),
    either(ref("integration.excluded"), compare(WEIGHT, ">", TWENTY)),
    Filled(Ref("quality.deadline")),
    If(compare(WEIGHT, ">", TWENTY), ONE, ZERO),
], ids=lambda c: type(c).__name__)  # fmt: skip
def test_conditions_are_made_true_and_false(condition: Expression, ground: Quantities) -> None:
    reached = set()
    for wanted in (True, False):
        try:
            reached.add(compute(condition, achieve(condition, wanted, ground)) == int(wanted))
        except Unsolved:
            assert isinstance(condition, If), "only a computed condition may be out of reach"
    assert reached == {True}


@pytest.mark.parametrize("left", [rows(RowFunction.COUNT, "integration.systems"), LIMIT, mul(SHARE, SHARE)])
def test_what_cannot_be_moved_is_said_to_be_unsolved(left: Expression, ground: Quantities) -> None:
    with pytest.raises(Unsolved):
        bring(left, ONE, UNIT, ground)


def test_points_inside_a_branch_lead_into_it(ground: Quantities) -> None:
    guarded = If(compare(WEIGHT, ">", TWENTY), compare(SHARE, ">=", LIMIT), ZERO)
    inner = [p for p in points(guarded, ground) if p.what.endswith(">=")]
    assert {p.what for p in inner} == {f"{n} >=" for n in NAMES}
    for point in inner:
        assert compute(compare(WEIGHT, ">", TWENTY), point.ground) == 1


def test_a_threshold_is_met_from_both_sides_and_within_the_precision(ground: Quantities) -> None:
    distances = {
        point.what: compute(SHARE, point.ground) - Fraction(4, 5)
        for point in points(compare(SHARE, ">=", LIMIT), ground)
    }
    assert distances == {
        "at >=": 0,
        "below >=": -UNIT,
        "above >=": UNIT,
        "hardly below >=": -UNIT * 2 / 5,
        "hardly above >=": UNIT * 2 / 5,
        "half below >=": -UNIT / 2,
        "half above >=": UNIT / 2,
    }
