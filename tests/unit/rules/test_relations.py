"""Which quantity never exceeds which."""

from __future__ import annotations

import pytest

from compiler.model.quantities import Formula, Value
from compiler.model.relations import never_exceeds
from compiler.model.types import Kind
from compiler.numbers import Interval
from tests.support.builders import add, number_input, ref, stated, sub, value
from tests.support.models import sample_methodology

SAMPLE = sample_methodology()
INPUTS = {
    item.code: item
    for item in (
        number_input("a", Kind.COUNT, "0", "9", "А", "1", at_most="b"),
        number_input("b", Kind.COUNT, "0", "9", "Б", "1", at_most="c"),
        number_input("c", Kind.COUNT, "0", "9", "В", "1"),
        number_input("minus", Kind.NUMBER, "-9", "9", "Г", "1"),
    )
}


def formula(code: str, expression: object) -> Value:
    return value(code, Kind.COUNT, expression, "Ә", stated("1"), bounds=Interval.between(0, 99))  # type: ignore[arg-type]


VALUES = {
    item.code: item
    for item in (
        formula("same", ref("c")),
        formula("all", add(add(ref("a"), ref("b")), ref("c"))),
        formula("mixed", add(ref("a"), ref("minus"))),
        formula("rest", sub(ref("b"), ref("a"))),
    )
}


@pytest.mark.parametrize(
    ("lower", "upper", "expected"),
    [
        ("a", "a", True),
        ("a", "b", True),
        ("a", "c", True),
        ("c", "a", False),
        ("b", "all", True),
        ("same", "all", True),
        ("a", "mixed", False),
        ("a", "rest", False),
        ("all", "a", False),
        ("unknown", "a", False),
    ],
)
def test_relations(lower: str, upper: str, expected: bool) -> None:
    assert never_exceeds(lower, upper, INPUTS, VALUES, {}, {}) is expected


def test_a_count_of_some_rows_never_exceeds_the_count_of_all() -> None:
    model = SAMPLE
    assert isinstance(model.values["integration.late"].rule, Formula)
    args = (model.inputs, model.values, model.tables, model.peers)
    assert never_exceeds("integration.late", "integration.required", *args)
    assert not never_exceeds("integration.required", "integration.late", *args)
    assert not never_exceeds("quality.good", "integration.required", *args)
