"""Whatever stands in a file, the parser answers with diagnostics in the file, soon, and never with an exception."""

import random
import time

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from dsl.diagnostics import DiagnosticBag, render_full
from dsl.source import Source
from dsl.syntax.parser import parse

from .trees import SAMPLE, faults

LINES = SAMPLE.read_text(encoding="utf-8")


def check(text):
    bag = DiagnosticBag()
    source = Source("bad.esep", text)
    tree = parse(source, bag)
    count = text.count("\n") + 1
    for item in bag:
        places = [item.span, *(label.span for label in item.labels), *([item.fix.span] if item.fix else [])]
        for place in places:
            assert 1 <= place.line <= place.end_line <= count, (item, count)
            assert place.column >= 1
            assert (place.end_line, place.end_column) >= (place.line, place.column)
    for language in ("ru", "kk", "en"):
        render_full(bag, {source.path: source}, language)
    assert tree is not None or len(bag)


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=200))
@example("есеп ru\n" + "(" * 50)
@example("есеп ru\n\t\t\u00a0 x «")
@example("есеп ru\nбалл = 1.2.3.4 .. .a. 5a_")
@example('есеп ru\n«» «» »» " "')
@example("есеп")
@example("есеп ru\nбалл = (5")
@example("есеп ru ru")
@example("\n\n  -- ничего\n")
def test_any_text(text):
    check(text)
    check("есеп ru\n" + text)


@pytest.mark.parametrize("seed", range(200))
def test_damaged_sample(seed):
    """Delete, double or replace pieces of a good file, or of its beginning: the end may come anywhere."""
    chance = random.Random(seed)
    text = LINES if seed % 2 else LINES[: chance.randrange(100, len(LINES))]
    for _ in range(chance.randint(1, 6)):
        at, size = chance.randrange(len(text)), chance.randint(1, 12)
        piece = chance.choice(
            ["", "«", "»", '"', "\n", "\t", ";", ",", "(", ")", ":", "если ", "x", "7,5%", text[at : at + size] * 2]
        )
        text = text[:at] + piece + text[at + size :]
    check(text)


@pytest.mark.parametrize(
    "line",
    [
        "балл = " + "(" * 5000 + "1" + ")" * 5000,
        "балл = " + "-" * 1 + "(-" * 4000,
        "балл = " + "не " * 5000 + "a",
        "балл = " + "если a то " * 3000 + "1",
        "балл = " + " ^ ".join(["a"] * 3000),
        "балл = " + " + ".join(["a"] * 5000),
        "языки " + "; ".join(["a"] * 5000),
    ],
)
def test_monstrous_lines_are_refused(line):
    assert faults(f"есеп ru\n{line}\n") == ["too-deep"]


def test_deep_blocks_are_no_problem():
    depth = 3000
    text = "есеп ru\n" + "".join(" " * i + f"группа g{i}\n" for i in range(depth))
    assert faults(text) == ["too-many-levels"]


def test_after_a_hundred_faults_the_parser_stops():
    text = "есеп ru\n" + "показтель x\n  балл = (1 + \n" * 200_000
    start = time.process_time()
    found = faults(text)
    assert len(found) == 101
    assert found[-1] == "too-many-faults"
    assert time.process_time() - start < 5


@pytest.mark.parametrize(
    "piece", ["-- x\n", "\n", "«", '"\n', "(", "группа a «\n", " ", "балл = 1\n -- x\n", "«»\n", "x\u00a0"]
)
def test_long_files_of_anything_take_linear_time(piece):
    count = 300_000 // len(piece)
    for text in (piece * count, "есеп ru\n" + piece * count, piece * count + "\nесеп ru\n"):
        start = time.process_time()
        faults(text)
        assert time.process_time() - start < 5


def test_independent_faults_are_all_reported_once():
    text = LINES.replace("цитата «30–38-т.»", "цытата «30–38-т.»").replace("не менее 60% и", "не менее 60 60% и")
    text = text.replace("нумерация", "нумерация!").replace("форма a3", "форма")
    assert faults(text) == ["misspelt-word", "missing-colon", "unexpected-sign", "unexpected-end"]
