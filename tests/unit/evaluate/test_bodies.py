"""Figures over all bodies: means, extremes, ranks with ties, bodies that are left out or not filled, chains."""

from __future__ import annotations

from fractions import Fraction

from compiler.evaluate import NOT_APPLICABLE, NOT_FILLED, Cell, Given, Outcome
from compiler.evaluate.bodies import evaluate_bodies
from compiler.model.methodology import Methodology
from compiler.model.peers import PeerFunction
from tests.support.bodies import edition
from tests.support.compiling import compiled

BODIES = edition()
MINISTRIES = BODIES.methodology("ministry")


def one(text: str) -> Methodology:
    result = compiled("критерий c, не более 100 баллов\n  название «К»\n  цитата «п. 1»\n" + text)
    assert result.lowered is not None, result.slugs
    return result.model()


def outcomes(methodology: Methodology, code: str, *rows: dict[str, str | Cell]) -> list[Outcome]:
    def cell(value: str | Cell) -> Cell:
        return Fraction(value) if isinstance(value, str) else value

    givens = [Given({f"c.{name}": cell(value) for name, value in row.items()}) for row in rows]
    return [result.outcome(code) for result in evaluate_bodies(methodology, givens)]


def test_mean_greatest_and_least() -> None:
    for words, expected in (("среднее органов", Fraction(14, 3)), ("наибольшее органов", 9), ("наименьшее органов", 2)):
        methodology = one(f"  вход x число, от 0 до 100 «Икс»\n  балл = {words}(x)\n")
        assert outcomes(methodology, "c.score", {"x": "2"}, {"x": "9"}, {"x": "3"}) == [expected] * 3


def test_equal_bodies_share_the_best_place() -> None:
    methodology = one("  вход x число, от 0 до 100 «Икс»\n  балл = 1 балл * место органа(x)\n")
    assert outcomes(methodology, "c.score", {"x": "5"}, {"x": "9"}, {"x": "5"}, {"x": "1"}) == [2, 1, 2, 4]


def test_a_rank_sees_its_quantity_at_the_precision() -> None:
    methodology = one("  вход x число, от 0 до 1 «Икс»\n  балл = 1 балл * место органа(x)\n")
    nearly = Fraction(1, 2) - Fraction(1, 10**11)
    assert outcomes(methodology, "c.score", {"x": "0.5"}, {"x": nearly}, {"x": "0.25"}) == [1, 1, 3]


def test_one_that_is_not_filled_leaves_the_figure_open_for_all() -> None:
    methodology = one("  вход x число, от 0 до 100 «Икс»\n  балл = 1 балл * место органа(x)\n")
    assert outcomes(methodology, "c.score", {"x": "5"}, {}) == [NOT_FILLED, NOT_FILLED]


def test_bodies_that_it_does_not_apply_to_are_left_out() -> None:
    text = "  вход x число, от 0 до 100, можно отклонить «Икс»\n  балл = 1 балл * {}(x)\n"
    mean, rank = one(text.format("среднее органов")), one(text.format("место органа"))
    rows: tuple[dict[str, str | Cell], ...] = ({"x": "5"}, {"x": NOT_APPLICABLE}, {"x": "8"})
    assert outcomes(mean, "c.score", *rows) == [Fraction(13, 2)] * 3
    assert outcomes(rank, "c.score", *rows) == [2, NOT_APPLICABLE, 1]
    nobody: tuple[dict[str, str | Cell], ...] = ({"x": NOT_APPLICABLE}, {"x": NOT_APPLICABLE})
    assert outcomes(mean, "c.score", *nobody) == [NOT_APPLICABLE, NOT_APPLICABLE]


def test_a_figure_of_a_value_that_rests_on_a_figure() -> None:
    methodology = one(
        "  вход x число, от 1 до 100 «Икс»\n"
        "  величина part число = x / наибольшее органов(x) «Доля»\n"
        "  величина above число = part - среднее органов(part) «Над средней»\n"
        "  балл = 1 балл * место органа(above)\n"
    )
    assert outcomes(methodology, "c.above", {"x": "10"}, {"x": "5"}) == [Fraction(1, 4), Fraction(-1, 4)]
    assert outcomes(methodology, "c.score", {"x": "10"}, {"x": "5"}) == [1, 2]


def test_one_figure_serves_wherever_it_is_written() -> None:
    methodology = one(
        "  вход x число, от 1 до 100 «Икс»\n  балл = x / наибольшее органов(x) + наибольшее органов(x) / 100\n"
    )
    (figure,) = methodology.peers.values()
    assert (figure.function, figure.of) == (PeerFunction.GREATEST, "c.x")


def test_what_is_given_for_a_figure_does_not_count() -> None:
    methodology = one("  вход x число, от 0 до 100 «Икс»\n  балл = среднее органов(x)\n")
    (code,) = methodology.peers
    (result,) = evaluate_bodies(methodology, [Given({"c.x": Fraction(4), code: Fraction(50)})])
    assert result.outcome("c.score") == 4


def test_an_excluded_body_gets_the_mean_of_the_others() -> None:
    """Of the ordinary scores: those of bodies that another condition decides are among them."""
    rows = ({"done": "100", "secret": "0"}, {"done": "50", "secret": "0"}, {"secret": "1", "done": "0"})
    givens = [Given({f"sites.{k}": Fraction(v) for k, v in row.items()}) for row in rows]
    results = evaluate_bodies(MINISTRIES, givens)
    assert [result.outcome("sites.score") for result in results] == [20, 10, 15]
    assert [result.outcome("sites.ordinary") for result in results] == [20, 10, NOT_APPLICABLE]
    idle = [*givens[:2], Given({"sites.done": Fraction(0), "sites.secret": Fraction(0)}), givens[2]]
    scores = [result.outcome("sites.score") for result in evaluate_bodies(MINISTRIES, idle)]
    assert scores == [20, 10, 1, Fraction(31, 3)]


def test_where_all_are_excluded_nobody_is_assessed() -> None:
    givens = [Given({"sites.done": Fraction(0), "sites.secret": Fraction(1)})] * 2
    assert [result.outcome("sites.score") for result in evaluate_bodies(MINISTRIES, givens)] == [NOT_APPLICABLE] * 2


def test_an_excluded_body_need_not_fill_what_decides_its_ordinary_score() -> None:
    methodology = one(
        "  вход x число, от 0 до 100 «Икс»\n  вход out да-нет «Исключён»\n  балл = x\n"
        "  если out: средний балл органов\n"
    )
    assert outcomes(methodology, "c.score", {"x": "30", "out": "0"}, {"x": "10", "out": "0"}, {"out": "1"}) == [
        30, 10, 20,
    ]  # fmt: skip


def test_no_bodies_no_results() -> None:
    assert evaluate_bodies(MINISTRIES, ()) == ()
