"""A workbook for each of many bodies: planned and written once with marks, which are then replaced in the file's parts.

Two workbooks of one kind and language differ in the body's name, code and contact only, so writing is all that is left.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from html import escape
from pathlib import Path
from tempfile import TemporaryDirectory

from compiler.evaluate import Given
from compiler.excel.filling import Addressee, addressed, cached, filled
from compiler.excel.finish import parts_of, put_together
from compiler.excel.release import plan, prepare
from compiler.excel.writer import write
from compiler.model.methodology import Methodology
from compiler.model.texts import Language
from compiler.workbook.identity import Build

_MARKS = Addressee(code="\ue001code\ue002", name="\ue001name\ue002", contact="\ue001contact\ue002")
"""Signs of the private use area stand in no text of ours."""


@dataclass(frozen=True, slots=True)
class Stamp:
    """The parts of a workbook with marks: `marked` are those in which something is replaced."""

    parts: tuple[tuple[str, bytes], ...]
    marked: frozenset[str]

    def workbook(self, body: Addressee) -> bytes:
        """The file for this body; the same bytes on every machine."""
        texts = {getattr(_MARKS, name): getattr(body, name) for name in ("code", "name", "contact")}
        return put_together(
            (name, _replaced(part, texts) if name in self.marked else part) for name, part in self.parts
        )


def stamp_of(methodology: Methodology, kind: str, language: Language, build: Build) -> Stamp:
    """For the workbooks of one kind in one language, name and period filled in."""
    given = Given({"body_name": _MARKS.name, "period": methodology.identity.period})
    blank = addressed(plan(prepare(methodology), kind, language, build), _MARKS)
    workbook = filled(blank, methodology, given, language)
    with TemporaryDirectory() as folder:
        path = Path(folder) / "marked.xlsx"
        write(workbook, path, cached(methodology, given))
        parts = tuple(parts_of(path.read_bytes()))
    sign = "\ue001".encode()
    return Stamp(parts, frozenset(name for name, part in parts if sign in part))


def _replaced(part: bytes, texts: Mapping[str, str]) -> bytes:
    text = part.decode()
    for mark, value in texts.items():
        text = text.replace(mark, escape(value))
    return text.encode()
