"""Applies a function to many items in forked processes, results in the items' order.

For work that is not thread-safe. The function is inherited by the fork, so it need not be picklable; items and
results travel through pipes.
"""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable, Iterator, Sequence
from multiprocessing.connection import Connection
from typing import TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")


class WorkerDied(Exception):
    """A process ended without giving its results."""


def fork_map(work: Callable[[Item], Result], items: Sequence[Item], workers: int) -> Iterator[Result]:
    """`work` of every item. An exception in a process is raised here. One worker: no process is made."""
    workers = min(workers, len(items))
    if workers <= 1:
        yield from map(work, items)
        return
    context = multiprocessing.get_context("fork")
    pipes: list[Connection] = []
    processes = []
    for first in range(workers):
        receiving, sending = context.Pipe(duplex=False)
        process = context.Process(target=_serve, args=(work, items[first::workers], sending), daemon=True)
        process.start()
        sending.close()
        pipes.append(receiving)
        processes.append(process)
    try:
        for index in range(len(items)):
            yield _receive(pipes[index % workers])
    finally:
        for pipe in pipes:
            pipe.close()
        for process in processes:
            process.terminate()
            process.join()


def _serve(work: Callable[[Item], Result], items: Sequence[Item], pipe: Connection) -> None:
    for item in items:
        try:
            answer: tuple[Result | None, Exception | None] = (work(item), None)
        except Exception as error:  # handed to the parent, which raises it
            answer = (None, error)
        try:
            pipe.send(answer)
        except BrokenPipeError:
            return


def _receive(pipe: Connection) -> Result:  # type: ignore[type-var]  # the pipe carries what _serve put into it
    try:
        result, error = pipe.recv()
    except EOFError as end:
        raise WorkerDied("a process ended before its work was done") from end
    if error is not None:
        raise error
    return result  # type: ignore[no-any-return]  # see above
