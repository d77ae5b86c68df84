"""The methodology of 2015: invented bodies and every threshold, computed here by hand from the act's clauses."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction as F
from pathlib import Path

import pytest

from compiler.driver import compile_methodology
from compiler.evaluate import Evaluator, State
from compiler.evaluate.inputs import read_csv
from dsl.diagnostics import DiagnosticBag

FOLDER = Path(__file__).parents[2] / "methodologies" / "ict_2015"
SITE = "internet.accessibility"
PORTAL = "automation.departmental_share.portal"
INTRANET = "interagency.intranet"
DIALOGUE = "interagency.dialogue"
SECTIONS = {
    "omo": ("1", "3.5", "3", "3", "6", "3", "2", "7", "6", "2", "7", "4.5", "2"),
    "zhao": ("1", "3.5", "3", "1", "6", "3", "2", "5", "8", "2", "3.5", "3", "4", "3", "2"),
}
MOBILE = {"omo": ("5", "10", "3", "5", "2"), "zhao": ("5", "2", "10", "3", "3", "1", "1")}
PRESENT = [
    *(f"information.i2_{n}" for n in (4, 5, 11, 12)),
    *(f"disabled_access.i3_{n}" for n in range(1, 9)),
    *(f"interactive.i4_{n}" for n in (1, 2, 3, 4, 6)),
]
PARAMETERS = [
    "p1", *(f"p2.p2_{n}" for n in range(1, 14)), "p3", *(f"p4.p4_{n}" for n in range(1, 6)),
    "p5", *(f"p6.p6_{n}" for n in range(1, 6)), "p7", "p8", "p9", "p10",
]  # fmt: skip


def filled(kind: str) -> dict[str, str]:
    """A body that has the highest points everywhere: 20 + 20 + 5 + 40 + 15 = 100."""
    given = {f"{SITE}.search.i1_1.{engine}.position": "1" for engine in ("google", "yandex", "mail_ru")}
    given |= {f"{SITE}.{item}.present": "1" for item in PRESENT}
    given |= {f"{SITE}.information.i2_{n}.failed": "0" for n in (7, 8, 9, 10)}
    given |= {f"{SITE}.information.i2_{n}.lacking": "0" for n in (3, 6)}
    given |= {
        f"{SITE}.information.i2_1.wrong": "0",
        f"{SITE}.information.i2_2.share": "0.5",
        f"{SITE}.information.i2_5.dead_links": "0",
        f"{SITE}.interactive.i4_3.failed": "0",
        f"{SITE}.interactive.i4_5.translation": "main_page",
        "internet.completeness.defects": "0",
        "internet.mobile.loading": "automatic",
        "internet.mobile.defects": "0",
        "internet.mobile.main_link": "1",
        "integration.has_systems": "1",
        "integration.systems_available": "1",
        "integration.integration_required": "1",
        "integration.refusals": "0",
        "integration.assessment_date": "2022-12-31",
        "integration.systems[1].system": "A",
        "integration.systems[1].expected": "egov",
        "integration.systems[1].done": "egov",
        "integration.systems[1].planned": "2022-06-01",
        "integration.systems[1].actual": "2022-06-01",
        "institution.qualification.qualified": "4",
        "institution.qualification.staff": "4",
        "interagency.documents.sent": "5",
        "interagency.documents.to_send": "5",
        "interagency.appeals.registered": "5",
        "interagency.appeals.received": "5",
        f"{INTRANET}.directory.checked": "10",
        f"{INTRANET}.directory.complete": "10",
        f"{INTRANET}.joint_work.archived": "3",
        f"{INTRANET}.joint_work.posted": "3",
        f"{INTRANET}.library.documents_posted": "5",
        f"{INTRANET}.library.empty_folder": "0",
        f"{INTRANET}.mail.users": "8",
        f"{INTRANET}.mail.connected": "10",
        "late_report.present": "0",
        "incomplete_report.present": "0",
        "false_report.facts": "0",
    }
    for group, values in (
        (f"internet.completeness.{kind}_sections", SECTIONS),
        (f"internet.mobile.{kind}_mobile", MOBILE),
    ):
        for number, value in enumerate(values[kind], 1):
            given |= {f"{group}.s{number}.{version}": value for version in ("kk", "ru")}
    given |= functions(full=2)
    return given | (omo() if kind == "omo" else zhao())


def omo() -> dict[str, str]:
    return {f"{PORTAL}.{parameter}.stale": "0" for parameter in PARAMETERS} | {
        f"{PORTAL}.participated": "1",
        "institution.unit.unit_exists": "1",
        "automation.central_automation.listed": "1",
        "automation.central_automation.regions[1].name": "R",
        "automation.central_automation.regions[1].automated": "4",
        "automation.central_automation.regions[1].subject": "4",
        f"{INTRANET}.approval.drafts_to_send": "4",
        f"{INTRANET}.approval.drafts_unsent": "0",
        f"{INTRANET}.approval.drafts_to_agree": "4",
        f"{INTRANET}.approval.drafts_unagreed": "0",
        "interagency.open_npa.bills.planned": "4",
        "interagency.open_npa.bills.published": "4",
        "interagency.open_npa.comments.left": "4",
        "interagency.open_npa.comments.answered": "4",
        f"{DIALOGUE}.blog.questions": "4",
        f"{DIALOGUE}.blog.answered": "4",
    }


def zhao() -> dict[str, str]:
    return {
        "institution.unit.office_unit_exists": "1",
        "institution.unit.departments": "10",
        "institution.unit.departments_with_unit": "10",
        f"{DIALOGUE}.conferences.held": "1",
        f"{DIALOGUE}.conferences.questions": "4",
        f"{DIALOGUE}.conferences.answered": "4",
    }


def functions(*, full: int = 0, partial: int = 0, none: int = 0, others: int = 0) -> dict[str, str]:
    """Functions by degree, the automated ones through departmental systems; `others`: partly, through systems of
    other bodies."""
    rows = [("full", "1")] * full + [("partial", "1")] * partial + [("partial", "0")] * others + [("none", "0")] * none
    given: dict[str, str] = {}
    for number, (degree, departmental) in enumerate(rows, 1):
        row = f"automation.functions[{number}]"
        given |= {f"{row}.name": f"F{number}", f"{row}.degree": degree, f"{row}.departmental": departmental}
    return given


def systems(*rows: tuple[str, str, str, str, str]) -> dict[str, str]:
    """Columns of table 1: system, expected, done, planned, actual; empty ones stay empty."""
    names = ("system", "expected", "done", "planned", "actual")
    return {
        f"integration.systems[{number}].{name}": value
        for number, row in enumerate(rows, 1)
        for name, value in zip(names, row, strict=True)
        if value
    }


def without(given: dict[str, str], *prefixes: str) -> dict[str, str]:
    return {code: value for code, value in given.items() if not code.startswith(prefixes)}


class Body:
    """A kind of body: its scores, given what differs from a body with full marks."""

    def __init__(self, kind: str) -> None:
        compiled = compile_methodology(FOLDER)
        assert compiled.lowered is not None
        self.kind = kind
        self.evaluator = Evaluator(compiled.lowered.edition.methodology(kind))

    def run(self, changes: Mapping[str, str], *left_out: str) -> Mapping[str, object]:
        """The scores; a table that is among the changes is given anew, `left_out` are codes to leave unfilled."""
        tables = tuple(code.partition("[")[0] + "[" for code in changes if "[" in code)
        given = {**without(filled(self.kind), *tables, *left_out), **changes}
        bag = DiagnosticBag()
        text = "code;value\n" + "".join(f"{code};{value}\n" for code, value in given.items())
        read = read_csv(self.evaluator.methodology, text, "given.csv", bag)
        assert not len(bag), list(bag)
        return self.evaluator.run(read).values


@pytest.fixture(scope="module")
def central() -> Body:
    return Body("omo")


@pytest.fixture(scope="module")
def local() -> Body:
    return Body("zhao")


def test_full_marks_are_a_hundred(central: Body, local: Body) -> None:
    for body in (central, local):
        values = body.run({})
        criteria = ("internet", "integration", "institution", "automation", "interagency")
        assert [values[f"{name}.score"] for name in criteria] == [20, 20, 5, 40, 15]

        assert values["total.score"] == 100


def test_an_invented_central_body(central: Body) -> None:
    """Worked out clause by clause: criteria, indicators and the total."""
    values = central.run(
        {
            **{
                f"{SITE}.search.i1_1.{engine}.position": at
                for engine, at in (("google", "3"), ("yandex", "15"), ("mail_ru", "30"))
            },
            f"{SITE}.information.i2_1.wrong": "3",
            f"{SITE}.information.i2_2.share": "0.49",
            f"{SITE}.information.i2_3.lacking": "2",
            f"{SITE}.information.i2_5.dead_links": "3",
            f"{SITE}.information.i2_6.lacking": "1",
            f"{SITE}.information.i2_7.failed": "2",
            f"{SITE}.information.i2_8.failed": "1",
            f"{SITE}.information.i2_9.failed": "1",
            f"{SITE}.information.i2_10.failed": "2",
            f"{SITE}.information.i2_12.present": "0",
            f"{SITE}.disabled_access.i3_3.present": "0",
            f"{SITE}.disabled_access.i3_7.present": "0",
            f"{SITE}.interactive.i4_2.present": "0",
            f"{SITE}.interactive.i4_3.failed": "1",
            f"{SITE}.interactive.i4_5.translation": "interface",
            "internet.completeness.omo_sections.s8.kk": "3",
            "internet.completeness.omo_sections.s3.ru": "1",
            "internet.completeness.omo_sections.s9.ru": "0",
            "internet.completeness.omo_sections.s10.ru": "0",
            "internet.completeness.defects": "12",
            **committee(1, "separate", 8, 40, 30, 10),
            **committee(2, "fourth_level", 0, 45, 45, 0),
            **committee(3, "section", 0, 20, 0, 60),
            "internet.mobile.loading": "by_link",
            "internet.mobile.omo_mobile.s2.ru": "4",
            "internet.mobile.defects": "4",
            "internet.mobile.main_link": "0",
            **systems(
                ("S1", "a", "a", "2022-03-01", "2022-03-01"),
                ("", "b", "", "", ""),
                ("", "c", "c", "", ""),
                ("S2", "d", "", "2022-05-01", "2022-05-02"),
                ("S3", "e", "e", "", "2022-05-02"),
                ("S4", "f", "", "2023-05-01", ""),
                ("S5", "", "", "2021-01-01", ""),
            ),
            "integration.refusals": "1",
            "institution.qualification.qualified": "3",
            "institution.qualification.staff": "7",
            **functions(full=3, partial=4, others=2, none=5),
            f"{PORTAL}.p1.stale": "0.51",
            **{f"{PORTAL}.p2.p2_{n}.stale": "1" for n in (1, 5, 13)},
            f"{PORTAL}.p6.p6_1.stale": "0.5",
            f"{PORTAL}.p9.stale": "0.75",
            **region(1, 5, 20),
            **region(2, 10, 28),
            "interagency.documents.sent": "200",
            "interagency.documents.to_send": "500",
            "interagency.appeals.registered": "200",
            "interagency.appeals.received": "500",
            f"{INTRANET}.directory.complete": "8",
            f"{INTRANET}.approval.drafts_to_send": "10",
            f"{INTRANET}.approval.drafts_unsent": "4",
            f"{INTRANET}.approval.drafts_to_agree": "5",
            f"{INTRANET}.approval.drafts_unagreed": "1",
            f"{INTRANET}.joint_work.archived": "2",
            f"{INTRANET}.joint_work.posted": "4",
            f"{INTRANET}.mail.users": "6",
            "interagency.open_npa.bills.published": "3",
            "interagency.open_npa.comments.left": "0",
            "interagency.open_npa.comments.answered": "0",
            f"{DIALOGUE}.blog.answered": "3",
            "late_report.present": "1",
            "incomplete_report.present": "1",
            "false_report.facts": "30",
        }
    )
    search = F(1 + F(1, 2) + 0, 3)
    information = sum(map(F, ("0.16", "0", "0.15", "1", "0.2", "0.75", "0.5", "0.2", "0.2", "0.2", "0.1", "0")))
    interactive = F("0.1") + 0 + F("0.15") + F("0.3") + (F("0.3") + F("0.25")) + F("0.2")
    own = search + information + 6 * F("0.2") + interactive
    accessibility = (own + 8) / 2 / 10 * 5
    completeness = (F(46 + 40, 100) * 10 - F("1.2") + 7 - 1 + 9 + 0) / 4
    mobile = F(25 + 19, 50) * 3 - F("0.4") - 1
    late = F(3, 4)  # S1, S2, S3 and S5 were due; only S1 came in time
    lost = 1 + F(2, 13) * 3 + 2
    share = F(7, 12) * 20 - lost
    degrees = (3 * 1 + 6 * F("0.3")) / 9 * 15
    regions = F(15, 48) * 5
    expected = {
        "internet.accessibility": accessibility,
        "internet.completeness": completeness,
        "internet.mobile": mobile,
        "integration": F(3, 6) * 20 - late - 2,
        "institution": 3 + F(3, 7) * 2,
        "automation.departmental_share": share,
        "automation.functions_share": degrees,
        "automation.central_automation": regions,
        "interagency.documents": F("1.2"),
        "interagency.appeals": F("0.8"),
        "interagency.intranet": 1 - F("2.5") * (F(4, 10) + F(1, 5)) + F("0.25") + F("0.5") + 1,
        "interagency.open_npa": F("0.5") + F("1.5"),
        "interagency.dialogue": F(0),
        "late_report": F("1.5"),
        "incomplete_report": F(2),
        "false_report": F(5),
    }
    assert {name: values[f"{name}.score"] for name in expected} == expected
    fines = expected["late_report"] + expected["incomplete_report"] + expected["false_report"]
    assert values["deductions"] == fines
    assert values["total.score"] == sum(expected.values()) - 2 * fines


def test_an_invented_local_body(local: Body) -> None:
    values = local.run(
        {
            f"{SITE}.interactive.i4_1.present": "0",
            "internet.completeness.zhao_sections.s5.kk": "2.5",
            "internet.completeness.zhao_sections.s9.ru": "0",
            "internet.completeness.defects": "3",
            "internet.mobile.zhao_mobile.s3.ru": "5",
            **systems(
                ("A", "a", "a", "", ""), ("B", "b", "", "2022-12-31", ""), ("C", "c", "c", "2022-12-31", "2022-12-31")
            ),
            "institution.unit.office_unit_exists": "0",
            "institution.unit.departments": "18",
            "institution.unit.departments_with_unit": "12",
            "institution.qualification.qualified": "1",
            "institution.qualification.staff": "3",
            **functions(full=1, partial=1, none=1),
            f"{INTRANET}.library.empty_folder": "1",
            f"{DIALOGUE}.conferences.questions": "10",
            f"{DIALOGUE}.conferences.answered": "8",
            "false_report.facts": "4",
        }
    )
    expected = {
        "internet.accessibility": F("9.9") / 10 * 5,
        "internet.completeness": F(F("46.5") + 42, 100) * 10 - F("0.3"),
        "internet.mobile": F(25 + 20, 50) * 5,
        "integration": F(2, 3) * 20 - F(2, 3),
        "institution.unit": 0 + F("1.5") / 18 * 12,
        "institution.qualification": F(1, 3) * 2,
        "automation.departmental_share": F(2, 3) * 20,
        "automation.functions_share": (1 + F("0.3")) / 2 * (15 + 5),
        "interagency.documents": F(3),
        "interagency.appeals": F(2),
        "interagency.intranet": 2 + F("0.5") + 0 + 2,
        "interagency.dialogue": F(3),
        "false_report": F("0.8"),
    }
    assert {name: values[f"{name}.score"] for name in expected} == expected
    assert values["total.score"] == sum(expected.values()) - 2 * expected["false_report"]


def report(due: str, delivered: str) -> dict[str, str]:
    """The dates of the act of annex 9."""
    return {"late_report.due_date": due, "late_report.delivery_date": delivered}


def committee(number: int, way: str, indicators: int, kk: int, ru: int, defects: int) -> dict[str, str]:
    row = f"internet.committees[{number}]"
    figures = {"indicators": indicators, "kk_points": kk, "ru_points": ru, "defects": defects}
    return {f"{row}.name": f"C{number}", f"{row}.way": way} | {f"{row}.{name}": str(n) for name, n in figures.items()}


def region(number: int, automated: int, subject: int) -> dict[str, str]:
    row = f"automation.central_automation.regions[{number}]"
    return {f"{row}.name": f"R{number}", f"{row}.automated": str(automated), f"{row}.subject": str(subject)}


@pytest.mark.parametrize(
    ("code", "given", "score"),
    [
        # 20-т. and annex 4: bands, deductions and their ends
        (f"{SITE}.search.i1_1.google", {f"{SITE}.search.i1_1.google.position": "10"}, 1),
        (f"{SITE}.search.i1_1.google", {f"{SITE}.search.i1_1.google.position": "11"}, F("0.5")),
        (f"{SITE}.search.i1_1.google", {f"{SITE}.search.i1_1.google.position": "20"}, F("0.5")),
        (f"{SITE}.search.i1_1.google", {f"{SITE}.search.i1_1.google.position": "21"}, 0),
        (f"{SITE}.information.i2_1", {f"{SITE}.information.i2_1.wrong": "8"}, F("0.01")),
        (f"{SITE}.information.i2_3", {f"{SITE}.information.i2_3.lacking": "4"}, 0),
        (f"{SITE}.information.i2_5", {f"{SITE}.information.i2_5.dead_links": "1"}, F("0.3")),
        (f"{SITE}.information.i2_5", {f"{SITE}.information.i2_5.dead_links": "99"}, F("0.2")),
        (f"{SITE}.information.i2_6", {f"{SITE}.information.i2_6.lacking": "4"}, 0),
        (f"{SITE}.interactive.i4_3", {f"{SITE}.interactive.i4_3.failed": "3"}, 0),
        (f"{SITE}.interactive.i4_5", {f"{SITE}.interactive.i4_5.translation": "absent"}, 0),
        (f"{SITE}.interactive.i4_5", {f"{SITE}.interactive.i4_5.translation": "full"}, F("0.8")),
        (SITE, {f"{SITE}.interactive.i4_5.translation": "full"}, 5),  # the bonus does not lift the sum over 10
        # 23-т., 25-т., 28–29-т.: ceilings of the deductions, coefficients
        ("internet.completeness", {"internet.completeness.defects": "49"}, F("5.1")),
        ("internet.completeness", {"internet.completeness.defects": "500"}, 5),
        ("internet.mobile", {"internet.mobile.defects": "500"}, F("2.5")),
        ("internet.mobile", {"internet.mobile.loading": "by_link"}, 3),
        ("internet.mobile", {"internet.mobile.loading": "by_link", "internet.mobile.defects": "25"}, F("0.5")),
        ("internet.mobile", {"internet.mobile.loading": "absent", "internet.mobile.main_link": "0"}, 0),
        # 31-т., 36-т.
        ("integration", {"integration.has_systems": "0"}, 20),
        ("integration", {"integration.has_systems": "0", **functions(full=1, partial=1)}, 0),
        ("integration", {"integration.systems_available": "0"}, 0),
        ("integration", {"integration.refusals": "1"}, 18),
        ("integration", {"integration.refusals": "11"}, 0),
        # 42-т.
        ("institution.unit", {"institution.unit.unit_exists": "0"}, 0),
        ("institution.qualification",
         {"institution.qualification.qualified": "0", "institution.qualification.staff": "0"}, 0),
        # 48-т., 49-т., 51-т., 54-т.
        ("automation.departmental_share", {f"{PORTAL}.{name}.stale": "1" for name in PARAMETERS}, 20),
        ("automation.departmental_share", functions(full=3, none=1), 15),
        ("automation.departmental_share", functions(others=2), 0),
        ("automation.departmental_share", {f"{PORTAL}.p8.stale": "0.5000001", **functions(partial=1)}, 18),
        ("automation.departmental_share",
         {f"{PORTAL}.p8.stale": "1", f"{PORTAL}.participated": "0", **functions(partial=1)}, 20),
        ("automation.departmental_share",
         {**{f"{PORTAL}.{name}.stale": "1" for name in PARAMETERS}, **functions(partial=1, none=1)}, 0),
        # 57-т., 61-т.: the weight of an indicator that is not assessed
        ("automation.functions_share", functions(none=2), 0),
        ("automation.functions_share", functions(partial=2), F("4.5")),
        ("automation.functions_share", {"automation.central_automation.listed": "0"}, 20),
        # 65-т., 69-т., 74–80-т.
        ("interagency.documents", {"interagency.documents.sent": "0", "interagency.documents.to_send": "0"}, 0),
        ("interagency.appeals", {"interagency.appeals.registered": "0", "interagency.appeals.received": "0"}, 2),
        ("interagency.appeals", {"interagency.appeals.registered": "0"}, 0),
        (f"{INTRANET}.directory", {f"{INTRANET}.directory.complete": "9"}, 1),
        (f"{INTRANET}.directory", {f"{INTRANET}.directory.complete": "7"}, 0),
        (f"{INTRANET}.approval", {f"{INTRANET}.approval.drafts_unsent": "1"}, F("-0.625")),
        (f"{INTRANET}.approval",
         {f"{INTRANET}.approval.drafts_unsent": "4", f"{INTRANET}.approval.drafts_unagreed": "4"}, F("-2.5")),
        (f"{INTRANET}.joint_work", {f"{INTRANET}.joint_work.archived": "0", f"{INTRANET}.joint_work.posted": "0"}, 0),
        (f"{INTRANET}.library", {f"{INTRANET}.library.documents_posted": "4"}, 0),
        (f"{INTRANET}.mail", {f"{INTRANET}.mail.users": "79", f"{INTRANET}.mail.connected": "100"}, 1),
        (f"{INTRANET}.mail", {f"{INTRANET}.mail.users": "60", f"{INTRANET}.mail.connected": "100"}, 1),
        (f"{INTRANET}.mail", {f"{INTRANET}.mail.users": "59", f"{INTRANET}.mail.connected": "100"}, 0),
        (f"{INTRANET}.mail", {f"{INTRANET}.mail.users": "0", f"{INTRANET}.mail.connected": "0"}, 0),
        # 83–84-т., 88-т.
        ("interagency.open_npa.bills", {"interagency.open_npa.bills.published": "3"}, F("0.5")),
        ("interagency.open_npa.bills", {"interagency.open_npa.bills.published": "2"}, 0),
        ("interagency.open_npa.bills",
         {"interagency.open_npa.bills.planned": "0", "interagency.open_npa.bills.published": "0"}, F("1.5")),
        ("interagency.open_npa.comments", {"interagency.open_npa.comments.answered": "3"}, F("0.5")),
        (f"{DIALOGUE}.blog", {f"{DIALOGUE}.blog.questions": "5"}, 1),
        (f"{DIALOGUE}.blog", {f"{DIALOGUE}.blog.answered": "3"}, 0),
        (f"{DIALOGUE}.blog", {f"{DIALOGUE}.blog.questions": "0", f"{DIALOGUE}.blog.answered": "0"}, 2),
        # 96-т., 99-т.
        ("late_report", {"late_report.present": "1"}, F("1.5")),
        ("late_report", report("2023-01-20", "2023-01-20"), 0),
        ("late_report", report("2023-01-20", "2023-01-21"), F("1.5")),
        ("late_report", {**report("2023-01-20", "2023-01-21"), "late_report.present": "0"}, F("1.5")),
        ("incomplete_report", {"incomplete_report.present": "1"}, 2),
        ("false_report", {"false_report.facts": "24"}, F("4.8")),
        ("false_report", {"false_report.facts": "26"}, 5),
    ],
)  # fmt: skip
def test_a_central_body_at_the_ends_of_a_rule(central: Body, code: str, given: dict[str, str], score: F) -> None:
    assert central.run(given)[f"{code}.score"] == score


@pytest.mark.parametrize(
    ("code", "given", "score"),
    [
        ("institution.unit", {"institution.unit.departments_with_unit": "0"}, F("1.5")),
        ("automation.functions_share", functions(partial=1), 6),  # 59-т.: 15 and 5 of the indicator that it lacks
        ("automation.functions_share", {"integration.integration_required": "0"}, 40),
        (f"{DIALOGUE}.conferences", {f"{DIALOGUE}.conferences.held": "0"}, 0),
        (f"{DIALOGUE}.conferences", {f"{DIALOGUE}.conferences.answered": "3"}, 3),
        (f"{DIALOGUE}.conferences", {f"{DIALOGUE}.conferences.answered": "2"}, 0),
        (f"{DIALOGUE}.conferences",
         {f"{DIALOGUE}.conferences.questions": "0", f"{DIALOGUE}.conferences.answered": "0"}, 0),
    ],
)  # fmt: skip
def test_a_local_body_at_the_ends_of_a_rule(local: Body, code: str, given: dict[str, str], score: F) -> None:
    assert local.run(given)[f"{code}.score"] == score


def test_weights_of_an_unneeded_integration_and_of_an_unlisted_body_move_together(central: Body) -> None:
    """36-т., 61-т.: 15 + (20 − 1/2) + 5 for the functions; the criterion itself is not assessed."""
    late = systems(("A", "", "", "2022-01-01", "2022-02-01"), ("B", "", "", "2022-01-01", "2022-01-01"))
    given = {"integration.integration_required": "0", "automation.central_automation.listed": "0"}
    values = central.run(given | late | functions(full=1, partial=1))
    assert values["integration.score"] is State.NOT_APPLICABLE
    assert values["automation.functions_share.score"] == (1 + F("0.3")) / 2 * (15 + F("19.5") + 5)


def test_what_is_not_filled_leaves_the_total_without_a_number(central: Body) -> None:
    values = central.run({}, "late_report.present")
    assert values["late_report.score"] is State.NOT_FILLED
    assert values["total.score"] is State.NOT_FILLED


def test_a_body_that_has_nothing_may_fall_below_zero_by_its_fines(local: Body) -> None:
    """95-т. sets no lower bound: 1.5 + 2 + 5 are taken from what little the site has."""
    nothing = {
        code: "0" for code, value in filled("zhao").items()
        if code.endswith((".kk", ".ru", ".present", "complete", "sent", "registered", "archived", "users", "answered",
                          "qualified", "with_unit", "documents_posted", "office_unit_exists", "has_systems"))
    }  # fmt: skip
    fines = {"late_report.present": "1", "incomplete_report.present": "1", "false_report.facts": "25"}
    values = local.run(nothing | functions(none=1) | fines)
    site = 1 + F("0.25") + F("0.3") + F("0.45") + 1 + 1 + F("0.4") + F("0.4") + F("0.6") + F("0.3")
    assert values["total.score"] == site / 10 * 5 - F("8.5")
