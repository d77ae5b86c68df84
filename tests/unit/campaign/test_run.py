"""A run that was killed anywhere and is run again gives the bytes of an undisturbed one; returns are never changed."""

from __future__ import annotations

import multiprocessing
import os
import random
import time
from collections.abc import Mapping
from pathlib import Path

import pytest

from compiler.campaign.issue import file_name, issue
from compiler.campaign.run import Campaign, Taken, take
from compiler.campaign.standing import State
from compiler.intake.template import template_of
from compiler.model.texts import Language
from tests.campaign.filling import filled
from tests.unit.campaign.campaigns import ALPHA, BETA, BODIES, GAMMA, GIVEN, build, edition, given


@pytest.fixture(scope="module")
def returns(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Alpha twice, Beta with an empty field, a file that is none; Gamma is silent."""
    top = tmp_path_factory.mktemp("campaign")
    issue(edition(), "report", build(), BODIES, top / "issued", 1, lambda _count: None)
    clock = 1_700_000_000
    for body, name, what in (
        (ALPHA, "1.xlsx", given(timeliness__in_time=1)),
        (ALPHA, "2.xlsx", GIVEN),
        (BETA, "отчёт.xlsx", given(timeliness__late=None)),
    ):
        template = template_of(edition().methodology(body.kind), "report", body.language or Language.RU, build())
        data = filled((top / "issued" / body.kind / file_name(body)).read_bytes(), template, what).to_bytes()
        path = top / "returns" / body.code / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
        clock += 60
        os.utime(path, (clock, clock))
    (top / "returns" / "broken.xlsx").write_bytes(b"PK\x03\x04 no zip")
    os.utime(top / "returns" / "broken.xlsx", (clock, clock))
    return top / "returns"


def run(returns: Path, folder: Path, papers: bool = True) -> Taken:
    campaign = Campaign(edition(), build(), BODIES, folder, Language.RU, 1, papers)
    return take(campaign, [returns], lambda _count, _all: None)


def contents(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.fixture(scope="module")
def undisturbed(returns: Path, tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, bytes]:
    folder = tmp_path_factory.mktemp("undisturbed")
    run(returns, folder)
    return contents(folder)


def test_what_lies_in_the_folder(returns: Path, undisturbed: Mapping[str, bytes], tmp_path: Path) -> None:
    before = contents(returns)
    taken = run(returns, tmp_path)
    assert [(one.body, one.state) for one in taken.standings.bodies] == [
        (ALPHA, State.ACCEPTED),
        (BETA, State.REFUSED),
        (GAMMA, State.MISSING),
    ]
    names = {name for name in undisturbed if not name.startswith("records/")}
    assert names == {
        "bodies.csv", "changes.csv", "findings.csv", "findings.json", "findings.xlsx", "history.json", "scores.csv",
        "inputs/cgo.csv", "inputs/cgo.openness.events.csv", "rating_ru.xlsx",
        "letters/alpha.ru.txt", "letters/beta.kk.txt", "letters/gamma.ru.txt",
        f"papers/cgo/{file_name(ALPHA)}", "papers/made.json",
    }  # fmt: skip
    assert sum(name.startswith("records/") for name in undisturbed) == 4
    assert contents(returns) == before


def test_interrupted_at_any_file(
    returns: Path, undisturbed: Mapping[str, bytes], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Killed just before the n-th file gets its name, for every n; then run again in the same folder."""
    replace = Path.replace
    interrupted = 0
    for last in range(len(undisturbed)):
        folder, left = tmp_path / str(last), last

        def replacing(self: Path, target: Path) -> Path:
            nonlocal left
            if left == 0:
                raise KeyboardInterrupt
            left -= 1
            return replace(self, target)

        with monkeypatch.context() as patch:
            patch.setattr(Path, "replace", replacing)
            try:
                run(returns, folder)
            except KeyboardInterrupt:
                interrupted += 1
        assert contents(folder) != undisturbed
        run(returns, folder)
        assert contents(folder) == undisturbed
    assert interrupted == len(undisturbed)


def test_killed_by_the_system(returns: Path, undisturbed: Mapping[str, bytes], tmp_path: Path) -> None:
    """No exception, no clean end: the process is gone, at moments spread over the run."""
    start = time.monotonic()
    run(returns, tmp_path / "timed")
    whole = time.monotonic() - start
    context = multiprocessing.get_context("fork")
    for moment in range(8):
        folder = tmp_path / str(moment)
        process = context.Process(target=run, args=(returns, folder))
        process.start()
        process.join(whole * moment / 8)
        process.kill()
        process.join()
        run(returns, folder)
        assert contents(folder) == undisturbed


def test_files_lost_or_damaged_are_made_anew(returns: Path, undisturbed: Mapping[str, bytes], tmp_path: Path) -> None:
    """All but the history, which is the campaign's memory. A paper is made anew when it is gone."""
    run(returns, tmp_path)
    lasting = {"history.json"}
    for seed in range(4):
        choose = random.Random(seed)
        for name in sorted(undisturbed):
            fate = choose.randint(0, 3)
            if name in lasting or fate > 1:
                continue
            if fate == 1 and not name.startswith("papers/cgo"):
                (tmp_path / name).write_bytes(undisturbed[name][: len(undisturbed[name]) // 2])
            else:
                (tmp_path / name).unlink()
        run(returns, tmp_path)
        assert contents(tmp_path) == undisturbed


def test_an_appeal_is_a_second_round(returns: Path, undisturbed: Mapping[str, bytes], tmp_path: Path) -> None:
    """The corrected return lies beside the first ones; nothing that was sent is lost."""
    run(returns, tmp_path, papers=False)
    template = template_of(edition().methodology("cgo"), "report", Language.KK, build())
    issued = returns.parent / "issued" / BETA.kind / file_name(BETA)
    corrected = tmp_path / "appeals" / BETA.code / "түзетілген.xlsx"
    corrected.parent.mkdir(parents=True)
    corrected.write_bytes(filled(issued.read_bytes(), template, GIVEN).to_bytes())
    campaign = Campaign(edition(), build(), BODIES, tmp_path, Language.RU, 1, papers=False)
    taken = take(campaign, [returns, tmp_path / "appeals"], lambda _count, _all: None)
    assert [one.state for one in taken.standings.bodies] == [State.ACCEPTED, State.ACCEPTED, State.MISSING]
    assert {(one.body, one.before == "") for one in taken.changes} == {("beta", True)}
    text = (tmp_path / "changes.csv").read_text(encoding="utf-8-sig")
    assert text.splitlines()[0].startswith("Код органа;") and text.count("beta;") == len(taken.changes)


def test_scores_as_a_spreadsheet_reads_them(returns: Path, tmp_path: Path) -> None:
    """0,855 of 10 points and 10 for the channel, 1 for each of two meetings."""
    run(returns, tmp_path, papers=False)
    lines = (tmp_path / "scores.csv").read_text(encoding="utf-8-sig").splitlines()
    assert lines[0] == "Код органа;Орган;Место;Показатель;Балл;Точное значение"
    assert lines[1:] == [
        "alpha;Министерство «А»;1;total;59,55;1191/20",
        "alpha;Министерство «А»;1;timeliness;39;39",
        "alpha;Министерство «А»;1;openness;20,55;411/20",
    ]
