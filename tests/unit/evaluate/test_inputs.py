"""Inputs from JSON and CSV: exact values, and a diagnostic with its place for every fault."""

from __future__ import annotations

import json
from fractions import Fraction
from pathlib import Path

import pytest

from compiler.evaluate import NOT_APPLICABLE, Given
from compiler.evaluate.cells import Refused, exact_number, read_cell
from compiler.evaluate.inputs import read_csv, read_inputs, read_json
from compiler.model.types import Kind, Type
from dsl.diagnostics import DiagnosticBag
from tests.support.builders import choice_type
from tests.support.models import sample_methodology

METHODOLOGY = sample_methodology()


def from_json(data: object) -> tuple[Given, list[tuple[str, int]]]:
    bag = DiagnosticBag()
    given = read_json(METHODOLOGY, json.dumps(data, ensure_ascii=False, indent=1), "a.json", bag)
    return given, [(d.slug, d.span.line) for d in bag]


def from_csv(text: str) -> tuple[Given, list[tuple[str, int]]]:
    bag = DiagnosticBag()
    given = read_csv(METHODOLOGY, text, "a.csv", bag)
    return given, [(d.slug, d.span.line) for d in bag]


def test_json_numbers_stay_exact() -> None:
    bag = DiagnosticBag()
    text = '{"inputs": {"completeness.symbols.kk.points": 0.1, "integration.done": 3, "late_report.present": true}}'
    given = read_json(METHODOLOGY, text, "a.json", bag)
    assert given.inputs == {
        "completeness.symbols.kk.points": Fraction(1, 10),
        "integration.done": Fraction(3),
        "late_report.present": Fraction(1),
    }
    assert not bag.sorted()


def test_tables_keep_the_numbers_of_their_rows() -> None:
    row = {"answer": "4,5", "grade": "full", "counted": "да"}
    given, faults = from_json({"tables": {"quality.answers": [{}, row]}})
    assert faults == []
    assert given.tables["quality.answers"] == [
        {},
        {"answer": Fraction(9, 2), "grade": Fraction(3), "counted": Fraction(1)},
    ]


def test_null_and_empty_are_not_filled() -> None:
    given, faults = from_json({"inputs": {"integration.done": None, "integration.refusals": ""}})
    assert (given.inputs, faults) == ({}, [])


def test_csv_reads_inputs_and_cells() -> None:
    given, faults = from_csv(
        "code;value\nintegration.done;2\n\nquality.plan;1 000 000,50\nquality.deadline;31.12.2022\n"
        'quality.answers[2].answer;4\nbody_name;"Министрлік; комитет"\ncompleteness.contacts.points;-\n'
    )
    assert faults == []
    assert given.inputs == {
        "integration.done": Fraction(2),
        "quality.plan": Fraction("1000000.5"),
        "quality.deadline": Fraction(44926),
        "body_name": "Министрлік; комитет",
        "completeness.contacts.points": NOT_APPLICABLE,
    }
    assert given.tables == {"quality.answers": [{}, {"answer": Fraction(4)}]}


@pytest.mark.parametrize(
    ("line", "slug"),
    [
        ("integration.dnoe;2", "input-misspelt"),
        ("zzz;2", "input-unknown"),
        ("integration.done;две", "input-not-a-number"),
        ("integration.done;1,5", "input-not-whole"),
        ("integration.done;61", "input-out-of-bounds"),
        ("integration.done;-1", "input-out-of-bounds"),
        ("integration.done;-", "input-not-declinable"),
        ("integration.done;1;2", "inputs-line"),
        ("integration.done", "inputs-line"),
        ("quality.deadline;31.02.2022", "input-not-a-date"),
        ("late_report.present;возможно", "input-not-yes-no"),
        ("functions.access.way;third", "input-not-an-option"),
        ("quality.answers[6].answer;1", "table-too-many-rows"),
        ("quality.answers[0].answer;1", "table-too-many-rows"),
        ("quality.answers[1].share;1", "column-computed"),
        ("quality.answers[1].anwser;1", "input-misspelt"),
        ("quality.answer[1].answer;1", "input-misspelt"),
        ("integration.score;20", "input-misspelt"),
        ("total.score;20", "input-unknown"),
    ],
)
def test_faults_of_one_line(line: str, slug: str) -> None:
    given, faults = from_csv(f"code;value\n{line}\n")
    assert faults == [(slug, 2)]
    assert given.inputs == {}


def test_a_part_may_not_exceed_its_whole() -> None:
    _, faults = from_csv("functions.mail.users;5\nfunctions.mail.connected;4\n")
    assert faults == [("input-exceeds", 1)]
    _, faults = from_csv("quality.answers[1].agreed;5\nquality.answers[1].asked;4\n")
    assert faults == [("input-exceeds", 1)]


def test_a_code_stands_once() -> None:
    given, faults = from_csv("integration.done;1\nintegration.done;2\n")
    assert faults == [("input-twice", 2)]
    assert given.inputs == {"integration.done": Fraction(1)}
    bag = DiagnosticBag()
    read_json(METHODOLOGY, '{"inputs": {\n"integration.done": 1,\n"integration.done": 2}}', "a.json", bag)
    assert [(d.slug, d.span.line) for d in bag] == [("input-twice", 3)]


def test_json_faults_have_the_place_of_their_key() -> None:
    _, faults = from_json({"inputs": {"integration.done": 1, "late_report.present": "?"}})
    assert faults == [("input-not-yes-no", 4)]


@pytest.mark.parametrize(
    "data",
    [[], {"inputs": []}, {"tables": {"quality.answers": {}}}, {"inputs": {"a": [1]}}, {"integration.done": 3}],
)
def test_another_structure_is_a_fault(data: object) -> None:
    _, faults = from_json(data)
    assert [slug for slug, _ in faults] == ["inputs-malformed"]


def test_broken_json_is_a_fault_at_its_place() -> None:
    bag = DiagnosticBag()
    assert read_json(METHODOLOGY, '{"inputs": {\n"a": }}', "a.json", bag) == Given()
    assert [(d.slug, d.span.line) for d in bag] == [("inputs-not-json", 2)]


def test_files_are_read_by_their_suffix(tmp_path: Path) -> None:
    bag = DiagnosticBag()
    (tmp_path / "a.csv").write_bytes("\ufeffintegration.done;2\n".encode())
    (tmp_path / "a.json").write_text('{"inputs": {"integration.done": "2"}}', encoding="utf-8")
    (tmp_path / "b.csv").write_bytes("body_name;Министрлік\n".encode("cp1251", "replace"))
    assert read_inputs(METHODOLOGY, tmp_path / "a.csv", bag) == read_inputs(METHODOLOGY, tmp_path / "a.json", bag)
    assert not bag.sorted()
    read_inputs(METHODOLOGY, tmp_path / "b.csv", bag)
    assert [d.slug for d in bag] == ["inputs-not-utf8"]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("7,6", "7.6"),
        ("7.6", "7.6"),
        ("70%", "0.7"),
        ("70 %", "0.7"),
        ("−1,5", "-1.5"),
        ("+2", "2"),
        ("1 234 567,8", "1234567.8"),
        ("1\u00a0000", "1000"),
    ],
)
def test_numbers_as_people_write_them(text: str, number: str) -> None:
    assert exact_number(text) == Fraction(number)


@pytest.mark.parametrize("text", ["", "1,2,3", "1e5", "12 34", "0x10", "1/2", "NaN", "9" * 5000])
def test_what_is_no_number(text: str) -> None:
    assert exact_number(text) is None


def test_options_by_name_text_or_position() -> None:
    options = choice_type((("none", "Жоқ"), ("both", "Екеуі де")))
    assert [read_cell(text, options) for text in ("both", "екеуі де", "2")] == [Fraction(2)] * 3
    assert read_cell("3", options) == Refused("input-not-an-option")


def test_dates_in_both_notations() -> None:
    for text in ("2022-12-31", "31.12.2022", "44926"):
        assert read_cell(text, Type(Kind.DATE)) == 44926
