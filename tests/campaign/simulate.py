"""A simulated campaign: bodies, issued workbooks, returns with a known share of every mistake, then the intake.

Seeded: the same numbers give the same campaign. `planted` says what must be found where; everything else is clean.
"""

from __future__ import annotations

import os
import random
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from itertools import cycle
from pathlib import Path

from compiler.campaign.bodies import Recipient
from compiler.campaign.issue import file_name, issue
from compiler.campaign.run import Campaign, Taken, take
from compiler.driver import compile_methodology
from compiler.intake.template import Template, template_of
from compiler.model.methodology import Edition
from compiler.model.texts import Language
from compiler.workbook.identity import Build
from tests.campaign.faults import FAULTS, HARMLESS, STRANGER, Fault
from tests.campaign.filling import bodies, filled, given_of

METHODOLOGY = Path(__file__).parent / "methodology"
SHARE = 0.2
"""Returns with a planted mistake."""


@dataclass(frozen=True, slots=True)
class Planted:
    """`slug` must be among the findings about the body (or about the file, for a file of nobody)."""

    body: str
    name: str
    slug: str
    accepted: bool


@dataclass(frozen=True, slots=True)
class Simulation:
    edition: Edition
    build: Build
    bodies: tuple[Recipient, ...]
    folder: Path
    planted: tuple[Planted, ...]

    @property
    def returns(self) -> Path:
        return self.folder / "returns"

    def intake(self, workers: int, done: Callable[[int, int], None] = lambda count, total: None) -> Taken:
        campaign = Campaign(self.edition, self.build, self.bodies, self.folder / "campaign", Language.RU, workers)
        return take(campaign, [self.returns], done)


def simulate(folder: Path, subordinate: int, seed: int = 1, workers: int = os.cpu_count() or 1) -> Simulation:
    """Issues to 49 bodies and `subordinate` more, fills and spoils. What the folder held before is gone."""
    shutil.rmtree(folder, ignore_errors=True)
    compiled = compile_methodology(METHODOLOGY)
    assert compiled.lowered is not None
    edition, build = compiled.lowered.edition, Build(compiled.fingerprint(), "0.1.0")
    recipients = bodies(subordinate)
    issue(edition, "report", build, recipients, folder / "issued", workers, lambda _count: None)

    @cache
    def template(kind: str, language: Language) -> Template:
        return template_of(edition.methodology(kind), "report", language, build)

    planted: list[Planted] = []
    choose = random.Random(seed)
    spoiling = cycle(FAULTS)
    clock = 1_700_000_000
    for number, body in enumerate(recipients):
        issued = folder / "issued" / body.kind / file_name(body)
        own = template(body.kind, body.language or Language.RU)
        fault = next(spoiling) if choose.random() < SHARE else HARMLESS[number % len(HARMLESS)]
        clock += 60
        _return(folder, body, issued, own, fault, planted, clock)
    _place(folder, recipients, template, planted, clock)
    return Simulation(edition, build, recipients, folder, tuple(planted))


def _return(
    folder: Path, body: Recipient, issued: Path, template: Template, fault: Fault, planted: list[Planted], clock: int
) -> None:
    package = filled(issued.read_bytes(), template, given_of(body))
    _write(folder / "returns" / body.code / issued.name, fault.change(package, template), clock)
    if fault.slug is not None:
        planted.append(Planted(body.code, fault.name, fault.slug, fault.accepted))


def _place(
    folder: Path,
    recipients: tuple[Recipient, ...],
    template: Callable[[str, Language], Template],
    planted: list[Planted],
    clock: int,
) -> None:
    """Mistakes of placing: no answer, the answer of another body, two answers, an answer of nobody on the list."""
    spoilt = {one.body for one in planted}
    clean = [body for body in recipients if body.code not in spoilt]
    for number, body in enumerate(clean[:: max(1, len(clean) // 12)][:12]):
        home = folder / "returns" / body.code
        match number % 3:
            case 0:
                shutil.rmtree(home)
                planted.append(Planted(body.code, "no answer", "return-missing", False))
            case 1:
                alike = (one for one in clean if (one.kind, one.language) == (body.kind, body.language))
                other = next(one for one in alike if one is not body)
                issued = folder / "issued" / other.kind / file_name(other)
                own = template(other.kind, other.language or Language.RU)
                data = filled(issued.read_bytes(), own, given_of(other)).to_bytes()
                shutil.rmtree(home)
                _write(home / file_name(body), data, clock)
                planted.append(Planted(body.code, "workbook of another body", "return-other-unit", False))
            case _:
                first = next(home.iterdir())
                _write(home / "again.xlsx", first.read_bytes(), clock + 3600)
                planted.append(Planted(body.code, "two answers", "return-duplicate", True))
    last = clean[-1]
    own = template(last.kind, last.language or Language.RU)
    package = filled((folder / "issued" / last.kind / file_name(last)).read_bytes(), own, given_of(last))
    data = STRANGER(package, own)
    _write(folder / "returns" / "inbox" / "stranger.xlsx", data, clock)
    planted.append(Planted("stranger", "body not on the list", "return-unknown-unit", False))


def _write(path: Path, data: bytes, clock: int) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    os.utime(path, (clock, clock))
