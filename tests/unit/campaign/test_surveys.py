"""Questionnaires from issue to score: five files come back, one spoilt and one of them twice; nobody's name goes with
what was answered."""

from __future__ import annotations

import csv
import json
import shutil
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cache
from importlib import metadata
from pathlib import Path

import openpyxl
import pytest
from click.testing import CliRunner

from compiler.campaign.answers import gathered, with_answers, with_room
from compiler.campaign.bodies import Recipient
from compiler.campaign.issue import issue
from compiler.campaign.run import Campaign, Taken, take
from compiler.campaign.standing import State, standings
from compiler.campaign.surveys import write_surveys
from compiler.cli.main import cli
from compiler.crosscheck.engines.base import Value
from compiler.crosscheck.package import Package
from compiler.driver import compile_methodology
from compiler.evaluate import evaluate
from compiler.evaluate.states import Given
from compiler.excel.release import prepare, release
from compiler.intake.returns import Return
from compiler.intake.template import Template, template_of
from compiler.model.methodology import Edition
from compiler.model.tables import Column
from compiler.model.texts import Language
from compiler.workbook.identity import Build
from compiler.workbook.plan import plan_assessment
from tests.campaign import questionnaire
from tests.campaign.filling import filled
from tests.unit.workbook.recalculation import Sheets

METHODOLOGY = Path(questionnaire.__file__).parent
ALPHA = Recipient("alpha", "cgo", "Министерство «А»", None, "тел. 1")
BETA = Recipient("beta", "mio", "Ә әкімдігі", Language.KK)
BODIES = (ALPHA, BETA)
CONTENT, NOISE, WORDS = (f"conditions.answers[1].{name}" for name in ("content", "noise", "words"))
STAFF = "survey_staff"
PAY = "leaving.interviews[1].pay"
GOOD: Mapping[str, Mapping[str, Value]] = {
    "Иванов И. И..xlsx": {CONTENT: "Доволен", WORDS: "Больше света"},
    "Петрова.xlsx": {CONTENT: "Не доволен", NOISE: "Да"},
    "Сидоров (последний).xlsx": {CONTENT: "Доволен"},
}


@dataclass(frozen=True, slots=True)
class Setting:
    """Returned files; `answers` gives how the questionnaires were filled in."""

    edition: Edition
    build: Build
    folder: Path

    @property
    def returns(self) -> Path:
        return self.folder / "returns"

    def template(self, body: Recipient, kind: str) -> Template:
        language = body.language or Language.RU
        return template_of(self.edition.methodology(body.kind), kind, language, self.build)

    def questionnaire(self, body: Recipient, kind: str, answers: Mapping[str, Value]) -> bytes:
        """As issued to the body, these answers typed in."""
        name = kind.removeprefix("survey_")
        package = Package(next((self.folder / "surveys" / body.kind).glob(f"{body.code}_{name}_*")).read_bytes())
        places = {place.code: place for place in self.template(body, kind).places}
        package.set({(places[code].address.sheet, places[code].cell): value for code, value in answers.items()})
        return package.to_bytes()

    def returned(self, name: str, data: bytes) -> None:
        path = self.returns / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)

    def report(self, body: Recipient) -> None:
        issued = next((self.folder / "reports" / body.kind).glob(f"{body.code}_*")).read_bytes()
        given = Given({"body_name": body.name, "period": "2025", "conditions.staff": Fraction(100)})
        self.returned(f"{body.code}/отчёт.xlsx", filled(issued, self.template(body, "report"), given).to_bytes())

    def intake(self, folder: Path, bodies: Sequence[Recipient] = BODIES) -> Taken:
        campaign = Campaign(self.edition, self.build, tuple(bodies), folder, Language.RU, 1)
        return take(campaign, [self.returns], lambda _count, _all: None)


@cache
def compiled() -> tuple[Edition, Build]:
    found = compile_methodology(METHODOLOGY)
    assert found.lowered is not None
    return found.lowered.edition, Build(found.fingerprint(), "0.1.0")


def setting(folder: Path) -> Setting:
    """Everything is issued, nothing is returned yet."""
    made = Setting(*compiled(), folder)
    assert issue(made.edition, "survey", made.build, BODIES, folder / "surveys", 1, lambda _count: None) == 4
    assert issue(made.edition, "report", made.build, BODIES, folder / "reports", 1, lambda _count: None) == 2
    return made


@pytest.fixture(scope="module")
def five(tmp_path_factory: pytest.TempPathFactory) -> Setting:
    """Of the body Alpha: three questionnaires, one of them twice, and one that is spoilt; and its report."""
    made = setting(tmp_path_factory.mktemp("surveys"))
    for name, answers in GOOD.items():
        made.returned(f"alpha/{name}", made.questionnaire(ALPHA, STAFF, answers))
    made.returned("alpha/Иванов (1).xlsx", (made.returns / "alpha" / "Иванов И. И..xlsx").read_bytes())
    spoilt = made.questionnaire(ALPHA, STAFF, {CONTENT: "Ненавижу начальника", NOISE: "Нет"})
    made.returned("alpha/испорчена.xlsx", spoilt)
    made.report(ALPHA)
    return made


@pytest.fixture(scope="module")
def campaign(five: Setting, tmp_path_factory: pytest.TempPathFactory) -> tuple[Taken, Path]:
    folder = tmp_path_factory.mktemp("campaign")
    return five.intake(folder), folder


def rows(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file, delimiter=";"))


def contents(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_each_body_gets_every_questionnaire_once_under_a_telling_name(tmp_path: Path) -> None:
    made = setting(tmp_path)
    assert sorted(name for name in contents(made.folder / "surveys") if name != "issued.csv") == [
        "cgo/alpha_leavers_Почему_вы_уходите.xlsx",
        "cgo/alpha_staff_Анкета_работника.xlsx",
        "mio/beta_leavers_Неге_кетесіз.xlsx",
        "mio/beta_staff_Қызметкердің_сауалнамасы.xlsx",
    ]


def test_how_many_were_taken_and_why_not_the_others(campaign: tuple[Taken, Path]) -> None:
    taken, folder = campaign
    assert [(one.name, one.taken, one.refused, one.twice) for one in taken.surveys.answers] == [("staff", 3, 1, 1)]
    assert rows(folder / "surveys" / "summary.csv")[1:] == [
        ["alpha", "Министерство «А»", "Анкета работника", "3", "1", "1"]
    ]
    found = {one.diagnostic.slug: one.file for one in taken.surveys.findings}
    assert found.keys() == {"cell-not-in-list", "survey-twice"}
    assert found["cell-not-in-list"] == "alpha/испорчена.xlsx"
    assert not taken.fine


def test_the_report_of_the_body_counts_beside_them(campaign: tuple[Taken, Path]) -> None:
    taken, _ = campaign
    assert [one.state for one in taken.standings.bodies] == [State.ACCEPTED, State.MISSING]
    assert len(taken.returns) == 6


def test_answers_come_into_the_score_however_many_there_are(campaign: tuple[Taken, Path]) -> None:
    """Two of three are content; the table of the workbook has two rows."""
    taken, _ = campaign
    [alpha] = taken.scored
    assert alpha.scores()["conditions"] == "80/3"


def test_the_paper_has_a_row_for_each(five: Setting, campaign: tuple[Taken, Path]) -> None:
    _, folder = campaign
    book = openpyxl.load_workbook(next((folder / "papers" / "cgo").glob("alpha_*")), data_only=True)
    given = campaign[0].scored[0].standing.counted
    assert given is not None and given.given is not None
    methodology = with_room(five.edition.methodology("cgo"), [given.given])
    places = plan_assessment(methodology, Language.RU, five.build).addresses

    def shown(code: str) -> object:
        address = places[code]
        return book[address.sheet].cell(address.row + 1, address.column + 1).value

    assert sorted(str(shown(f"conditions.answers[{row}].content")) for row in (1, 2, 3)) == [
        "Доволен",
        "Доволен",
        "Не доволен",
    ]
    assert shown("conditions.score") == pytest.approx(80 / 3)


def test_a_longer_table_computes_as_the_evaluator_does(five: Setting, tmp_path: Path) -> None:
    given = Given({}, {"conditions.answers": [{"content": Fraction(1 + number % 2)} for number in range(5)]})
    methodology = with_room(five.edition.methodology("cgo"), [given])
    sheets = Sheets(
        plan_assessment(methodology, Language.RU, five.build), tmp_path / "a.xlsx", methodology, Language.RU
    )
    sheets.fill(given)
    score = evaluate(methodology, given).outcome("conditions.score")
    assert score == Fraction(24)
    assert sheets.read("conditions.score") == pytest.approx(24)


def test_what_was_answered_how_often(campaign: tuple[Taken, Path]) -> None:
    _, folder = campaign
    tally = [line[2:] for line in rows(folder / "surveys" / "tally.csv")[1:]]
    question = ["conditions.answers.content", "Довольны ли вы условиями труда?"]
    assert tally[:2] == [[*question, "Доволен", "2", "0,6666666667"], [*question, "Не доволен", "1", "0,3333333333"]]
    assert ["conditions.answers.noise", "Мешает шум", "Да", "1", "1"] in tally
    assert ["conditions.answers.cold", "Мешает холод", "Да", "0", ""] in tally
    assert tally[-1] == ["conditions.answers.words", "Что изменить?", "(ответ вписан)", "1", "1"]


def test_quantities_over_all_answers(campaign: tuple[Taken, Path]) -> None:
    _, folder = campaign
    [index] = rows(folder / "surveys" / "indices.csv")[1:]
    assert index[0] == "alpha" and index[4:] == ["3", "26,6666666667", "80/3", "п. 3"]


def test_the_answers_as_a_file_of_inputs(campaign: tuple[Taken, Path], tmp_path: Path) -> None:
    """`esep eval` reads it where the table has room for all; here two of the three are taken by hand."""
    _, folder = campaign
    lines = rows(folder / "surveys" / "alpha.staff.csv")
    assert lines[0] == ["code", "value"]
    assert sorted(line[1] for line in lines[1:]) == ["1", "no", "yes", "yes", "Больше света"]
    short = tmp_path / "two.csv"
    short.write_text("".join(f"{a};{b}\n" for a, b in lines if "[3]" not in a), encoding="utf-8")
    done = CliRunner().invoke(
        cli, ["eval", str(METHODOLOGY), "--body", "cgo", "--inputs", str(short), "--format", "json", "--lang", "ru"]
    )
    assert done.exit_code == 0, done.output
    assert "conditions" in json.loads(done.stdout)


def test_no_name_goes_with_an_answer(campaign: tuple[Taken, Path]) -> None:
    """Files are named in the findings only, and there nothing says what was answered."""
    _, folder = campaign
    givers = [name.removesuffix(".xlsx") for name in (*GOOD, "Иванов (1).xlsx", "испорчена.xlsx")]
    for name, data in contents(folder).items():
        text = data.decode("utf-8", "ignore")
        if not name.startswith("findings"):
            assert not [giver for giver in givers if giver in text], name
        assert "Ненавижу" not in text, name
    assert "испорчена" in (folder / "findings.csv").read_text(encoding="utf-8")


def test_the_order_of_the_files_does_not_show(five: Setting, campaign: tuple[Taken, Path], tmp_path: Path) -> None:
    """The same files under other names, in another order."""
    _, folder = campaign
    other = replace(five, folder=tmp_path)
    for number, path in enumerate(sorted((five.returns / "alpha").iterdir(), reverse=True)):
        other.returned(f"alpha/{number}.xlsx", path.read_bytes())
    other.intake(tmp_path / "campaign")
    for name in ("alpha.staff.csv", "tally.csv", "indices.csv", "summary.csv"):
        assert (tmp_path / "campaign" / "surveys" / name).read_bytes() == (folder / "surveys" / name).read_bytes()


def test_again_it_is_the_same(five: Setting, campaign: tuple[Taken, Path]) -> None:
    _, folder = campaign
    before = contents(folder)
    taken = five.intake(folder)
    assert contents(folder) == before
    assert {one.file for one in taken.surveys.findings} == {one.file for one in campaign[0].surveys.findings}


def test_an_empty_one_and_one_of_another_body(tmp_path: Path) -> None:
    made = setting(tmp_path)
    made.returned("beta/a.xlsx", made.questionnaire(BETA, "survey_leavers", {}))
    made.returned("beta/b.xlsx", made.questionnaire(BETA, "survey_leavers", {PAY: "Иә"}))
    made.returned("beta/c.xlsx", made.questionnaire(ALPHA, "survey_leavers", {PAY: "Да"}))
    made.returned("d.xlsx", made.questionnaire(ALPHA, "survey_leavers", {PAY: "Да"}))
    taken = made.intake(tmp_path / "campaign", [BETA])
    assert [(one.body, one.taken, one.refused) for one in taken.surveys.answers] == [(BETA, 1, 2)]
    assert {(one.file, one.diagnostic.slug) for one in taken.surveys.findings if one.blocks} == {
        ("beta/a.xlsx", "survey-empty"),
        ("beta/c.xlsx", "return-other-unit"),
        ("beta/c.xlsx", "workbook-other-body"),
        ("d.xlsx", "return-unknown-unit"),
    }


def answered(number: int, **cells: Fraction) -> Return:
    """A questionnaire of Alpha as the intake knows it."""
    given = Given({}, {"conditions.answers": [cells]})
    return Return(f"{number}.xlsx", str(number), "", "alpha", "cgo", "ru", given, (), STAFF)


def test_the_same_answers_from_two_files_both_count_and_are_pointed_out() -> None:
    yes, no = Fraction(1), Fraction(2)
    returns = [answered(1, content=yes), answered(2, content=yes), answered(3, content=no)]
    found = gathered(compiled()[0], BODIES, returns)
    assert found.answers[0].taken == 3
    [alike] = found.findings
    assert (alike.diagnostic.slug, alike.file, dict(alike.diagnostic.arguments)["count"]) == ("survey-alike", "", 1)


def test_rows_of_the_evaluator_stay(five: Setting) -> None:
    """A returned assessment in which the table is filled in: the same people might count twice."""
    edition = five.edition
    own = Given({}, {"conditions.answers": [{"content": Fraction(2)}]})
    report = Return("оценка.xlsx", "0", "", "alpha", "cgo", "ru", own, (), "assessment")
    surveys = gathered(edition, BODIES, [answered(1, content=Fraction(1))])
    found, kept = with_answers(standings(BODIES, [report]), surveys)
    counted = found.bodies[0].counted
    assert counted is not None and counted.given is not None
    assert counted.given.tables == own.tables
    assert [one.diagnostic.slug for one in kept] == ["survey-rows-given"]


def test_one_printed_for_any_body_is_whose_folder_it_lies_in(five: Setting, tmp_path: Path) -> None:
    blank = release(prepare(five.edition.methodology("cgo")), "survey_leavers", Language.RU, five.build, tmp_path)
    package = Package(blank.path.read_bytes())
    places = {place.code: place for place in five.template(ALPHA, "survey_leavers").places}
    package.set({(places[PAY].address.sheet, places[PAY].cell): "Да"})
    made = replace(five, folder=tmp_path)
    made.returned("alpha/1.xlsx", package.to_bytes())
    made.returned("2.xlsx", package.to_bytes())
    taken = made.intake(tmp_path / "campaign")
    assert [(one.body, one.taken) for one in taken.surveys.answers] == [(ALPHA, 1)]
    assert [(one.file, one.diagnostic.slug) for one in taken.surveys.findings] == [("2.xlsx", "return-unknown-unit")]


@pytest.mark.parametrize(
    ("lang", "line"),
    [
        ("ru", "Опросные листы: принято — 3, не принято — 1, прислано повторно — 1 (surveys/summary.csv)."),
        ("kk", "Сауалнама парақтары: қабылданғаны — 3, қабылданбағаны — 1, қайта жіберілгені — 1 ("),
        ("en", "Questionnaires: taken 3, refused 1, sent twice 1 (surveys/summary.csv)."),
    ],
)
def test_the_command_says_how_many(lang: str, line: str, tmp_path: Path) -> None:
    """Issued and taken in by the commands alone."""
    listed = tmp_path / "bodies.csv"
    listed.write_text("body;kind;name\nalpha;cgo;Министерство «А»\n", encoding="utf-8")
    common = [str(METHODOLOGY), "--bodies", str(listed)]
    issued = CliRunner().invoke(
        cli, ["build", *common, "--kind", "survey", "--lang", lang, "--out", str(tmp_path / "surveys")]
    )
    assert issued.exit_code == 0, issued.output
    build = Build(compiled()[1].fingerprint, metadata.version("esep"))
    made = Setting(compiled()[0], build, tmp_path)
    for name, answers in GOOD.items():
        made.returned(f"alpha/{name}", made.questionnaire(ALPHA, STAFF, answers))
    made.returned("alpha/копия.xlsx", (made.returns / "alpha" / "Петрова.xlsx").read_bytes())
    made.returned("alpha/пустая.xlsx", made.questionnaire(ALPHA, STAFF, {}))
    taken = CliRunner().invoke(
        cli,
        ["intake", str(made.returns), "--methodology", *common, "--lang", lang, "--out", str(tmp_path / "campaign")],
    )
    assert taken.exit_code == 1
    assert line in taken.output


def test_an_index_for_each_of_the_26_statements_of_annex_9(tmp_path: Path) -> None:
    """60 respondents, more than the sheet has rows: two thirds answer 4, the others 1 everywhere, so each index is the
    mean degree (3) on the way from 1 to 4."""
    lowered = compile_methodology(METHODOLOGY.parents[2] / "methodologies" / "org_development").lowered
    assert lowered is not None
    methodology = lowered.edition.methodology("cgo")
    columns = [column for column in methodology.tables["answers"].input_columns if not column.optional]
    assert len(columns) == 26
    degrees = [4, 4, 1] * 20
    returns = [
        Return(f"{number}.xlsx", str(number), "", "alpha", "cgo", "ru", Given({}, {"answers": [cells]}), (), STAFF)
        for number, degree in enumerate(degrees)
        for cells in [{column.name: _option(column, degree) for column in columns}]
    ]
    write_surveys(tmp_path, gathered(lowered.edition, [ALPHA], returns), Language.RU)
    indices = [line[2:3] + line[4:] for line in rows(tmp_path / "indices.csv")[1:]]
    assert indices == [[f"i{number}", "60", "0,6666666667", "2/3", "прил. 9"] for number in range(1, 27)]


def _option(column: Column, degree: int) -> Fraction:
    """The option with this number in its name: a4 stands for the degree 4."""
    names = [option.name for option in column.type.options]
    return Fraction(names.index(f"a{degree}") + 1)


def test_one_that_libreoffice_saved(five: Setting, tmp_path: Path) -> None:
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("LibreOffice is not here: install it to test that its files are read")
    made = replace(five, folder=tmp_path)
    filled_in = tmp_path / "filled.xlsx"
    filled_in.write_bytes(five.questionnaire(ALPHA, STAFF, {CONTENT: "Не доволен", NOISE: "Да", WORDS: "Больше света"}))
    subprocess.run(
        [office, f"-env:UserInstallation=file://{tmp_path}/profile", "--headless", "--convert-to",
         "xlsx:Calc MS Excel 2007 XML", "--outdir", str(made.returns / "alpha"), str(filled_in)],
        check=True, capture_output=True, timeout=180,
    )  # fmt: skip
    taken = made.intake(tmp_path / "campaign")
    assert [(one.taken, one.refused) for one in taken.surveys.answers] == [(1, 0)]
    assert taken.surveys.findings == ()
    assert taken.surveys.tables_of("alpha") == {
        "conditions.answers": [{"content": Fraction(2), "noise": Fraction(1), "words": "Больше света"}]
    }
