"""One piece of work in a process of its own, within fixed time and memory: what a hostile file can do ends there."""

from __future__ import annotations

import gc
import multiprocessing
import resource
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from multiprocessing.context import ForkProcess
from pathlib import Path
from time import monotonic
from typing import Any, Generic, TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")

MEGABYTE = 1024 * 1024
MEMORY = 300 * MEGABYTE
"""Memory that the work may take beyond what the process starts with."""
SECONDS = 10.0


@dataclass(frozen=True, slots=True)
class Stopped:
    """The work did not end by itself: `reason` is "time", "memory" or "died"."""

    reason: str


@dataclass(frozen=True, slots=True)
class _Running(Generic[Item]):
    index: int
    process: ForkProcess
    deadline: float


def each_alone(
    work: Callable[[Item], Result], items: Sequence[Item], workers: int, seconds: float = SECONDS, memory: int = MEMORY
) -> Iterator[tuple[int, Result | Stopped]]:
    """Index and result of every item, as they come. `work` is inherited by the fork, so it need not be picklable."""
    context = multiprocessing.get_context("fork")
    gc.freeze()  # what is known now is shared with every process, as long as nobody writes to it
    waiting = list(range(len(items)))[::-1]
    running: dict[Connection, _Running[Item]] = {}
    while waiting or running:
        while waiting and len(running) < workers:
            index = waiting.pop()
            receiving, sending = context.Pipe(duplex=False)
            process = context.Process(target=_serve, args=(work, items[index], sending, memory), daemon=True)
            process.start()
            sending.close()
            running[receiving] = _Running(index, process, monotonic() + seconds)
        left = max(0.0, min(one.deadline for one in running.values()) - monotonic())
        for pipe in wait(list(running), left):
            assert isinstance(pipe, Connection)
            yield running[pipe].index, _received(pipe)
            _end(pipe, running)
        for pipe in [pipe for pipe, one in running.items() if one.deadline <= monotonic()]:
            yield running[pipe].index, Stopped("time")
            _end(pipe, running)


def _end(pipe: Connection, running: dict[Connection, _Running[Item]]) -> None:
    one = running.pop(pipe)
    pipe.close()
    one.process.kill()
    one.process.join()


def _received(pipe: Connection) -> Any:  # noqa: ANN401 (the pipe carries what _serve put into it)
    try:
        return pipe.recv()
    except EOFError:
        return Stopped("died")


def _serve(work: Callable[[Item], Result], item: Item, pipe: Connection, memory: int) -> None:
    gc.disable()  # the process ends before cycles matter
    limit = _size() + memory
    resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
    try:
        result: Result | Stopped = work(item)
    except MemoryError:
        result = Stopped("memory")
    pipe.send(result)
    pipe.close()


def _size() -> int:
    """Address space of this process in bytes."""
    if sys.platform != "linux":
        return 4096 * MEGABYTE
    pages = Path("/proc/self/statm").read_text(encoding="ascii").split()[0]
    return int(pages) * resource.getpagesize()
