"""A LibreOffice that is open: found, started, asked, and surely ended. The other end of the line is `office_host`."""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

from compiler.crosscheck.engines.base import EngineError

PACKAGES = "libreoffice-calc python3-uno"
INSTALL = f"apt-get install {PACKAGES}"
ADVICE = (
    "Run this again; if it stays so, look whether memory and the disk of temporary files suffice and whether "
    f"`soffice --headless --version` answers, reinstall it (apt-get install --reinstall {PACKAGES}), or leave the "
    "engine out by naming others (--engine)."
)
PROGRAM = "soffice"
ROOT = Path(__file__).parents[3]
SECONDS_TO_START = 120
GRACE = 10
"""Seconds in which the other end must notice that LibreOffice is gone."""

Setting = tuple[str, str, str]
"""Of a profile: the path in LibreOffice's registry, the name, the value."""


def bridge(program: str = PROGRAM) -> str | None:
    """A Python that speaks to LibreOffice: on Debian the system's own, with python3-uno; elsewhere the one that came
    with the program. None when there is none, or no such program."""
    found = shutil.which(program)
    return None if found is None else _bridge(found)


@cache
def _bridge(found: str) -> str | None:
    beside = str(Path(found).resolve().with_name("python"))
    for python in (sys.executable, "/usr/bin/python3", shutil.which("python3"), shutil.which(beside)):
        if python and subprocess.run([python, "-c", "import uno"], capture_output=True, check=False).returncode == 0:
            return python
    return None


def version(program: str = PROGRAM) -> str:
    """Of the program, as in "7.4.7.2"; "" when it is not here."""
    found = shutil.which(program)
    return "" if found is None else _version(found)


@cache
def _version(found: str) -> str:
    answer = subprocess.run([found, "--version"], capture_output=True, text=True, timeout=60, check=False)
    words = answer.stdout.split()
    return words[1] if len(words) > 1 else ""


class Office:
    """One running LibreOffice with a profile of its own. It ends with `close`, and also when this process ends in any
    way: the other end sees that its input has ended."""

    def __init__(self, host: str, settings: Sequence[Setting], program: str = PROGRAM) -> None:
        """`host`: the module that answers requests. EngineError when LibreOffice is missing or does not start."""
        python = bridge(program)
        if python is None:
            raise EngineError(f"LibreOffice and its bridge are not here: {INSTALL}")
        self._said = tempfile.TemporaryFile()  # noqa: SIM115  # closed with everything else
        self._host = subprocess.Popen(
            [python, "-m", host],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._said,
            text=True,
            encoding="utf-8",
            start_new_session=True,  # Ctrl-C is for the program that asks; it ends this one in order
        )
        self.group = 0
        try:
            self._send({"program": program, "registry": list(settings)})
            self.group = self._answer(SECONDS_TO_START)["group"]
            self._answer(SECONDS_TO_START)
        except BaseException:
            self.close()
            raise

    def ask(self, what: str, seconds: float, **more: object) -> Any:  # noqa: ANN401  # whatever JSON holds
        """What the host gives for this request. EngineError when it takes longer or LibreOffice has ended."""
        self._send({"do": what, **more})
        return self._answer(seconds)["gives"]

    def close(self) -> None:
        """Nothing of it runs afterwards, and its folder is gone."""
        assert self._host.stdin is not None and self._host.stdout is not None
        with contextlib.suppress(BrokenPipeError):
            self._host.stdin.close()
        try:
            self._host.wait(GRACE)
        except subprocess.TimeoutExpired:
            self._kill_office()
            self._host.kill()
            self._host.wait()
        self._host.stdout.close()
        self._said.close()

    def _send(self, request: dict[str, object]) -> None:
        assert self._host.stdin is not None
        with contextlib.suppress(BrokenPipeError):  # its last words are still to be read
            self._host.stdin.write(json.dumps(request) + "\n")
            self._host.stdin.flush()

    def _answer(self, seconds: float) -> dict[str, Any]:
        assert self._host.stdout is not None
        late, answered = threading.Event(), threading.Event()

        def stop() -> None:
            late.set()
            self._kill_office()
            if not answered.wait(GRACE):
                self._host.kill()

        timer = threading.Timer(seconds, stop)
        timer.start()
        try:
            line = self._host.stdout.readline()
        finally:
            answered.set()
            timer.cancel()
        answer = json.loads(line) if line else {"error": self._last_words()}
        if late.is_set():
            raise EngineError(f"LibreOffice did not answer for {seconds:g} s. {ADVICE}")
        if "error" in answer:
            raise EngineError(f"LibreOffice gave up ({answer['error']}). {ADVICE}")
        return dict(answer)

    def _kill_office(self) -> None:
        if self.group:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self.group, signal.SIGKILL)

    def _last_words(self) -> str:
        self._said.seek(0)
        lines = self._said.read().decode("utf-8", "replace").split("\n")
        return next((line.strip() for line in reversed(lines) if line.strip()), "it ended")
