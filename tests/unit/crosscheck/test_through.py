"""All cases on the workbook with short tables, a sample on the real one: only where every formula is the same."""

from __future__ import annotations

from dataclasses import replace

import pytest

from compiler.crosscheck.alike import Naming
from compiler.crosscheck.cases.generate import called_for
from compiler.crosscheck.cases.sample import sampled
from compiler.crosscheck.engines.formulas import Formulas
from compiler.crosscheck.engines.ironcalc import IronCalc
from compiler.crosscheck.package import Package
from compiler.crosscheck.planning import KINDS, plan_standard, plan_subject
from compiler.crosscheck.run import Effort
from compiler.crosscheck.subject import Subject
from compiler.crosscheck.through import crosscheck_through
from compiler.crosscheck.twin import ROWS, small_twin
from compiler.model.methodology import Methodology
from compiler.model.texts import Language
from compiler.workbook.cell_names import cell_name, cell_position
from tests.support.models import sample_methodology

SMALL = Effort(cases=0, others=0)
ENGINES = (IronCalc(), Formulas())
LONG = 9


@pytest.fixture(scope="module")
def methodology() -> Methodology:
    """The sample, with tables longer than those of its twin."""
    sample = sample_methodology()
    return replace(sample, tables={c: replace(t, max_rows=LONG) for c, t in sample.tables.items()})


@pytest.fixture(scope="module")
def standard(methodology: Methodology) -> Subject:
    return plan_standard(methodology, Language.KK)


@pytest.fixture(scope="module")
def real(methodology: Methodology) -> Subject:
    return plan_subject(methodology, "assessment", Language.KK)


def row_formula(subject: Subject, row: int) -> tuple[str, str]:
    """The cell of a computed column in this row."""
    table = next(t for t in subject.methodology.tables.values() if t.computed_columns)
    return subject.addresses[f"{table.code}[{row}].{table.computed_columns[0].name}"]


def with_formula(subject: Subject, address: tuple[str, str], formula: str) -> Subject:
    package = Package(subject.workbook)
    package.set_formula(address, formula)
    return replace(subject, workbook=package.to_bytes())


def test_a_twin_has_short_tables_and_is_the_methodology_itself_when_none_is_long(methodology: Methodology) -> None:
    twin = small_twin(methodology)
    assert twin.tables.keys() == methodology.tables.keys()
    for code, table in twin.tables.items():
        assert table.max_rows == max(ROWS, table.min_rows) < LONG
        assert replace(table, max_rows=LONG) == methodology.tables[code]
    assert replace(twin, tables=methodology.tables) == methodology
    assert small_twin(twin) is twin


@pytest.mark.parametrize("kind", KINDS)
def test_the_formulas_of_real_workbooks_are_those_of_the_standard(
    methodology: Methodology, standard: Subject, kind: str
) -> None:
    naming, short = Naming(plan_subject(methodology, kind, Language.KK)), Naming(standard)
    assert naming.unlike(short) == ()
    assert len(naming.formulas) > (len(short.formulas) if kind == "assessment" else 50)
    assert naming.by_key.keys() <= short.by_key.keys()


def test_a_row_that_differs_from_the_others_is_seen(standard: Subject, real: Subject) -> None:
    address = row_formula(real, LONG - 1)
    formula = Package(real.workbook).formulas()[address]
    row, column = cell_position(address[1])
    other = Package(real.workbook).formulas()[address[0], cell_name(row - 1, column)]
    assert formula != other, "each row reads its own cells"
    short = Naming(standard)
    assert Naming(with_formula(real, address, other)).unlike(short) == (address,)
    assert address in Naming(with_formula(real, address, f"{formula}+0")).unlike(short)


def test_another_number_of_the_act_is_seen(standard: Subject, real: Subject) -> None:
    texts = [text for found in Naming(real).by_key.values() for text in found]
    code = next(code for code in real.methodology.parameters if any(f"{code}=" in text for text in texts))
    package = Package(real.workbook)
    package.set({real.addresses[code]: 123456.0})
    changed = Naming(replace(real, workbook=package.to_bytes()))
    assert changed.unlike(Naming(standard))


def test_the_sample_has_long_tables_and_cases_of_every_part(methodology: Methodology, standard: Subject) -> None:
    cases = called_for(standard.methodology, 1)
    found = sampled(methodology, cases, 60, 1, lambda _: True)
    assert len(found) == 60
    assert found == sampled(methodology, cases, 60, 1, lambda _: True)
    full = [c for c in found if all(len(rows) == LONG for rows in c.given.tables.values()) and c.given.tables]
    assert len(full) >= 15
    assert sum(case in full for case in found[:12]) >= 3
    assert len({case.about for case in found[:12] if case not in full}) > 4


def test_a_report_says_what_ran_where(methodology: Methodology, standard: Subject, real: Subject) -> None:
    report = plan_subject(methodology, "report", Language.KK)
    found = crosscheck_through([standard], [report, real], ENGINES, SMALL)
    assert found.agrees, found.disagreements[:3]
    short, partial, whole = found.subjects
    assert (short.subject, short.standard) == (standard.name, "")
    assert short.engines[0].cases == sum(short.kinds.values()) > 5 * SMALL.real
    for sample in (partial, whole):
        assert sample.standard == standard.name
        assert sample.same == sample.engines[0].formulas > 50
        assert [engine.cases for engine in sample.engines] == [SMALL.real, SMALL.real_others]
        assert sample.engines[0].branches > 0.95 * sample.engines[0].all_branches
    assert whole.engines[0].all_branches == short.engines[0].all_branches > partial.engines[0].all_branches
    assert len(short.never_reached) == whole.engines[0].all_branches - whole.engines[0].branches
    summary = found.summary()["workbooks"]
    assert isinstance(summary, list)
    assert summary[2]["sample_of"] == standard.name


def test_a_workbook_with_another_formula_runs_all_cases_itself(standard: Subject, real: Subject) -> None:
    wrong = with_formula(real, row_formula(real, LONG - 1), "7")
    found = crosscheck_through([standard], [wrong], [IronCalc()], SMALL)
    assert not found.agrees
    _, checked = found.subjects
    assert checked.standard == ""
    assert checked.engines[0].cases > 5 * SMALL.real


def test_rules_that_two_kinds_of_body_share_are_checked_once(methodology: Methodology, standard: Subject) -> None:
    other = replace(methodology, body=replace(methodology.body, name="other"))
    found = crosscheck_through([standard, plan_standard(other, Language.KK)], [], [IronCalc()], SMALL)
    first, second = found.subjects
    assert (first.elsewhere, second.elsewhere > 50) == (0, True)
    assert sum(second.kinds.values()) < sum(first.kinds.values()) / 2
    assert len(second.never_reached) <= len(first.never_reached)
    assert found.agrees
