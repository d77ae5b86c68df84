"""Work in forked processes: results in order, failures raised, a process that dies is noticed."""

from __future__ import annotations

import os

import pytest

from compiler.crosscheck.engines.base import EngineError
from compiler.parallel import WorkerDied, fork_map


@pytest.mark.parametrize("workers", [1, 2, 3])
def test_results_come_in_the_items_order(workers: int) -> None:
    assert list(fork_map(lambda item: item * item, range(20), workers)) == [item * item for item in range(20)]


def test_work_is_done_elsewhere_and_closures_need_not_be_pickled() -> None:
    own = os.getpid()
    assert own not in set(fork_map(lambda _: os.getpid(), range(4), 2))


def test_an_exception_is_raised_here() -> None:
    def work(item: int) -> int:
        if item == 3:
            raise EngineError("item 3")
        return item

    results = fork_map(work, range(6), 2)
    assert [next(results), next(results), next(results)] == [0, 1, 2]
    with pytest.raises(EngineError, match="item 3"):
        next(results)


def test_a_process_that_dies_is_noticed() -> None:
    with pytest.raises(WorkerDied):
        list(fork_map(lambda item: os._exit(3) if item == 2 else item, range(6), 2))
