"""Every engine calculates, on the same small workbook: values, texts, blanks, probes, thresholds, ties, faults."""

from __future__ import annotations

import pytest

from compiler.crosscheck.engines.base import Engine, EngineError, Fault, Readings, Session, Settings
from compiler.crosscheck.engines.formulas import Formulas
from compiler.crosscheck.engines.formulas_rounding import round_decimal
from compiler.crosscheck.engines.ironcalc import IronCalc
from compiler.crosscheck.engines.libreoffice import LibreOffice
from compiler.parallel import fork_map
from tests.unit.crosscheck.workbooks import CALC, INPUT, READABLE, SETTABLE, bands, workbook

ENGINES: list[Engine] = [Formulas(), IronCalc(), LibreOffice()]


@pytest.fixture(scope="module", params=ENGINES, ids=lambda engine: engine.name)
def engine(request: pytest.FixtureRequest) -> Engine:
    assert request.param.missing() is None, f"needed for this test: {request.param.missing()}"
    return request.param


@pytest.fixture(scope="module")
def session(engine: Engine):
    opened = engine.open(bands(), SETTABLE, READABLE)
    yield opened
    opened.close()


def column(readings: Readings) -> list[object]:
    return [readings[address] for address in READABLE]


def given(**cells: float | str | None) -> Settings:
    return {(INPUT, cell): value for cell, value in cells.items()}


def test_blank_workbook_is_not_filled_and_caches_are_not_believed(session: Session) -> None:
    assert column(session.run({})) == ["", "", 0.0, "", 0.0]


def test_each_case_starts_from_the_workbook_as_opened(session: Session) -> None:
    cases = [
        given(B1=4.0, B2=5.0, B3="Иә", C1=1.005, C3=2.0),
        given(B1=3.0, B2=5.0, B3="Жоқ", C1=-2.675),
        {(CALC, "A1"): 0.7999999999, (INPUT, "B3"): "Жоқ"},
        {(CALC, "A1"): 0.8},
        given(B1=1.0, B2=0.0),
        {},
    ]
    answers = [column(readings) for readings in map(session.run, cases)]
    assert answers == [
        [0.8, 2.0, pytest.approx(3.005), 1.0, 1.01],
        [0.6, 1.0, -2.675, 0.0, -2.68],
        [0.7999999999, 1.0, 0.0, 0.0, 0.0],
        [0.8, 2.0, 0.0, "", 0.0],
        ["-", "-", 0.0, "", 0.0],
        ["", "", 0.0, "", 0.0],
    ]


def test_a_cell_that_was_not_opened_for_setting_is_refused(session: Session) -> None:
    with pytest.raises(EngineError, match="A2"):
        session.run({(CALC, "A2"): 1.0})


def test_a_cell_that_does_not_exist_is_refused(engine: Engine) -> None:
    with pytest.raises(EngineError, match="Z99"):
        engine.open(bands(), [(INPUT, "Z99")], READABLE)
    with pytest.raises(EngineError, match="Z99"):
        engine.open(bands(), SETTABLE, [(CALC, "Z99")])
    with pytest.raises(EngineError, match="Жоқ"):
        engine.open(bands(), SETTABLE, [("Жоқ", "A1")])


def test_error_values_are_faults(engine: Engine) -> None:
    book = workbook({INPUT: {"A1": None, "A2": 1}, CALC: {"A1": f"={INPUT}!A2/{INPUT}!A1", "A2": "=A1+1"}})
    session = engine.open(book, [(INPUT, "A1")], [(CALC, "A1"), (CALC, "A2")])
    try:
        assert session.run({}) == {(CALC, "A1"): Fault("#DIV/0!"), (CALC, "A2"): Fault("#DIV/0!")}
        assert session.run({(INPUT, "A1"): 2.0}) == {(CALC, "A1"): 0.5, (CALC, "A2"): 1.5}
    finally:
        session.close()


def test_values_keep_their_precision(engine: Engine) -> None:
    book = workbook({INPUT: {"A1": None}, CALC: {"A1": f"={INPUT}!A1/3"}})
    session = engine.open(book, [(INPUT, "A1")], [(CALC, "A1")])
    try:
        for value in (0.1, 1 / 3, 123456.78901234567):
            assert session.run({(INPUT, "A1"): value})[CALC, "A1"] == pytest.approx(value / 3, rel=1e-14)
    finally:
        session.close()


def test_version_is_known(engine: Engine) -> None:
    assert engine.version()[0].isdigit()


def test_a_circle_of_references_is_refused_by_formulas() -> None:
    with pytest.raises(EngineError, match="circle"):
        Formulas().open(workbook({CALC: {"A1": "=A2", "A2": "=A1+1"}}), [], [(CALC, "A1")])


def test_forked_work_gives_the_same_as_work_in_one_process(engine: Engine) -> None:
    cases = [given(B1=float(n), B2=7.0, C1=n / 8) for n in range(40)]
    opened = engine.open(bands(), SETTABLE, READABLE)
    try:
        one, two = (list(fork_map(opened.run, cases, workers)) for workers in (1, 2))
    finally:
        opened.close()
    if engine.name != "libreoffice":
        assert one == two
    # Each process of LibreOffice reads its first case from a file, which holds 15 digits.
    for here, there in zip(one, two, strict=True):
        assert column(there) == [pytest.approx(v, rel=1e-14) if isinstance(v, float) else v for v in column(here)]


@pytest.mark.parametrize(
    ("value", "digits", "expected"),
    [
        (1.005, 2, 1.01),
        (-1.005, 2, -1.01),
        (2.5, 0, 3.0),
        (0.49999999999999994, 0, 1.0),  # 0.500000000000000 at 15 digits
        (0.499999999999999, 0, 0.0),
        (0.285, 2, 0.29),
        (1234.5, -1, 1230.0),
        (1e-20, 10, 0.0),
        (0.0, 10, 0.0),
        (1e15, 10, 1e15),
    ],
)
def test_rounding_half_away_from_zero_on_the_decimal(value: float, digits: int, expected: float) -> None:
    assert round_decimal(value, digits, "ROUND_HALF_UP") == expected


def test_rounding_up_and_down() -> None:
    assert round_decimal(1.1, 2, "ROUND_UP") == 1.1
    assert round_decimal(1.101, 2, "ROUND_UP") == 1.11
    assert round_decimal(-1.101, 2, "ROUND_UP") == -1.11
    assert round_decimal(1e-12, 2, "ROUND_UP") == 0.01
    assert round_decimal(0.29, 2, "ROUND_DOWN") == 0.29


def test_a_value_emptied_by_hand_is_an_empty_text_that_is_passed_on(engine: Engine) -> None:
    """Not a blank cell, which a formula that only refers to it would give as 0."""
    book = workbook({CALC: {"A1": "=1+1", "A2": "=A1"}})
    opened = engine.open(book, [(CALC, "A1")], [(CALC, "A1"), (CALC, "A2")])
    assert list(opened.run({(CALC, "A1"): ""}).values()) == ["", ""]
    opened.close()
