"""Issued workbooks filled and saved by a real spreadsheet program, with a decimal comma: accepted without a word.

The program is LibreOffice, in the locales of both languages. Excel and OnlyOffice do not run where these tests run
(they need a licence or a window), so what is said here of saving anew is proved for LibreOffice alone.
"""

from __future__ import annotations

import random
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import openpyxl
import pytest

from compiler.campaign.bodies import Recipient, named_bodies
from compiler.campaign.issue import file_name, issue
from compiler.campaign.run import Campaign, Taken, take
from compiler.campaign.standing import State
from compiler.crosscheck.engines.base import Address
from compiler.crosscheck.engines.office import INSTALL, bridge
from compiler.driver import compile_methodology
from compiler.evaluate import Cell, Given, evaluate
from compiler.evaluate.bodies import evaluate_bodies
from compiler.intake.template import Place, Template, template_of
from compiler.model.methodology import Edition
from compiler.model.texts import Language
from compiler.model.types import WHOLE, Kind
from compiler.workbook.cell_names import cell_name
from compiler.workbook.fields import bounds_of
from compiler.workbook.identity import Build
from compiler.workbook.texts import Texts
from tests.campaign.filling import given_of
from tests.campaign.office import LOCALES, Typing, keystrokes, type_in
from tests.campaign.simulate import METHODOLOGY

CHANGES: tuple[tuple[str, ...], ...] = (
    (),
    ("row",),
    ("column",),
    ("order",),
    ("comment",),
    ("row", "column", "comment", "order"),
)
"""Harmless changes, a body each."""
INDEX = Path(__file__).parents[2] / "methodologies" / "openness_index_2025"


class Round:
    """Workbooks of six bodies that LibreOffice filled in one locale, and what the intake made of them."""

    def __init__(self, folder: Path, language: Language) -> None:
        compiled = compile_methodology(METHODOLOGY)
        assert compiled.lowered is not None
        self.folder, self.language = folder, language
        self.edition: Edition = compiled.lowered.edition
        self.build = Build(compiled.fingerprint(), "0.1.0")
        kinds = [body.name for body in self.edition.bodies]
        self.bodies = tuple(
            Recipient(f"body{number}", kinds[number % len(kinds)], f"Орган «Ә» № {number}", language)
            for number in range(len(CHANGES))
        )
        self.given = {body.code: self._given(body) for body in self.bodies}
        self.templates = {
            kind: template_of(self.edition.methodology(kind), "report", language, self.build) for kind in kinds
        }
        issue(self.edition, "report", self.build, self.bodies, folder / "issued", 1, lambda _count: None)
        type_in([self._typing(*both) for both in zip(self.bodies, CHANGES, strict=True)], LOCALES[language])
        campaign = Campaign(self.edition, self.build, self.bodies, folder / "campaign", language, 2, papers=False)
        self.taken: Taken = take(campaign, [folder / "returns"], lambda _count, _all: None)

    def _given(self, body: Recipient) -> Given:
        """Shares in thousandths: a decimal comma is typed for nearly all of them."""
        choose = random.Random(body.code)
        given = given_of(body)
        dated = {"openness.since": Fraction(choose.randint(40200, 45000))}
        return replace(
            given, inputs={**given.inputs, **dated, "openness.share": Fraction(choose.randint(1, 999), 1000)}
        )

    def _typing(self, body: Recipient, changes: tuple[str, ...]) -> Typing:
        """Name and period stand there already."""
        typed = keystrokes(self.templates[body.kind], self.given[body.code])
        known = {self.address(body, code) for code in ("body_name", "period")}
        return Typing(
            self.folder / "issued" / body.kind / file_name(body),
            self.saved(body),
            {place: text for place, text in typed.items() if place not in known},
            changes,
        )

    def saved(self, body: Recipient) -> Path:
        return self.folder / "returns" / body.code / "Отчёт.xlsx"

    def address(self, body: Recipient, code: str) -> Address:
        return _address(self.templates[body.kind], code)


def _address(template: Template, code: str) -> Address:
    place = template.workbook.addresses[code]
    return place.sheet, cell_name(place.row, place.column)


@pytest.fixture(scope="module", params=[Language.RU, Language.KK], ids=lambda language: LOCALES[language])
def filled(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Round:
    if bridge() is None:
        pytest.skip(f"nothing here types into LibreOffice: {INSTALL}")
    return Round(tmp_path_factory.mktemp("office"), request.param)


def test_a_decimal_comma_was_typed(filled: Round) -> None:
    """As people type in this locale, and nothing else: no number of these shares has a point."""
    for body in filled.bodies:
        template = filled.templates[body.kind]
        typed = keystrokes(template, filled.given[body.code])
        assert "." not in typed[filled.address(body, "openness.share")]
    texts = [
        keystrokes(filled.templates[body.kind], filled.given[body.code])[filled.address(body, "openness.share")]
        for body in filled.bodies
    ]
    assert any("," in text for text in texts)


def test_saved_by_libreoffice(filled: Round) -> None:
    assert {one.program.split("/")[0] for one in filled.taken.returns} == {"LibreOffice"}


def test_all_are_accepted_without_a_finding(filled: Round) -> None:
    assert filled.taken.standings.findings == ()
    assert [one.state for one in filled.taken.standings.bodies] == [State.ACCEPTED] * len(filled.bodies)


def test_inputs_are_what_was_typed(filled: Round) -> None:
    for one in filled.taken.standings.bodies:
        given = one.counted.given if one.counted is not None else None
        wanted = filled.given[one.body.code]
        assert given is not None and dict(given.inputs) == dict(wanted.inputs)
        rows = [dict(row) for row in given.tables["openness.events"] if row]
        assert rows == [dict(row) for row in wanted.tables["openness.events"]]


def test_scores_are_those_of_the_inputs(filled: Round) -> None:
    for one in filled.taken.scored:
        own = evaluate(one.methodology, filled.given[one.standing.body.code])
        assert one.result.values == own.values
        assert isinstance(one.rank, Fraction)


def test_libreoffice_itself_says_ready_and_complete(filled: Round) -> None:
    """What the program calculated and stored while it saved."""
    for body in filled.bodies:
        template = filled.templates[body.kind]
        book = openpyxl.load_workbook(filled.saved(body), data_only=True)
        sheet, cell = _address(template, "check#ready")
        assert book[sheet][cell].value == Texts(filled.language)("ready")
        needed, there = (_address(template, f"start#{name}.all") for name in ("needed", "filled"))
        rows = len(filled.given[body.code].tables["openness.events"])
        assert book[needed[0]][needed[1]].value == book[there[0]][there[1]].value == 8 + rows


def test_a_point_for_a_comma_is_named_to_the_cell(filled: Round, tmp_path: Path) -> None:
    """What LibreOffice makes of 3.5 depends on the locale (text, or the third of May); neither is taken for a number,
    and the rest of the file is used."""
    body = filled.bodies[0]
    slips = {"timeliness.late": "3.5", "openness.share": "0.855"}
    right = keystrokes(filled.templates[body.kind], filled.given[body.code])
    typed = right | {filled.address(body, code): text for code, text in slips.items()}
    issued = filled.folder / "issued" / body.kind / file_name(body)
    type_in([Typing(issued, tmp_path / "returns" / body.code / "1.xlsx", typed)], LOCALES[filled.language])
    campaign = Campaign(filled.edition, filled.build, (body,), tmp_path / "campaign", filled.language, 1, papers=False)
    (one,) = take(campaign, [tmp_path / "returns"], lambda _count, _all: None).standings.bodies
    assert one.state is State.REFUSED and one.counted is not None and one.counted.given is not None
    late = "cell-not-a-number" if filled.language is Language.RU else "input-out-of-bounds"
    assert {(each.input, each.diagnostic.slug) for each in one.findings} == {
        ("timeliness.late", late),
        ("openness.share", "cell-not-a-number"),
    }
    kept = {code: cell for code, cell in filled.given[body.code].inputs.items() if code not in slips}
    assert dict(one.counted.given.inputs) == kept


@pytest.mark.parametrize("language", [Language.RU, Language.KK], ids=lambda language: LOCALES[language])
def test_assessment_of_a_real_methodology(language: Language, tmp_path: Path) -> None:
    """Points with two decimals, shares, words from lists, in every cell that the act's form has."""
    if bridge() is None:
        pytest.skip(f"nothing here types into LibreOffice: {INSTALL}")
    compiled = compile_methodology(INDEX)
    assert compiled.lowered is not None
    edition, build = compiled.lowered.edition, Build(compiled.fingerprint(), "0.1.0")
    body = replace(named_bodies(edition)[0], language=language)
    template = template_of(edition.methodology(body.kind), "assessment", language, build)
    given = Given({place.code: _some(place, number) for number, place in enumerate(template.places)})
    issue(edition, "assessment", build, [body], tmp_path / "issued", 1, lambda _count: None)
    issued = tmp_path / "issued" / body.kind / file_name(body)
    typed = keystrokes(template, given)
    assert sum("," in text for text in typed.values()) > 15
    type_in([Typing(issued, tmp_path / "returns" / body.code / "1.xlsx", typed)], LOCALES[language])
    campaign = Campaign(edition, build, (body,), tmp_path / "campaign", language, 1, papers=False)
    taken = take(campaign, [tmp_path / "returns"], lambda _count, _all: None)
    assert taken.standings.findings == ()
    (one,) = taken.scored
    assert one.standing.counted is not None and one.standing.counted.given is not None
    assert dict(one.standing.counted.given.inputs) == dict(given.inputs)
    assert one.result.values == evaluate_bodies(one.methodology, [given])[0].values


def _some(place: Place, number: int) -> Cell:
    """A value that its bounds and its limit allow, different in most cells."""
    low, high = bounds_of(place.field)
    match place.field.type.kind:
        case Kind.TEXT | Kind.LINK:
            return f"Мәтін «{number}», 1,5"
        case Kind.YES_NO | Kind.CHOICE:
            return Fraction(1)
        case kind if place.field.limit is not None or kind in WHOLE:
            return low
        case _:
            return low + Fraction(int((high - low) * (number % 89 + 10)), 100)
