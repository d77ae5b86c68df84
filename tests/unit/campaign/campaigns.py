"""A small campaign for unit tests: the made-up methodology, a few bodies, returns without files."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction
from functools import cache

from compiler.campaign.bodies import Recipient
from compiler.campaign.scores import Scored, scored
from compiler.campaign.standing import standings
from compiler.driver import compile_methodology
from compiler.evaluate import Cell, Given
from compiler.intake.findings import Finding, file_place
from compiler.intake.returns import Return
from compiler.model.methodology import Edition
from compiler.model.texts import Language
from compiler.workbook.identity import Build
from dsl.diagnostics import Argument, diagnose
from tests.campaign.simulate import METHODOLOGY

ALPHA = Recipient("alpha", "cgo", "Министерство «А»", None, "тел. 1")
BETA = Recipient("beta", "cgo", "Ә министрлігі", Language.KK)
GAMMA = Recipient("gamma", "mio", "Акимат")
BODIES = (ALPHA, BETA, GAMMA)
ROWS: tuple[Mapping[str, Cell], ...] = (
    {"name": "Встреча; первая", "held": Fraction(45700), "people": Fraction(12)},
    {"name": "Кездесу", "held": Fraction(45800), "people": Fraction(30)},
)
GIVEN = Given(
    {
        "body_name": "Министерство «А»",
        "period": "2025",
        "timeliness.received": Fraction(200),
        "timeliness.in_time": Fraction(150),
        "timeliness.late": Fraction(3),
        "openness.site": Fraction(1),
        "openness.channel": Fraction(2),
        "openness.since": Fraction(44000),
        "openness.share": Fraction(855, 1000),
    },
    {"openness.events": list(ROWS)},
)


@cache
def edition() -> Edition:
    lowered = compile_methodology(METHODOLOGY).lowered
    assert lowered is not None
    return lowered.edition


@cache
def build() -> Build:
    return Build(compile_methodology(METHODOLOGY).fingerprint(), "0.1.0")


def given(**inputs: Cell | None) -> Given:
    """What is given, changed: a double underscore stands for a dot, None takes an input away."""
    changed = {name.replace("__", "."): cell for name, cell in inputs.items()}
    kept = {code: cell for code, cell in GIVEN.inputs.items() if code not in changed}
    return replace(GIVEN, inputs={**kept, **{code: cell for code, cell in changed.items() if cell is not None}})


def returned(
    body: Recipient, file: str = "", what: Given | None = GIVEN, findings: tuple[Finding, ...] = (), kind: str = ""
) -> Return:
    """A file of the body as the intake knows it; `what` None: it could not be read at all."""
    language = (body.language or Language.RU).value
    return Return(file or f"{body.code}.xlsx", "0" * 64, "", body.code, kind or body.kind, language, what, findings)


def finding(body: Recipient, slug: str, file: str = "", **arguments: Argument) -> Finding:
    name = file or f"{body.code}.xlsx"
    made = diagnose(slug, file_place(name), labels=(), fix=None, **arguments)
    return Finding(name, body.code, made, "Отчёт", "C9", "timeliness.received")


def results(givens: Mapping[Recipient, Given]) -> tuple[Scored, ...]:
    """Of bodies whose returns are accepted."""
    found = standings(tuple(givens), [returned(body, what=what) for body, what in givens.items()])
    return scored(edition(), found)
