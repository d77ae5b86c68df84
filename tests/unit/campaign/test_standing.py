"""What several files of one body, none, or files of nobody come to."""

from __future__ import annotations

from compiler.campaign.standing import State, accepted_by_kind, standings
from tests.unit.campaign.campaigns import ALPHA, BETA, BODIES, GAMMA, finding, given, returned


def slugs(found: object) -> list[str]:
    assert isinstance(found, tuple)
    return [one.diagnostic.slug for one in found]


def test_each_body_has_a_standing_in_the_order_of_the_list() -> None:
    found = standings(BODIES, [returned(GAMMA), returned(ALPHA)])
    assert [(one.body.code, one.state) for one in found.bodies] == [
        ("alpha", State.ACCEPTED),
        ("beta", State.MISSING),
        ("gamma", State.ACCEPTED),
    ]
    assert slugs(found.bodies[1].findings) == ["return-missing"] and found.bodies[1].counted is None
    assert {kind: [one.body for one in group] for kind, group in accepted_by_kind(found).items()} == {
        "cgo": [ALPHA],
        "mio": [GAMMA],
    }


def test_of_two_files_the_later_counts_and_the_first_is_named() -> None:
    first, second = returned(ALPHA, "1.xlsx"), returned(ALPHA, "2.xlsx", given(timeliness__late=None))
    (one,) = standings([ALPHA], [first, second]).bodies
    assert one.counted is second and one.state is State.ACCEPTED
    assert [(f.file, f.diagnostic.slug) for f in one.findings] == [("1.xlsx", "return-duplicate")]
    assert dict(one.findings[0].diagnostic.arguments)["later"] == "2.xlsx"


def test_a_later_file_that_cannot_be_read_does_not_take_the_place() -> None:
    broken = returned(ALPHA, "2.xlsx", None, (finding(ALPHA, "workbook-damaged", "2.xlsx"),))
    (one,) = standings([ALPHA], [returned(ALPHA, "1.xlsx"), broken]).bodies
    assert one.counted is not None and one.counted.file == "1.xlsx"
    assert one.state is State.ACCEPTED and slugs(one.findings) == ["workbook-damaged"]


def test_only_a_file_that_cannot_be_read() -> None:
    broken = returned(ALPHA, "2.xlsx", None, (finding(ALPHA, "workbook-damaged", "2.xlsx"),))
    (one,) = standings([ALPHA], [broken]).bodies
    assert one.state is State.REFUSED and one.counted is broken


def test_an_error_refuses_and_a_remark_does_not() -> None:
    error = finding(ALPHA, "return-required", place="C9")
    remark = finding(BETA, "return-number-changed", place="C9", found="90")
    found = standings((ALPHA, BETA), [returned(ALPHA, findings=(error,)), returned(BETA, findings=(remark,))])
    assert [one.state for one in found.bodies] == [State.REFUSED, State.ACCEPTED]
    assert slugs(found.findings) == ["return-required", "return-number-changed"]


def test_a_workbook_of_another_kind_is_not_the_bodys() -> None:
    (one,) = standings([ALPHA], [returned(ALPHA, kind="mio")]).bodies
    assert one.state is State.REFUSED and slugs(one.findings) == ["workbook-other-body"]


def test_files_of_nobody_are_strays() -> None:
    unreadable = returned(GAMMA, "x.xlsx", None, (finding(GAMMA, "workbook-damaged", "x.xlsx"),))
    found = standings([ALPHA], [returned(ALPHA), returned(BETA), unreadable])
    assert [(one.body, one.diagnostic.slug) for one in found.strays] == [
        ("beta", "return-unknown-unit"),
        ("gamma", "workbook-damaged"),
    ]
    assert found.bodies[0].findings == () and found.findings == found.strays
