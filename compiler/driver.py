"""The order of the passes, and nothing else: text → tree → program → checked → model → findings."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

from compiler.check import check_program
from compiler.lower import Lowered, lower
from compiler.resolve import collect
from dsl.diagnostics import DiagnosticBag
from dsl.syntax.loader import load


@dataclass(frozen=True, slots=True)
class Compiled:
    """What came of a methodology: `lowered` is None when errors stand in the way; `bag` holds every diagnostic."""

    path: Path
    lowered: Lowered | None
    bag: DiagnosticBag
    fingerprint: str
    """SHA-256 over the texts of all files, in the order in which they were read."""


def compile_methodology(path: Path) -> Compiled:
    """Front end only: no lint rules, no workbook."""
    bag = DiagnosticBag()
    files = load(path, bag)
    fingerprint = _fingerprint(tuple(file.path for file in files) if files is not None else ())
    if files is None or bag.has_errors:
        return Compiled(path, None, bag, fingerprint)
    program = collect(files, bag)
    if program is None:
        return Compiled(path, None, bag, fingerprint)
    typing = check_program(program, bag)
    if bag.has_errors:
        return Compiled(path, None, bag, fingerprint)
    lowered = lower(program, typing, bag)
    return Compiled(path, None if bag.has_errors else lowered, bag, fingerprint)


def _fingerprint(files: tuple[str, ...]) -> str:

    digest = hashlib.sha256()
    for name in files:
        digest.update(Path(name).read_bytes())
    return digest.hexdigest()
