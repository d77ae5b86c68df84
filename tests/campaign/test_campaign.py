"""A simulated campaign: every planted mistake is found, clean returns raise no alarm, and it can be run again."""

from __future__ import annotations

from pathlib import Path

import pytest

from compiler.campaign.run import Taken
from tests.campaign.faults import FAULTS
from tests.campaign.judge import judge, kinds_planted
from tests.campaign.simulate import Simulation, simulate

SUBORDINATE = 150
PLACED = ("no answer", "workbook of another body", "two answers", "body not on the list")


@pytest.fixture(scope="module")
def campaign(tmp_path_factory: pytest.TempPathFactory) -> tuple[Simulation, Taken]:
    simulation = simulate(tmp_path_factory.mktemp("campaign"), SUBORDINATE)
    return simulation, simulation.intake(2)


def contents(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_every_planted_mistake_is_found_and_nothing_else(campaign: tuple[Simulation, Taken]) -> None:
    simulation, taken = campaign
    found = judge(simulation, taken)
    assert found.missed == ()
    assert found.alarms == ()
    assert kinds_planted(simulation).keys() >= {fault.name for fault in FAULTS} | set(PLACED)


def test_same_again(campaign: tuple[Simulation, Taken]) -> None:
    simulation, _ = campaign
    before = contents(simulation.folder / "campaign")
    simulation.intake(1)
    assert contents(simulation.folder / "campaign") == before
