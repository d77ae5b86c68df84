"""The sample model satisfies the invariants, and each way of breaking one is noticed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction

import pytest

from compiler.model.bands import BandEnd, BandTable
from compiler.model.expressions import ColumnRef, Number, RowAggregate, RowFunction
from compiler.model.forms import Cell, Form, Grid, QuantityCell, Row, TextCell
from compiler.model.indicators import Element, Step, StepRole
from compiler.model.invariants import check_invariants
from compiler.model.methodology import Methodology
from compiler.model.quantities import Case, Cases, Formula, Rule, Total
from compiler.model.texts import Citation
from tests.support.builders import label, mul, ref
from tests.support.models import sample_edition, sample_methodology

MODEL = sample_methodology()
Breaking = Callable[[Methodology], Methodology]


def with_rule(code: str, rule: Rule) -> Breaking:
    def broken(model: Methodology) -> Methodology:
        return replace(model, values={**model.values, code: replace(model.values[code], rule=rule)})

    return broken


def with_element(code: str, change: Callable[[Element], Element]) -> Breaking:
    def changed(element: Element) -> Element:
        whole = replace(element, children=tuple(changed(child) for child in element.children))
        return change(whole) if element.code == code else whole

    return lambda model: replace(model, root=changed(model.root))


def with_cells(cells: tuple[Cell, ...]) -> Breaking:
    """The scale form gets a row of these cells; its grid is three columns wide."""

    def broken(model: Methodology) -> Methodology:
        report, scale, conclusion = model.forms
        grid = scale.blocks[0]
        assert isinstance(grid, Grid)
        form: Form = replace(scale, blocks=(replace(grid, rows=(*grid.rows, Row(cells))),))
        return replace(model, forms=(report, form, conclusion))

    return broken


def text(columns: int = 1, rows: int = 1) -> Cell:
    return Cell(TextCell(label("А")), columns, rows)


BREAKINGS: dict[str, Breaking] = {
    "does not exist": with_rule("completeness.score", Formula(ref("nothing"))),
    "comes later": with_rule("integration.required", Formula(ref("total.score"))),
    "is not a parameter": with_rule("completeness.score", Formula(mul(Number(Fraction(7)), ref("total.maximum")))),
    "outside a row": with_rule("completeness.score", Formula(ColumnRef("late"))),
    "no column": with_rule(
        "integration.required", Formula(RowAggregate(RowFunction.SUM, "integration.systems", "none", None))
    ),
    "of no column": with_rule(
        "integration.required", Formula(RowAggregate(RowFunction.SUM, "integration.systems", None, None))
    ),
    "is not yes/no": with_rule(
        "functions.mail.score", Cases((Case("functions.mail.users", None),), "functions.mail.no_points")
    ),
    "as many signs": with_rule("functions.items", Total(("functions.mail.score",), (1, 1))),
    "signs are 1 and -1": with_rule("functions.items", Total(("functions.mail.score",), (2,))),
    "total of nothing": with_rule("functions.items", Total((), ())),
    "is no parameter": with_rule(
        "functions.mail.by_bands",
        BandTable(
            "functions.mail.user_share",
            tuple(
                replace(band, low=BandEnd("functions.mail.users", True))
                for band in MODEL.values["functions.mail.by_bands"].rule.bands  # type: ignore[union-attr]  # is a BandTable
            ),
            10,
        ),
    ),
    "the final step stands last": with_element(
        "integration", lambda e: replace(e, steps=(*e.steps, Step(StepRole.LET, "integration.late")))
    ),
    "the final step is the score": with_element("integration", lambda e: replace(e, score="integration.late")),
    "is no value": with_element(
        "integration", lambda e: replace(e, steps=(Step(StepRole.LET, "integration.done"), *e.steps))
    ),
    "the input x does not exist": with_element("integration", lambda e: replace(e, inputs=("x",))),
    "declared by two elements": with_element("quality", lambda e: replace(e, inputs=(*e.inputs, "integration.done"))),
    "the maximum x does not exist": with_element("quality", lambda e: replace(e, maximum="x")),
    "a reason is given exactly": with_element("quality", lambda e: replace(e, citation=Citation("1", reason="…"))),
    "do not fill the grid": with_cells((text(2),)),
    "reaches below the grid": with_cells((text(rows=2), text(2))),
    "the field x does not exist": with_cells((text(2), Cell(QuantityCell("x")))),
}


def test_the_sample_holds() -> None:
    for methodology in sample_edition().methodologies:
        check_invariants(methodology)


@pytest.mark.parametrize("fault", list(BREAKINGS))
def test_a_breach_is_noticed(fault: str) -> None:
    with pytest.raises(AssertionError, match=fault):
        check_invariants(BREAKINGS[fault](MODEL))


def test_a_code_in_another_alphabet_is_noticed() -> None:
    item = replace(MODEL.inputs["body_name"], code="орган")
    with pytest.raises(AssertionError, match="a code is made of"):
        check_invariants(replace(MODEL, inputs={**MODEL.inputs, "орган": item}))


def test_a_computed_column_reads_only_columns_before_it() -> None:
    table = MODEL.tables["quality.answers"]
    first = replace(table.columns[-1], formula=ColumnRef("share"))
    broken = replace(table, columns=(first, *table.columns[:-1]))
    with pytest.raises(AssertionError, match="does not stand before it"):
        check_invariants(replace(MODEL, tables={**MODEL.tables, table.code: broken}))


def test_a_cell_that_the_body_does_not_have_may_name_anything() -> None:
    check_invariants(with_cells((text(2), Cell(QuantityCell("x", present=False))))(MODEL))
