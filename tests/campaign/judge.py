"""Was every planted mistake found, and nothing else? The answer with its figures."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from compiler.campaign.run import Taken
from compiler.campaign.standing import State
from dsl.diagnostics import Severity
from tests.campaign.simulate import Simulation


@dataclass(frozen=True, slots=True)
class Judgement:
    """`missed`: planted and not found, or found with the wrong consequence; `alarms`: findings about clean bodies."""

    returns: int
    planted: int
    missed: tuple[str, ...]
    alarms: tuple[str, ...]


def judge(simulation: Simulation, taken: Taken) -> Judgement:
    states = {one.body.code: one.state for one in taken.standings.bodies}
    found: dict[str, set[str]] = {}
    for finding in taken.standings.findings:
        if finding.diagnostic.severity is not Severity.NOTE:
            found.setdefault(finding.body, set()).add(finding.diagnostic.slug)
    missed = []
    for one in simulation.planted:
        known = one.slug in found.get(one.body, set())
        accepted = states.get(one.body) is State.ACCEPTED
        if not known or accepted is not one.accepted:
            missed.append(f"{one.body}: {one.name}: {sorted(found.get(one.body, set()))}, accepted {accepted}")
    spoilt = {one.body for one in simulation.planted}
    alarms = [
        f"{code}: {sorted(found.get(code, set()))}"
        for code, state in states.items()
        if code not in spoilt and (state is not State.ACCEPTED or found.get(code))
    ]
    return Judgement(len(taken.returns), len(simulation.planted), tuple(missed), tuple(alarms))


def kinds_planted(simulation: Simulation) -> Counter[str]:
    return Counter(one.name for one in simulation.planted)
