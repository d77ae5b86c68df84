"""Programs under test that are interrupted."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def interruptions_heeded() -> Iterator[None]:
    """What starts meanwhile heeds an interruption. A shell that starts the tests in the background has it ignored, and
    programs hand that on to those they start."""
    earlier = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, earlier)
