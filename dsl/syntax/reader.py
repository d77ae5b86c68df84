"""A path to a Source. Whatever is wrong with the file becomes a diagnostic, never an exception."""

from __future__ import annotations

import re
from pathlib import Path

from dsl.diagnostics import Diagnostic, DiagnosticBag, diagnose
from dsl.source import Source, Span
from dsl.words import word

_MEGABYTES = 10
_BOM = "\ufeff"
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
"""Control characters that no text has: all but tab and line ends."""


def read_source(path: Path, bag: DiagnosticBag) -> Source | None:
    """Read a file (UTF-8, with or without BOM; any line ends become "\\n"); None when that is impossible."""
    name = path.as_posix()
    try:
        if path.stat().st_size > _MEGABYTES * 1024 * 1024:
            include = word("include", "ru")
            bag.add(diagnose("file-too-large", _top(name), name=name, limit=_MEGABYTES, include=include))
            return None
        data = path.read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        bag.add(diagnose("file-missing", _top(name), name=name))
        return None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        bag.add(diagnose("unreadable-file", _top(name), name=name, reason=reason))
        return None
    fault = _not_text(name, data)
    if fault is not None:
        bag.add(fault)
        return None
    text = data.decode("utf-8").removeprefix(_BOM)
    return Source(name, text.replace("\r\n", "\n").replace("\r", "\n"))


def _not_text(name: str, data: bytes) -> Diagnostic | None:
    if data.startswith(_UTF_16):  # what Windows calls Unicode: a text all the same
        return diagnose("not-utf8", _top(name), name=name, line=1)
    if b"\0" in data or data.startswith(b"PK\3\4"):
        return diagnose("binary-file", _top(name), name=name)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        return diagnose("not-utf8", Span(name, line, 1, line, 1), name=name, line=line)
    controls = _CONTROLS.findall(text, 0, 4096)
    return diagnose("binary-file", _top(name), name=name) if len(controls) > 16 else None


def _top(name: str) -> Span:
    return Span(name, 1, 1, 1, 1)
