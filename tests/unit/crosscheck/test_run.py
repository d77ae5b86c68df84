"""The whole cross-check on the sample: agreement on every engine, and nothing wrong goes unnoticed."""

from __future__ import annotations

import json
import re
from collections.abc import Collection
from dataclasses import replace
from fractions import Fraction
from xml.etree import ElementTree

import pytest

from compiler.crosscheck.engines.base import Address, EngineError, Session
from compiler.crosscheck.engines.formulas import Formulas
from compiler.crosscheck.engines.ironcalc import IronCalc
from compiler.crosscheck.engines.libreoffice import LibreOffice
from compiler.crosscheck.engines.office import INSTALL
from compiler.crosscheck.junit import junit
from compiler.crosscheck.package import Package
from compiler.crosscheck.planning import KINDS, plan_subject
from compiler.crosscheck.report import CrosscheckReport
from compiler.crosscheck.run import Effort, all_engines, crosscheck
from compiler.crosscheck.subject import Subject
from compiler.model.texts import Language
from tests.support.models import sample_methodology
from tests.unit.crosscheck.bare import bare_subject

SMALL = Effort(cases=0, others=0)

UNREACHABLE = (
    # Guards against what the bounds rule out: a divisor of at least 1, a root or power of less than 0, a logarithm of
    # less than 1.
    (r"^ROUND\(\w+,10\)(=|<|<=)0 is true$", r"/|\^|SQRT|LN"),
    # A root that is always there, for the same reason.
    (r"^(\w+)=\"\" is true$", r"^IF\(\w+=1,"),
    # A percentage that bounds keep from being negative.
    (r"^\w+<0 is true$", r"INT\("),
)


@pytest.fixture(scope="module")
def bare() -> Subject:
    return bare_subject(sample_methodology())


@pytest.fixture(scope="module")
def report(bare: Subject) -> CrosscheckReport:
    return crosscheck([bare], effort=SMALL)


def test_the_sample_agrees_on_every_engine(report: CrosscheckReport) -> None:
    assert report.agrees, report.disagreements[:3]
    assert [engine.engine for engine in report.subjects[0].engines] == ["ironcalc", "formulas", "libreoffice"]
    for engine in report.subjects[0].engines:
        assert engine.cases >= 12
        assert engine.cells > 50 * engine.cases
        assert engine.formulas > 200
        assert not engine.install
        assert not engine.failure
    ironcalc, formulas, libreoffice = report.subjects[0].engines
    assert ironcalc.cases == sum(report.subjects[0].kinds.values())
    thresholds = sum(report.subjects[0].kinds[kind] for kind in ("threshold", "tie", "example", "form"))
    assert formulas.cases == libreoffice.cases >= thresholds


def test_branches_are_counted_and_those_never_taken_are_named(report: CrosscheckReport) -> None:
    subject = report.subjects[0]
    ironcalc, formulas, libreoffice = subject.engines
    assert ironcalc.branches + len(subject.never_reached) == ironcalc.all_branches
    assert ironcalc.branches == formulas.branches == libreoffice.branches > 0
    unexplained = [
        never
        for never in subject.never_reached
        if not any(re.search(branch, never.branch) and re.search(text, never.formula) for branch, text in UNREACHABLE)
    ]
    assert unexplained == []
    assert len(subject.never_reached) <= 6


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("language", [Language.KK, Language.RU])
def test_planned_workbooks_agree(kind: str, language: Language) -> None:
    subject = plan_subject(sample_methodology(), kind, language)
    found = crosscheck([subject], [IronCalc(), Formulas()], SMALL)
    assert found.agrees, found.disagreements[:3]
    assert found.subjects[0].subject == f"sample {kind} omo {language.value}"


def wrong(subject: Subject, code: str, formula: str) -> Subject:
    package = Package(subject.workbook)
    package.set_formula(subject.addresses[code], formula)
    return replace(subject, workbook=package.to_bytes())


@pytest.mark.parametrize("engine", all_engines(), ids=lambda engine: engine.name)
def test_a_wrong_formula_is_reported_with_all_that_is_needed_to_see_it(bare: Subject, engine: object) -> None:
    sheet, cell = bare.addresses["late_report.score"]
    found = crosscheck([wrong(bare, "late_report.score", "7")], [engine], SMALL)
    assert not found.agrees
    first = next(d for d in found.disagreements if d.code == "late_report.score")
    assert (first.sheet, first.cell, first.formula, first.found) == (sheet, cell, "7", "7")
    assert first.expected in ("", "0", "1.5")
    assert first.clause == "96-т."
    assert first.subject == "bare"
    assert found.subjects[0].engines[0].disagreeing_cells >= len(found.disagreements) > 0


def test_given_is_written_out(bare: Subject) -> None:
    found = crosscheck([wrong(bare, "integration.score", "7")], [IronCalc()], SMALL)
    example = next(d for d in found.disagreements if d.case == "example example.38")
    assert example.given["integration.done"] == "2"
    assert example.given["integration.required!"] == "5"
    assert example.expected == "7.6"


def test_an_error_value_disagrees(bare: Subject) -> None:
    found = crosscheck([wrong(bare, "late_report.score", "1/0")], [IronCalc()], SMALL)
    assert {d.found for d in found.disagreements if d.code == "late_report.score"} == {"#DIV/0!"}


def test_a_comparison_that_forgets_the_precision_is_found(bare: Subject) -> None:
    """0.7999999999|6 is 0.8 to a comparison, and points hang on it."""
    address = bare.addresses["functions.mail.by_bands#operand"]
    formula = Package(bare.workbook).formulas()[address]
    operand = bare.addresses["functions.mail.user_share"][1]
    assert f"ROUND({operand},10)" in formula
    careless = wrong(bare, "functions.mail.by_bands#operand", formula.replace(f"ROUND({operand},10)", operand))
    found = crosscheck([careless], [IronCalc()], SMALL)
    assert {d.kind for d in found.disagreements} == {"threshold"}


def test_a_code_without_a_cell_is_a_failure(bare: Subject) -> None:
    lacking = replace(bare, addresses={c: a for c, a in bare.addresses.items() if c != "late_report.score"})
    with pytest.raises(EngineError, match=r"late_report\.score"):
        crosscheck([lacking], [IronCalc()], SMALL)


def test_a_partial_workbook_is_checked_for_what_it_has(bare: Subject) -> None:
    kept = {code: address for code, address in bare.addresses.items() if not code.startswith(("total", "late_report"))}
    found = crosscheck([replace(bare, addresses=kept, partial=True)], [IronCalc()], SMALL)
    assert found.agrees, found.disagreements[:3]


def test_a_missing_engine_is_reported_with_how_to_install_it(bare: Subject) -> None:
    found = crosscheck([bare], [IronCalc(), LibreOffice(program="no-such-program")], SMALL)
    assert found.agrees
    absent = found.subjects[0].engines[1]
    assert (absent.install, absent.cases, absent.version) == (INSTALL, 0, "")
    alone = crosscheck([bare], [LibreOffice(program="no-such-program")], SMALL)
    assert not alone.agrees, "nothing was checked"


class Broken(IronCalc):
    """An engine that cannot load the workbook."""

    @property
    def name(self) -> str:
        return "broken"

    def open(
        self, workbook: bytes, settable: Collection[Address], readable: Collection[Address], watched: object = ()
    ) -> Session:  # type: ignore[override]
        raise EngineError("no such thing")


def test_an_engine_that_fails_does_not_agree(bare: Subject) -> None:
    found = crosscheck([bare], [Broken()], SMALL)
    assert not found.agrees
    assert found.subjects[0].engines[0].failure == "no such thing"


def test_progress_is_told(bare: Subject) -> None:
    told: list[tuple[str, str, int, int]] = []
    crosscheck([bare], [IronCalc()], SMALL, lambda *news: told.append(news))
    assert told[0][:3] == ("bare", "ironcalc", 1)
    assert told[-1][2] == told[-1][3] == len(told)


def test_the_report_as_data_is_the_same_each_time_and_is_json(bare: Subject, report: CrosscheckReport) -> None:
    again = crosscheck([bare], effort=SMALL)
    assert again.to_data() == report.to_data()
    data = json.loads(json.dumps(report.to_data(), ensure_ascii=False))
    assert data["agrees"] is True
    assert data["subjects"][0]["engines"][0]["engine"] == "ironcalc"
    assert "seconds" not in data["subjects"][0]["engines"][0]
    summary = report.summary()
    assert summary == again.summary()
    assert summary == json.loads(json.dumps(summary, ensure_ascii=False))
    assert len(json.dumps(summary)) < 10_000
    timed = json.loads(json.dumps(report.to_data(with_times=True)))
    assert timed["subjects"][0]["engines"][0]["seconds"] > 0


def test_junit(bare: Subject, report: CrosscheckReport) -> None:
    suite = ElementTree.fromstring(junit(report).partition("\n")[2]).find("testsuite")
    assert suite is not None
    assert (suite.get("tests"), suite.get("failures"), suite.get("errors"), suite.get("skipped")) == (
        "3",
        "0",
        "0",
        "0",
    )
    found = crosscheck([wrong(bare, "late_report.score", "7")], [IronCalc(), Broken(), LibreOffice("none")], SMALL)
    text = junit(found)
    suite = ElementTree.fromstring(text.partition("\n")[2]).find("testsuite")
    assert suite is not None
    assert [suite.get(name) for name in ("failures", "errors", "skipped")] == ["1", "1", "1"]
    failure = suite.find("testcase/failure")
    assert failure is not None
    assert "late_report.score, 96-т." in (failure.text or "")


def test_thresholds_exactly_and_one_unit_to_each_side_on_every_engine(bare: Subject) -> None:
    """The promise in one place: 0.8 of users gives 2 points, a ten-billionth less gives 1."""
    code, share = "functions.mail.by_bands", "functions.mail.user_share"
    unit = Fraction(1, 10**10)
    settings = [{bare.addresses[share]: float(Fraction(4, 5) + unit * n)} for n in (-1, 0, 1)]
    # Applicable: somebody is connected.
    settings = [{**one, bare.addresses["functions.mail.connected"]: 10.0} for one in settings]
    for engine in all_engines():
        session = engine.open(bare.workbook, bare.settable(), [bare.addresses[code]])
        try:
            points = [readings[bare.addresses[code]] for readings in map(session.run, settings)]
        finally:
            session.close()
        assert points == [1.0, 2.0, 2.0], engine.name
