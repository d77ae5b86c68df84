"""Returned questionnaires gathered: whose answers they are, which of them count, and the answers without the givers."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from compiler.campaign.bodies import Recipient
from compiler.campaign.standing import Standing, Standings
from compiler.evaluate.states import Cell, Given
from compiler.intake.findings import Finding, file_place
from compiler.intake.records import given_to_record
from compiler.intake.returns import Return
from compiler.model.forms import Form
from compiler.model.methodology import Edition, Methodology
from compiler.workbook.plan import kinds_of
from compiler.workbook.survey import answer_tables, questionnaire, survey_kinds
from dsl.diagnostics import diagnose

Rows = Sequence[Mapping[str, Cell]]


@dataclass(frozen=True, slots=True)
class Answers:
    """The answers of a body's people to one questionnaire: by table the rows, in an order that does not tell who came
    when. `refused` and `twice` count the files that are not among them."""

    body: Recipient
    methodology: Methodology
    form: Form
    tables: Mapping[str, Rows]
    taken: int
    refused: int
    twice: int

    @property
    def name(self) -> str:
        """The form's name in the text, else its code: how files of answers are called."""
        return self.form.name or self.form.code


@dataclass(frozen=True, slots=True)
class Gathered:
    """`answers`: for each body and questionnaire from which anything came, in the order of the list of bodies."""

    answers: tuple[Answers, ...]
    findings: tuple[Finding, ...]

    def tables_of(self, body: str) -> Mapping[str, Rows]:
        """The answers of all questionnaires of a body; two may fill the same table."""
        found: dict[str, list[Mapping[str, Cell]]] = {}
        for one in self.answers:
            for code, rows in one.tables.items() if one.body.code == body else ():
                found.setdefault(code, []).extend(rows)
        return {code: rows for code, rows in found.items() if rows}


def gathered(edition: Edition, bodies: Sequence[Recipient], returns: Sequence[Return]) -> Gathered:
    """`returns`: the questionnaires among the returned files, in any order: nothing here depends on it."""
    known = {body.code: body for body in bodies}
    groups: dict[tuple[str, str], list[Return]] = {}
    findings: list[Finding] = []
    for one in sorted(returns, key=lambda one: (one.sha256, one.file)):
        body = known.get(one.body)
        if body is None:
            findings.extend(one.findings)
            if one.given is not None:
                unknown = diagnose("return-unknown-unit", file_place(one.file), found=one.body)
                findings.append(Finding(one.file, one.body, unknown))
        elif one.workbook in kinds_of(edition.methodology(body.kind)):
            groups.setdefault((body.code, one.workbook), []).append(one)
        else:
            findings.extend(one.findings)
            findings.extend(_other_kind(one, body))
    answers: list[Answers] = []
    for body in bodies:
        methodology = edition.methodology(body.kind)
        for kind in survey_kinds(methodology):
            group = groups.get((body.code, kind))
            if group is not None:
                answers.append(_answers(methodology, body, kind, group, findings))
    return Gathered(tuple(answers), tuple(sorted(findings, key=lambda one: (one.body, one.file))))


def _other_kind(one: Return, body: Recipient) -> Iterable[Finding]:
    """A questionnaire that this kind of body does not have."""
    if one.given is not None:
        other = diagnose("workbook-other-body", file_place(one.file), found=one.kind, expected=body.kind)
        yield Finding(one.file, body.code, other)


def _answers(
    methodology: Methodology, body: Recipient, kind: str, group: Sequence[Return], findings: list[Finding]
) -> Answers:
    """The same file counts once, whatever it is called."""
    form = questionnaire(methodology, kind)
    first: dict[str, Return] = {}
    taken: list[Given] = []
    refused = twice = 0
    for one in group:
        earlier = first.setdefault(one.sha256, one)
        if earlier is not one:
            again = diagnose("survey-twice", file_place(one.file), earlier=earlier.file)
            findings.append(Finding(one.file, body.code, again))
            twice += 1
            continue
        findings.extend(one.findings)
        if one.given is not None and one.kind != body.kind:
            findings.extend(_other_kind(one, body))
            refused += 1
        elif one.given is not None and one.accepted:
            taken.append(one.given)
        else:
            refused += 1
    taken.sort(key=_content)
    alike = len(taken) - len({_content(given) for given in taken})
    if alike:
        title = form.title.text(body.language or methodology.identity.languages[0])
        findings.append(Finding("", body.code, diagnose("survey-alike", file_place(""), name=title, count=alike)))
    tables = {
        table.code: [row for given in taken for row in given.tables.get(table.code, ())]
        for table in answer_tables(methodology, form)
    }
    return Answers(body, methodology, form, tables, len(taken), refused, twice)


def _content(given: Given) -> str:
    """What the order of the answers goes by: nothing but the answers."""
    return json.dumps(given_to_record(given), sort_keys=True, ensure_ascii=False)


def with_answers(found: Standings, given: Gathered) -> tuple[Standings, tuple[Finding, ...]]:
    """The returns that count, with the answers of the body's people. Rows that the evaluator's own workbook holds stay
    as they are: they may have come from the same questionnaires."""
    findings: list[Finding] = []
    bodies: list[Standing] = []
    for one in found.bodies:
        counted, tables = one.counted, dict(given.tables_of(one.body.code))
        if counted is None or counted.given is None or not tables:
            bodies.append(one)
            continue
        for code in [code for code in tables if any(counted.given.tables.get(code, ()))]:
            del tables[code]
            kept = diagnose("survey-rows-given", file_place(counted.file), code=code)
            findings.append(Finding(counted.file, one.body.code, kept))
        whole = replace(counted.given, tables={**counted.given.tables, **tables})
        bodies.append(replace(one, counted=replace(counted, given=whole)))
    return replace(found, bodies=tuple(bodies)), tuple(findings)


def with_room(methodology: Methodology, givens: Iterable[Given]) -> Methodology:
    """The methodology, its tables long enough for these: however many people a body has asked, all their answers count,
    though the workbook that is issued has rows for some of them only."""
    tables = dict(methodology.tables)
    for given in givens:
        for code, rows in given.tables.items():
            if len(rows) > tables[code].max_rows:
                tables[code] = replace(tables[code], max_rows=len(rows))
    return methodology if tables == dict(methodology.tables) else replace(methodology, tables=tables)
