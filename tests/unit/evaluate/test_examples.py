"""Worked examples: exact, rounded, misprinted, failing."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest

from compiler.evaluate import NOT_FILLED
from compiler.evaluate.examples import examples_for, run_example
from tests.support.models import ZHAO, sample_methodology

METHODOLOGY = sample_methodology()
BY_CODE = {example.code: example for example in METHODOLOGY.examples}


@pytest.mark.parametrize("code", sorted(BY_CODE))
def test_examples_of_the_sample_hold(code: str) -> None:
    assert run_example(METHODOLOGY, BY_CODE[code]).holds


def test_an_example_is_rounded_as_the_act_rounded() -> None:
    outcome = run_example(METHODOLOGY, BY_CODE["example.79"])
    assert outcome.computed == Fraction(2, 3)
    assert outcome.compared == Fraction("0.67")


def test_an_exact_example_is_not_rounded() -> None:
    assert not run_example(METHODOLOGY, replace(BY_CODE["example.79"], decimals=None)).holds


def test_a_misprint_is_told_from_what_the_formula_gives() -> None:
    outcome = run_example(METHODOLOGY, BY_CODE["example.57"])
    assert outcome.example.prints not in (None, outcome.compared)
    assert outcome.holds


def test_an_example_with_too_little_given_is_not_filled() -> None:
    outcome = run_example(METHODOLOGY, replace(BY_CODE["example.38"], given=()))
    assert outcome.computed is NOT_FILLED
    assert not outcome.holds


def test_examples_for_other_bodies_are_left_out() -> None:
    other = replace(METHODOLOGY, body=ZHAO)
    assert [e.code for e in examples_for(other)] == ["example.57", "example.79"]
